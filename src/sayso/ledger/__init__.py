"""Every figure of every article for good, and where reports of the same thing meet. The only room that speaks SQL."""

from sayso.ledger.book import Ledger
from sayso.ledger.rows import (
    Added,
    ArticleRow,
    Event,
    FiledArticle,
    FiledSource,
    Heard,
    Hit,
    Page,
    Problem,
    QuestionRow,
    QueueItem,
    SourceName,
    SourceRow,
)
from sayso.ledger.users import Role, User

__all__ = [
    "Added",
    "ArticleRow",
    "Event",
    "FiledArticle",
    "FiledSource",
    "Heard",
    "Hit",
    "Ledger",
    "Page",
    "Problem",
    "QuestionRow",
    "QueueItem",
    "Role",
    "SourceName",
    "SourceRow",
    "User",
]
