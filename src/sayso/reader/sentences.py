"""Paragraphs and sentences of a text as found: with or without commas, quotes or line breaks.

Rules, not weights: an abbreviation list, initials, decimal points, closing quotes that follow the stop. A paragraph is a line
that is not blank. Both come without surrounding white space and never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.domain import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A stop, its closing quotes or brackets, white space, then something that can open a sentence.
_BREAK = re.compile(r"([.!?\u2026]+)([\"'\u201d\u2019\u00bb)\]]*)(\s+)(?=([\"'\u201c\u2018\u00ab(\[]*)(\w|[$\u20ac\u00a3]))")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr maj adm pres rev hon st jr sr vs etc inc corp ltd co bros no nos jan feb
    mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.n u.k e.g i.e a.m p.m d.c ala ariz ark calif colo conn
    del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ave blvd rd mt ft
    approx est dept univ assn fig al cf spc pfc cpl amb atty det supt
    """.split()
)
# These end a sentence often enough that a capital after them decides.
_MAY_END = frozenset({"u.s", "u.n", "u.k", "a.m", "p.m", "d.c", "inc", "corp", "ltd", "co", "etc", "jr", "sr", "al"})
_MAX = 2_000


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of ``text`` that hold anything, trimmed.

    >>> [p.surface for p in paragraphs("One.\\n\\n  Two. Three. ")]
    ['One.', 'Two. Three.']
    """
    return tuple(span for m in _LINE.finditer(text) if (span := _trimmed(text, m.start(), m.end())))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of ``text``, none longer than two thousand code points, none across paragraphs.

    >>> [s.surface for s in sentences("Mr. Hale left. \\"I am done.\\" He said so at 3 p.m. on Friday.")]
    ['Mr. Hale left.', '"I am done."', 'He said so at 3 p.m. on Friday.']
    """
    return tuple(s for p in paragraphs(text) for s in _within(text, p))


def _within(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for m in _BREAK.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, start, m):
            yield from _bounded(text, start, m.end(2))
            start = m.end(3)
    yield from _bounded(text, start, paragraph.end)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    after = str(stop.group(5))
    if stop.group(1) != "." or stop.group(2):
        return not after.islower()
    before = text[max(start, stop.start() - 24) : stop.start()].split()
    word = before[-1].lstrip("\"'\u201c\u2018([").lower() if before else ""
    if after.islower():
        return False
    if len(word) == 1 and word.isalpha():  # an initial
        return False
    if word in _ABBREVIATIONS:
        return word in _MAY_END and after.isupper() and not _name_follows(text, stop.end())
    return True


def _name_follows(text: str, at: int) -> bool:
    """Whether a capitalised word follows that goes on with a name ("U.S. President ...") rather than opens a sentence."""
    m = re.match(r"\w+", text[at : at + 24])
    return m is not None and m.group().lower() not in {
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "but",
        "and",
        "in",
        "on",
        "this",
        "that",
        "we",
        "i",
        "there",
        "at",
        "if",
    }


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _MAX:
        cut = text.rfind(" ", start + _MAX // 2, start + _MAX)
        cut = cut if cut > 0 else start + _MAX
        if span := _trimmed(text, start, cut):
            yield span
        start = cut
    if span := _trimmed(text, start, end):
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span.cut(text, start, end) if start < end else None
