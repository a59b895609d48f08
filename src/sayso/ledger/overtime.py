"""When a source was heard: how many figures and statements began with it, and how many figures it passed on, by day, month or year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.errors import NotInLedger
from sayso.ledger.lists import row_number
from sayso.ledger.tables import figures, links, names, sources, statements

MOST_PASSED = 5_000
"""How many figures that a source passed on are counted, the latest added."""

MOST_SPELLS = 40
"""How many days, or months, are told apart; a longer time is counted by the next longer of day, month and year."""

_LETTERS = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Spell:
    """A day, month or year (``when``, its ISO form; empty for days that are not known), and what was published of a source in it."""

    when: str
    figures: int
    passed: int
    statements: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """When a source was heard: by ``day``, ``month`` or ``year``, every one from the first to the last, also those without anything.

    Without a day is what stands in articles whose day is not known: a spell at the beginning. ``more`` says that it passed on more than was
    counted.
    """

    by: str
    spells: tuple[Spell, ...]
    more: bool = False


def over_time(connection: sa.Connection, id: str) -> OverTime:
    """When a source was heard. Raises NotInLedger."""
    number = row_number("source", "s", id)
    if connection.scalar(sa.select(sources.c.id).where(sources.c.id == number)) is None:
        raise NotInLedger("source", id)
    called = connection.scalars(sa.select(names.c.id).where(names.c.source == number)).all()
    begun = [_begun(connection, table, called) for table in (figures, statements)]
    passed, more = _passed(connection, called)
    days = sorted({day for days in (*begun, passed) for day in days if day})
    by, spells = _spells(days)
    counts = [_by(days, _LETTERS[by]) for days in (begun[0], passed, begun[1])]
    unknown = [""] if any(days[""] for days in counts) else []
    return OverTime(by, tuple(Spell(when, *(days[when] for days in counts)) for when in (*unknown, *spells)), more)


def _begun(connection: sa.Connection, table: sa.Table, called: Sequence[int]) -> Counter[str]:
    """How many rows begin with these names, by day of publication."""
    t = table.c
    counted = sa.select(t.published, sa.func.count()).where(t.origin.in_(called)).group_by(t.origin, t.published)
    days: Counter[str] = Counter()
    for day, n in connection.execute(counted):
        days[day] += n
    return days


def _passed(connection: sa.Connection, called: Sequence[int]) -> tuple[Counter[str], bool]:
    """How many figures these names passed on, by day of publication, and whether there are more."""
    latest = sa.select(links.c.figure).where(links.c.name.in_(called), links.c.position > 0).distinct()
    some = latest.order_by(links.c.figure.desc()).limit(MOST_PASSED + 1).subquery()
    counted = sa.select(figures.c.published, sa.func.count()).join(some, figures.c.id == some.c.figure).group_by(figures.c.published)
    days: Counter[str] = Counter()
    for day, n in connection.execute(counted):
        days[day] += n
    return days, days.total() > MOST_PASSED


def _spells(days: list[str]) -> tuple[str, list[str]]:
    """Every day, month or year from the first day to the last.

    >>> _spells(["2016-06-29", "2016-07-01"])
    ('day', ['2016-06-29', '2016-06-30', '2016-07-01'])
    >>> _spells(["2015-12-01", "2016-02-01"])
    ('month', ['2015-12', '2016-01', '2016-02'])
    """
    if not days:
        return "day", []
    first, last = dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1])
    if (last - first).days < MOST_SPELLS:
        return "day", [(first + dt.timedelta(i)).isoformat() for i in range((last - first).days + 1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MOST_SPELLS:
        places = (first.month - 1 + i for i in range(months))
        return "month", [f"{first.year + place // 12:04d}-{place % 12 + 1:02d}" for place in places]
    return "year", [f"{year:04d}" for year in range(first.year, last.year + 1)]


def _by(days: Counter[str], letters: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, n in days.items():
        found[day[:letters]] += n
    return found
