"""Descriptions to names: "the monitor", "the paper" and "the sheriff" for the name of that kind, "the poll" for one under its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Kind
from sayso.reader.lexicon_numbers import MONTHS, WEEKDAYS
from sayso.reader.mentions import Mention
from sayso.reader.named import TITLED, NameBook, Named, display

_Wanted = Callable[[Named], bool]


class Speaker(Protocol):
    """One who has spoken: where it is mentioned, and the noun that it is mentioned by."""

    @property
    def span(self) -> Span: ...
    @property
    def head(self) -> str: ...


class Descriptions:
    """What the descriptions of one article can stand for, by its names and by who has spoken."""

    def __init__(self, text: str, book: NameBook, before: Callable[[int], Sequence[Speaker]]) -> None:
        """``book`` holds the names of ``text``; ``before`` gives those who spoke before an offset, the nearest first."""
        self._text = text
        self._book = book
        self._before = before

    def named(self, m: Mention, start: int) -> Named | None:
        """The name of the kind that a description points at: "the monitor", "the paper", "the sheriff"."""
        assert m.head is not None
        h, modifiers = m.head.low, m.modifiers
        monitor = h in lex.MONITORS or (h in lex.GROUP_NOUNS and bool(modifiers & lex.MONITORING))
        if monitor and not m.plural:
            for wanted in (_monitors, _called_monitor):
                if found := self._nearest(start, wanted, forward=True):
                    return found
        bare = len(m.words) == 1 and m.words[0].capital
        if not m.definite or m.plural:
            return None
        words = {w for w in modifiers if not w.endswith("-based")} - {"new", "latest", "same"}
        if len(words) > 1 or h in {"observatory", "coalition", "times", "journal", "post"} or bare:
            found = self._nearest(start, lambda n: n.kind is not Kind.PERSON and words < set(n.key), forward=True)
            if found is not None:
                return found
        if h in lex.OUTLET_NOUNS | {"report", "story", "article"} and (h != "report" or self._free_report(start)) and len(words) == 1:
            return self._nearest(start, lambda n: h in n.roles) or self._nearest(start, lambda n: n.outlet)
        if h in lex.GROUP_NOUNS | lex.COMPANY_NOUNS | lex.AGENCY_NOUNS:
            org = self._nearest(start, lambda n: n.kind is not Kind.PERSON and h in n.roles)
            if org or len(m.words) > 2:  # "the bird rescue centre" is one of its own
                return org
            other = lex.GROUP_NOUNS | lex.AGENCY_NOUNS if h in lex.COMPANY_NOUNS else lex.COMPANY_NAMES - {"group"}
            return self._nearest_speaker(start, lambda n: n.kind is Kind.ORGANIZATION and not n.outlet and not other & set(n.key))
        if h in lex.PERSON_NOUNS | TITLED:
            said = {t.low for t in m.words[1:] if t.capital}  # "the Harbour council member" is not just any member
            named = self._nearest(start, lambda n: n.kind is Kind.PERSON and h in n.roles and said <= n.roles)
            between = [s for s in self._before(start) if s.head == h and (named is None or s.span.start > named.span.start)]
            return None if between else named
        return None

    def titled(self, m: Mention, start: int) -> tuple[str, Span] | None:
        """The title of a poll, study or report and where it stands: "the poll" for "a Harbour University poll"."""
        assert m.head is not None
        if m.head.low not in lex.SURVEY_NOUNS or len(m.modifiers) > 2:
            return None
        own = _pieces(t.low for t in m.words if t.start < m.head.start and t.capital and t.low not in lex.ARTICLES) - {*MONTHS, *WEEKDAYS}
        if m.definite:  # "the Iowa poll" may be one whose name has no Iowa in it
            own -= _pieces(w for n in self._book.inside(start, m.head.start) if n.kind is Kind.PLACE for w in n.key)
        for n in [*self._book.before(start, 200), *self._book.after(start, 50)]:
            if own and not own & _pieces(n.key):
                continue  # "an Aster poll" is no "Harbour poll"
            behind = self._text[n.words[-1].end : n.words[-1].end + 24].split()
            if behind and behind[0].rstrip(".,;:").lower() == m.head.low:
                end = self._text.index(behind[0], n.words[-1].end) + len(m.head.low)
                span = Span.cut(self._text, n.words[0].start, end)
                return " ".join(span.surface.split()), span
            if n.key[-1] == m.head.low and len(n.key) > 1:
                return display(self._text, n), n.span
        return None

    def _free_report(self, start: int) -> bool:
        """Whether "the report" is a paper's own: no other report has been brought up as a speaker."""
        return not any(s.head == "report" for s in self._before(start))

    def _nearest(self, start: int, wanted: _Wanted, forward: bool = False) -> Named | None:
        """The wanted name nearest before an offset; with ``forward`` else the first after it."""
        found = next((n for n in self._book.before(start, 200) if wanted(n)), None)
        if found is None and forward:
            found = next((n for n in self._book.after(start, 400) if wanted(n)), None)
        return found

    def _nearest_speaker(self, start: int, wanted: _Wanted) -> Named | None:
        for s in self._before(start):
            named = next((n for n in self._book.inside(s.span.start, s.span.end) if wanted(n)), None)
            if named:
                return named
        return None


def _pieces(words: Iterable[str]) -> set[str]:
    """The parts of words that slashes and hyphens join: an "Aster/Harbour" poll is the "Harbour-Aster" one."""
    return {piece for word in words for piece in re.split(r"\W+", word) if piece}


def _monitors(name: Named) -> bool:
    return name.kind is not Kind.PERSON and bool(set(name.key) & lex.MONITOR_NAMES) and len(name.key) > 1


def _called_monitor(name: Named) -> bool:
    return name.kind is Kind.ORGANIZATION and bool(name.roles & (lex.MONITORS | {"monitoring"}))
