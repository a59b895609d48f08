"""Time expressions that lean on the day of writing: "last year", "two weeks ago", "the past 24 hours", "so far this year".

"Last month" is the calendar month before; "the last month" and "the past month" are the month that ends on the day of writing.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sayso.domain import Period
from sayso.reader import datewords as w

_DAYS = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1}
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
_SPANS = frozenset(("week", "month", "year", "weekend", "decade", "quarter"))
_SHIFT = {"last": 1, "previous": 1, "past": 1, "preceding": 1, "prior": 1, "this": 0, "current": 0, "next": -1, "coming": -1}
_PARTS = {"early": "early", "earlier": "", "late": "late", "later": "late", "mid": "mid"}
_RECENT = {"hours": (1, "day"), "days": (7, "day"), "weeks": (6, "week"), "months": (6, "month"), "years": (5, "year")}


class Relative(NamedTuple):
    """What was found at a token: the index after it, the days, and whether it runs up to now."""

    end: int
    period: Period | None
    open: bool = False


class Relatives:
    """The relative expressions of one text; ``anchor`` is the day of writing, None where it is not known (all periods are None then)."""

    def __init__(self, tokens: list[w.Token], anchor: dt.date | None) -> None:
        self.tokens, self.anchor = tokens, anchor

    def at(self, i: int) -> Relative | None:
        """The longest relative expression that begins at token ``i``, None where none does."""
        found = [f for f in (self.named_day(i), self.so_far(i), self.shifted(i), self.ago(i), self.past(i), self.recent(i)) if f]
        return max(found, key=lambda f: f.end, default=None)

    def low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def back(self, count: int, unit: str) -> dt.date | None:
        return w.back(self.anchor, count, unit) if self.anchor else None

    def up_to_now(self, first: dt.date | None) -> Period | None:
        return Period(first, self.anchor) if first and self.anchor and first <= self.anchor else None

    def weekday(self, number: int, shift: int = 0) -> Period | None:
        """The latest such weekday on or before the anchor; with ``shift`` -1 the first after it."""
        if self.anchor is None:
            return None
        days = (self.anchor.weekday() - number) % 7 - (7 if shift < 0 else 0)
        moved = w.back(self.anchor, days, "day")
        return Period.day(moved) if moved else None

    def nearest(self, number: int) -> Period | None:
        """The weekday within three days of the anchor, before or after."""
        if self.anchor is None:
            return None
        moved = w.back(self.anchor, (self.anchor.weekday() - number + 3) % 7 - 3, "day")
        return Period.day(moved) if moved else None

    def named_day(self, i: int) -> Relative | None:
        """Today, yesterday evening, overnight, last night, this morning."""
        s = self.low(i)
        if s in _DAYS:
            day = self.back(_DAYS[s], "day")
            return Relative(i + 2 if self.low(i + 1) in _PARTS_OF_DAY else i + 1, Period.day(day) if day else None)
        if s == "overnight":
            return Relative(i + 1, self.up_to_now(self.back(1, "day")))
        if s in ("last", "this") and self.low(i + 1) in _PARTS_OF_DAY:
            day = self.back(1 if s == "last" else 0, "day")
            return Relative(i + 2, Period.day(day) if day else None)
        return None

    def so_far(self, i: int) -> Relative | None:
        """So far this year, this year so far, the year to date."""
        at = i + 2 if self.low(i) == "so" and self.low(i + 1) == "far" else i
        if self.low(at) != "this" or self.low(at + 1) not in ("year", "month", "week"):
            return None
        if at == i and not (self.low(i + 2) == "so" and self.low(i + 3) == "far"):
            return None
        whole = self.calendar(self.low(at + 1), 0)
        return Relative(at + 2 if at > i else i + 4, self.up_to_now(whole.first if whole else None), True)

    def shifted(self, i: int) -> Relative | None:
        """Last year, the previous month, earlier this week, late last year, next Tuesday, last July, this summer, the weekend."""
        part, at = "", i
        if self.low(i) in _PARTS:
            part, at = _PARTS[self.low(i)], i + 1
        the = self.low(at) == "the"
        at += the
        shift, unit = _SHIFT.get(self.low(at)), self.low(at + 1)
        if shift is None:
            return Relative(at + 1, self.calendar("weekend", 0)) if the and not part and self.low(at) == "weekend" else None
        if part == "" and at > i and not the and shift != 0:
            return None  # "earlier" goes with "this" only
        if unit in _SPANS:
            if the and shift == 1 and self.low(at) in ("last", "past"):
                return None
            if self.low(at) == "past" and not the:
                return None
            whole = self.calendar(unit, shift)
            if self.low(i) == "earlier":
                return Relative(at + 2, self.up_to_now(whole.first if whole else None))
            return Relative(at + 2, w.part(whole, part) if unit not in ("weekend",) else whole)
        if the or part:
            return None
        if unit in w.WEEKDAYS:
            return Relative(at + 2, self.weekday(w.WEEKDAYS[unit], shift) if shift else self.nearest(w.WEEKDAYS[unit]))
        if unit in w.SEASONS or (unit in w.MONTHS and self.tokens[at + 1].surface[0].isupper()):
            return Relative(at + 2, self.months(w.SEASONS.get(unit) or w.MONTHS[unit], 3 if unit in w.SEASONS else 1, shift))
        return None

    def months(self, first: int, count: int, shift: int) -> Period | None:
        """The latest such months that are over (shift 1), the nearest of this year (0), or the next ones (-1)."""
        if self.anchor is None:
            return None
        found = [p for y in range(self.anchor.year - 2, self.anchor.year + 3) if (p := w.months(y, first, count))]
        if shift > 0:
            return max((p for p in found if p.last < self.anchor), default=None)
        if shift < 0:
            return min((p for p in found if p.first > self.anchor), default=None)
        return next((p for p in found if p.first.year == self.anchor.year), None)

    def calendar(self, unit: str, shift: int) -> Period | None:
        """The calendar week (from Monday), month, quarter, year, decade or weekend ``shift`` units before the present one."""
        if self.anchor is None:
            return None
        a = self.anchor
        if unit == "year":
            return w.years(a.year - shift)
        if unit == "decade":
            return w.years((a.year // 10 - shift) * 10, (a.year // 10 - shift) * 10 + 9)
        if unit == "quarter":
            return w.months(a.year, (a.month - 1) // 3 * 3 + 1 - 3 * shift, 3)
        if unit == "month":
            return w.months(a.year, a.month - shift)
        if unit == "week":
            days = a.weekday() + 7 * shift
        else:  # a weekend is named until the Friday after it; "last weekend" said at a weekend is the one before
            weeks = shift if shift < 0 or a.weekday() >= 5 else 0
            days = (a.weekday() - 5) % 7 + 7 * weeks
        first = w.back(a, days, "day")
        last = w.back(first, -6 if unit == "week" else -1, "day") if first else None
        return Period(first, last) if first and last else None

    def count(self, i: int) -> tuple[int, int] | None:
        """A small count ("24", "a few", "a couple of") and the index after it."""
        s = self.low(i)
        if s.isdecimal() and len(s) <= 4:
            return int(s), i + 1
        if s == "a" and self.low(i + 1) in ("few", "couple", "dozen"):
            i, s = i + 1, self.low(i + 1)
        if s not in w.SMALL:
            return None
        return w.SMALL[s], i + 2 if self.low(i + 1) == "of" else i + 1

    def ago(self, i: int) -> Relative | None:
        """Two weeks ago, a year ago, 24 hours earlier is left alone: what it is earlier than is not known here."""
        n = self.count(i)
        if not n or self.low(n[1]) not in w.UNITS or self.low(n[1] + 1) != "ago":
            return None
        day, unit = self.back(n[0], w.UNITS[self.low(n[1])]), w.UNITS[self.low(n[1])]
        if day is None:
            return Relative(n[1] + 2, None)
        if unit == "year" or unit == "decade":
            return Relative(n[1] + 2, w.years(day.year))
        return Relative(n[1] + 2, w.months(day.year, day.month) if unit == "month" else Period.day(day))

    def past(self, i: int) -> Relative | None:
        """The past 24 hours, in the last two weeks, over the past month, the last decade."""
        at = i
        if self.low(at) in ("over", "in", "during", "for", "within"):
            at += 1
        if self.low(at) in ("the", "these"):
            at += 1
        elif at == i or self.low(at) != "past":
            return None
        if self.low(at) not in ("past", "last"):
            return None
        n = self.count(at + 1) or (1, at + 1)
        if self.low(n[1]) not in w.UNITS or self.low(n[1] + 1) == "of":  # "the last months of the war" do not end now
            return None
        return Relative(n[1] + 1, self.up_to_now(self.back(n[0], w.UNITS[self.low(n[1])])), True)

    def recent(self, i: int) -> Relative | None:
        """In recent days, weeks, months, years: about as long as the word reaches."""
        at = i + 1 if self.low(i) == "in" else i
        if self.low(at) != "recent" or self.low(at + 1) not in _RECENT:
            return None
        return Relative(at + 2, self.up_to_now(self.back(*_RECENT[self.low(at + 1)])), True)
