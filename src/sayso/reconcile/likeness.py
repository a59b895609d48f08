"""How much speaks for two figures answering the same question: one matrix per piece of evidence, and their weighted sum in log-odds."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.concepts import CIVILIANS, PEOPLE
from sayso.reconcile.profile import Profile

Matrix = NDArray[np.float32]

NEVER = -1.0e6

# The names of the pieces of evidence, in the order in which ``evidence`` stacks them.
NAMES = (
    "bias", "value", "large value", "ratio", "place", "place in the other's article", "other place", "unplaced", "same days", "days apart",
    "undated", "longer", "event", "context", "fellows", "act", "words", "role", "civilians", "contrasted", "strangers",
    "sense", "same sentence", "other whole", "same whole", "on top",
    "small value", "value elsewhere", "value in like words", "room", "other days", "part", "total", "act words", "other words", "others",
    "one speaker", "other speaker", "some kind",
)  # fmt: skip

# Log-odds for each piece, for two figures of one article, for figures of two articles, and for running totals. The first two are what
# ``python -m training.likeness`` prints; the third was set by hand.
WITHIN = (
    -1.88, 1.65, 0.71, -1.7, 0.88, 0.0, -0.92, 0.03, 0.47, -0.39, 0.73, -0.76, 0.0,
    0.79, 0.0, 0.89, 0.0, -0.62, -0.47, -0.57, 0.0, 0.21, -3.0, -3.0, -0.38, -0.81,
    -0.73, 0.0, 0.49, 0.81, -0.44, -0.69, 0.0, 0.86, -0.83, -0.09, -0.19, 0.43, -1.14,
)  # fmt: skip
ACROSS = (
    -0.12, 1.12, 1.64, -1.55, 0.68, -0.86, -0.75, 0.93, 0.41, -0.11, 0.87, -0.62, 3.0,
    0.0, 0.0, 1.29, 0.0, -1.66, -1.64, -0.92, -4.0, 0.0, 0.0, -2.37, -0.72, 0.0,
    -0.1, -0.13, 0.31, 1.22, -1.82, -0.7, -1.09, 0.18, -0.24, -0.77, 0.0, 0.44, -2.31,
)  # fmt: skip
TOTALS = (
    -0.5, 1.0, 0.0, -0.8, 2.0, 0.0, -4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0, 0.0, -2.0, -1.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -3.0,
)  # fmt: skip

# Of the twenty most telling words of two reports of one shooting, nine pairs in ten share three or more; of two shootings, one pair in ten.
_HEADS, _FEW = 20, 2
_MORE = 4  # more that two reports have to share where they speak of days more than one apart: a court case and the next use the same words
_WEEK = 7
# By how much two reports are more of strangers where no day is given: each article's own day says nothing of the other's event.
_UNDATED = 2.0
_SMALL = 2  # up to which two counts are the same by chance
_OTHERS = frozenset({"killed", "shot"})  # "three others shot" are fewer than all who were; "three others wounded" are besides the dead
_USUAL, _SENSE_SCALE = 0.6, 2.0  # the cosine of two figures that may answer the same question, in the middle
_VAST = 1e30
_OLD = 90  # days beyond which a gap counts no more


def likeness(block: Sequence[Profile]) -> Matrix:
    """Log-odds that each pair answers the same question, shape (n, n), symmetric; ``NEVER`` where it cannot be."""
    stack = evidence(block)
    within, across, totals = (np.tensordot(np.asarray(w, np.float32), stack, 1) for w in (WITHIN, ACROSS, TOTALS))
    total = np.array([p.total for p in block])
    score = np.where(total[:, None] & total[None, :], totals, np.where(_equal([p.article for p in block]), within, across))
    return np.where(possible(block), score, np.float32(NEVER)).astype(np.float32)


def evidence(block: Sequence[Profile]) -> Matrix:
    """The pieces of evidence over all pairs of the block, shape (len(NAMES), n, n): from 0 to 1, ``strangers`` to 2, ``ratio`` and the days in
    natural logarithms, ``sense`` around 0."""
    n = len(block)
    value = np.array([_value(p) for p in block])
    size = np.sign(value) * np.log1p(np.abs(value))
    ratio = np.abs(size[:, None] - size[None, :])
    articles = [p.article for p in block]
    same = _equal(articles)
    places, around = _incidence([p.places for p in block], [(*p.around, *p.event[:12]) for p in block])
    (heads,) = _incidence([p.event[:_HEADS] for p in block])
    met = (places @ places.T) > 0
    inside = ~same & (((places @ around.T) > 0) | ((around @ places.T) > 0))
    given = np.array([bool(p.places) and (p.total or not p.wide) for p in block])
    both = given[:, None] & given[None, :]
    first, last = _days(block)
    gap = np.minimum(np.abs(last[:, None] - last[None, :]), _OLD)
    length = np.log1p(np.minimum(last - first, _OLD))
    dated = np.array([p.dated for p in block])
    known = dated[:, None] & dated[None, :]
    level = [p.relation if p.relation in {"increase", "decrease", "part"} else "level" for p in block]
    civil = np.array([p.population == CIVILIANS for p in block])
    even = ratio < 1e-9
    some = np.array([_kind(p) not in {PEOPLE, CIVILIANS} for p in block])
    # An article that counts people and, of the same place and day, another number of civilians tells the two apart; others just name the dead so.
    unlike = civil[:, None] != civil[None, :]
    tells = (unlike & same & ~even & (met | ~both) & (gap == 0)).any(1)
    lines = np.array([p.line for p in block])
    near = same & (lines[:, None] == lines[None, :]) & (lines >= 0)[:, None]
    # Within an article a whole has one number; between articles it moves, and the further, the less it is the same.
    part, of = np.array([p.of is not None for p in block]), np.log1p([min(max(p.of or 0.0, 0.0), _VAST) for p in block])
    parts, moved = part[:, None] & part[None, :], np.abs(of[:, None] - of[None, :])
    at, more = np.array([p.at for p in block]), np.array([p.more for p in block])
    added = same & more[:, None] & (at[:, None] > at[None, :])
    enough = np.where(gap <= 1, _FEW, _FEW + _MORE) + 1
    strange = ~same * np.clip(1 - (heads @ heads.T) / enough, 0.0, 1.0)
    # A report of two sentences has few words to share: that it shares none says less, and the less the fewer there are on both sides.
    words = np.array([min(len(p.event), _HEADS) for p in block]) / _HEADS
    telling = np.minimum(words[:, None], words[None, :]) ** 2
    undated = ~known & (gap <= _WEEK)
    like = np.sqrt(_cosine([p.context for p in block], articles))
    (own,) = _incidence([p.words for p in block])
    alone = (own @ (1 - own).T) > 0
    role = np.array([p.relation for p in block])
    rest = np.array([p.predicate in _OTHERS and "other" in p.words for p in block])
    heard = np.array([bool(p.by) for p in block])
    speakers, spoken = _equal([p.by for p in block]), heard[:, None] & heard[None, :]
    return np.stack(
        [
            np.ones((n, n)),
            even,
            even & (value >= 10)[:, None],
            np.minimum(ratio, 3.0),
            met & both,
            ~met & inside & both,
            ~met & ~inside & both,
            ~both,
            (gap == 0) & (first[:, None] == first[None, :]) & known,
            np.log1p(gap),
            undated,
            np.abs(length[:, None] - length[None, :]) * known,
            np.sqrt(_cosine([p.event for p in block], articles)),
            like,
            np.sqrt(_cosine([p.fellows for p in block], articles)),
            _equal([p.predicate for p in block]),
            _cosine([p.words for p in block], articles),
            ~_equal(level),
            unlike,
            unlike & (tells[:, None] | tells[None, :]),
            strange * np.where(known, 1.0, _UNDATED) * telling,
            _senses([p.sense for p in block]),
            near,
            parts * np.where(same, moved > 1e-9, np.minimum(moved, 1.0)),
            parts & (moved < 1e-9),
            added | added.T,
            even & (value <= _SMALL)[:, None],
            even & ~met & both,
            even * like * (strange == 0),
            ~even & _room(block, same),
            known & ((first[:, None] > last[None, :]) | (first[None, :] > last[:, None])),
            (role[:, None] == "part") != (role[None, :] == "part"),
            ~even & ((role[:, None] == "total") != (role[None, :] == "total")),
            _cosine([p.act for p in block], articles),
            alone & alone.T,
            ~even & (rest[:, None] != rest[None, :]),
            same & ~even & spoken & speakers,
            ~even & spoken & ~speakers,
            some[:, None] != some[None, :],
        ]
    ).astype(np.float32)


def possible(block: Sequence[Profile]) -> NDArray[np.bool_]:
    """Which pairs may answer the same question at all: same topic, unit and kind of total, populations that go together, and neither part of the other."""
    fits = _equal([(p.topic, p.unit, p.total) for p in block])
    kinds = [_kind(p) for p in block]
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


def _kind(p: Profile) -> str:
    """The class counted; a sum of money is named in too many ways, or not at all, to have one."""
    return PEOPLE if len(p.unit) == 3 and p.unit.isupper() else p.population


def _go_together(a: str, b: str) -> bool:
    return (
        a == b
        or PEOPLE in {a, b}
        or {a, b}
        in (
            {"fighters", "soldiers"},
            {"children", "boys"},
            {"children", "girls"},
            {"children", "teenagers"},
            {"children", "students"},
        )
    )


def _value(p: Profile) -> float:
    return float(p.low if p.low is not None else p.high if p.high is not None else 0.0)


def _room(block: Sequence[Profile], same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pairs leave room for each other by their bounds. Of two articles one has to have an upper bound: two that say "at least" always do."""
    low = np.array([-np.inf if p.low is None else p.low for p in block])
    high = np.array([np.inf if p.high is None else p.high for p in block])
    closed = np.isfinite(high)
    meets = (low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None])
    return np.asarray(meets & (same | closed[:, None] | closed[None, :]))


def _equal(labels: Sequence[object]) -> NDArray[np.bool_]:
    number = {label: i for i, label in enumerate(dict.fromkeys(labels))}
    ids = np.array([number[label] for label in labels])
    return np.asarray(ids[:, None] == ids[None, :])


def _days(block: Sequence[Profile]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day of each profile as ordinals; 0 where unknown."""
    first = np.array([p.first.toordinal() if p.first else 0 for p in block])
    last = np.array([p.last.toordinal() if p.last else 0 for p in block])
    return first, last


def _senses(written: Sequence[str]) -> Matrix:
    """Cosine of the figures' senses, less what it usually is, so that 0 says nothing; so it is where one of two has none, or another network's."""
    given = [np.frombuffer(base64.b64decode(w), np.int8).astype(np.float32) for w in written]
    out = np.zeros((len(given), len(given)), np.float32)
    for width in {len(v) for v in given} - {0}:
        rows = [i for i, v in enumerate(given) if len(v) == width]
        m = np.stack([given[i] for i in rows])
        m /= np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1.0)
        out[np.ix_(rows, rows)] = _SENSE_SCALE * (m @ m.T - _USUAL)
    return out


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
    return np.clip(np.asarray(m @ m.T, np.float32), 0.0, 1.0)
