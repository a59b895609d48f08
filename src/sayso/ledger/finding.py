"""Searching everything: what has the words, newest first in each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotPossible
from sayso.ledger import search
from sayso.ledger.packing import day_in, unpack_figure, unpack_text
from sayso.ledger.paging import cursor, limited, position
from sayso.ledger.rows import Hit, Page
from sayso.ledger.tables import articles, figures, names, questions, readings, sources, statements

KINDS = ("source", "question", "article", "statement", "figure")

AROUND = 120
"""How many letters are shown on either side of the first word found."""


def find(connection: sa.Connection, words: str, kinds: Sequence[str], after: str | None, limit: int) -> Page[Hit]:
    """What has the words, kind after kind, newest first within each; every kind gets its share of the page.

    Raises BadSearch, and NotPossible for a kind that there is not.
    """
    if not kinds or any(kind not in KINDS for kind in kinds):
        raise NotPossible(f"Search among {', '.join(KINDS)}.")
    size = limited(limit)
    last = position(after, len(kinds)) if after else [0] * len(kinds)
    found = [_rows(connection, kind, words, int(at), size) if at >= 0 else [] for kind, at in zip(kinds, last, strict=True)]
    shares = _shares([len(rows) for rows in found], size)
    hits: list[Hit] = []
    ends = []
    for kind, rows, share, at in zip(kinds, found, shares, last, strict=True):
        shown = rows[:share]
        hits += _BY_KIND[kind](connection, shown, words) if shown else []
        ends.append(-1 if len(rows) <= share else shown[-1] if shown else at)
    return Page(tuple(hits), cursor(ends) if any(end >= 0 for end in ends) else None)


def _rows(connection: sa.Connection, kind: str, words: str, before: int, size: int) -> list[int]:
    """The row numbers of the newest that have the words, and one more than are shown."""
    found = search.matching(connection.dialect.name == "sqlite", f"{kind}s", words).subquery()
    rows = sa.select(found.c.rowid)
    if before:
        rows = rows.where(found.c.rowid < before)
    return list(connection.scalars(rows.order_by(found.c.rowid.desc()).limit(size + 1)))


def _shares(counts: Sequence[int], size: int) -> list[int]:
    """How much of a page each kind gets: as equal as what there is allows.

    >>> _shares([1, 9, 9], 10)
    [1, 5, 4]
    """
    shares = [0] * len(counts)
    while sum(shares) < size and any(s < c for s, c in zip(shares, counts, strict=True)):
        for i, count in enumerate(counts):
            if shares[i] < count and sum(shares) < size:
                shares[i] += 1
    return shares


def excerpt(text: str, words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first that was found, and where in them the words found are.

    >>> excerpt("Two fled.", "fled")
    ('Two fled.', ((4, 8),))
    """
    at = search.marks(text, words)
    start = max(0, at[0][0] - AROUND) if at else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = min(len(text), start + 2 * AROUND + (at[0][1] - at[0][0] if at else 0))
    return text[start:stop], tuple((s - start, e - start) for s, e in at if start <= s and e <= stop)


def _in_articles(connection: sa.Connection, ids: Sequence[int], words: str, table: sa.Table) -> dict[int, sa.Row[Any]]:
    a = articles.c
    rows = connection.execute(
        sa.select(table, a.title, a.outlet, a.published.label("day")).join(articles, table.c.article == a.id).where(table.c.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _sources(connection: sa.Connection, ids: Sequence[int], words: str) -> list[Hit]:
    found = sa.select(names.c.id, names.c.name, names.c.source, sources.c.title).join(sources, names.c.source == sources.c.id)
    rows = {row.id: row for row in connection.execute(found.where(names.c.id.in_(ids)))}
    return [Hit("source", f"s{rows[id].source}", *excerpt(rows[id].name, words), title=rows[id].title) for id in ids]


def _questions(connection: sa.Connection, ids: Sequence[int], words: str) -> list[Hit]:
    rows = {row.id: row for row in connection.execute(sa.select(questions).where(questions.c.id.in_(ids)))}
    titles = {id: row.renamed if row.renamed is not None else row.title for id, row in rows.items()}
    return [Hit("question", f"q{id}", *excerpt(titles[id], words), title=titles[id]) for id in ids]


def _articles(connection: sa.Connection, ids: Sequence[int], words: str) -> list[Hit]:
    a = articles.c
    rows = {row.id: row for row in connection.execute(sa.select(a.id, a.title, a.outlet, a.published).where(a.id.in_(ids)))}
    hits = []
    for id in ids:
        row = rows[id]
        newest = sa.select(readings.c.body).where(readings.c.article == id).order_by(readings.c.id.desc()).limit(1)
        text = unpack_text(connection.execute(newest).scalar_one())
        hits.append(Hit("article", f"a{id}", *excerpt(text, words), f"a{id}", row.title, row.outlet, day_in(row.published)))
    return hits


def _statements(connection: sa.Connection, ids: Sequence[int], words: str) -> list[Hit]:
    rows = _in_articles(connection, ids, words, statements)
    return [_hit("statement", f"t{id}", rows[id], rows[id].content, words) for id in ids]


def _figures(connection: sa.Connection, ids: Sequence[int], words: str) -> list[Hit]:
    rows = _in_articles(connection, ids, words, figures)
    return [_hit("figure", f"e{id}", rows[id], unpack_figure(rows[id].body).sentence.surface, words) for id in ids]


def _hit(kind: str, id: str, row: sa.Row[Any], text: str, words: str) -> Hit:
    shown, found = excerpt(text, words)
    return Hit(kind, id, shown, found, f"a{row.article}", row.title, row.outlet, day_in(row.day), row.start, row.stop)


_BY_KIND: dict[str, Callable[[sa.Connection, Sequence[int], str], list[Hit]]] = {
    "source": _sources,
    "question": _questions,
    "article": _articles,
    "statement": _statements,
    "figure": _figures,
}
