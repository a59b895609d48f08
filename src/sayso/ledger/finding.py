"""Searching everything: what has the words, newest first in each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotPossible
from sayso.ledger import search
from sayso.ledger.choices import SearchChoice
from sayso.ledger.grouping import chunks
from sayso.ledger.packing import day_in, unpack_figure, unpack_text
from sayso.ledger.paging import cursor, limited, position
from sayso.ledger.rows import Hit, Page
from sayso.ledger.tables import articles, figures, names, questions, readings, sources, statements

KINDS = ("source", "question", "article", "statement", "figure")

_WITH_OUTLET = ("article", "statement", "figure")

AROUND = 120
"""How many letters are shown on either side of the first word found."""


SORTS = ("newest", "relevance")
"""What a search can be sorted by, each kind for itself."""

MOST_WEIGHED = 2_000
"""How many finds of one kind, the newest, are sorted by relevance, or looked through for those of one outlet at once."""

_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)


def kinds_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """The kinds to search, all of them where none is named. Raises NotPossible for a kind that there is not."""
    if any(kind not in KINDS for kind in kinds):
        raise NotPossible(f"Search among {', '.join(KINDS)}.")
    return tuple(dict.fromkeys(kinds)) or KINDS


def find(connection: sa.Connection, choice: SearchChoice, sort: str, after: str | None, limit: int) -> Page[Hit]:
    """What has the words, kind after kind, newest or most relevant first within each; every kind gets its share of the page.

    By relevance the newest ``MOST_WEIGHED`` of each kind are sorted, and no others found. Raises BadSearch, and NotPossible for a kind or an
    order that there is not.
    """
    kinds, sort = kinds_of(choice.kinds), sort or SORTS[0]
    if sort not in SORTS:
        raise NotPossible(f"A search cannot be sorted by {sort[:40]!r}. Sort it by one of {', '.join(SORTS)}.")
    if choice.outlet:
        kinds = tuple(kind for kind in kinds if kind in _WITH_OUTLET)
    size = limited(limit)
    if sort == "newest":
        last: list[Any] = position(after, [int] * len(kinds), sort) if after else [0] * len(kinds)
        found = [_newest(connection, kind, choice, at, size) if at >= 0 else ([], -1) for kind, at in zip(kinds, last, strict=True)]
        places: list[list[Any]] = [[*rows, end] for rows, end in found]
    else:
        flat = position(after, [float, int] * len(kinds), sort) if after else [0.0, 0] * len(kinds)
        last = [tuple(flat[i : i + 2]) for i in range(0, len(flat), 2)]
        weighed = [_weighed(connection, kind, choice, at, size) if at[1] >= 0 else [] for kind, at in zip(kinds, last, strict=True)]
        found = [([id for _, id in rows], -1) for rows in weighed]
        places = [[*rows, (0.0, -1)] for rows in weighed]
    shares = _shares([len(rows) for rows, _ in found], size)
    hits: list[Hit] = []
    ends: list[Any] = []
    for kind, (rows, _), share, held, at in zip(kinds, found, shares, places, last, strict=True):
        hits += _BY_KIND[kind](connection, rows[:share], choice.words) if share else []
        ends.append(held[-1] if len(rows) <= share else held[share - 1] if share else at)
    going = any((end if sort == "newest" else end[1]) >= 0 for end in ends)
    told = ends if sort == "newest" else [part for end in ends for part in end]
    return Page(tuple(hits), cursor(told, sort) if going else None)


def _matching(connection: sa.Connection, kind: str, words: str) -> sa.Select[int]:
    return search.matching(connection.dialect.name == "sqlite", f"{kind}s", words)


def _newest(connection: sa.Connection, kind: str, choice: SearchChoice, before: int, size: int) -> tuple[list[int], int]:
    """The row numbers of the newest finds, and one more than are shown; and where to go on if all of them are shown (-1: nowhere).

    Of one outlet, only the next ``MOST_WEIGHED`` finds are looked through, so that a page may have fewer rows than it could.
    """
    found = _matching(connection, kind, choice.words)
    id = found.selected_columns[0]
    if before:
        found = found.where(id < before)
    found = found.order_by(search.newest(connection.dialect.name == "sqlite", f"{kind}s", choice.words))
    if not choice.outlet:
        return list(connection.scalars(found.limit(size + 1))), -1
    some = list(connection.scalars(found.limit(MOST_WEIGHED)))
    kept = _of_outlet(connection, kind, some, choice.outlet)
    rows = [id for id in some if id in kept]
    return rows[: size + 1], some[-1] if len(some) == MOST_WEIGHED and len(rows) <= size else -1


def _weighed(connection: sa.Connection, kind: str, choice: SearchChoice, last: tuple[float, int], size: int) -> list[tuple[float, int]]:
    """The weights and row numbers of the most relevant finds after ``last``, and one more than are shown; a low weight is more relevant."""
    rows = connection.execute(search.weighed(connection.dialect.name == "sqlite", f"{kind}s", choice.words, MOST_WEIGHED)).all()
    weights: dict[int, float] = {row[0]: row[1] for row in rows}
    kept = _of_outlet(connection, kind, list(weights), choice.outlet) if choice.outlet else set(weights)
    held = sorted((round(float(weight), 9), -id) for id, weight in weights.items() if id in kept)
    if last[1]:
        held = [place for place in held if place > (last[0], -last[1])]
    return [(weight, -id) for weight, id in held[: size + 1]]


def _of_outlet(connection: sa.Connection, kind: str, ids: Sequence[int], outlet: str) -> set[int]:
    """Which of these rows stand in an article of an outlet."""
    kept: set[int] = set()
    for some in chunks(ids):
        if kind == "article":
            chosen = sa.select(articles.c.id).where(articles.c.id.in_(some), articles.c.outlet == outlet)
        else:
            table = statements if kind == "statement" else figures
            of = sa.select(table.c.id).join(articles, table.c.article == articles.c.id)
            chosen = of.where(table.c.id.in_(some), articles.c.outlet == outlet)
        kept.update(connection.scalars(chosen))
    return kept


def outlets(connection: sa.Connection, kind: str, found: sa.Select[int], most: int) -> tuple[Counter[str], int]:
    """In how many of the first ``most`` finds of a kind each outlet is heard, and how many finds there are."""
    ids = list(connection.scalars(found))
    heard: Counter[str] = Counter()
    table = {"article": articles, "statement": statements, "figure": figures}[kind]
    counted = sa.select(articles.c.outlet, sa.func.count()).where(table.c.id.in_(_IDS)).group_by(articles.c.outlet)
    if table is not articles:
        counted = counted.select_from(table).join(articles, table.c.article == articles.c.id)
    for some in chunks(ids[:most]):
        for outlet, n in connection.execute(counted, {"ids": some}):
            heard[outlet] += n
    return heard, len(ids)


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
    spans = search.marked(text, words)
    first = next(spans, None)
    start = max(0, first[0] - AROUND) if first else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = min(len(text), start + 2 * AROUND + (first[1] - first[0] if first else 0))
    at = [first, *takewhile(lambda span: span[1] <= stop, spans)] if first else []
    return text[start:stop], tuple((s - start, e - start) for s, e in at if e <= stop)


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
