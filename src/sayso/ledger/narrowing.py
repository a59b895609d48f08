"""Choices as queries, and by which index the store begins with them.

Two ways lead to a page of a narrowed list: take all rows with the rarest of the values asked for and sort them, or go down the list in its order
and leave out what does not fit. The tallies say how rare a value is, so that the cheaper way can be told beforehand; SQLite, which keeps no
statistics here, is told which to take, PostgreSQL finds it by its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import sqlalchemy as sa

from sayso.ledger import search
from sayso.ledger.choices import ArticleChoice, QuestionChoice, SourceChoice
from sayso.ledger.paging import Order
from sayso.ledger.tables import articles, names, questions, sources, tallies

FEW = 2_000
"""So many rows are always taken and sorted: it costs less than a wrong guess."""

MOST_GATHERED = 20_000
"""How many rows that have the words of a search are gathered before anything else is asked of them."""

MOST_LISTED = 100_000
"""How many of them are listed beforehand, where the way goes down a list; where there are more, each row on the way is asked."""

_AFTER_ALL_DAYS = "~"  # sorts after every day that begins with a year or month


@dataclass(frozen=True, slots=True)
class _Way:
    """One condition: of how many rows it is true, and the index that has them together; ``index`` is empty where they are found by number."""

    condition: sa.ColumnElement[bool]
    rows: int
    index: str


def questions_of(connection: sa.Connection, choice: QuestionChoice, order: Order, wanted: int) -> sa.Select[Any]:
    """The questions of a choice, of which ``wanted`` are taken in an order."""
    q = questions.c
    chosen = sa.select(questions).where(q.entries > 0)
    ways = []
    for column, facet, value, index in (
        (q.verdict, "verdict", choice.verdict, "ix_questions_verdict_rank_id"),
        (q.place, "place", choice.at, "ix_questions_place_id"),
        (q.predicate, "predicate", choice.predicate, "ix_questions_predicate_id"),
        (q.unit, "unit", choice.unit, "ix_questions_unit_id"),
    ):
        if value:
            ways.append(_Way(column == value, tally(connection, "questions", facet, value), index))
    if choice.reported:
        rows = tally(connection, "questions", "reported", choice.reported, begins=True)
        ways.append(_Way(within(q.until, choice.reported), rows, "ix_questions_until_id"))
    for words in (choice.query, choice.place):
        if words.strip():
            ways.append(_worded(connection, "questions", words, q.id, order))
    for word in search.folded(choice.place).split():
        chosen = chosen.where(q.place_words.contains(f" {word} "))
    if choice.since:
        chosen = chosen.where(q.last >= choice.since.isoformat())
    if choice.until:
        chosen = chosen.where(q.first <= choice.until.isoformat(), q.first != "")
    return _led(connection, chosen, questions, ways, order, wanted)


def articles_of(connection: sa.Connection, choice: ArticleChoice, order: Order, wanted: int) -> sa.Select[Any]:
    """The articles of a choice, of which ``wanted`` are taken in an order."""
    a = articles.c
    chosen = sa.select(articles)
    ways = []
    for column, facet, value, index in (
        (a.outlet, "outlet", choice.outlet, "ix_articles_outlet_id"),
        (a.reader, "reader", choice.reader, "ix_articles_reader"),
    ):
        if value:
            ways.append(_Way(column == value, tally(connection, "articles", facet, value), index))
    if choice.published:
        rows = tally(connection, "articles", "published", choice.published, begins=True)
        ways.append(_Way(within(a.published, choice.published), rows, "ix_articles_published_id"))
    if choice.query.strip():
        ways.append(_worded(connection, "articles", choice.query, a.id, order))
    if choice.since:
        chosen = chosen.where(a.published >= choice.since.isoformat())
    if choice.until:
        chosen = chosen.where(a.published <= choice.until.isoformat(), a.published != "")
    return _led(connection, chosen, articles, ways, order, wanted)


def sources_of(connection: sa.Connection, choice: SourceChoice) -> sa.Select[Any]:
    """The sources of a choice, whether described or named."""
    s = sources.c
    chosen = sa.select(sources).where(s.called > 0)
    if choice.role:
        begins = s.figures + s.statements
        chosen = chosen.where(begins > 0 if choice.role == "originates" else begins == 0)
    if choice.query.strip():
        found = search.matching(connection.dialect.name == "sqlite", "sources", choice.query)
        chosen = chosen.where(s.id.in_(sa.select(names.c.source).where(names.c.id.in_(found))))
    return chosen


def within(column: sa.Column[str], days: str) -> sa.ColumnElement[bool]:
    """That a day lies in a year or month."""
    return sa.and_(column >= days, column < days + _AFTER_ALL_DAYS)


def tally(connection: sa.Connection, kind: str, facet: str, value: str, *, begins: bool = False) -> int:
    """In how many rows of a list a facet has this value; ``begins``: a value that begins so."""
    t = tallies.c
    fits = sa.and_(t.value >= value, t.value < value + _AFTER_ALL_DAYS) if begins else t.value == value
    counted = sa.select(sa.func.coalesce(sa.func.sum(t.count), 0)).where(t.list == kind, t.facet == facet, fits)
    return int(connection.scalar(counted) or 0)


def _worded(connection: sa.Connection, kind: str, words: str, id: sa.Column[int], order: Order) -> _Way:
    found = search.matching(connection.dialect.name == "sqlite", kind, words)
    few = connection.scalar(sa.select(sa.func.count()).select_from(found.limit(MOST_LISTED + 1).subquery())) or 0
    if few > MOST_LISTED and order.keys[0].key != "ordered" and connection.dialect.name == "sqlite":
        # To ask a row costs much more than to look it up, and pays where few are asked. By title many may be: titles that begin alike lie together.
        index = found.selected_columns[0]
        return _Way(sa.exists(found.where(index == id)), few, "")
    return _Way(id.in_(found), few, "")


def _led(
    connection: sa.Connection, chosen: sa.Select[Any], table: sa.Table, ways: Sequence[_Way], order: Order, wanted: int
) -> sa.Select[Any]:
    """The rows for which all conditions are true, found the cheaper way."""
    chosen = chosen.where(*(way.condition for way in ways))
    if not ways or connection.dialect.name != "sqlite":
        return chosen
    rarest = min(ways, key=lambda way: way.rows)
    whole = whole_of(connection, table) or 1
    passed = min(whole, wanted / max(prod(way.rows / whole for way in ways), 1 / whole))
    gathered = rarest.rows <= FEW or rarest.rows <= passed
    if gathered and (rarest.index or rarest.rows <= MOST_GATHERED):
        return chosen.with_hint(table, f"INDEXED BY {rarest.index}" if rarest.index else "NOT INDEXED", "sqlite")
    return chosen.with_hint(table, f"INDEXED BY ix_{table.name}_{'_'.join(str(key.key) for key in order.keys)}", "sqlite")


def whole_of(connection: sa.Connection, table: sa.Table) -> int:
    """How many rows a whole list has: the tallies of the facet with fewest values, each row being in one of them."""
    t = tallies.c
    facet = {"questions": "verdict", "articles": "reader"}[table.name]
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.sum(t.count), 0)).where(t.list == table.name, t.facet == facet)) or 0)
