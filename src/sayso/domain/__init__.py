"""The values that flow through the house: frozen, standard library only."""

from sayso.domain.article import Article
from sayso.domain.attribution import NOBODY, Attribution, Chain, Link, Voice
from sayso.domain.figure import Figure, Implied, Relation
from sayso.domain.period import Period
from sayso.domain.quantity import Number, Qualifier, Quantity
from sayso.domain.question import Account, Derived, Entry, Party, Question, Reckoning, Revision, Verdict, VerdictKind
from sayso.domain.reading import Reading
from sayso.domain.span import Span

__all__ = [
    "NOBODY",
    "Account",
    "Article",
    "Attribution",
    "Chain",
    "Derived",
    "Entry",
    "Figure",
    "Implied",
    "Link",
    "Number",
    "Party",
    "Period",
    "Qualifier",
    "Quantity",
    "Question",
    "Reading",
    "Reckoning",
    "Relation",
    "Revision",
    "Span",
    "Verdict",
    "VerdictKind",
    "Voice",
]
