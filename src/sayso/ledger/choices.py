"""Which rows of a list are asked for: one frozen value for each list, whose fields are the facets that narrow it down."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TypeAlias

from sayso.domain import VerdictKind
from sayso.errors import NotPossible

ROLES = ("originates", "relays")
"""What a source does: something begins with it, or it only passes on what others say."""

QUEUED = ("figure", "statement")
"""What the queue of the review holds."""

BANDS = {"0": (0.0, 0.25), "25": (0.25, 0.5), "50": (0.5, 0.75), "75": (0.75, 2.0)}
"""How sure the reader is, in bands of a quarter: each named by the percentage at which it begins, with its least confidence and the first above it."""

_PART_OF_DAYS = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """Questions with all of this. ``query`` is words of the title, ``place`` words of the place; ``since`` and ``until`` are days that a question
    is about.

    ``verdict``, ``at`` (the place), ``predicate`` and ``unit`` are exactly so; ``reported`` is the year or month of the last report
    (``2016-06``). Raises NotPossible for a verdict or a month that there is not.
    """

    query: str = ""
    place: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    verdict: str = ""
    at: str = ""
    predicate: str = ""
    unit: str = ""
    reported: str = ""

    def __post_init__(self) -> None:
        _one_of("verdict", self.verdict, tuple(kind.value for kind in VerdictKind))
        _part_of_days("reported", self.reported)


@dataclass(frozen=True, slots=True)
class ArticleChoice:
    """Articles with all of this. ``query`` is words of the text or title; ``since`` and ``until`` are days of publication, both included.

    ``outlet`` and ``reader`` are exactly so; ``published`` is the year or month of publication. Raises NotPossible for a month that there is not.
    """

    query: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    outlet: str = ""
    reader: str = ""
    published: str = ""

    def __post_init__(self) -> None:
        _part_of_days("published", self.published)


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Sources with all of this. ``query`` is words of a name; ``described`` asks for those that are only described instead of those with a name.

    ``role`` is ``originates`` (something begins with it) or ``relays`` (it only passes on). Raises NotPossible for another role.
    """

    query: str = ""
    described: bool = False
    role: str = ""

    def __post_init__(self) -> None:
        _one_of("role", self.role, ROLES)


@dataclass(frozen=True, slots=True)
class SearchChoice:
    """What has the ``words``, of these ``kinds`` (all of them where none is named); ``outlet`` leaves only what stands in its articles."""

    words: str
    kinds: tuple[str, ...] = ()
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """What nobody decided about, with all of this: of these ``kinds`` (figure, statement; all where none is named), in articles of this ``outlet``.

    ``sure`` is one of ``BANDS``. ``predicate`` and ``verdict`` are those of the question that a figure answers; statements have none. Raises
    NotPossible for a kind, band or verdict that there is not.
    """

    kinds: tuple[str, ...] = ()
    sure: str = ""
    outlet: str = ""
    predicate: str = ""
    verdict: str = ""

    def __post_init__(self) -> None:
        if any(kind not in QUEUED for kind in self.kinds):
            raise NotPossible("The queue holds figures and statements: name figure, statement or both.")
        _one_of("sure", self.sure, tuple(BANDS))
        _one_of("verdict", self.verdict, tuple(kind.value for kind in VerdictKind))


@dataclass(frozen=True, slots=True)
class HistoryChoice:
    """What was decided about a ``target`` (the id of a question, source, entry, statement or article), by ``who``, as ``what``, on a ``day``.

    ``day`` is a day, month or year (UTC). Raises NotPossible for one that there is not.
    """

    target: str = ""
    who: str = ""
    what: str = ""
    day: str = ""

    def __post_init__(self) -> None:
        if self.day and not _DAY.fullmatch(self.day):
            raise NotPossible(f"day is one like 2016-06-07, a month like 2016-06 or a year like 2016, not {self.day[:40]!r}.")


Choice: TypeAlias = QuestionChoice | ArticleChoice | SourceChoice | SearchChoice | QueueChoice | HistoryChoice


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value and value not in allowed:
        raise NotPossible(f"{name} is one of {', '.join(allowed)}, not {value[:40]!r}.")


def _part_of_days(name: str, value: str) -> None:
    if value and not _PART_OF_DAYS.fullmatch(value):
        raise NotPossible(f"{name} is a year like 2016 or a month like 2016-06, not {value[:40]!r}.")
