"""What one pass of the encoder and its decoders say about a text, before names, chains and figures are made of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.domain import Span

if TYPE_CHECKING:
    from sayso.reader.antecedents import Antecedents


class Kind(StrEnum):
    """What a name or role names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    OTHER = "other"


class Part(StrEnum):
    """What a line of a page is."""

    TEXT = "text"
    HEADLINE = "headline"
    CAPTION = "caption"
    ITEM = "item"
    DATELINE = "dateline"
    BYLINE = "byline"
    LINK = "link"
    TAG = "tag"
    NOTICE = "notice"


# What such a line holds is no part of the story: its words are nobody's and its numbers are no figures.
ASIDE = frozenset({Part.DATELINE, Part.BYLINE, Part.LINK, Part.TAG, Part.NOTICE})
# What such a line says is the outlet's own unless it names a source itself; no account goes on into it.
APART = frozenset({Part.HEADLINE, Part.CAPTION})


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: code-point offsets, a universal part of speech and its governor.

    ``head`` is the index of the governing word in the same analysis, -1 for the root of a sentence; ``rel`` a universal dependency
    relation without subtype, but for ``nsubj:pass``, ``aux:pass`` and ``nmod:poss``; ``sentence`` the index of its sentence.
    """

    start: int
    end: int
    surface: str
    pos: str
    head: int
    rel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A proper name in the text and what it names."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as decoded: spans by role in text order, before its chain is known.

    ``within`` is the index, in the same tuple of statements, of the one whose content this stands in; ``score`` is between 0 and 1.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    within: int | None = None
    score: float = 1.0


@dataclass(frozen=True)
class Analysis:
    """A text with its words, sentences, paragraphs, names and statements, each in text order.

    ``sentences`` and ``paragraphs`` are spans without surrounding white space; ``parts`` says what each paragraph is, and may be empty where
    nobody asked; ``antecedents`` judges which mentions are of the same person or body, None where no network has read the text.
    """

    text: str
    words: tuple[Word, ...] = ()
    sentences: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    parts: tuple[Part, ...] = ()
    antecedents: Antecedents | None = field(default=None, compare=False, repr=False)
    _starts: tuple[int, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(w.start for w in self.words))

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that share a code point with ``start..end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        while first < len(self.words) and self.words[first].end <= start:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].start < end:
            last += 1
        return range(first, last)

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds the code point at ``offset``, None between sentences."""
        return _holding(self.sentences, offset)

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph that holds the code point at ``offset``, None between paragraphs."""
        return _holding(self.paragraphs, offset)

    def part_at(self, offset: int) -> Part:
        """What the line at ``offset`` is: text where nobody asked."""
        i = bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1
        return self.parts[i] if 0 <= i < len(self.parts) else Part.TEXT


def _holding(spans: tuple[Span, ...], offset: int) -> Span | None:
    i = bisect_right(spans, offset, key=lambda s: s.start) - 1
    return spans[i] if i >= 0 and offset < spans[i].end else None
