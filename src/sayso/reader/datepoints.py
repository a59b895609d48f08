"""Single points of the calendar as written: a day, a month or a year, with or without the year, and the days they mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.domain import Period
from sayso.reader import datewords as w
from sayso.reader.nouns import kind_of_counted
from sayso.reader.relatives import Relatives

CUES = frozenset(
    ("in", "since", "of", "by", "until", "till", "during", "from", "to", "between", "through", "before",
     "after", "around", "circa", "late", "early", "mid", "and", "back", "for")
)  # fmt: skip
HYPHENS = frozenset(("-", "\u2013"))
_AMBIGUOUS = frozenset(("may", "march", "mar", "jan", "june", "april", "august", "dec", "sep", "sept"))


class DateKind(StrEnum):
    """What sort of expression gives the time."""

    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    RELATIVE = "relative"
    WEEKDAY = "weekday"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar expression before its year is known; ``end`` is the index of the token after it."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def kind(self) -> DateKind:
        if self.day:
            return DateKind.DATE
        return DateKind.MONTH if self.month else DateKind.YEAR if self.year else DateKind.WEEKDAY


class Points:
    """The calendar points of one text, read at a token; ``anchor`` is the day of writing, None where it is not known."""

    def __init__(self, tokens: list[w.Token], anchor: dt.date | None) -> None:
        self.tokens, self.anchor = tokens, anchor
        self.relatives = Relatives(tokens, anchor)

    def low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it without a space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def number(self, i: int, digits: int) -> int | None:
        s = self.low(i)
        return int(s) if s.isdecimal() and len(s) <= digits else None

    def decimals(self, i: int) -> bool:
        """Whether a point or comma at ``i`` leads on to more digits of the number before it."""
        return self.glued(i) and self.low(i) in (",", ".") and self.glued(i + 1) and self.low(i + 1).isdecimal()

    def year(self, i: int) -> int | None:
        s = self.low(i)
        n = int(s) if len(s) == 4 and s.isdecimal() else 0
        glued_on = self.glued(i + 1) and (self.low(i + 1) in ("%", "s") or self.decimals(i + 1))
        return n if 1900 <= n <= 2099 and not glued_on and not (self.glued(i) and self.low(i - 1) in tuple("$€£.,#")) else None

    def month(self, i: int) -> tuple[int, int] | None:
        """Number of the month named at ``i`` and the index after it, with the stop of an abbreviation."""
        m = w.MONTHS.get(self.low(i))
        if m is None or not self.tokens[i].surface[0].isupper():
            return None
        short = len(self.low(i)) <= 4 and self.low(i) not in ("may", "june", "july")
        return m, i + 2 if short and self.low(i + 1) == "." and self.glued(i + 1) else i + 1

    def day(self, i: int) -> tuple[int, int] | None:
        """Day of the month at ``i`` and the index after it, with the ending of an ordinal."""
        n = self.number(i, 2)
        if not n or n > 31:
            return None
        return n, i + 2 if self.glued(i + 1) and self.low(i + 1) in ("st", "nd", "rd", "th") else i + 1

    def trailing_year(self, i: int) -> tuple[int | None, int]:
        at = i + 1 if self.low(i) == "," else i
        y = self.year(at)
        return (y, at + 1) if y else (None, i)

    def day_and_year(self, i: int) -> tuple[int, int] | None:
        """Day and year that have lost what stood between them ("Jul 152015")."""
        s = self.low(i)
        if not s.isdecimal() or len(s) not in (5, 6):
            return None
        day, year = int(s[:-4]), int(s[-4:])
        return (day, year) if 1 <= day <= 31 and 1900 <= year <= 2099 else None

    def counts(self, i: int) -> bool:
        """Whether the token at ``i`` is a plural that a number before it counts ("In March 24 people ...")."""
        s = self.low(i)
        return (
            s.isalpha()
            and s not in ("this", "us")
            and (s.endswith("s") or s in ("people", "men", "women", "children"))
            and kind_of_counted(s) != "other"
        )

    def point(self, i: int) -> Partial | None:
        """A day, month or year with whatever of its parts is written."""
        weekday = w.WEEKDAYS.get(self.low(i))
        if weekday is None and self.low(i) in w.SHORT_WEEKDAYS and self.tokens[i].surface[0].isupper():
            weekday = w.SHORT_WEEKDAYS[self.low(i)]
        if weekday is not None:
            at = i + 1
            while self.low(at) in (".", ",", "the") and at < i + 4:
                at += 1
            dated = self.written_day(at)
            if dated:
                return replace(dated, weekday=weekday)
            return Partial(i + 1, weekday=weekday) if self.low(i) in w.WEEKDAYS and self.tokens[i].surface[0].isupper() else None
        return self.written_day(i) or self.written_month(i) or self.bare_year(i)

    def written_day(self, i: int) -> Partial | None:
        if found := self.numeric(i):
            return found
        if d := self.day(i):
            at = d[1] + 1 if self.low(d[1]) == "of" else d[1]
            m = self.month(at)
            if m and not (self.low(at) == "may" and self.low(m[1]).isalpha()):
                y, end = self.trailing_year(m[1])
                return Partial(end, y, m[0], d[0])
        if (m := self.month(i)) and (run := self.day_and_year(m[1])):
            return Partial(m[1] + 1, run[1], m[0], run[0])
        if (m := self.month(i)) and (d := self.day(m[1] + 1 if self.low(m[1]) == "the" else m[1])):
            y, end = self.trailing_year(d[1])
            if y is None and (self.counts(d[1]) or (self.glued(d[1]) and self.low(d[1]) in ("%", ":")) or self.decimals(d[1])):
                return None
            return Partial(end, y, m[0], d[0])
        return None

    def numeric(self, i: int) -> Partial | None:
        """2016-07-05, 5/6/2016, 03.07.2015."""
        if (self.glued(i) and self.low(i - 1) in ("-", "/", ".", "_")) or not all(self.glued(at) for at in range(i + 1, i + 5)):
            return None
        mark = self.low(i + 1)
        if mark not in ("-", "/", ".") or self.low(i + 3) != mark or (self.glued(i + 5) and self.low(i + 5) in ("-", "/")):
            return None
        a, b, c = self.number(i, 4), self.number(i + 2, 2), self.number(i + 4, 4)
        if not a or not b or not c:
            return None
        if 1900 <= a <= 2099 and c <= 31:
            return Partial(i + 5, a, b, c) if w.day(a, b, c) else None
        if c < 100 and mark == "/" and len(self.low(i + 4)) == 2:
            c += 2000 if c < 70 else 1900
        if not 1900 <= c <= 2099:
            return None
        readings = [p for p in (w.day(c, a, b), w.day(c, b, a)) if p]
        if not readings:
            return None
        best = readings[0].first
        if len(readings) == 2 and self.anchor and abs((readings[1].first - self.anchor).days) <= 3 < abs((best - self.anchor).days):
            best = readings[1].first  # the day-first reading falls on the day of publication, the other does not
        return Partial(i + 5, c, best.month, best.day)

    def written_month(self, i: int) -> Partial | None:
        m = self.month(i)
        if m is None:
            return None
        at = m[1] + 1 if self.low(m[1]) == "of" else m[1]
        y, end = self.trailing_year(at)
        if y:
            return Partial(end, y, m[0])
        if self.low(i) in _AMBIGUOUS and self.low(i - 1) not in CUES | {"last", "this", "next", "earlier", "previous"}:
            return None
        after = self.tokens[m[1]] if m[1] < len(self.tokens) else None
        if len(self.low(i)) <= 4 and self.low(i) in _AMBIGUOUS and after and after.surface[:1].isupper() and self.low(m[1] - 1) != ".":
            return None
        return Partial(m[1], None, m[0])

    def bare_year(self, i: int, cued: bool = False) -> Partial | None:
        y = self.year(i)
        if y is None or self.counts(i + 1):
            return None
        before, after = self.low(i - 1), self.low(i + 1)
        named = before in ("the", "his", "her", "its", "their", "s", "last", "fiscal", "year", "a") and after.isalpha()
        range_ahead = after in HYPHENS and self.glued(i + 1)
        return Partial(i + 1, y) if cued or before in CUES or named or (range_ahead and self.number(i + 2, 4) is not None) else None

    def resolve(self, p: Partial) -> Period | None:
        """The days of a calendar expression, its year taken from the anchor where it has none: the nearest, the past before the future."""
        if p.year:
            return w.day(p.year, p.month, p.day) if p.month and p.day else w.months(p.year, p.month) if p.month else w.years(p.year)
        if self.anchor is None:
            return None
        if p.month is None:
            return self.relatives.weekday(p.weekday) if p.weekday is not None else None
        near = [w.day(y, p.month, p.day) if p.day else w.months(y, p.month) for y in range(self.anchor.year - 1, self.anchor.year + 2)]
        on_weekday = [c for c in near if c and p.day and c.first.weekday() == p.weekday]
        return min((c for c in on_weekday or near if c), key=self.distance, default=None)

    def distance(self, p: Period) -> int:
        assert self.anchor is not None
        return max((self.anchor - p.last).days, 2 * (p.first - self.anchor).days, 0)
