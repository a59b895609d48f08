"""Where a text quotes: by straight, curly, single and angle marks, closed or not; and how a statement's words are given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from sayso.domain import Span, Voice
from sayso.reader.analysis import Analysis

_CLOSES = {
    "\u201c": '\u201d"',
    "\u00ab": "\u00bb",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019'",
    '"': '"\u201d',
    "''": "''",
    "'": "'\u2019",
    "\u203a": "\u2039",
    "\u2039": "\u203a",
}
_MARK = re.compile(r"''|[\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'\u2039\u203a]")
_WORD = re.compile(r"[^\W_]+")
_WHOLE = 0.9  # of a content's words: marks are often off by a word


class Quotations:
    """The quoted stretches of one text."""

    def __init__(self, analysis: Analysis) -> None:
        """Find them paragraph by paragraph: a quotation that is not closed runs to the end of its paragraph."""
        self._text = analysis.text
        self.stretches = [r for p in analysis.paragraphs for r in _quoted(analysis.text, p.start, p.end)]
        self._starts = [a for a, _ in self.stretches]
        self._words = [m.start() for m in _WORD.finditer(analysis.text)]

    def around(self, span: Span) -> tuple[int, int] | None:
        """The quoted stretch that ``span`` starts in, as code points between the marks."""
        i = bisect_right(self._starts, span.start) - 1
        return self.stretches[i] if i >= 0 and span.start < self.stretches[i][1] else None

    def voice(self, content: Sequence[Span]) -> Voice:
        """Whether the words of ``content`` stand in quotation marks: all, none or some of them.

        >>> text = 'He spoke of "a dark day" for all.'
        >>> found = Quotations(Analysis(text, paragraphs=(Span.cut(text, 0, 33),)))
        >>> found.voice([Span.cut(text, 12, 24)]).value, found.voice([Span.cut(text, 9, 32)]).value
        ('direct', 'mixed')
        """
        quoted = total = 0
        for c in content:
            total += self._count(c.start, c.end)
            i = max(0, bisect_right(self._starts, c.start) - 1)
            while i < len(self.stretches) and self.stretches[i][0] < c.end:
                a, b = max(c.start, self.stretches[i][0]), min(c.end, self.stretches[i][1])
                quoted += self._count(a, b) if a < b else 0
                i += 1
        if not quoted:
            return Voice.INDIRECT
        return Voice.DIRECT if quoted >= _WHOLE * total else Voice.MIXED

    def _count(self, start: int, end: int) -> int:
        return bisect_left(self._words, end) - bisect_left(self._words, start)


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: tuple[int, str] | None = None
    for m in _MARK.finditer(text, start, end):
        mark, a, b = m.group(), m.start(), m.end()
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        single = mark in "'\u2018\u2019"
        if opened is None:
            opens = mark in _CLOSES and not (single and (before.isalnum() or not after.isalnum()))
            opened = (b, mark) if opens else None
        elif mark in _CLOSES[opened[1]] and not (single and (before.isspace() or after.isalnum())):
            if a > opened[0]:
                yield opened[0], a
            opened = None
        elif opened[1] in "'\u2018" and mark in _CLOSES and not single:
            opened = (b, mark)  # an apostrophe that looked like an opening mark
    if opened is not None and opened[1] not in "'\u2018" and end > opened[0]:
        yield opened[0], end
