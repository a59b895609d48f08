"""Statements that open with nobody: "It is thought that", a form so fixed that it is read off the words where the network missed it."""

from __future__ import annotations

import re

from sayso.domain import Span
from sayso.reader.analysis import Statement

_OPENS = re.compile(
    r"\b[Ii]t (?P<cue>(?:(?:is|was)(?: being)?|(?:has|had)(?: long)? been) (?:[a-z]+ly |now |also |still )?(?:thought|believed|reported"
    r"|said|alleged|rumou?red|claimed|feared|estimated|understood|suspected)) (?P<that>that) "
)


def opened(text: str, sentences: tuple[Span, ...], found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements ``found`` in a text, in text order, with one for each sentence that opens as a passive of reporting outside all of them.

    >>> from sayso.reader.sentences import sentences
    >>> text = "It is widely thought that two boats sank."
    >>> [(s.cue[0].surface, s.content[0].surface) for s in opened(text, sentences(text), ())]
    [('is widely thought', 'that two boats sank')]
    """
    told = sorted((span.start, span.end) for s in found for span in (*s.cue, *s.content))
    more, i, reached = [], 0, 0
    for sentence in sentences:
        while i < len(told) and told[i][0] < sentence.end:
            reached = max(reached, told[i][1])
            i += 1
        m = _OPENS.search(sentence.surface)
        if m is None or reached > sentence.start:
            continue
        end = sentence.start + len(sentence.surface.rstrip(" .!?\u201d\"'"))
        start, cue = sentence.start + m.start("that"), (sentence.start + m.start("cue"), sentence.start + m.end("cue"))
        if end > start:
            more.append(Statement((Span.cut(text, start, end),), (Span.cut(text, *cue),)))
    return tuple(sorted((*found, *more), key=lambda s: s.content[0].start)) if more else found
