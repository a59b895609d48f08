"""As of when: a run of whole days, written as a date, a month, a year or an interval."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def _first_and_last(text: str) -> tuple[dt.date, dt.date]:
    if not _ISO.fullmatch(text):
        raise ValueError(f"{text!r} is not an ISO date, month or year")
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if len(numbers) == 3 and month is not None:
        day = dt.date(year, month, numbers[2])
        return day, day
    if month is not None:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both included.

    Raises ValueError where the days are in the wrong order.

    >>> Period.parse("2012/2016-06").iso()
    '2012-01-01/2016-06-30'
    >>> Period.parse("2016-02").last.day
    29
    """

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read an ISO date, month, year, or two of them with a slash between. Raises ValueError for anything else."""
        head, _, tail = text.partition("/")
        first, last = _first_and_last(head)
        return cls(first, _first_and_last(tail)[1] if tail else last)

    @classmethod
    def day(cls, day: dt.date) -> Period:
        """The period of one day."""
        return cls(day, day)

    def iso(self) -> str:
        """The shortest ISO form: a date, a month or a year where it is exactly one, else first/last."""
        if self.first == self.last:
            return self.first.isoformat()
        for form in ("%Y", "%Y-%m"):
            text = f"{self.first.year:04d}" if form == "%Y" else f"{self.first.year:04d}-{self.first.month:02d}"
            if _first_and_last(text) == (self.first, self.last):
                return text
        return f"{self.first.isoformat()}/{self.last.isoformat()}"
