"""How many rows of a list each value of a facet would leave: so that whoever narrows it down sees what is there before going.

Of a whole list the counts come from tallies, which the store keeps, and are exact. Of a narrowed one its first 1,000 rows are counted; where there
are more, counts are at least so many, and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import singledispatch
from typing import Any

import sqlalchemy as sa

from sayso.ledger import history, narrowing, queue, search
from sayso.ledger.choices import BANDS, ROLES, ArticleChoice, HistoryChoice, QuestionChoice, QueueChoice, SearchChoice, SourceChoice
from sayso.ledger.finding import KINDS, kinds_of, outlets
from sayso.ledger.lists import ARTICLE_ORDERS, QUESTION_ORDERS
from sayso.ledger.paging import Order
from sayso.ledger.tables import articles, questions, sources, tallies
from sayso.ledger.tables import events as events_table

MOST_COUNTED = 1_000
"""How many rows of a narrowed list are counted, those first in its usual order; of a search and of the queue, so many of each kind."""

MOST_VALUES = 12
"""How many values of one facet are given, those with most rows."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One value of a facet: ``count`` rows of the list have it, at least so many where there are ``more`` than were counted."""

    value: str
    count: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list down: ``name`` is the field of its choice, ``values`` what may stand there, those with most rows first.

    ``complete`` says that no value was left out.
    """

    name: str
    values: tuple[Counted, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Facets:
    """How long a list is (``total``, at least so long where there are ``more``), and the facets that it is not narrowed by yet."""

    total: int
    more: bool
    facets: tuple[Facet, ...]


@singledispatch
def facets(choice: object, connection: sa.Connection) -> Facets:
    """The facets of a choice."""
    raise TypeError(f"{type(choice).__name__} chooses from no list")


@facets.register
def _questions(choice: QuestionChoice, connection: sa.Connection) -> Facets:
    open_ones = [name for name in ("verdict", "at", "predicate", "unit") if not getattr(choice, name)]
    if choice == QuestionChoice():
        held = [_stored(connection, "questions", name, "place" if name == "at" else name) for name in open_ones]
        days = _days("reported", _all(connection, "questions", "reported"), "", False)
        return Facets(narrowing.whole_of(connection, questions), False, (*held, *days))
    q = questions.c
    columns = {"verdict": q.verdict, "at": q.place, "predicate": q.predicate, "unit": q.unit, "reported": q.until}
    chosen = narrowing.questions_of(connection, choice, QUESTION_ORDERS["latest"], MOST_COUNTED)
    rows, more = _first(connection, chosen, QUESTION_ORDERS["latest"], columns)
    held = [_counted(name, (getattr(row, name) for row in rows), more) for name in open_ones]
    days = _days("reported", Counter(row.reported[:7] for row in rows), choice.reported, more)
    return _long(connection, "questions", choice, len(rows), more, (*held, *days))


@facets.register
def _articles(choice: ArticleChoice, connection: sa.Connection) -> Facets:
    open_ones = [name for name in ("outlet", "reader") if not getattr(choice, name)]
    if choice == ArticleChoice():
        held = [_stored(connection, "articles", name, name) for name in open_ones]
        days = _days("published", _all(connection, "articles", "published"), "", False)
        return Facets(narrowing.whole_of(connection, articles), False, (held[0], *days, held[1]))
    a = articles.c
    columns = {"outlet": a.outlet, "reader": a.reader, "published": a.published}
    chosen = narrowing.articles_of(connection, choice, ARTICLE_ORDERS["published"], MOST_COUNTED)
    rows, more = _first(connection, chosen, ARTICLE_ORDERS["published"], columns)
    held = [_counted(name, (getattr(row, name) for row in rows), more) for name in open_ones]
    days = _days("published", Counter(row.published[:7] for row in rows), choice.published, more)
    return _long(connection, "articles", choice, len(rows), more, (*held[:1], *days, *held[1:]))


@facets.register
def _sources(choice: SourceChoice, connection: sa.Connection) -> Facets:
    tally: Counter[tuple[bool, str]] = Counter()
    more = False
    if choice.query.strip():
        chosen = narrowing.sources_of(connection, replace(choice, role=""))
        s = sources.c
        begins = (s.figures + s.statements).label("begins")
        rows = connection.execute(chosen.with_only_columns(s.described, begins).limit(MOST_COUNTED + 1)).all()
        more = len(rows) > MOST_COUNTED
        tally.update((bool(row.described), ROLES[0] if row.begins else ROLES[1]) for row in rows[:MOST_COUNTED])
    else:
        for described in (False, True):
            for role, count in _all(connection, "sources", "described" if described else "named").items():
                tally[described, role] = count
    roles = [choice.role] if choice.role else list(ROLES)
    kinds = tuple(Counted(str(d).lower(), n, more) for d in (False, True) if (n := sum(tally[d, role] for role in roles)))
    held = [Facet("described", kinds)]
    if not choice.role:
        held.append(Facet("role", tuple(Counted(role, n, more) for role in ROLES if (n := tally[choice.described, role]))))
    return Facets(sum(tally[choice.described, role] for role in roles), more, tuple(held))


@facets.register
def _search(choice: SearchChoice, connection: sa.Connection) -> Facets:
    """Every kind is counted, also those that are not asked for, so that one can be had instead of another."""
    asked = kinds_of(choice.kinds)
    counts = {}
    heard: Counter[str] = Counter()
    for kind in KINDS:
        asked_for = (connection.dialect.name == "sqlite", f"{kind}s", choice.words)
        found = search.matching(*asked_for).order_by(search.newest(*asked_for)).limit(MOST_COUNTED + 1)
        if kind in ("article", "statement", "figure") and (kind in asked or choice.outlet):
            tally, size = outlets(connection, kind, found, MOST_COUNTED)
            more = size > MOST_COUNTED
            counts[kind] = (tally[choice.outlet], more) if choice.outlet else (min(size, MOST_COUNTED), more)
            heard.update(tally if kind in asked else {})
        elif not choice.outlet:
            size = connection.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
            counts[kind] = (min(size, MOST_COUNTED), size > MOST_COUNTED)
    more = any(counts[kind][1] for kind in asked if kind in counts)
    held = [Facet("kind", tuple(Counted(kind, n, over) for kind, (n, over) in counts.items() if n))]
    if not choice.outlet:
        held.append(_top("outlet", heard, more))
    return Facets(sum(counts[kind][0] for kind in asked if kind in counts), more, tuple(held))


@facets.register
def _queue(choice: QueueChoice, connection: sa.Connection) -> Facets:
    """Every kind is counted, also one that is not asked for. The queue grows and shrinks with every key, so that no tally is kept of it."""
    asked = queue.kinds_of(choice)
    counts = {}
    tallied: dict[str, Counter[str]] = {name: Counter() for name in ("outlet", "predicate", "verdict")}
    bands: Counter[str] = Counter()
    for kind in queue.possible(choice):
        chosen, order = queue.chosen(connection, kind, choice)
        rows = connection.execute(order.sorted(chosen).limit(MOST_COUNTED + 1)).all()
        counts[kind] = (min(len(rows), MOST_COUNTED), len(rows) > MOST_COUNTED)
        if kind in asked:
            for row in rows[:MOST_COUNTED]:
                for name, tally in tallied.items():
                    tally[getattr(row, name, None) or ""] += 1
                bands[next(name for name, (_, below) in BANDS.items() if row.confidence < below)] += 1
    more = any(counts[kind][1] for kind in asked)
    held = [Facet("kind", tuple(Counted(kind, n, over) for kind, (n, over) in counts.items() if n))]
    if not choice.sure:
        held.append(_bands(connection, asked, bands, more and choice == QueueChoice(choice.kinds), more))
    held += [_top(name, tally, more) for name, tally in tallied.items() if not getattr(choice, name)]
    return Facets(sum(counts[kind][0] for kind in asked), more, tuple(held))


def _bands(connection: sa.Connection, kinds: Sequence[str], tally: Counter[str], whole: bool, more: bool) -> Facet:
    """How sure the reader is. All that are counted of the ``whole`` queue may be of one band, so that each band is counted for itself there."""
    if not whole:
        return Facet("sure", tuple(Counted(band, tally[band], more) for band in BANDS if tally[band]))
    held = []
    for band in BANDS:
        counts = [queue.in_band(connection, kind, band, MOST_COUNTED + 1) for kind in kinds]
        n = sum(min(count, MOST_COUNTED) for count in counts)
        held += [Counted(band, n, any(count > MOST_COUNTED for count in counts))] if n else []
    return Facet("sure", tuple(held))


@facets.register
def _history(choice: HistoryChoice, connection: sa.Connection) -> Facets:
    e = events_table.c
    columns = {"who": e.who, "what": e.what, "at": e.at}
    rows, more = _first(connection, history.chosen(choice), history.HISTORY_ORDERS["latest"], columns)
    held = [_counted(name, (getattr(row, name) for row in rows), more) for name in ("who", "what") if not getattr(choice, name)]
    days = () if len(choice.day) == 10 else (_latest("day", Counter(row.at[:10] for row in rows), more),)
    return Facets(len(rows), more, (*held, *days))


def _long(
    connection: sa.Connection, kind: str, choice: QuestionChoice | ArticleChoice, counted: int, more: bool, held: Sequence[Facet]
) -> Facets:
    """The facets with the list's length, which the tallies know exactly where the value of a single facet narrows it."""
    given = {field.name: value for field in fields(choice) if (value := getattr(choice, field.name)) != field.default}
    if more and len(given) == 1:
        ((name, value),) = given.items()
        if name in ("verdict", "at", "predicate", "unit", "reported", "outlet", "reader", "published"):
            facet, begins = "place" if name == "at" else name, name in ("reported", "published")
            return Facets(narrowing.tally(connection, kind, facet, value, begins=begins), False, tuple(held))
    return Facets(counted, more, tuple(held))


