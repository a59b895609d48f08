"""Dates of a text: a grammar over tokens for days, months, years, intervals, weekdays and words such as "last week".

Each expression becomes a run of whole days. What gives no year, and what is relative, is resolved against the dateline of the
text, or else the publication date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sayso.domain import Period, Span
from sayso.reader import datewords as w
from sayso.reader.datepoints import CUES, HYPHENS, DateKind, Partial, Points

_THROUGH = frozenset(("-", "\u2013", "\u2014", "to", "through", "until", "till", "thru"))
_PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "later": "late",
    "end": "late",
}
_OPENERS = (
    "between from since final noon midnight today tonight yesterday tomorrow overnight so the these over in during for within recent earlier "
    "last previous past preceding prior this current next coming"
)
_STARTS = frozenset((*_OPENERS.split(), *_PARTS, *w.MONTHS, *w.WEEKDAYS, *w.SHORT_WEEKDAYS, *w.SEASONS, *w.SMALL, *w.ORDINALS))
_HEAD = 250  # code points in which a dateline may stand
_REACH = 10  # tokens over which a future tense reaches
_STALE = 45  # days that a dateline may differ from the publication date


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression and the days it means; ``period`` is None for clock times and where nothing says which days are meant.

    ``open`` marks an interval that runs up to the publication ("since 2012", "over the past month").
    """

    span: Span
    period: Period | None
    kind: DateKind
    open: bool = False


def dates(text: str, published: dt.date | None) -> tuple[Dated, ...]:
    """The time expressions of ``text``, longest first where they compete, in text order and without overlap.

    ``published`` is the day against which relative expressions are resolved; a dateline at the head of the text goes before it. Durations
    that end now ("the past 24 hours", "two weeks ago") are among them, so a span here may hold a number that is also a figure.

    >>> [(d.span.surface, d.period.iso()) for d in dates("It rose in July 2015, then fell on Tuesday.", dt.date(2016, 3, 24))]
    [('July 2015', '2015-07'), ('Tuesday', '2016-03-22')]
    >>> dates("It fell on Tuesday.", None)[0].period is None
    True
    """
    tokens = w.tokens(text)
    plain = _Grammar(text, tokens, published).all(stop=_HEAD)
    head = dateline(text, plain, published)
    return _Grammar(text, tokens, head or published).all()


def dateline(text: str, dated: tuple[Dated, ...], published: dt.date | None) -> dt.date | None:
    """The day that the head of a text gives as its own: a full date with its year, near ``published`` and not said of an event.

    >>> text = "Harbour Post, 9 August 2016. Two ships sank on Monday."
    >>> dateline(text, dates(text, None), None)
    datetime.date(2016, 8, 9)
    """
    for d in dated:
        if d.span.start >= _HEAD:
            break
        if d.kind is not DateKind.DATE or d.period is None or str(d.period.first.year) not in d.span.surface:
            continue
        before = [t.low for t in w.tokens(text[max(0, d.span.start - 30) : d.span.start])][-2:]
        if before and before[-1] in CUES | {"on"} and not {"published", "posted", "updated", "publication"} & set(before):
            continue
        if published is None or abs((d.period.first - published).days) <= _STALE:
            return d.period.first
    return None


