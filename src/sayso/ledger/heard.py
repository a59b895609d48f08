"""Everything a source is heard with, the latest first: figures and statements that begin with it, figures that it passes on."""

from __future__ import annotations

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
    called = sa.select(names.c.id).where(names.c.source == number)
    table = statements if part == "statements" else figures
    chosen: sa.ColumnElement[bool]
    if part == "passed":
        passed = sa.select(links.c.figure).where(links.c.name.in_(called), links.c.position > 0)
        chosen = table.c.id.in_(passed)
    else:
        chosen = table.c.origin.in_(called)
    size = limited(limit)
    shown = sa.select(table, articles.c.title, articles.c.outlet, articles.c.published.label("day")).join(
        articles, table.c.article == articles.c.id
    )
    if part != "statements":
        title = sa.func.coalesce(questions.c.renamed, questions.c.title).label("asked")
        shown = shown.add_columns(title).outerjoin(questions, table.c.question == questions.c.id)
    if after:
        chosen = sa.and_(chosen, table.c.id < position(after, (int,))[0])
    rows = connection.execute(shown.where(chosen).order_by(table.c.id.desc()).limit(size + 1)).all()
    following = cursor([rows[size - 1].id]) if len(rows) > size else None
    rows = rows[:size]
    if part == "statements":
        return Page(tuple(_statement(row) for row in rows), following)
    chains = parties(connection, [row.id for row in rows])
    return Page(tuple(_figure(row, tuple(party.name for party in chains.get(row.id, ()))) for row in rows), following)


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
