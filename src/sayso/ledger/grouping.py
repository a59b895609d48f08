"""Figures to questions: what is compared with what, and which question a group of figures becomes.

A figure is compared with those that share a key with it, and with all figures of the questions that these answer. A group becomes the oldest of
the questions that its figures founded, so that questions keep their ids, and get them back when a merge is undone; a group that founded none
founds a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from sayso.ledger import bulk
from sayso.ledger.numbering import Numbers
from sayso.ledger.rules import Rules
from sayso.ledger.tables import figures, keys, questions, ties

PER_KEY = 64
"""How many figures with the same key a new one is compared with: the latest by publication."""

PER_QUESTION = 64
"""How many figures of a question that one of them answers, the latest again."""

MOST_FIGURES = 1000
"""How many figures are compared at once."""

T = TypeVar("T")


def _latest(number: int) -> sa.Select[Any]:
    """The latest figures under the key that is bound as this number, each with the number."""
    under = sa.select(keys.c.figure, keys.c.published).where(keys.c.key == sa.bindparam(f"key{number}"))
    latest = under.order_by(keys.c.published.desc(), keys.c.figure.desc()).limit(PER_KEY).subquery()
    return sa.select(sa.literal_column(str(number)).label("number"), latest.c.published, latest.c.figure)


@dataclass(slots=True)
class Change:
    """What grouping changed: the ``questions`` to reckon anew, which figures went from one question to another, and what the seeds ``answered``."""

    questions: set[int] = field(default_factory=set)
    moves: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)


def resolve(connection: sa.Connection, question: int) -> int | None:
    """The question under which the figures of ``question`` are found now: itself, or the one it was merged into."""
    row = connection.execute(sa.select(questions.c.entries, questions.c.founder).where(questions.c.id == question)).first()
    if row is None or row.entries:
        return question if row else None
    return connection.scalar(sa.select(figures.c.question).where(figures.c.id == row.founder))


def regroup(connection: sa.Connection, rules: Rules, numbers: Numbers, seeds: Collection[int]) -> Change:
    """Find the questions of the figures ``seeds`` among all that they may share one with, and write them down."""
    change = Change()
    if not seeds:
        return change
    pool, sizes = _pool(connection, seeds)
    index = {id: i for i, id in enumerate(pool)}
    pairs = _ties(connection, index)
    members = list(pool)
    parts = rules.group([pool[id][1] for id in members], pairs[1], pairs[0])
    questions_of = _Assignment(connection, numbers, pool, [sorted(members[i] for i in part) for part in parts], sizes, change).write()
    change.answered = {questions_of[id] for id in seeds if id in questions_of}
    return change


def chunks(values: Iterable[T], size: int = 500) -> Iterable[Sequence[T]]:
    """The values in runs that fit into one query.

    >>> list(chunks([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    row = list(values)
    return (row[at : at + size] for at in range(0, len(row), size))


_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_KEYS_OF = sa.select(keys.c.key).where(keys.c.figure.in_(_IDS)).distinct().order_by(keys.c.key)
_AT_ONCE = 16  # keys looked up by one query: what a query costs beside its rows is a good part of what an article costs
_SHARING = sa.union_all(*(_latest(number) for number in range(_AT_ONCE)))
_TIED = sa.select(ties.c.one, ties.c.other).where(sa.or_(ties.c.one.in_(_IDS), ties.c.other.in_(_IDS)))
_OF_THESE = figures.alias()
_ANSWERED = sa.select(_OF_THESE.c.question).where(_OF_THESE.c.id.in_(_IDS))
_SIZES = sa.select(figures.c.question, sa.func.count()).where(figures.c.question.in_(_ANSWERED)).group_by(figures.c.question)
_ANSWERING = (
    sa.select(figures.c.id)
    .where(figures.c.question == sa.bindparam("question"))
    .order_by(figures.c.published.desc(), figures.c.id.desc())
    .limit(PER_QUESTION)
)
_ANSWERING_ALL = sa.select(figures.c.id).where(figures.c.question.in_(_IDS)).order_by(figures.c.question, figures.c.id)
_PROFILES = (
    sa.select(figures.c.id, figures.c.question, figures.c.profile)
    .where(figures.c.id.in_(_IDS), figures.c.profile.is_not(None))
    .order_by(figures.c.id)
)
_TIES_OF = (
    sa.select(ties.c.event, ties.c.together, ties.c.one, ties.c.other)
    .where(ties.c.one.in_(_IDS))
    .order_by(ties.c.event, ties.c.one, ties.c.other)
)
_FOUNDED = sa.select(questions.c.id, questions.c.founder).where(questions.c.founder.in_(_IDS))
_UNTOLD: dict[str, object] = dict.fromkeys(
    ("title", "predicate", "counted", "place", "place_words", "first", "last", "time", "verdict", "since", "until"), ""
)
_MOVE = sa.update(figures).where(figures.c.id == sa.bindparam("figure")).values(question=sa.bindparam("to"))


def _pool(connection: sa.Connection, seeds: Collection[int]) -> tuple[dict[int, tuple[int | None, str]], dict[int, int]]:
    """The question so far and the profile of each figure to compare, by row number, in its order; and how many figures each of these questions has."""
    found = dict.fromkeys(seeds)
    for some in chunks(seeds):
        for asked in chunks(connection.scalars(_KEYS_OF, {"ids": some}).all(), _AT_ONCE):
            bound = {f"key{n}": asked[n] if n < len(asked) else None for n in range(_AT_ONCE)}
            rows = sorted(connection.execute(_SHARING, bound), key=lambda row: (-row.number, row.published, row.figure), reverse=True)
            found |= dict.fromkeys(row.figure for row in rows)
        for tie in connection.execute(_TIED, {"ids": some}):
            found |= dict.fromkeys(tie)
    sizes: dict[int, int] = {}
    for some in chunks(list(found)[:MOST_FIGURES]):
        sizes.update((row[0], row[1]) for row in connection.execute(_SIZES, {"ids": some}))
    whole = sorted(question for question, size in sizes.items() if size <= PER_QUESTION)
    for some in chunks(whole):
        found |= dict.fromkeys(connection.scalars(_ANSWERING_ALL, {"ids": some}))
    for question in sorted(sizes.keys() - set(whole)):
        found |= dict.fromkeys(connection.scalars(_ANSWERING, {"question": question}))
    pool = {}
    for some in chunks(sorted(list(found)[:MOST_FIGURES])):
        pool.update({id: (question, profile) for id, question, profile in connection.execute(_PROFILES, {"ids": some})})
    return pool, sizes


def _ties(connection: sa.Connection, index: dict[int, int]) -> dict[int, list[tuple[int, int]]]:
    """What people said belongs together (1) and apart (0), as places in the pool. What was split later is not together any more."""
    found: dict[int, list[tuple[int, int, int]]] = {0: [], 1: []}
    for some in chunks(index):
        for event, together, one, other in connection.execute(_TIES_OF, {"ids": some}):
            if other in index:
                found[together].append((event, index[one], index[other]))
    splits = _splits(found)
    together = [
        (a, b) for event, a, b in found[1] if not any(later > event and (a in m) != (b in m) and {a, b} <= m | s for later, m, s in splits)
    ]
    return {0: [(a, b) for _, a, b in found[0]], 1: together}


def _splits(found: dict[int, list[tuple[int, int, int]]]) -> list[tuple[int, set[int], set[int]]]:
    """Each split: its event, the figures that left and those that stayed."""
    stayed: dict[tuple[int, int], set[int]] = {}
    for event, one, other in found[0]:
        stayed.setdefault((event, one), set()).add(other)
    left = {key: {key[1]} for key in stayed}
    for event, one, other in found[1]:
        if (event, one) in left:
            left[event, one].add(other)
    return [(event, left[event, one], stayed[event, one]) for event, one in stayed]


class _Assignment:
    """Which question each part of the pool becomes."""

    def __init__(
        self,
        connection: sa.Connection,
        numbers: Numbers,
        pool: dict[int, tuple[int | None, str]],
        parts: list[list[int]],
        sizes: dict[int, int],
        change: Change,
    ) -> None:
        self._connection = connection
        self._numbers = numbers
        self._pool = pool
        self._parts = parts
        self._part_of = {id: number for number, part in enumerate(parts) for id in part}
        self._change = change
        self._now = sorted({q for q, _ in pool.values() if q is not None})
        inside = Counter(q for q, _ in pool.values())
        self._rest = {q: sizes[q] - inside[q] for q in self._now}

    def write(self) -> dict[int, int]:
        """Write down each figure's question; what it is for each figure of the pool."""
        claims = self._claims()
        self._found([number for number in range(len(self._parts)) if number not in claims], claims)
        moves: list[dict[str, int]] = []
        questions_of: dict[int, int] = {}
        for number, part in enumerate(self._parts):
            target, *others = sorted(claims[number])
            for other in others:
                if self._rest.get(other):
                    self._move_rest(other, target)
            questions_of |= dict.fromkeys(part, target)
            moved = [id for id in part if self._pool[id][0] != target]
            moves += [{"figure": id, "to": target} for id in moved]
            for id in moved:
                before = self._pool[id][0]
                if before is not None:
                    self._change.questions.add(before)
                    self._change.moves.setdefault((before, target), []).append(id)
            if moved:
                self._change.questions.add(target)
        if moves:
            self._connection.execute(_MOVE, moves)
        return questions_of

    def _claims(self) -> dict[int, set[int]]:
        """The questions that each part is the heir of: those it founded, and those of which it holds most where the rest lies outside."""
        found: dict[int, set[int]] = {}
        for some in chunks(self._pool):
            for question, founder in self._connection.execute(_FOUNDED, {"ids": some}):
                if not self._rest.get(question):
                    found.setdefault(self._part_of[founder], set()).add(question)
        for question in self._now:
            if self._rest[question]:
                members = [id for id, (q, _) in self._pool.items() if q == question]
                votes = Counter(self._part_of[id] for id in members)
                heir = max(votes, key=lambda number: (votes[number], -number))
                found.setdefault(heir, set()).add(question)
                self._keep_founder(question, [id for id in members if self._part_of[id] != heir])
        return found

    def _keep_founder(self, question: int, leaving: list[int]) -> None:
        """A founder that leaves what it founded hands it on to the oldest that stays."""
        for some in chunks(leaving):
            stays = (
                sa.select(sa.func.min(figures.c.id)).where(figures.c.question == question, figures.c.id.not_in(leaving)).scalar_subquery()
            )
            self._connection.execute(
                sa.update(questions).where(questions.c.id == question, questions.c.founder.in_(some)).values(founder=stays)
            )

    def _found(self, fresh: Sequence[int], claims: dict[int, set[int]]) -> None:
        """Make a question for each part that is the heir of none."""
        if fresh:
            ids = self._numbers.take(questions, len(fresh))
            claims.update({number: {id} for number, id in zip(fresh, ids, strict=True)})
            founders = [self._parts[number][0] for number in fresh]
            rows = [_UNTOLD | {"id": id, "founder": founder, "rank": 0.0} for id, founder in zip(ids, founders, strict=True)]
            bulk.insert(self._connection, questions, rows)

    def _move_rest(self, question: int, target: int) -> None:
        inside = list(self._pool)
        outside = sa.select(figures.c.id).where(figures.c.question == question, figures.c.id.not_in(inside))
        moved = list(self._connection.scalars(outside.order_by(figures.c.id)))
        for some in chunks(moved):
            self._connection.execute(sa.update(figures).where(figures.c.id.in_(some)).values(question=target))
        self._change.questions |= {question, target}
        self._change.moves.setdefault((question, target), []).extend(moved)
