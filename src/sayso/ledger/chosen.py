"""A page of any list, by the choice that asks for it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from sayso.ledger import finding, history, lists, queue
from sayso.ledger.choices import ArticleChoice, Choice, HistoryChoice, QuestionChoice, QueueChoice, SearchChoice, SourceChoice
from sayso.ledger.rows import Page


def chosen(choice: Choice, connection: sa.Connection, sort: str, after: str | None, limit: int) -> Page[Any]:
    """A page of the list that a choice asks for. Raises NotPossible for an order that this list has not, and BadSearch."""
    match choice:
        case QuestionChoice():
            return lists.list_questions(connection, choice, sort, after, limit)
        case ArticleChoice():
            return lists.list_articles(connection, choice, sort, after, limit)
        case SourceChoice():
            return lists.list_sources(connection, choice, sort, after, limit)
        case SearchChoice():
            return finding.find(connection, choice, sort, after, limit)
        case QueueChoice():
            return queue.queue(connection, choice, sort, after, limit)
        case HistoryChoice():
            return history.history(connection, choice, sort, after, limit)
