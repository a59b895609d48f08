"""What a person looks at to decide: an article with its parts, a source with its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotInLedger
from sayso.ledger import events, lists
from sayso.ledger.heard import newest
from sayso.ledger.mending import mended
from sayso.ledger.packing import unpack_figure, unpack_reading
from sayso.ledger.rows import ArticleRow, FiledArticle, FiledSource, SourceName
from sayso.ledger.tables import articles, figures, names, questions, readings, sources, statements

LATEST = 50
"""How many questions are shown of a source."""

_LISTED = 500
"""Among how many of a source's latest figures they are looked for."""

_AT_ONCE = 50
_F, _S, _R = figures.c, statements.c, readings.c
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_PARTS: sa.Select[Any] = (
    sa.select(_F.id, _F.article, _F.local, _F.question, _F.state, _F.mended, _F.body).where(_F.article.in_(_IDS)).order_by(_F.id)
)
_SAID: sa.Select[Any] = sa.select(_S.id, _S.article, _S.local, _S.state, _S.mended).where(_S.article.in_(_IDS)).order_by(_S.id)
_READERS: sa.Select[Any] = sa.select(_R.article, _R.reader).where(_R.article.in_(_IDS)).order_by(_R.id.desc())
_LAST = sa.select(sa.func.max(_R.id)).where(_R.article.in_(_IDS)).group_by(_R.article)
_NEWEST = sa.select(_R.article, _R.body).where(_R.id.in_(_LAST))


def article(connection: sa.Connection, id: str, reader: str | None) -> FiledArticle:
    """An article with a reading. Raises NotInLedger for an article or a reader that is not there."""
    row = lists.article(connection, id)
    number = int(row.id[1:])
    kept = sa.select(readings.c.reader, readings.c.body).where(readings.c.article == number).order_by(readings.c.id.desc())
    chosen = kept if reader is None else kept.where(readings.c.reader == reader)
    found = connection.execute(chosen.limit(1)).first()
    if found is None:
        raise NotInLedger(f"reading of {id} by", reader or "")
    parts = connection.execute(_PARTS, {"ids": [number]}).all()
    said = connection.execute(_SAID, {"ids": [number]}).all()
    return _filed(row, found.body, parts, said, tuple(connection.scalars(kept.with_only_columns(readings.c.reader))))


def all_articles(connection: sa.Connection) -> Iterator[FiledArticle]:
    """Every article with its newest reading, in order of arrival; some are held at a time, with one query for each of their parts.

    Raises NotInLedger for an article without a reading.
    """
    last = 0
    while rows := connection.execute(lists.ARTICLES.where(articles.c.id > last).order_by(articles.c.id).limit(_AT_ONCE)).all():
        last = rows[-1].id
        ids = {"ids": [row.id for row in rows]}
        bodies = {found.article: found.body for found in connection.execute(_NEWEST, ids)}
        parts, said, readers = (_by_article(connection.execute(chosen, ids)) for chosen in (_PARTS, _SAID, _READERS))
        for row in rows:
            if row.id not in bodies:
                raise NotInLedger("reading of", f"a{row.id}")
            by = tuple(r.reader for r in readers[row.id])
            yield _filed(lists.article_row(row), bodies[row.id], parts[row.id], said[row.id], by)


def _by_article(rows: Iterable[sa.Row[Any]]) -> defaultdict[int, list[sa.Row[Any]]]:
    found: defaultdict[int, list[sa.Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.article].append(row)
    return found


def _filed(
    row: ArticleRow, body: bytes, parts: Sequence[sa.Row[Any]], said: Sequence[sa.Row[Any]], readers: tuple[str, ...]
) -> FiledArticle:
    """An article put together from the rows of its reading, its figures and its statements."""
    return FiledArticle(
        row,
        unpack_reading(body),
        {p.local: f"e{p.id}" for p in parts},
        {p.local: f"q{p.question}" for p in parts if p.question is not None},
        {s.local: f"t{s.id}" for s in said},
        {f"{letter}{p.id}": p.state for letter, rows in (("e", parts), ("t", said)) for p in rows if p.state},
        {f"e{p.id}": mended(unpack_figure(p.body), p.mended) for p in parts if p.mended},
        readers,
    )


def source(connection: sa.Connection, id: str) -> FiledSource:
    """A source with its names and latest questions. Raises NotInLedger."""
    number = lists.row_number("source", "s", id)
    row = connection.execute(sa.select(sources).where(sources.c.id == number)).first()
    if row is None:
        raise NotInLedger("source", id)
    known = connection.execute(sa.select(names).where(names.c.source == number).order_by(names.c.figures.desc(), names.c.id)).all()
    said = {}
    for event in events.effective(connection, id, ("merge_sources", "split_source", "name_source")):
        called = event.details["names"]
        said.update(dict.fromkeys(called if isinstance(called, list) else [], event))
    given = tuple(
        SourceName(
            n.name, f"{said[n.name].what} ({said[n.name].id})" if n.name in said else n.ground, said[n.name].who if n.name in said else n.by
        )
        for n in known
    )
    ids = newest(connection, figures.c.id, figures.c.origin, [n.id for n in known], _LISTED, figures.c.question.is_not(None))
    latest = sa.select(figures.c.question).where(figures.c.id.in_(ids)).order_by(figures.c.id.desc())
    asked = list(dict.fromkeys(connection.scalars(latest)))[:LATEST]
    rows = connection.execute(sa.select(questions).where(questions.c.id.in_(asked), questions.c.entries > 0))
    shown = {r.id: lists.question_row(r) for r in rows}
    return FiledSource(lists.source_row(row), given, tuple(shown[q] for q in asked if q in shown))
