"""What is said of a figure, as a direction: the mean of what the network takes the words around it to mean, so that two wordings of one fact lie close.

The network learned its vectors from MiniLM's of whole sentences (Reimers and Gurevych, EMNLP 2019), projected on the directions in which texts
differ most, the first of which is what all texts have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.domain import Figure
from sayso.reader.analysis import Analysis
from sayso.reader.encoder import Encoded

REACH = 12  # words on each side of the amount, within its sentence


def with_senses(figures: Sequence[Figure], analysis: Analysis, encoded: Encoded) -> tuple[Figure, ...]:
    """The figures with their ``sense``: one signed byte for each direction but the first, the largest at 127; empty where no word was read."""
    return tuple(replace(f, sense=_sense(f, analysis, encoded)) for f in figures)


def _sense(f: Figure, analysis: Analysis, encoded: Encoded) -> bytes:
    amount = analysis.words_in(f.amount.start, f.amount.end)
    inside = analysis.words_in(f.sentence.start, f.sentence.end)
    first, last = max(inside.start, amount.start - REACH), min(inside.stop, amount.stop + REACH)
    if last <= first:
        return b""
    mean = encoded.sense[first:last, 1:].mean(0)
    most = float(np.abs(mean).max())
    return np.rint(mean * (127 / most)).astype(np.int8).tobytes() if most > 0 else b""
