"""As of when: whether two answers speak of the same days, and in which order one originator gave them.

A report cannot know what happened after it was published, so a period ends no later than that. Reports of one event date it a day apart
("overnight", "Friday"), so three days are the same; a state (how many are in hospital, live there, are held) changes from one day to the
next. Running totals are
the same where they end within a month of each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from sayso.domain import Entry, Period

_EVENT_SLACK = dt.timedelta(days=3)
_STATE_SLACK = dt.timedelta(days=1)
_COARSE = dt.timedelta(days=31)
_STATES = re.compile(
    r"\b(?:treated|hospitali[sz]ed|living|live|lived|present|held|detained|besieged|controlled|trapped|missing|employed|unemployed|out of work|sheltering|"
    r"housed|hosted|deployed|stationed|registered)\b"
)


def slack(predicate: str) -> dt.timedelta:
    """How many days apart two reports may date what is still the same, for a predicate.

    >>> slack("killed").days, slack("treated").days
    (3, 1)
    """
    return _STATE_SLACK if _STATES.search(predicate.lower()) else _EVENT_SLACK


def period(entry: Entry) -> Period | None:
    """The days that an entry speaks of, cut off at its publication; None where they are not known."""
    time, published = entry.figure.time, entry.published
    if time is None or published is None or time.last <= published:
        return time
    return Period(min(time.first, published), published)


def meet(a: Period | None, b: Period | None, room: dt.timedelta) -> bool:
    """Whether the two speak of the same days; an unknown time meets any.

    >>> meet(Period.parse("2017-04-04"), Period.parse("2017-04"), dt.timedelta(days=3))
    True
    >>> meet(Period.parse("2011/2016-06"), Period.parse("2011/2017-04"), dt.timedelta(days=3))
    False
    """
    if a is None or b is None:
        return True
    early, late = sorted((a, b), key=lambda p: (p.first, p.last))
    if late.first > early.last and late.first - early.last > room:
        return False
    if _length(a) <= _COARSE and _length(b) <= _COARSE:
        return True
    # One of them names a whole month or year that the other lies in.
    if any("/" not in p.iso() and p.first <= o.first and o.last <= p.last for p, o in ((a, b), (b, a))):
        return True
    span = max(_COARSE, max(_length(a), _length(b)) / 10)
    return abs(a.last - b.last) <= _COARSE and abs(a.first - b.first) <= span


def order(periods: Sequence[Period], room: dt.timedelta) -> list[int]:
    """For each period, the place in time of the run of touching periods it belongs to: 0 for the earliest.

    >>> order([Period.parse("2016-07"), Period.parse("2016-01-02"), Period.parse("2016-07-05")], dt.timedelta(days=3))
    [1, 0, 1]
    """
    places = [0] * len(periods)
    place, end = -1, dt.date.min
    for i in sorted(range(len(periods)), key=lambda i: (periods[i].first, periods[i].last)):
        if place < 0 or (periods[i].first > end and periods[i].first - end > room):
            place += 1
            end = periods[i].last
        end = max(end, periods[i].last)
        places[i] = place
    return places


def _length(p: Period) -> dt.timedelta:
    return p.last - p.first
