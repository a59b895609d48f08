"""A reader of one kind of sentence, so that what is built on readings can be tried without weights.

``At least 40 people were killed in Tern Bay, the mayor told Gull Radio.`` is a figure with a chain of two; without a name behind the comma it is
the outlet's own.
"""

from __future__ import annotations

import re

from sayso.domain import Article, Attribution, Chain, Figure, Link, Period, Qualifier, Quantity, Reading, Span

SENTENCE = re.compile(
    r"(?P<amount>(?:(?P<hedge>[Aa]t least|[Uu]p to) )?(?P<number>[0-9]+)) (?P<counted>people) were (?P<predicate>killed|wounded) in "
    r"(?P<place>[A-Z][\w ]{0,30}?)(?:, (?P<who>[^.,]{1,60}?)(?: (?P<cue>said|told) ?(?P<relay>[^.]{0,60}))?)?\."
)
HEDGES = {"at least": Qualifier.AT_LEAST, "up to": Qualifier.AT_MOST, "": Qualifier.EXACT}


class PlainReader:
    """Stands in for the reader; ``fails`` is a word that it cannot read."""

    def __init__(self, version: str = "plain 1", fails: str = "") -> None:
        self.version = version
        self.fails = fails
        self.read_so_far = 0

    def read(self, article: Article) -> Reading:
        """Take one article apart."""
        if self.fails and self.fails in article.text:
            raise RuntimeError("no such word")
        self.read_so_far += 1
        said, counted = [], []
        for i, m in enumerate(SENTENCE.finditer(article.text), 1):

            def span(name: str, m: re.Match[str] = m) -> Span:
                return Span.cut(article.text, *m.span(name))

            links = [Link(m["who"], span("who"))] if m["who"] else []
            links += [Link(m["relay"], span("relay"))] if m["relay"] else []
            number, hedge = int(m["number"]), HEDGES[(m["hedge"] or "").lower()]
            bounds = (None if hedge is Qualifier.AT_MOST else number, None if hedge is Qualifier.AT_LEAST else number)
            chain = Chain(tuple(links))
            content = Span.cut(article.text, m.start(), m.end("place"))
            if links:
                said.append(Attribution(f"A{i}", (content,), (span("cue"),) if m["cue"] else (), (span("who"),), chain))
            counted.append(
                Figure(
                    f"F{i}",
                    span("amount"),
                    Quantity(*bounds, hedge, "person"),
                    Span.cut(article.text, m.start(), m.end()),
                    span("counted"),
                    m["predicate"],
                    place=span("place"),
                    time=Period.day(article.published) if article.published else None,
                    chain=chain,
                    statement=f"A{i}" if links else None,
                )
            )
        return Reading(article, tuple(said), tuple(counted), self.version)
