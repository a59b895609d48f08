"""An article's text cut into runs: on whose word each stands, which words name the source, which are a figure.

The one place where overlapping and nested findings become a flat row of pieces, so that every view draws the same.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sayso.domain import NOBODY, Attribution, Figure, Reading, Span
from sayso.exchange.wording import NOBODY_NAMED

_NONE = -1
_LETTERS = "ABCDEGHIJKLMNOPQRSTUVWXYZ"
UNNAMED = "∅"  # the letter of what nobody stands behind
OWN = ""  # the letter of the outlet's own voice


@dataclass(frozen=True, slots=True)
class Source:
    """A voice that statements begin with: its shown ``name``, the ``letter`` that marks it and the ``hue`` that colours it.

    ``hue`` counts the named sources from 0, and is None for nobody named.
    """

    name: str
    letter: str
    hue: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text throughout which the same findings hold; indices into the reading's attributions and figures, None for none.

    ``statement`` is the innermost attribution whose content this is, ``names`` the one whose source and ``says`` the one whose cue it is;
    ``opens`` lists the statements of which a stretch begins here, the outermost first; ``closes`` counts the stretches that end here.
    """

    start: int
    end: int
    text: str
    statement: int | None = None
    names: int | None = None
    says: int | None = None
    figure: int | None = None
    opens: tuple[int, ...] = ()
    closes: int = 0


def letter(i: int) -> str:
    """The letter of the source at index ``i``: A to Z, then AA; never an F, which marks figures.

    >>> letter(0), letter(5), letter(24), letter(25)
    ('A', 'G', 'Z', 'AA')
    """
    size = len(_LETTERS)
    return (letter(i // size - 1) if i >= size else "") + _LETTERS[i % size]


@dataclass(frozen=True)
class Plan:
    """A reading prepared for showing: its sources with letters and hues, labels for what is listed, and how deep statements nest."""

    reading: Reading

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The voices that statements begin with, in order of their first statement; the outlet's own voice is none of them."""
        return tuple(self._by_name.values())

    @cached_property
    def _by_name(self) -> dict[str, Source]:
        found: dict[str, Source] = {}
        hues = 0
        for a in self.reading.attributions:
            first = a.chain.originator
            if first is None or first.name.casefold() in found:
                continue
            if first.name == NOBODY:
                found[NOBODY] = Source(NOBODY_NAMED, UNNAMED, None)
            else:
                found[first.name.casefold()] = Source(first.name, letter(hues), hues)
                hues += 1
        return found

    def source_of(self, item: Attribution | Figure) -> Source | None:
        """The source that a statement or figure begins with; None for the outlet's own voice."""
        first = item.chain.originator
        return self._by_name.get(first.name.casefold()) if first else None

    def badge(self, i: int) -> str:
        """The mark of the statement at index ``i``: its source's letter and its number in the text."""
        source = self.source_of(self.reading.attributions[i])
        return f"{source.letter if source else OWN}{i + 1}"

    @cached_property
    def labels(self) -> dict[str, str]:
        """The shown label of each figure's id."""
        return {f.id: f"F{i + 1}" for i, f in enumerate(self.reading.figures)}

    @cached_property
    def marked(self) -> frozenset[int]:
        """The indices of the figures that the text shows: of those that overlap only the shortest is, and white space shows nothing."""
        return frozenset(run.figure for run in self.runs if run.figure is not None and run.text.strip())

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """For each statement, how many others it stands in."""
        index = {a.id: i for i, a in enumerate(self.reading.attributions)}
        depths: dict[int, int] = {}
        for i in range(len(self.reading.attributions)):
            path: list[int] = []
            at: int | None = i
            while at is not None and at not in depths and at not in path:
                path.append(at)
                within = self.reading.attributions[at].within
                at = index.get(within) if within is not None else None
            base = depths.get(at, -1) if at is not None else -1
            for up, j in enumerate(reversed(path)):
                depths[j] = base + 1 + up
        return tuple(depths[i] for i in range(len(self.reading.attributions)))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The whole text as runs, in order; together they are the text."""
        said = self.reading.attributions
        text = self.reading.article.text
        inner = _painted(len(text), ((i, s) for i, a in enumerate(said) for s in a.content))
        names = _painted(len(text), ((i, s) for i, a in enumerate(said) for s in a.source))
        says = _painted(len(text), ((i, s) for i, a in enumerate(said) for s in a.cue))
        figures = _painted(len(text), ((i, f.amount) for i, f in enumerate(self.reading.figures)))
        opens: dict[int, list[int]] = defaultdict(list)
        for i, s in sorted(((i, s) for i, a in enumerate(said) for s in a.content), key=lambda pair: (-pair[1].end, pair[0])):
            opens[s.start].append(i)
        closes = Counter(s.end for a in said for s in a.content)
        spans = [s for a in said for s in (*a.content, *a.source, *a.cue)] + [f.amount for f in self.reading.figures]
        cuts = sorted({0, len(text), *(min(e, len(text)) for s in spans for e in (s.start, s.end))})
        return tuple(
            Run(a, b, text[a:b], _some(inner[a]), _some(names[a]), _some(says[a]), _some(figures[a]), tuple(opens[a]), closes[b])
            for a, b in pairwise(cuts)
        )


def _painted(length: int, spans: Iterable[tuple[int, Span]]) -> array[int]:
    """For each code point the index of the shortest span over it, -1 where there is none."""
    canvas = array("i", [_NONE]) * length
    for i, span in sorted(spans, key=lambda pair: pair[1].start - pair[1].end):
        end = min(span.end, length)
        canvas[span.start : end] = array("i", [i]) * (end - span.start)
    return canvas


def _some(i: int) -> int | None:
    return None if i == _NONE else i
