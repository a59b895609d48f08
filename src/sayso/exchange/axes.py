"""Where the entries of a timeline stand: how far up by their amount, how far to the right by their day."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sayso.domain import Entry, Number, Reckoning

DAY = 86_400_000
"""Milliseconds of a day."""

_WIDE = 100.0  # the largest bound against the smallest from which the scale is logarithmic
_STUB = 0.06  # the length of an arrow as a share of the scale
_LONGEST = 100  # digits beyond which a number is drawn at the edge of what a screen can place
_SIGN = 13  # pixels of a sign with some air


@dataclass(frozen=True, slots=True)
class Scale:
    """The amounts from ``bottom`` to ``top``, ``logarithmic`` where they are far apart."""

    bottom: float
    top: float
    logarithmic: bool

    def beyond(self, at: float, direction: int) -> float:
        """Where an arrow ends that starts at ``at`` and points up (+1) or down (-1)."""
        if self.logarithmic:
            return float(at * (self.top / self.bottom) ** (direction * _STUB))
        return at + direction * _STUB * (self.top - self.bottom)

    def share(self, value: float) -> float:
        """How far up a value stands, 0 to 1."""
        if self.logarithmic:
            return math.log(value / self.bottom) / math.log(self.top / self.bottom)
        return (value - self.bottom) / (self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Days:
    """The horizontal axis: the place of each entry by its id, in milliseconds of 1970, or by number where no day is ``known``.

    ``known`` are the days on which something was published, in order.
    """

    places: Mapping[str, float]
    known: tuple[float, ...]

    @property
    def dated(self) -> bool:
        """Whether any day is known."""
        return bool(self.known)

    def ticks(self, most: int) -> list[float]:
        """At most so many days to name, whole days apart, from the first on which something was published to the last."""
        days = round((self.known[-1] - self.known[0]) / DAY) + 1
        return [self.known[0] + day * DAY for day in range(0, days, -(-days // most))]

    @property
    def first(self) -> float:
        """Where the axis begins."""
        return min(self.places.values(), default=0.0) - self._room

    @property
    def last(self) -> float:
        """Where it ends."""
        return max(self.places.values(), default=1.0) + self._room

    @property
    def _room(self) -> float:
        span = max(self.places.values(), default=1.0) - min(self.places.values(), default=0.0)
        return max(0.04 * span, 0.5 * DAY if self.dated else 0.5)

    def share(self, at: float) -> float:
        """How far to the right a place is, 0 to 1."""
        return (at - self.first) / (self.last - self.first)


def plotted(n: Number | None) -> float | None:
    """A number as a float that a screen can place; None for an open side.

    >>> plotted(1600), plotted(None), plotted(10**400) == plotted(10**500)
    (1600.0, None, True)
    """
    if n is None:
        return None
    size = Decimal(n)
    if size and abs(size.adjusted()) > _LONGEST:
        return math.copysign(10.0**_LONGEST, size) if size.adjusted() > 0 else 0.0
    return float(size)


def scale_of(entries: Sequence[Entry], reckoning: Reckoning) -> Scale:
    """The scale that holds all bounds of the entries and of the reckoning, and the arrows of open ones."""
    sides = [side for e in entries for side in (e.figure.quantity.low, e.figure.quantity.high)]
    values = [v for v in map(plotted, (*sides, reckoning.low, reckoning.best, reckoning.high)) if v is not None]
    if not values:
        return Scale(0.0, 1.0, False)
    bottom, top = min(values), max(values)
    if bottom > 0 and top / bottom >= _WIDE:
        room = (top / bottom) ** (1.5 * _STUB)
        return Scale(bottom / room, top * room, True)
    room = 1.5 * _STUB * ((top - bottom) or abs(top) or 1.0)
    return Scale(max(0.0, bottom - room) if bottom >= 0 else bottom - room, top + room, False)


def days_of(entries: Sequence[Entry], width: int) -> Days:
    """Where each entry stands on the horizontal axis, in milliseconds of 1970 or, where no day is known, by its number.

    Entries of one day stand side by side, a sign apart where there is room.
    """
    if not any(e.published for e in entries):
        return Days({e.id: i + 1.0 for i, e in enumerate(entries)}, ())
    by_day: dict[dt.date | None, list[str]] = defaultdict(list)
    for e in entries:
        by_day[e.published].append(e.id)
    days = sorted(day for day in by_day if day)
    gap = min(((b - a).days for a, b in pairwise(days)), default=1) * DAY
    span = max((days[-1] - days[0]).days, 1) * DAY
    step = min(max(0.02, _SIGN / width) * span, 0.8 * gap / max(map(len, by_day.values())))
    places: dict[str, float] = {}
    for day, ids in by_day.items():
        middle = _milliseconds(day) if day else _milliseconds(days[0]) - max(gap, 0.08 * span)
        for i, id in enumerate(ids):
            places[id] = round(middle + (i - (len(ids) - 1) / 2) * step)
    return Days(places, tuple(map(_milliseconds, days)))


def _milliseconds(day: dt.date) -> float:
    return (day - dt.date(1970, 1, 1)).days * float(DAY)
