"""Every figure of every article for good, and where reports of the same thing meet. The only room that speaks SQL."""

from sayso.ledger.book import Ledger
from sayso.ledger.choices import ArticleChoice, Choice, HistoryChoice, QuestionChoice, QueueChoice, SearchChoice, SourceChoice
from sayso.ledger.facets import Counted, Facet, Facets
from sayso.ledger.overtime import OverTime, Spell
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
    Target,
)
from sayso.ledger.users import Role, User

__all__ = [
    "Added",
    "ArticleChoice",
    "ArticleRow",
    "Choice",
    "Counted",
    "Event",
    "Facet",
    "Facets",
    "FiledArticle",
    "FiledSource",
    "Heard",
    "HistoryChoice",
    "Hit",
    "Ledger",
    "OverTime",
    "Page",
    "Problem",
    "QuestionChoice",
    "QuestionRow",
    "QueueChoice",
    "QueueItem",
    "Role",
    "SearchChoice",
    "SourceChoice",
    "SourceName",
    "SourceRow",
    "Spell",
    "Target",
    "User",
]
