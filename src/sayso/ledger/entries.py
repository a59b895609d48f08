"""A question's entries, put together from their rows: figures as people left them, chains as sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sayso.domain import NOBODY, Entry, Party, Period, Question
from sayso.ledger.mending import mended
from sayso.ledger.packing import day_in, unpack_figure
from sayso.ledger.tables import articles, figures, links, names, questions, sources

MOST_ENTRIES = 2000
"""How many entries of one question are laid out, the latest by publication."""


_ROWS = (
    sa.select(
        figures.c.id,
        figures.c.question,
        figures.c.body,
        figures.c.context,
        figures.c.mended,
        articles.c.id.label("article"),
        articles.c.title,
        articles.c.credit,
        articles.c.published,
        sources.c.id.label("outlet"),
        sources.c.title.label("says"),
    )
    .join(articles, figures.c.article == articles.c.id)
    .outerjoin(names, articles.c.speaker == names.c.id)
    .outerjoin(sources, names.c.source == sources.c.id)
    .order_by(figures.c.published.desc(), figures.c.id.desc())
)
_ROWS_OF_ONE = _ROWS.where(figures.c.question == sa.bindparam("question")).limit(sa.bindparam("most"))
_ROWS_OF_MANY = _ROWS.where(figures.c.question.in_(sa.bindparam("questions", expanding=True)))
_CHAINS = (
    sa.select(links.c.figure, sources.c.id, sources.c.title)
    .outerjoin(names, links.c.name == names.c.id)
    .outerjoin(sources, names.c.source == sources.c.id)
    .where(links.c.figure.in_(sa.bindparam("ids", expanding=True)))
    .order_by(links.c.figure, links.c.position)
)


def load(connection: sa.Connection, question: int, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
    """The entries of a question in order of publication: the latest ``most`` of them."""
    return _entries(connection, connection.execute(_ROWS_OF_ONE, {"question": question, "most": most}).all()).get(question, ())


def load_whole(connection: sa.Connection, ids: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
    """All entries of several questions at once, each in order of publication."""
    return _entries(connection, connection.execute(_ROWS_OF_MANY, {"questions": ids}).all())


def _entries(connection: sa.Connection, rows: Sequence[Any]) -> dict[int, tuple[Entry, ...]]:
    chains = parties(connection, [row.id for row in rows])
    found: dict[int, list[Entry]] = {}
    for row in reversed(rows):
        entry = Entry(
            f"e{row.id}",
            f"a{row.article}",
            Party(f"s{row.outlet}", row.says) if row.outlet else unnamed(row.article, row.title),
            day_in(row.published),
            mended(unpack_figure(row.body), row.mended),
            tuple(chains.get(row.id, ())),
            row.context,
            row.credit,
        )
        found.setdefault(row.question, []).append(entry)
    return {question: tuple(entries) for question, entries in found.items()}


def unnamed(article: int, title: str) -> Party:
    """The voice of an article whose outlet is not known: its own, and nobody else's."""
    return Party(f"a{article}", title or f"article a{article}")


def parties(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Party]]:
    """The chains of figures as sources, originator first, by the figure's row number."""
    found: dict[int, list[Party]] = {}
    for at in range(0, len(ids), 500):
        for figure, id, title in connection.execute(_CHAINS, {"ids": ids[at : at + 500]}):
            found.setdefault(figure, []).append(Party(f"s{id}", title) if id else Party(NOBODY, NOBODY))
    return found


def question(connection: sa.Connection, id: int, most: int = MOST_ENTRIES) -> Question:
    """A question that has entries, with the latest ``most`` of them."""
    row = connection.execute(sa.select(questions).where(questions.c.id == id)).one()
    return Question(
        f"q{id}",
        row.renamed if row.renamed is not None else row.title,
        row.predicate,
        row.counted,
        row.place,
        Period.parse(row.time) if row.time else None,
        load(connection, id, most),
    )
