"""Articles, questions and sources as rows: one by one, and in lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sayso.domain import Period, VerdictKind
from sayso.errors import NotInLedger
from sayso.ledger import search
from sayso.ledger.packing import day_in, number_in
from sayso.ledger.paging import beyond, cursor, limited, position
from sayso.ledger.rows import ArticleRow, Page, QuestionRow, SourceRow
from sayso.ledger.tables import articles, names, questions, sources

ARTICLES = sa.select(*(c for c in articles.c if c.name not in ("raw", "speaker", "credit")))
"""Articles without what is large or only told apart inside."""


def row_number(kind: str, letter: str, id: str) -> int:
    """The row number in an id. Raises NotInLedger for anything else.

    >>> row_number("question", "q", "q12")
    12
    """
    digits = id.removeprefix(letter)
    if digits == id or not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        raise NotInLedger(kind, id)
    return int(digits)


def article_row(row: sa.Row[Any]) -> ArticleRow:
    """An article from its row."""
    return ArticleRow(
        f"a{row.id}",
        row.sha256,
        row.title,
        row.outlet,
        day_in(row.published),
        row.url,
        row.origin,
        row.reader,
        dt.datetime.fromisoformat(row.added),
        row.statements,
        row.figures,
    )


def article(connection: sa.Connection, id: str) -> ArticleRow:
    """One article. Raises NotInLedger."""
    row = connection.execute(ARTICLES.where(articles.c.id == row_number("article", "a", id))).first()
    if row is None:
        raise NotInLedger("article", id)
    return article_row(row)


def list_articles(
    connection: sa.Connection, query: str, since: dt.date | None, until: dt.date | None, after: str | None, limit: int
) -> Page[ArticleRow]:
    """Articles, the latest published first."""
    chosen = ARTICLES
    if query.strip():
        chosen = chosen.where(articles.c.id.in_(search.matching(_sqlite(connection), "articles", query)))
    if since:
        chosen = chosen.where(articles.c.published >= since.isoformat())
    if until:
        chosen = chosen.where(articles.c.published <= until.isoformat(), articles.c.published != "")
    found, following = _page(connection, chosen, (articles.c.published, articles.c.id), after, limit)
    return Page(tuple(article_row(row) for row in found), following)


def stale(connection: sa.Connection, reader: str, after: str | None, limit: int) -> Page[ArticleRow]:
    """Articles that this version of the reader has not read, in order of arrival."""
    chosen = ARTICLES.where(articles.c.reader != reader)
    found, following = _page(connection, chosen, (articles.c.id,), after, limit, down=False)
    return Page(tuple(article_row(row) for row in found), following)


def question_row(row: sa.Row[Any]) -> QuestionRow:
    """A question from its row."""
    return QuestionRow(
        f"q{row.id}",
        row.renamed if row.renamed is not None else row.title,
        row.predicate,
        row.counted,
        row.place,
        Period.parse(row.time) if row.time else None,
        row.entries,
        row.articles,
        row.origins,
        number_in(row.low),
        number_in(row.best),
        number_in(row.high),
        VerdictKind(row.verdict),
        day_in(row.since),
        day_in(row.until),
    )


def question(connection: sa.Connection, id: str) -> QuestionRow:
    """One question that has entries. Raises NotInLedger."""
    found = sa.select(questions).where(questions.c.id == row_number("question", "q", id), questions.c.entries > 0)
    row = connection.execute(found).first()
    if row is None:
        raise NotInLedger("question", id)
    return question_row(row)


def list_questions(
    connection: sa.Connection,
    query: str,
    place: str,
    since: dt.date | None,
    until: dt.date | None,
    disagreeing: bool,
    after: str | None,
    limit: int,
) -> Page[QuestionRow]:
    """Questions, the latest reported first; ``disagreeing`` ones where the answers lie furthest apart first."""
    q = questions.c
    chosen = sa.select(questions).where(q.entries > 0)
    for words in (query, place):
        if words.strip():
            chosen = chosen.where(q.id.in_(search.matching(_sqlite(connection), "questions", words)))
    for word in search.folded(place).split():
        chosen = chosen.where(q.place_words.contains(f" {word} "))
    if since:
        chosen = chosen.where(q.last >= since.isoformat())
    if until:
        chosen = chosen.where(q.first <= until.isoformat(), q.first != "")
    order: tuple[sa.ColumnElement[Any], ...] = (q.until, q.id)
    if disagreeing:
        chosen = chosen.where(q.verdict == VerdictKind.DISAGREE.value)
        order = (q.rank, q.id)
    found, following = _page(connection, chosen, order, after, limit)
    return Page(tuple(question_row(row) for row in found), following)


def source_row(row: sa.Row[Any]) -> SourceRow:
    """A source from its row."""
    return SourceRow(f"s{row.id}", row.title, bool(row.described), row.figures, row.statements, row.articles)


def list_sources(connection: sa.Connection, query: str, described: bool, after: str | None, limit: int) -> Page[SourceRow]:
    """Sources that have a name, those with most figures first; ``described`` lists those that are only described instead."""
    s = sources.c
    chosen = sa.select(sources).where(s.described == int(described))
    chosen = chosen.where(sa.exists().where(names.c.source == s.id))
    if query.strip():
        named = sa.select(names.c.source).where(names.c.id.in_(search.matching(_sqlite(connection), "sources", query)))
        chosen = chosen.where(s.id.in_(named))
    found, following = _page(connection, chosen, (s.figures, s.id), after, limit)
    return Page(tuple(source_row(row) for row in found), following)


def _sqlite(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _page(
    connection: sa.Connection,
    chosen: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]],
    after: str | None,
    limit: int,
    *,
    down: bool = True,
) -> tuple[Sequence[sa.Row[Any]], str | None]:
    """One page of rows, and the cursor of the next."""
    size = limited(limit)
    if after:
        chosen = chosen.where(beyond(order, position(after, len(order)), down=down))
    rows = connection.execute(chosen.order_by(*(c.desc() if down else c.asc() for c in order)).limit(size + 1)).all()
    if len(rows) <= size:
        return rows, None
    return rows[:size], cursor([rows[size - 1]._mapping[str(c.key)] for c in order])
