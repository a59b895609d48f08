"""Articles, questions and sources as rows: one by one, and in lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from sayso.domain import Period, VerdictKind
from sayso.errors import NotInLedger
from sayso.ledger import narrowing
from sayso.ledger.choices import ArticleChoice, QuestionChoice, SourceChoice
from sayso.ledger.packing import day_in, number_in
from sayso.ledger.paging import Order, limited, order_of, page
from sayso.ledger.rows import ArticleRow, Page, QuestionRow, SourceRow
from sayso.ledger.tables import articles, questions, sources

ARTICLES = sa.select(*(c for c in articles.c if c.name not in ("raw", "speaker", "credit", "ordered")))
"""Articles without what is large or only told apart inside."""

QUESTION_ORDERS: Mapping[str, Order] = {
    "latest": Order((questions.c.until, questions.c.id)),
    "spread": Order((questions.c.rank, questions.c.id)),
    "origins": Order((questions.c.origins, questions.c.id)),
    "title": Order((questions.c.ordered, questions.c.id), down=False),
}
"""Last reported first; furthest apart and most heard first, those that do not disagree at the end; most origins first; by title."""

ARTICLE_ORDERS: Mapping[str, Order] = {
    "published": Order((articles.c.published, articles.c.id)),
    "added": Order((articles.c.added, articles.c.id)),
    "title": Order((articles.c.ordered, articles.c.id), down=False),
}
"""The latest published, or added, first; by title."""

SOURCE_ORDERS: Mapping[str, Order] = {
    "figures": Order((sources.c.figures, sources.c.id)),
    "statements": Order((sources.c.statements, sources.c.id)),
    "name": Order((sources.c.ordered, sources.c.id), down=False),
}
"""With whom most figures, or statements, begin first; by name."""


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


def list_articles(connection: sa.Connection, choice: ArticleChoice, sort: str, after: str | None, limit: int) -> Page[ArticleRow]:
    """Articles, in one of the orders ``ARTICLE_ORDERS``."""
    name, order = order_of(ARTICLE_ORDERS, sort)
    chosen = narrowing.articles_of(connection, choice, order, limited(limit)).with_only_columns(*ARTICLES.selected_columns)
    found, following = page(connection, chosen, name, order, after, limit)
    return Page(tuple(article_row(row) for row in found), following)


def stale(connection: sa.Connection, reader: str, after: str | None, limit: int) -> Page[ArticleRow]:
    """Articles that this version of the reader has not read, in order of arrival."""
    chosen = ARTICLES.where(articles.c.reader != reader)
    found, following = page(connection, chosen, "", Order((articles.c.id,), down=False), after, limit)
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


def list_questions(connection: sa.Connection, choice: QuestionChoice, sort: str, after: str | None, limit: int) -> Page[QuestionRow]:
    """Questions, in one of the orders ``QUESTION_ORDERS``."""
    name, order = order_of(QUESTION_ORDERS, sort)
    found, following = page(connection, narrowing.questions_of(connection, choice, order, limited(limit)), name, order, after, limit)
    return Page(tuple(question_row(row) for row in found), following)


def source_row(row: sa.Row[Any]) -> SourceRow:
    """A source from its row."""
    return SourceRow(f"s{row.id}", row.title, bool(row.described), row.figures, row.statements, row.articles)


def list_sources(connection: sa.Connection, choice: SourceChoice, sort: str, after: str | None, limit: int) -> Page[SourceRow]:
    """Sources that have a name, in one of the orders ``SOURCE_ORDERS``."""
    name, order = order_of(SOURCE_ORDERS, sort)
    chosen = narrowing.sources_of(connection, choice).where(sources.c.described == int(choice.described))
    found, following = page(connection, chosen, name, order, after, limit)
    return Page(tuple(source_row(row) for row in found), following)
