"""A statement around another: in "The minister said that 26 had died, the radio reported" the radio's words hold the minister's.

Where the network takes the inner cue for the outer speaker's, the outer statement is given its own back, and all that stands before its speaker is its
content; the statement inside is then found like any other.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.domain import Span
from sayso.reader import voices_lexicon as lex
from sayso.reader.analysis import Statement

_NEXT = re.compile(r"\s+(?:(?:also|later|earlier|had|has) )?(?P<verb>[a-z]+)\b")
_BEFORE = re.compile(r"[,\u201d\"]\s+(?P<verb>[a-z]+)\s+$")


def enclosed(text: str, found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with the cue of each that encloses another's put right.

    >>> text = "The mayor said that two boats sank, the radio reported."
    >>> spans = [Span.cut(text, *at) for at in ((0, 9), (15, 34), (10, 14), (36, 45))]
    >>> (s,) = enclosed(text, (Statement(tuple(spans[:2]), (spans[2],), (spans[3],)),))
    >>> s.content[0].surface, s.cue[0].surface
    ('The mayor said that two boats sank', 'reported')
    """
    return tuple(_mended(text, s) for s in found)


def _mended(text: str, s: Statement) -> Statement:
    if len(s.content) < 2 or len(s.cue) != 1 or len(s.source) != 1:
        return s
    cue, source = s.cue[0], s.source[0]
    around = [i for i in range(len(s.content) - 1) if _touching(text, s.content[i], cue) and _touching(text, cue, s.content[i + 1])]
    if not around or source.start < s.content[around[0] + 1].end:
        return s
    verb = _NEXT.match(text, source.end) or _BEFORE.search(text, s.content[around[0] + 1].end, source.start)
    if verb is None or verb["verb"] not in lex.REPORTING:
        return s
    i = around[0]
    whole = Span.cut(text, s.content[i].start, s.content[i + 1].end)
    return replace(s, content=(*s.content[:i], whole, *s.content[i + 2 :]), cue=(Span.cut(text, verb.start("verb"), verb.end("verb")),))


def _touching(text: str, before: Span, after: Span) -> bool:
    return before.end <= after.start and not text[before.end : after.start].strip(" ,")
