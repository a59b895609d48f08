"""How much speaks for two figures answering the same question: one matrix per piece of evidence, and their weighted sum in log-odds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.concepts import CIVILIANS, PEOPLE
from sayso.reconcile.profile import Profile

Matrix = NDArray[np.float32]

NEVER = -1.0e6
_UNDATED = 700000

# The names of the pieces of evidence, in the order in which ``evidence`` stacks them.
NAMES = (
    "bias", "value", "ratio", "place", "within", "elsewhere", "day", "days", "undated", "event", "context", "act", "words", "role", "civilians", "wide",
)  # fmt: skip

# Log-odds for each piece, for two figures of one article and for figures of two articles.
WITHIN = (-1.5, 3.5, -0.5, 1.0, 0.3, -1.5, 0.0, -1.0, 0.0, 0.0, 0.8, 0.5, 1.0, -0.8, -1.5, 0.0)
ACROSS = (-3.5, 2.0, -0.5, 1.5, 0.8, -0.8, 0.8, -1.0, 0.0, 5.0, 2.0, 0.5, 1.0, -0.5, -1.5, 0.0)


def likeness(block: Sequence[Profile]) -> Matrix:
    """Log-odds that each pair answers the same question, shape (n, n), symmetric; ``NEVER`` where it cannot be."""
    same = _equal([p.article for p in block])
    stack = evidence(block)
    score = np.where(same, np.tensordot(np.asarray(WITHIN, np.float32), stack, 1), np.tensordot(np.asarray(ACROSS, np.float32), stack, 1))
    return np.where(possible(block), score, np.float32(NEVER)).astype(np.float32)


def evidence(block: Sequence[Profile]) -> Matrix:
    """The pieces of evidence over all pairs of the block, shape (len(NAMES), n, n), each about 0 to 1 (``ratio`` and ``days`` up to 3)."""
    n = len(block)
    value = np.array([_value(p) for p in block])
    ratio = np.abs(np.log1p(value)[:, None] - np.log1p(value)[None, :])
    places, around = _incidence([p.places for p in block], [p.around for p in block])
    met = (places @ places.T) > 0
    inside = ((places @ around.T) > 0) | ((around @ places.T) > 0)
    given = np.array([bool(p.places) and not p.wide for p in block])
    both = given[:, None] & given[None, :]
    first, last = _days(block)
    gap = np.maximum(0, np.maximum(first[:, None] - last[None, :], first[None, :] - last[:, None]))
    dated = np.array([p.dated for p in block])
    wide = np.array([p.wide for p in block])
    level = [p.relation if p.relation in {"increase", "decrease", "part"} else "level" for p in block]
    side = np.array([p.population == CIVILIANS for p in block])
    articles = [p.article for p in block]
    return np.stack(
        [
            np.ones((n, n)),
            ratio < 1e-9,
            np.minimum(ratio, 3.0),
            met & both,
            ~met & inside & both,
            ~met & ~inside & both,
            (gap == 0) & dated[:, None] & dated[None, :],
            np.minimum(np.log1p(gap), 3.0),
            ~(dated[:, None] & dated[None, :]),
            _cosine([p.event for p in block], articles),
            _cosine([p.context for p in block], articles),
            _equal([p.predicate for p in block]),
            _cosine([p.words for p in block], articles),
            ~_equal(level),
            side[:, None] != side[None, :],
            wide[:, None] & wide[None, :],
        ]
    ).astype(np.float32)


def possible(block: Sequence[Profile]) -> NDArray[np.bool_]:
    """Which pairs may answer the same question at all: same topic, unit and kind of total, populations that go together, and neither part of the other."""
    fits = _equal([(p.topic, p.unit, p.total) for p in block])
    kinds = [p.population for p in block]
    sides = [p.side for p in block]
    mixed = np.array([[_go_together(a, b) for b in sorted(set(kinds))] for a in kinds], bool)
    column = {k: i for i, k in enumerate(sorted(set(kinds)))}
    fits &= mixed[:, [column[k] for k in kinds]]
    known = np.array([bool(s) for s in sides])
    fits &= _equal(sides) | ~known[:, None] | ~known[None, :]
    at = {(p.article, p.figure): i for i, p in enumerate(block)}
    parts: dict[tuple[str, str], list[int]] = {}
    for i, p in enumerate(block):
        if p.whole is not None:
            parts.setdefault((p.article, p.whole), []).append(i)
    for key, members in parts.items():
        whole = at.get(key)
        if whole is not None:
            fits[members, whole] = fits[whole, members] = False
        for i in members:
            for j in members:
                if _value(block[i]) != _value(block[j]):
                    fits[i, j] = False
    return fits


def _go_together(a: str, b: str) -> bool:
    return a == b or {a, b} in (
        {PEOPLE, CIVILIANS},
        {"fighters", "soldiers"},
        {"children", "boys"},
        {"children", "girls"},
        {"children", "teenagers"},
    )


def _value(p: Profile) -> float:
    return float(p.low if p.low is not None else p.high if p.high is not None else 0.0)


def _equal(labels: Sequence[object]) -> NDArray[np.bool_]:
    number = {label: i for i, label in enumerate(dict.fromkeys(labels))}
    ids = np.array([number[label] for label in labels])
    return np.asarray(ids[:, None] == ids[None, :])


def _days(block: Sequence[Profile]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day of each profile as ordinals; unknown ones span all time, so that they are at odds with none."""
    first = np.array([p.first.toordinal() if p.first else 0 for p in block])
    last = np.array([p.last.toordinal() if p.last else 10**7 for p in block])
    return first, last


def _incidence(*columns: Sequence[tuple[str, ...]]) -> tuple[Matrix, ...]:
    """For each column a 0/1 matrix over the vocabulary of all columns, shape (n, words)."""
    vocabulary = {w: i for i, w in enumerate(sorted({w for column in columns for row in column for w in row}))}
    out = []
    for column in columns:
        m = np.zeros((len(column), max(1, len(vocabulary))), np.float32)
        for i, row in enumerate(column):
            m[i, [vocabulary[w] for w in row]] = 1.0
        out.append(m)
    return tuple(out)


def _cosine(rows: Sequence[tuple[str, ...]], articles: Sequence[str]) -> Matrix:
    """Cosine of word sets, rarer words weighing more: a word's weight falls with the share of the block's articles that use it. Shape (n, n)."""
    (m,) = _incidence(rows)
    number = {a: i for i, a in enumerate(dict.fromkeys(articles))}
    ids = np.array([number[a] for a in articles])
    used = np.zeros((len(number), m.shape[1]), np.float32)
    np.maximum.at(used, ids, m)
    weight = np.log((len(number) + 6.0) / (used.sum(0) + 1.0))
    m = m * weight
    norm = np.sqrt((m * m).sum(1))
    norm[norm == 0] = 1.0
    m = m / norm[:, None]
    return np.asarray(m @ m.T, np.float32)
