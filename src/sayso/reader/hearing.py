"""Whom the network hears behind each amount: how likely each word near it names the one who said so, and that nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reader.encoder import Encoded, Floats, Structure
from sayso.reader.pointing import Range, pointed


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network heard behind one amount: ``own``, the chance that the article says it itself, and ``words``, that of each word of the
    window from word ``first`` on.

    >>> heard = Heard(0.25, 10, np.array([0.0, 0.5, 0.25], np.float32))
    >>> heard.behind(11, 12), heard.behind(3, 4), heard.end
    (0.5, 0.0, 13)
    """

    own: float
    first: int
    words: Floats

    @property
    def end(self) -> int:
        """The word behind the window."""
        return self.first + len(self.words)

    def behind(self, begin: int, end: int) -> float:
        """The chance that the words ``begin`` up to ``end`` name whose word it is; 0 for what the window did not hold."""
        return float(self.words[max(0, begin - self.first) : max(0, end - self.first)].sum())


def hearing(amounts: Sequence[Range], encoded: Encoded, structure: Structure) -> list[Heard | None]:
    """What the network heard behind each amount, a range of words; None for one that stood in no window."""
    out: list[Heard | None] = [None] * len(amounts)
    changes = np.flatnonzero(np.diff(encoded.window)) + 1
    bounds = [0, *changes.tolist(), len(encoded.window)]
    together: dict[int, list[int]] = defaultdict(list)
    for i, (first, _) in enumerate(amounts):
        if encoded.window[first] >= 0:
            together[int(np.searchsorted(changes, first, "right"))].append(i)
    for run, members in together.items():
        begin, end = bounds[run], bounds[run + 1]
        chances = np.exp(pointed("voice", [amounts[i] for i in members], [(w, w) for w in range(begin, end)], encoded, structure))
        for i, row in zip(members, chances, strict=True):
            out[i] = Heard(float(row[-1]), begin, row[:-1])
    return out
