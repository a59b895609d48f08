"""The values that flow through the house: frozen, standard library only."""

from sayso.domain.article import Article
from sayso.domain.attribution import NOBODY, Attribution, Chain, Link, Voice
from sayso.domain.figure import Figure, Implied, Relation
from sayso.domain.period import Period
from sayso.domain.quantity import Number, Qualifier, Quantity
from sayso.domain.reading import Reading
from sayso.domain.span import Span

__all__ = [
    "NOBODY",
    "Article",
    "Attribution",
    "Chain",
    "Figure",
    "Implied",
    "Link",
    "Number",
    "Period",
    "Qualifier",
    "Quantity",
    "Reading",
    "Relation",
    "Span",
    "Voice",
]
