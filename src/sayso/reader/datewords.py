"""The words of the calendar, tokens to match them on, and arithmetic on runs of days.

Everything here is arithmetic on the Gregorian calendar; a result outside the years 1 to 9999 is None, never an exception.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from sayso.domain import Period

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
# First month and the number of months of a northern season; winter of a year begins in its December.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNITS = {
    "minute": "hour", "minutes": "hour", "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "fortnight": "fortnight", "month": "month", "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade",
}  # fmt: skip
SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "ninety": 90, "a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "dozen": 12,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FRACTIONS = {"half": 6, "quarter": 3}

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class Token(NamedTuple):
    """A run of letters, a run of digits or a mark, with its code points and its lower-case form."""

    start: int
    end: int
    surface: str
    low: str


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in order.

    >>> [t.surface for t in tokens("Mar. 24th")]
    ['Mar', '.', '24', 'th']
    """
    return [Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text)]


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None where the calendar has no such day.

    >>> day(2015, 2, 29) is None
    True
    """
    try:
        return Period.day(dt.date(year, month, number))
    except ValueError:
        return None


def months(year: int, first: int, count: int = 1) -> Period | None:
    """``count`` whole months from month ``first`` of ``year`` on; ``first`` may lie outside 1..12 and carries over.

    >>> months(2015, 12, 3).iso()
    '2015-12-01/2016-02-29'
    """
    start, stop = divmod(year * 12 + first - 1, 12), divmod(year * 12 + first - 2 + count, 12)
    if not (1 <= start[0] <= 9999 and 1 <= stop[0] <= 9999):
        return None
    return Period(dt.date(start[0], start[1] + 1, 1), dt.date(stop[0], stop[1] + 1, calendar.monthrange(stop[0], stop[1] + 1)[1]))


def years(first: int, last: int | None = None) -> Period | None:
    """Whole years from ``first`` to ``last``, both included."""
    last = first if last is None else last
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def between(first: Period | None, last: Period | None) -> Period | None:
    """From the first day of one period to the last day of another; None where they are unknown or the wrong way round."""
    return Period(first.first, last.last) if first and last and first.first <= last.last else None


def back(date: dt.date, count: int, unit: str) -> dt.date | None:
    """The day ``count`` units (hour, day, week, fortnight, month, year, decade) before ``date``; negative counts go forward.

    >>> back(dt.date(2016, 3, 31), 1, "month")
    datetime.date(2016, 2, 29)
    """
    if unit in ("month", "year", "decade"):
        year, month = divmod(date.year * 12 + date.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit], 12)
        if not 1 <= year <= 9999:
            return None
        return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
    days = -(-count // 24) if unit == "hour" else count * {"day": 1, "week": 7, "fortnight": 14}[unit]
    try:
        return date - dt.timedelta(days)
    except OverflowError:
        return None


def part(period: Period | None, which: str) -> Period | None:
    """The early, middle or late third of a period in whole months, or in days within a month.

    >>> part(years(2012), "mid").iso()
    '2012-05-01/2012-08-31'
    """
    if period is None or which not in ("early", "mid", "late"):
        return period
    i = ("early", "mid", "late").index(which)
    length = (period.last - period.first).days + 1
    if length > 80 and period.first.day == 1:
        count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        return months(period.first.year, period.first.month + i * count // 3, (i + 1) * count // 3 - i * count // 3)
    return Period(period.first + dt.timedelta(i * length // 3), period.first + dt.timedelta((i + 1) * length // 3 - 1))


def run_of(whole: Period | None, order: int, count: int, unit: str) -> Period | None:
    """The ``order``-th run of ``count`` units of a period (-1: the last).

    >>> run_of(years(2016), 1, 6, "month").iso()
    '2016-01-01/2016-06-30'
    """
    if whole is None:
        return None
    if unit in ("day", "week"):
        size = count * (7 if unit == "week" else 1)
        start = dt.timedelta((order - 1) * size) if order > 0 else whole.last - whole.first + dt.timedelta(1 - size)
        first = whole.first + start
        return Period(first, min(whole.last, first + dt.timedelta(size - 1))) if whole.first <= first <= whole.last else None
    if unit == "half" and (whole.last - whole.first).days < 80:
        middle = whole.first + (whole.last - whole.first) / 2
        return Period(whole.first, middle) if order == 1 else Period(middle + dt.timedelta(1), whole.last)
    size = count * _FRACTIONS.get(unit, 1)
    first_month = whole.first.month + (order - 1) * size if order > 0 else whole.last.month + 1 - size
    return months(whole.first.year, first_month, size)
