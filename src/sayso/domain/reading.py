"""What the reader found in one article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.domain.article import Article
from sayso.domain.attribution import Attribution, Chain
from sayso.domain.figure import Figure
from sayso.domain.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """An article taken apart: its statements and figures in text order, each with its chain.

    ``reader`` names the version of the reader and its weights; ``notes`` say what could not be read, one sentence each.
    """

    article: Article
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    reader: str = ""
    notes: tuple[str, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span of the reading, roles before chains, in no promised order."""
        for a in self.attributions:
            yield from (*a.source, *a.cue, *a.content)
            yield from _of(a.chain)
        for f in self.figures:
            yield from (s for s in (f.amount, f.sentence, f.counted, f.place) if s)
            yield from _of(f.chain)

    def misplaced(self) -> tuple[Span, ...]:
        """The spans whose slice of the article's text is not their surface: none in a sound reading."""
        return tuple(s for s in self.spans() if not s.stands_in(self.article.text))


def _of(chain: Chain) -> Iterator[Span]:
    for link in chain.links:
        if link.mention:
            yield link.mention
        yield from link.trail