class _Grammar(Points):
    """One pass over the tokens: at each, the longest expression that begins there."""

    def __init__(self, text: str, tokens: list[w.Token], anchor: dt.date | None) -> None:
        super().__init__(tokens, anchor)
        self.text = text

    def all(self, stop: int | None = None) -> tuple[Dated, ...]:
        found, i = [], 0
        while i < len(self.tokens) and (stop is None or self.tokens[i].start < stop):
            if self.tokens[i].low not in _STARTS and not self.tokens[i].low.isdecimal():
                i += 1
                continue
            found_here = (self.interval(i), self.single(i), self.relative(i), self.clock(i))
            best = max((f for f in found_here if f), key=lambda f: f[0], default=None)
            if best is None:
                i += 1
                continue
            end, period, kind, runs_on = best
            found.append(Dated(Span.cut(self.text, self.tokens[i].start, self.tokens[end - 1].end), period, kind, runs_on))
            i = end
        return tuple(found)

    def single(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        """A point, a season or a decade, with "early", "mid-" or "since" before it."""
        which, at = "", i
        if self.low(i) in _PARTS:
            which, at = _PARTS[self.low(i)], i + 1
            while self.low(at) in ("-", "of", "in", "the", "to", "this") and at < i + 4:
                at += 1
        if self.low(i) == "since" and self.low(i + 1) != "since" and (found := self.single(i + 1) or self.relative(i + 1)):
            now = Period.day(self.anchor) if self.anchor else None
            return found[0], w.between(found[1], now), DateKind.INTERVAL, True
        if run := self.season_or_decade(at):
            return run[0], w.part(run[1], which), run[2], False
        p = self.point(at) or (self.bare_year(at, cued=True) if which else None)
        if p is None or (which and p.kind not in (DateKind.MONTH, DateKind.YEAR)):
            return None
        if p.kind is DateKind.WEEKDAY and p.weekday is not None and self.foretold(i):
            return p.end, self.relatives.weekday(p.weekday, -1), p.kind, False
        return p.end, w.part(self.resolve(p), which), p.kind, False

    def foretold(self, i: int) -> bool:
        """Whether a "will" stands shortly before in the sentence, so that a weekday is one to come."""
        for at in range(i - 1, max(-1, i - _REACH), -1):
            if self.low(at) in (".", ";", "!", "?"):
                return False
            if self.low(at) == "will":
                return True
        return False

    def season_or_decade(self, i: int) -> tuple[int, Period | None, DateKind] | None:
        if (first := w.SEASONS.get(self.low(i))) and (y := self.year(i + 2 if self.low(i + 1) == "of" else i + 1)):
            end = i + 3 if self.low(i + 1) == "of" else i + 2
            return end, w.months(y, first, 3), DateKind.INTERVAL
        n = self.number(i, 4)
        if n is not None and n % 10 == 0 and self.low(i + 1) == "s" and self.glued(i + 1):
            short = len(self.low(i)) == 2 and self.low(i - 1) in ("'", "\u2019")
            full = n if 1000 <= n <= 2090 else 1900 + n if short else None
            return (i + 2, w.years(full, full + 9), DateKind.INTERVAL) if full else None
        return None

    def interval(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        if found := self.counted_part(i):
            return found
        opened = self.low(i) in ("between", "from")
        links = _THROUGH | ({"and"} if self.low(i) == "between" else set())
        at = i + 1 if opened else i
        left = self.point(at)
        if left is None and opened and (y := self.year(at)):
            left = Partial(at + 1, y)
        if left is None:
            d = self.day(at)  # 3 to 5 June
            right = self.written_day(d[1] + 1) if d and self.low(d[1]) in links and not self.glued(at) else None
            return self.joined(replace(right, day=d[0]), right) if d and right and right.day else None
        if self.low(left.end) not in links:
            return None
        at = left.end + 1
        right = self.point(at)
        if left.kind is DateKind.YEAR:
            y, short = self.year(at), self.number(at, 2)
            if y is None and short is not None and len(self.low(at)) == 2 and self.low(at - 1) in HYPHENS and left.year:
                y = left.year - left.year % 100 + short
            right = Partial(at + 1, y) if y else right if right and right.year else None
        elif right is None and left.day and (d := self.day(at)):
            y, end = self.trailing_year(d[1])
            right = None if self.counts(d[1]) else Partial(end, y or left.year, left.month, d[0])
        return self.joined(left, right) if right else None

    def joined(self, left: Partial, right: Partial) -> tuple[int, Period | None, DateKind, bool] | None:
        if left.year is None and right.year and left.month:
            left = replace(left, year=right.year)
        last = self.resolve(right)
        first = self.resolve(left)
        if first and last and first.first > last.last and left.year is None:
            if left.weekday is not None and left.month is None:
                first = Period.day(first.first - dt.timedelta(7)) if first.first.toordinal() > 7 else None
            elif left.month:
                first = self.resolve(replace(left, year=last.last.year if left.month <= last.last.month else last.last.year - 1))
        period = w.between(first, last)
        return (right.end, period, DateKind.INTERVAL, False) if period or self.anchor is None else None

    def counted_part(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        """The first six months of 2016, the second half of July, the first week of March, the first quarter of this year."""
        order = w.ORDINALS.get(self.low(i), -1 if self.low(i) in ("last", "final") else 0)
        at = i + 1
        count = self.number(at, 2) or w.SMALL.get(self.low(at), 0)
        if count:
            at += 1
        unit = self.low(at)
        if not order or unit not in ("months", "month", "weeks", "week", "days", "half", "quarter") or self.low(at + 1) not in ("of", "in"):
            return None
        whole = self.single(at + 3 if self.low(at + 2) == "the" else at + 2) or self.bare(at + 2) or self.relative(at + 2)
        if whole is None:
            return None
        return whole[0], w.run_of(whole[1], order, count or 1, unit.rstrip("s")), DateKind.INTERVAL, False

    def bare(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        y = self.year(i)
        return (i + 1, w.years(y), DateKind.YEAR, False) if y else None

    def relative(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        found = self.relatives.at(i)
        return (found.end, found.period, DateKind.RELATIVE, found.open) if found else None

    def clock(self, i: int) -> tuple[int, Period | None, DateKind, bool] | None:
        """4:15 a.m., 3 pm, 21:00 GMT, noon."""
        if self.low(i) in ("noon", "midnight"):
            return i + 1, None, DateKind.CLOCK, False
        if self.number(i, 2) is None or (self.glued(i) and self.low(i - 1) in "$€£.,:-/"):
            return None
        at, minutes = i + 1, False
        past_hour = self.number(at + 1, 2) if self.low(at) in (":", ".") and self.glued(at) and self.glued(at + 1) else None
        if past_hour is not None and past_hour < 60 and len(self.low(at + 1)) == 2:
            at, minutes = at + 2, self.low(at) == ":"
        if self.low(at) in ("am", "pm"):
            return at + 1, None, DateKind.CLOCK, False
        if self.low(at) in ("a", "p") and self.low(at + 1) == "." and self.low(at + 2) == "m":
            return at + 4 if self.low(at + 3) == "." else at + 3, None, DateKind.CLOCK, False
        if self.low(at) == "o" and self.low(at + 2) == "clock":
            return at + 3, None, DateKind.CLOCK, False
        if self.low(at) in ("gmt", "utc"):
            return at + 1, None, DateKind.CLOCK, False
        return (at, None, DateKind.CLOCK, False) if minutes else None
