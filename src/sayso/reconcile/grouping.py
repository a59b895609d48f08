"""Figures of a pool put into groups that answer the same question: blocked by shared keys, then joined by average linkage.

Average linkage joins two groups where their members speak for it on the whole, so that one deceptive pair does not chain two events together
(Bagga and Baldwin 1998 and their successors cluster mentions across documents in this way).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.likeness import NEVER, Matrix, likeness
from sayso.reconcile.profile import Profile

LIMIT = 600  # members that are compared with one another at a time


def group(
    pool: Sequence[Profile], together: Sequence[tuple[int, int]] = (), apart: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, ...]]:
    """A partition of the pool: tuples of indices in rising order, in order of their first.

    The same groups come out whatever the pool's order. ``together`` and ``apart`` are pairs of indices that people decided; where they contradict each
    other, ``together`` holds. Only profiles that share a key (or were put together) are compared, ``LIMIT`` at a time, so that the
    work grows with the number of keys and not with the square of the pool.

    Raises IndexError where a decision names an index outside the pool.

    >>> group([])
    []
    """
    order = sorted(range(len(pool)), key=lambda i: _rank(pool[i]))
    place = {i: n for n, i in enumerate(order)}
    sure = [(place[_checked(a, pool)], place[_checked(b, pool)]) for a, b in together]
    barred = [(place[_checked(a, pool)], place[_checked(b, pool)]) for a, b in apart]
    ranked = [pool[i] for i in order]
    out = [tuple(sorted(order[n] for n in members)) for block in _blocks(ranked, sure) for members in _joined(ranked, block, sure, barred)]
    return sorted(out)


def _checked(i: int, pool: Sequence[Profile]) -> int:
    if not 0 <= i < len(pool):
        raise IndexError(f"a decision names figure {i} of a pool of {len(pool)}")
    return i


def _rank(p: Profile) -> tuple[object, ...]:
    return (p.topic, p.last.toordinal() if p.last else 0, p.article, p.at, p.figure)


def _blocks(pool: Sequence[Profile], sure: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Members that hang together by keys or decisions, cut into runs of at most ``LIMIT`` in order of rank."""
    root = list(range(len(pool)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    seen: dict[str, int] = {}
    for i, p in enumerate(pool):
        for key in p.keys:
            root[find(i)] = find(seen.setdefault(key, i))
    blocks: dict[int, list[int]] = defaultdict(list)
    for i in range(len(pool)):
        blocks[find(i)].append(i)
    runs = [block[at : at + LIMIT] for block in blocks.values() for at in range(0, len(block), LIMIT)]
    where = {i: n for n, run in enumerate(runs) for i in run}
    for a, b in sure:
        if where[a] != where[b]:
            moved = runs[where[b]]
            runs[where[a]].extend(moved)
            runs[where[b]] = []
            where.update(dict.fromkeys(moved, where[a]))
    return [sorted(run) for run in runs if run]


def _joined(
    pool: Sequence[Profile], block: list[int], sure: Sequence[tuple[int, int]], barred: Sequence[tuple[int, int]]
) -> list[list[int]]:
    if len(block) == 1:
        return [block]
    at = {i: n for n, i in enumerate(block)}
    score = likeness([pool[i] for i in block])
    for a, b in barred:
        if a in at and b in at:
            score[at[a], at[b]] = score[at[b], at[a]] = NEVER
    clusters = linked(score, [(at[a], at[b]) for a, b in sure if a in at and b in at])
    return [[block[n] for n in members] for members in clusters]


def linked(score: Matrix, sure: Sequence[tuple[int, int]] = ()) -> list[list[int]]:
    """Clusters of the rows of a symmetric score matrix, shape (n, n): the best pair is joined until no average is above 0. ``sure`` pairs are joined first.

    An average is above 0 only where some pair is, so what no positive pair connects is clustered apart; that keeps a large block quick.

    >>> linked(np.array([[0, 2, -1], [2, 0, -3], [-1, -3, 0]], np.float32))
    [[0, 1], [2]]
    """
    n = len(score)
    near = score > 0
    for a, b in sure:
        near[a, b] = near[b, a] = True
    out: list[list[int]] = []
    seen = np.zeros(n, bool)
    for i in range(n):
        if seen[i]:
            continue
        reached = np.zeros(n, bool)
        reached[i] = True
        fresh = reached
        while fresh.any():
            fresh = near[fresh].any(0) & ~reached
            reached = reached | fresh
        seen |= reached
        rows = np.flatnonzero(reached)
        at = {int(r): k for k, r in enumerate(rows)}
        inner = [(at[a], at[b]) for a, b in sure if a in at]
        out.extend([int(rows[k]) for k in members] for members in _averaged(score[np.ix_(rows, rows)], inner))
    return sorted(out)


def _averaged(score: Matrix, sure: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Average linkage over one connected piece."""
    n = len(score)
    if n == 1:
        return [[0]]
    members = [[i] for i in range(n)]
    total = score.astype(np.float64)
    size = np.ones(n)
    alive = np.ones(n, bool)
    owner = list(range(n))
    for a, b in sure:
        if owner[a] != owner[b]:
            _merge(total, size, alive, members, owner, *sorted((owner[a], owner[b])))
    mean = total / np.outer(size, size)
    np.fill_diagonal(mean, -np.inf)
    mean[~alive, :] = -np.inf
    mean[:, ~alive] = -np.inf
    while True:
        a, b = sorted(divmod(int(mean.argmax()), n))
        if not mean[a, b] > 0:
            break
        _merge(total, size, alive, members, owner, a, b)
        row = np.where(alive, total[a] / (size[a] * size), -np.inf)
        row[a] = -np.inf
        mean[a, :] = mean[:, a] = row
        mean[b, :] = mean[:, b] = -np.inf
    return [sorted(members[i]) for i in range(n) if alive[i]]


def _merge(
    total: NDArray[np.float64],
    size: NDArray[np.float64],
    alive: NDArray[np.bool_],
    members: list[list[int]],
    owner: list[int],
    a: int,
    b: int,
) -> None:
    total[a, :] += total[b, :]
    total[:, a] += total[:, b]
    size[a] += size[b]
    alive[b] = False
    members[a] += members[b]
    for i in members[b]:
        owner[i] = a
