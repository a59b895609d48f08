"""Everything a source is heard with, the latest first: figures and statements that begin with it, figures that it passes on."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotInLedger, NotPossible
from sayso.ledger.entries import parties
from sayso.ledger.lists import row_number
from sayso.ledger.mending import mended
from sayso.ledger.packing import day_in, unpack_figure
from sayso.ledger.paging import cursor, limited, position
from sayso.ledger.rows import Heard, Page
from sayso.ledger.tables import articles, figures, links, names, questions, sources, statements

PARTS = ("figures", "passed", "statements")


def heard(connection: sa.Connection, id: str, part: str, after: str | None, limit: int) -> Page[Heard]:
    """One ``part`` of what a source is heard with. Raises NotInLedger, and NotPossible for a part that there is not."""
    if part not in PARTS:
        raise NotPossible(f"A source is heard with {', '.join(PARTS)}, not with {part[:40]!r}.")
    number = row_number("source", "s", id)
    if connection.scalar(sa.select(sources.c.id).where(sources.c.id == number)) is None:
        raise NotInLedger("source", id)
    called = connection.scalars(sa.select(names.c.id).where(names.c.source == number)).all()
    table = statements if part == "statements" else figures
    size = limited(limit)
    before = position(after, (int,))[0] if after else None
    if part == "passed":
        ids = newest(connection, links.c.figure, links.c.name, called, size + 1, links.c.position > 0, before=before)
    else:
        ids = newest(connection, table.c.id, table.c.origin, called, size + 1, before=before)
    shown = sa.select(table, articles.c.title, articles.c.outlet, articles.c.published.label("day")).join(
        articles, table.c.article == articles.c.id
    )
    if part != "statements":
        title = sa.func.coalesce(questions.c.renamed, questions.c.title).label("asked")
        shown = shown.add_columns(title).outerjoin(questions, table.c.question == questions.c.id)
    rows = connection.execute(shown.where(table.c.id.in_(ids)).order_by(table.c.id.desc())).all()
    following = cursor([rows[size - 1].id]) if len(rows) > size else None
    rows = rows[:size]
    if part == "statements":
        return Page(tuple(_statement(row) for row in rows), following)
    chains = parties(connection, [row.id for row in rows])
    return Page(tuple(_figure(row, tuple(party.name for party in chains.get(row.id, ()))) for row in rows), following)


def newest(
    connection: sa.Connection,
    id: sa.Column[int],
    name: sa.Column[int] | sa.Column[int | None],
    called: Iterable[int],
    most: int,
    *conditions: sa.ColumnElement[bool],
    before: int | None = None,
) -> list[int]:
    """The ``most`` highest numbers ``id`` of rows with one of the names ``called``, the highest first, below ``before``.

    Each name's own come off an index in this order; asked for together, all rows of all names would be sorted.
    """
    found: set[int] = set()
    for each in called:
        asked = sa.select(id).where(name == each, *conditions)
        if before is not None:
            asked = asked.where(id < before)
        found.update(connection.scalars(asked.distinct().order_by(id.desc()).limit(most)))
    return heapq.nlargest(most, found)


def _statement(row: sa.Row[Any]) -> Heard:
    chain = tuple(row.chain.split(" → ")) if row.chain else ()
    return Heard(
        "statement", f"t{row.id}", f"a{row.article}", row.title, row.outlet, day_in(row.day), row.content, (), chain, row.start, row.stop
    )


def _figure(row: sa.Row[Any], chain: tuple[str, ...]) -> Heard:
    read = unpack_figure(row.body)
    f = mended(read, row.mended)
    mark = (read.amount.start - read.sentence.start, read.amount.end - read.sentence.start)
    return Heard(
        "figure",
        f"e{row.id}",
        f"a{row.article}",
        row.title,
        row.outlet,
        day_in(row.day),
        read.sentence.surface,
        (mark,) if read.sentence.holds(read.amount) else (),
        chain,
        row.start,
        row.stop,
        f,
        f"q{row.question}" if row.question is not None else None,
        row.asked or "",
    )
