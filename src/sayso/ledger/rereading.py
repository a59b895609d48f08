"""A newer reading beside an old one: a figure that stands at the same words keeps its entry, and what people decided about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from sayso.domain import Attribution, Figure, Reading
from sayso.ledger import search
from sayso.ledger.mending import mended, mended_statement
from sayso.ledger.naming import Naming
from sayso.ledger.packing import pack_figure, plain, unpack_figure
from sayso.ledger.parts import (
    Told,
    figure_row,
    forget,
    insert_figures,
    insert_statements,
    originator,
    relink,
    statement_row,
    statement_text,
)
from sayso.ledger.tables import figures, statements


def reread_statements(told: Told, article: int, reading: Reading, naming: Naming) -> None:
    """Statements with the same words stay; those that only the old reading has go, unless people decided about them."""
    connection = told.connection
    rows = connection.execute(sa.select(statements).where(statements.c.article == article).order_by(statements.c.id)).all()
    waiting: dict[str, sa.Row[Any]] = {}
    for row in rows:
        waiting.setdefault(row.content, row)
    fresh: list[Attribution] = []
    kept: set[int] = set()
    for a in reading.attributions:
        text = plain(statement_text(a))
        if text not in waiting:
            fresh.append(a)
        else:
            row = waiting.pop(text)
            kept.add(row.id)
            values = statement_row(article, reading, mended_statement(a, row.mended), naming)
            connection.execute(sa.update(statements).where(statements.c.id == row.id).values(**values))
    for row in rows:
        if row.id not in kept and not row.state:
            search.unindex(connection, "statements", [(row.id, row.content)])
            connection.execute(sa.delete(statements).where(statements.c.id == row.id))
    insert_statements(told, article, reading, fresh, naming)


def reread_figures(told: Told, article: int, reading: Reading, naming: Naming) -> set[int]:
    """The questions that lost a figure. What people decided about stays, also where the newer reader no longer finds it."""
    connection = told.connection
    rows = connection.execute(sa.select(figures).where(figures.c.article == article).order_by(figures.c.id)).all()
    waiting = {row.id: (row, unpack_figure(row.body)) for row in rows}
    fresh, left = [], set()
    for f in reading.figures:
        id = next((id for id, (row, was) in waiting.items() if _stands_where(f, was) and _can_be_mended(f, row.mended)), None)
        if id is None:
            fresh.append(f)
            continue
        row, was = waiting.pop(id)
        search.unindex(connection, "figures", [(id, was.sentence.surface)])
        search.index(connection, "figures", [(id, f.sentence.surface)])
        chain = mended(f, row.mended).chain
        values = figure_row(article, reading, f, naming) | {"origin": originator(chain, reading.article.outlet, naming)}
        connection.execute(sa.update(figures).where(figures.c.id == id).values(**values))
        relink(connection, id, chain, naming)
    taken = {f.id for f in reading.figures}
    for id, (row, was) in waiting.items():
        if row.state:
            if was.id in taken:
                kept = replace(was, id=f"{was.id}-e{id}", statement=None, part_of=None, implied=None)
                connection.execute(sa.update(figures).where(figures.c.id == id).values(local=plain(kept.id), body=pack_figure(kept)))
            continue
        if row.question is not None:
            left.add(row.question)
        forget(connection, id, was)
    insert_figures(told, article, reading, fresh, naming, {})
    return left


def _stands_where(new: Figure, old: Figure) -> bool:
    same_words = (new.amount.surface, new.sentence.surface) == (old.amount.surface, old.sentence.surface)
    return same_words or (new.amount.meets(old.amount) and new.amount.surface in old.sentence.surface)


def _can_be_mended(f: Figure, changes: str | None) -> bool:
    try:
        mended(f, changes)
    except ValueError:
        return False
    return True