def _first(
    connection: sa.Connection, chosen: sa.Select[Any], order: Order, columns: dict[str, sa.Column[str]]
) -> tuple[Sequence[sa.Row[Any]], bool]:
    """The rows that are counted, and whether there are more."""
    asked: list[Any] = [column.label(name) for name, column in columns.items()]
    some = chosen.with_only_columns(*asked)
    rows = connection.execute(order.sorted(some).limit(MOST_COUNTED + 1)).all()
    return rows[:MOST_COUNTED], len(rows) > MOST_COUNTED


def _counted(name: str, values: Iterable[str], more: bool) -> Facet:
    return _top(name, Counter(values), more)


def _top(name: str, tally: Counter[str], more: bool) -> Facet:
    held = sorted(((n, value) for value, n in tally.items() if value and n), key=lambda pair: (-pair[0], pair[1]))
    return Facet(name, tuple(Counted(value, n, more) for n, value in held[:MOST_VALUES]), len(held) <= MOST_VALUES)


def _stored(connection: sa.Connection, kind: str, name: str, facet: str) -> Facet:
    """A facet of a whole list, from the tallies."""
    t = tallies.c
    most = sa.select(t.value, t.count).where(t.list == kind, t.facet == facet, t.count > 0)
    rows = connection.execute(most.order_by(t.count.desc(), t.value.desc()).limit(MOST_VALUES + 2)).all()
    found = _top(name, Counter({row[0]: row[1] for row in rows}), False)
    return replace(found, complete=len(rows) < MOST_VALUES + 2 and found.complete)


def _all(connection: sa.Connection, kind: str, facet: str) -> Counter[str]:
    """Every value of a facet of a whole list: for those that have few."""
    t = tallies.c
    return Counter({row[0]: row[1] for row in connection.execute(sa.select(t.value, t.count).where(t.list == kind, t.facet == facet))})


def _days(name: str, months: Counter[str], chosen: str, more: bool) -> tuple[Facet, ...]:
    """Years, or of a year that is chosen its months, the latest first; nothing below a month."""
    if len(chosen) > 4:
        return ()
    part: Callable[[str], str] = (lambda month: month) if chosen else (lambda month: month[:4])
    tally: Counter[str] = Counter()
    for month, n in months.items():
        tally[part(month)] += n
    return (_latest(name, tally, more),)


def _latest(name: str, tally: Counter[str], more: bool) -> Facet:
    """A facet of years, months or days, the latest first."""
    held = [(value, n) for value, n in sorted(tally.items(), reverse=True) if value and n]
    return Facet(name, tuple(Counted(value, n, more) for value, n in held[: 2 * MOST_VALUES]), len(held) <= 2 * MOST_VALUES)
