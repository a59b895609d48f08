"""As of when a figure holds: the date that governs it in its sentence, else the event of its passage, else the time of writing."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from sayso.domain import Period, Span
from sayso.reader import datewords as w
from sayso.reader.analysis import Analysis
from sayso.reader.datepoints import DateKind
from sayso.reader.dates import Dated, dateline

# A day right after a verb of saying dates the saying, not what is said.
_SAID = re.compile(
    r"(?:\b(?:said|says|told [\w ]{1,40}|announced|reports?|reported|added|wrote|statement|released|published|interview|confirmed|according to [\w ]{1,40})"
    r"(?: (?:late|early))?,? (?:on )?)$",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:began|begun|beginning|starting|started|erupted|broke out|outbreak|start of|onset|uprising|revolution)\b", re.IGNORECASE
)
_PERFECT = re.compile(r"\b(?:has|have|had)(?: \w+)? (?:been|\w+ed|lost|left|seen|taken|driven|cost|claimed)\b", re.IGNORECASE)
_SINCE_START = re.compile(
    r"\bsince (?:(?:the|its|their|that|this|it|then|\w+s)\b[\w -]{0,60}\b)?"
    r"(?:then|beginning|start|outbreak|onset|began|started|erupted|broke out|conflict|war|uprising)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(\w+)[- ]year(?:s)?(?:[- ]long|[- ]old)? (?:\w+ )?(?:war|conflict|siege|crisis|insurgency|drought|occupation|uprising|trend|run)\b",
    re.IGNORECASE,
)
_FORETELLS = re.compile(r"\b(?:would|expected|projected|forecast|predict\w*|estimated|planned|plans|through)\b", re.IGNORECASE)
_POLLED = re.compile(
    r"\b(?:polls?|polled|surveys?|surveyed|surveying|interviewed|respondents|conducted|taken|sampled|margin of error)\b", re.IGNORECASE
)
_SHARE = re.compile(r"(?:%|\bper ?cent\b|\bpoints?\b|\bin 10\b|\bin ten\b|\bhalf\b|\bthirds?\b|\bquarters?\b)")
_STATE = re.compile(
    r"\b(?:lives?|living|remains?|trapped|home to|has|have|holds?|besieged|displaced|is|are|controls?|support|favor|approve)\b",
    re.IGNORECASE,
)


_AGAINST = re.compile(r"\b(?:than|compared (?:with|to)|up from|down from)(?: (?:in|on|at|for|during|the|those of))*\s*$", re.IGNORECASE)


def time_of(amount: Span, analysis: Analysis, dated: tuple[Dated, ...], published: dt.date | None) -> Period | None:
    """The days that the figure at ``amount`` speaks of, None where neither the text nor ``published`` tells.

    ``dated`` are the time expressions of the same text. Nearest wins: a date in the sentence that is not just the day of an
    utterance; for a toll "since the war began", from the beginning that the article gives until now; then a date in the sentences before;
    then the event that the article opens with; then the month of writing for what lasts, the day of writing for what happened.

    >>> from sayso.reader.dates import dates
    >>> from sayso.reader.sentences import paragraphs, sentences
    >>> text = "On Monday two boats sank. Nine people drowned, police said on Wednesday."
    >>> day = dt.date(2016, 3, 24)
    >>> here = Analysis(text, (), sentences(text), paragraphs(text))
    >>> time_of(Span.cut(text, 26, 30), here, dates(text, day), day).iso()
    '2016-03-21'
    """
    return _Times(analysis, dated, published).of(amount)


class _Times:
    def __init__(self, analysis: Analysis, dated: tuple[Dated, ...], published: dt.date | None) -> None:
        self.analysis, self.text, self.dated = analysis, analysis.text, dated
        self.head = dateline(self.text, dated, published)
        self.now = self.head or published

    def of(self, amount: Span) -> Period | None:
        sentence = self.analysis.sentence_at(amount.start) or amount
        here = self.within(sentence.start, sentence.end)
        for d in here:
            if d.span.meets(amount) and d.period:
                return d.period
        return (
            self.polled(amount, sentence)
            or self.lasting(amount, sentence, here)
            or self.nearest(amount, sentence, here)
            or self.before(amount, sentence)
            or self.fallback(amount, sentence)
        )

    def within(self, start: int, end: int) -> list[Dated]:
        first = bisect_left(self.dated, start, key=lambda d: d.span.start)
        found = []
        for d in self.dated[first:]:
            if d.span.start >= end:
                break
            if d.period is not None and not self.is_dateline(d):
                found.append(d)
        return found

    def is_dateline(self, d: Dated) -> bool:
        return self.head is not None and d.kind is DateKind.DATE and d.span.start < 250 and d.period == Period.day(self.head)

    def said(self, d: Dated) -> bool:
        before = self.text[max(0, d.span.start - 60) : d.span.start]
        return bool(_SAID.search(before)) and not d.open

    def polled(self, amount: Span, sentence: Span) -> Period | None:
        """The days in the field of the poll that a share comes from."""
        if not (_SHARE.search(amount.surface) or _POLLED.search(sentence.surface)):
            return None
        for d in self.dated[:400]:
            if d.kind is DateKind.INTERVAL and not d.open and d.period and (d.period.last - d.period.first).days < 40:
                around = self.analysis.sentence_at(d.span.start)
                if around and _POLLED.search(around.surface):
                    return d.period
        return None

    def lasting(self, amount: Span, sentence: Span, here: list[Dated]) -> Period | None:
        """A toll or length that runs from the beginning of something up to now."""
        if self.now is None:
            return None
        around = sentence.surface
        if any(d.open for d in here):
            return None
        if m := _LONG.search(around):
            n = w.SMALL.get(m.group(1).lower()) or (int(m.group(1)) if m.group(1).isdecimal() and len(m.group(1)) < 4 else 0)
            begun = w.years(self.now.year - n) if n else None
            if begun:
                return w.between(self.beginning() or begun, Period.day(self.now))
        for d in here:
            before = self.text[max(sentence.start, d.span.start - 70) : d.span.start]
            if d.period and d.period.last < self.now and _BEGAN.search(before) and _PERFECT.search(around):
                return w.between(d.period, Period.day(self.now))
        if _SINCE_START.search(around) and (begun := self.beginning()):
            return w.between(begun, Period.day(self.now))
        return None

    def beginning(self) -> Period | None:
        """The earliest date in the text that something is said to have begun at, a year or more ago."""
        found = []
        for d in self.dated[:400]:
            if d.period and self.now and (self.now - d.period.first).days > 300 and d.kind is not DateKind.RELATIVE:
                before = self.text[max(0, d.span.start - 70) : d.span.start]
                if _BEGAN.search(before):
                    found.append(Period(d.period.first, d.period.first) if d.open else d.period)
        return min(found, default=None)

    def nearest(self, amount: Span, sentence: Span, here: list[Dated]) -> Period | None:
        governing = [d for d in here if not self.said(d) and not self.ahead(d, sentence) and not self.compared(d)]
        best = min(governing, key=lambda d: self.distance(amount, d), default=None)
        return best.period if best else None

    def compared(self, d: Dated) -> bool:
        """Whether a date is only what a figure is held against ("fewer than the previous year")."""
        return bool(_AGAINST.search(self.text[max(0, d.span.start - 24) : d.span.start]))

    def ahead(self, d: Dated, sentence: Span) -> bool:
        """Whether a date lies in the future of a sentence that foretells nothing."""
        return bool(self.now and d.period and d.period.first > self.now and not _FORETELLS.search(sentence.surface))

    def distance(self, amount: Span, d: Dated) -> float:
        gap = self.text[amount.end : d.span.start] if d.span.start >= amount.end else self.text[d.span.end : amount.start]
        return len(gap) + 25 * sum(gap.count(c) for c in ",;:()")

    def before(self, amount: Span, sentence: Span) -> Period | None:
        paragraph = self.analysis.paragraph_at(amount.start)
        start = max(paragraph.start if paragraph else 0, sentence.start - 300)
        for d in reversed(self.within(start, sentence.start)):
            if d.period and not self.said(d) and not self.ahead(d, sentence) and (d.period.last - d.period.first).days < 8:
                return d.period
        return None

    def fallback(self, amount: Span, sentence: Span) -> Period | None:
        if self.now is None:
            return None
        month = w.months(self.now.year, self.now.month)
        if not _STATE.search(sentence.surface):
            for d in self.within(0, 1500):
                if (
                    d.period
                    and not self.said(d)
                    and (d.period.last - d.period.first).days < 8
                    and 0 <= (self.now - d.period.last).days < 40
                ):
                    return w.months(d.period.first.year, d.period.first.month)
        return month
