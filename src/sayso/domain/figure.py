"""A figure: a number expression with what it counts, where, when, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.domain.attribution import Chain
from sayso.domain.period import Period
from sayso.domain.quantity import Quantity
from sayso.domain.span import Span


class Relation(StrEnum):
    """How a figure stands to others: by itself, as a change, as a part of a whole, or as the sum of parts."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"
    PART = "part"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Implied:
    """A level that a change implies: derived by the program, never a source's word.

    ``figures`` are the ids of the figures it was reckoned from, the level first.
    """

    quantity: Quantity
    figures: tuple[str, ...]
    time: Period | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number expression and what hangs on it.

    ``amount`` is the expression with its qualifier and attached unit sign; ``counted`` the noun phrase counted, None where it is only implied;
    ``predicate`` one or two words for what is asserted; ``part_of`` the id of the whole; ``place`` the most specific place given;
    ``sentence`` the sentence it stands in; ``statement`` the id of the innermost attribution whose content holds it; ``sense`` what the words
    around it mean, a direction as signed bytes, empty where no network was asked.
    """

    id: str
    amount: Span
    quantity: Quantity
    sentence: Span
    counted: Span | None = None
    predicate: str = ""
    relation: Relation = Relation.LEVEL
    part_of: str | None = None
    place: Span | None = None
    time: Period | None = None
    chain: Chain = Chain()
    statement: str | None = None
    implied: Implied | None = None
    confidence: float = 1.0
    sense: bytes = field(default=b"", repr=False)
