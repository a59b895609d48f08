"""Scores to statements: role runs from the tag scores, then who says what by the pointers between them.

A content takes the cue, and the cue's group of contents the source, that the three pointers (cue to source, content to cue,
content to source) together find likeliest; contents that share a cue are one statement in several pieces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Statement
from sayso.reader.encoder import Encoded, Floats, Structure
from sayso.reader.labels import ROLES
from sayso.reader.pointing import Range, log_softmax, pointed
from sayso.reader.tagging import best_paths, runs
from sayso.reader.windows import Pieces

REACH = 256  # words: the longest way between a content and its cue, as long as a window


def statements(p: Pieces, encoded: Encoded, structure: Structure, ranges: Sequence[Range] | None = None) -> tuple[Statement, ...]:
    """The statements of a text, in text order; with ``ranges`` (first, last word) only those inside these stretches, which were read by themselves."""
    stretches = list(ranges) if ranges is not None else [(0, p.words - 1)] if p.words else []
    rows = [row for s in stretches for row in _paragraphs(p, s)]
    found: dict[str, list[Range]] = {"source": [], "cue": [], "content": []}
    scores = encoded.scores["role"]
    for (first, _), path in zip(rows, best_paths([scores[a : b + 1] for a, b in rows], structure), strict=True):
        for role, run in runs(path, ROLES, first):
            found[role].append(run)
    return _linked(p, found, encoded, structure)


def _paragraphs(p: Pieces, stretch: Range) -> list[Range]:
    """A stretch of words cut where paragraphs end."""
    first, last = stretch
    cuts = [first, *(first + 1 + np.flatnonzero(np.diff(p.paragraph[first : last + 1]))).tolist(), last + 1]
    return [(a, b - 1) for a, b in pairwise(cuts)]


def _linked(p: Pieces, found: dict[str, list[Range]], encoded: Encoded, structure: Structure) -> tuple[Statement, ...]:
    sources, cues, contents = found["source"], found["cue"], found["content"]
    if not contents:
        return ()
    sure = log_softmax(encoded.scores["role"])
    cue_source = _near(pointed("cue_source", cues, sources, encoded, structure), cues, sources)
    content_cue = _near(pointed("content_cue", contents, cues, encoded, structure), contents, cues)
    content_source = _near(pointed("content_source", contents, sources, encoded, structure), contents, sources)
    groups: dict[int, list[int]] = defaultdict(list)
    for c in range(len(contents)):
        if len(cues) and content_cue[c, :-1].max() > -1e3:
            together = content_cue[c, :-1] + (cue_source + content_source[c]).max(1)
            groups[int(together.argmax())].append(c)
        else:
            groups[-1 - c].append(c)
    made: list[tuple[int, Statement]] = []
    for cue, members in groups.items():
        votes = content_source[members].mean(0) + (cue_source[cue] if cue >= 0 else 0)
        source = int(votes.argmax())
        belief = [float(np.exp(log_softmax(votes)[source]))]
        if cue >= 0:
            belief.append(float(np.exp(content_cue[members, cue].mean())))
        belief.append(float(np.exp(np.mean([sure[a : b + 1].max(1).mean() for a, b in (contents[m] for m in members)]))))
        made.append(
            (
                contents[members[0]][0],
                Statement(
                    tuple(_span(p, contents[m]) for m in sorted(members)),
                    (_span(p, cues[cue]),) if cue >= 0 else (),
                    (_span(p, sources[source]),) if source < len(sources) else (),
                    score=float(np.prod(belief)),
                ),
            )
        )
    return tuple(s for _, s in sorted(made, key=lambda m: m[0]))


def _near(scores: Floats, queries: Sequence[Range], keys: Sequence[Range]) -> Floats:
    """The scores with candidates out of reach ruled out."""
    if len(queries) and len(keys):
        gap = np.abs(np.array(queries)[:, None, 0] - np.array(keys)[None, :, 0])
        scores[:, :-1][gap > REACH] = -1e4
    return scores


def _span(p: Pieces, run: Range) -> Span:
    return Span.cut(p.text, int(p.starts[run[0]]), int(p.ends[run[1]]))
