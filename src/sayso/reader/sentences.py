"""Paragraphs and sentences of a text as found: with or without commas, quotes, capitals, end marks or line breaks.

Rules, not weights: abbreviations, initials, numberings, decimal points, closing quotes of every kind behind the stop. A paragraph is a line that is
not blank; in a text that was wrapped at a width, the lines that were one. Both come without surrounding white space and never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.domain import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# A stop with its closing marks, perhaps white space, then what may open a sentence and its first character. Nothing in it backtracks over a run.
_BREAK = re.compile(
    r"(?<![.!?\u2026])([.!?\u2026]++)([\"'\u201d\u2019\u201c\u2018\u00ab\u00bb\u2039\u203a)\]]*+(?:[ \u00a0\u202f][\u00bb\u203a](?!\w))?+)(\s*+)"
    r"(?=([\"'`\u201c\u2018\u201e\u201a\u00ab\u00bb\u2039\u203a(\[*\u2022\u2013\u2014-]{0,4}+[ \u00a0\u202f]?+)([\w$\u20ac\u00a3@#]))"
)
_OPENING = "\u201c\u2018\u00ab\u2039"
_DASH = re.compile(r"[*\u2022\u2013\u2014-]")
_LAST = re.compile(r"\S{1,24}\Z")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_WORD = re.compile(r"\w+")
_TITLES = frozenset(
    """
    mr mrs ms mx messrs dr prof sen sens rep reps rev gov gen lt sgt capt cmdr maj adm pres hon st vs cpl cf spc pfc atty det supt brig insp ret asst
    assoc v
    """.split()
)
_ABBREVIATIONS = frozenset(
    """
    jr sr etc inc corp ltd co bros jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo
    conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ave blvd rd mt ft approx est dept
    univ assn al amb col hwy bldg ph.d w.va
    """.split()
)
_NUMBERED = frozenset("no nos fig art sec vol pp ch ext apt para pt".split())
# Abbreviations that are words as well: a capital, or what follows, decides.
_WORDS = frozenset("mar sat sun ill ind la mass miss mo ore ark del wash wed pa ma co col mon est al".split())
_OPENERS = frozenset(
    """
    the a an he she it they but and in on this that we i there at if his her their when as police no one while although though because since after
    before these those some many its you what who how so now then however meanwhile
    """.split()
)
_SURE_OPENERS = frozenset("the he she it they but this there we".split())
_DOMAINS = frozenset("com org net gov edu co uk us io tv info js".split())
_MAX = 2_000
_WIDEST, _FEWEST = 120, 3  # code points of a line in a wrapped text at most; broken lines in it at least


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of ``text`` that hold anything, trimmed; where it was wrapped at a width, the lines that belong together are one.

    >>> [p.surface for p in paragraphs("One.\\n\\n  Two. Three. ")]
    ['One.', 'Two. Three.']
    """
    lines = [span for m in _LINE.finditer(text) if (span := _trimmed(text, m.start(), m.end()))]
    return tuple(_unwrapped(text, lines) if len(lines) > _FEWEST else lines)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of ``text``, none longer than two thousand code points, none across paragraphs.

    >>> [s.surface for s in sentences("Mr. Hale left. \\"I am done.\\" He said so at 3 p.m. on Friday.")]
    ['Mr. Hale left.', '"I am done."', 'He said so at 3 p.m. on Friday.']
    >>> [s.surface for s in sentences("mr. hale left. « i am done. » he said no. then he slept")]
    ['mr. hale left.', '« i am done. »', 'he said no.', 'then he slept']
    """
    return tuple(s for p in paragraphs(text) for s in _within(text, p))


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """The lines joined where the next one's first word would not have fitted, if the text shows that it was wrapped."""
    width = max(s.end - s.start for s in lines)
    if width > _WIDEST or not any(text[s.end - 1] in ".!?" for s in lines):
        return lines
    beside = [text.count("\n", a.end, b.start) < 2 for a, b in pairwise(lines)]
    broken = sum(
        near and text[b.start].islower() and text[a.end - 1] not in ".!?;}" for near, a, b in zip(beside, lines, lines[1:], strict=False)
    )
    if broken < _FEWEST or 4 * broken < sum(beside):
        return lines
    joined = [lines[0]]
    for near, line, after in zip(beside, lines, lines[1:], strict=False):
        first = text[after.start : after.start + _WIDEST].split(maxsplit=1)[0]
        if near and line.end - line.start + 1 + len(first) > width - 3:
            joined[-1] = Span.cut(text, joined[-1].start, after.end)
        else:
            joined.append(after)
    return joined


def _within(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    cased = not (paragraph.surface.islower() or paragraph.surface.isupper())
    for m in _BREAK.finditer(text, paragraph.start, paragraph.end):
        if m.group(3):
            if _ends(text, start, m, cased):
                yield from _bounded(text, start, m.end(2))
                start = m.end(3)
        elif cased and _glued(text, m):
            end = m.end(1) if text[m.end(2) - 1] in _OPENING else m.end(2)
            yield from _bounded(text, start, end)
            start = end
    yield from _bounded(text, start, paragraph.end)


def _ends(text: str, start: int, stop: re.Match[str], cased: bool) -> bool:
    """Whether a sentence ends at a stop before white space; ``cased`` says whether capitals tell anything."""
    marks, closing, after = stop.group(1), stop.group(2), stop.group(5)
    if after.islower() and (cased or closing.strip(")]")):
        return not cased and "\u00bb" in closing
    if marks != "." or closing.strip(")]"):
        return True
    word = _before(text, start, stop)
    low = word.lower()
    if (low.isdigit() and len(low) < 4) or (len(low) == 1 and low.isalpha()):
        if text[max(start, stop.start() - 24) : stop.start()].strip("\"'\u201c\u2018([ ") == word:
            return False  # "1.", "b."
        return not (low.isalpha() and low != "i") or _opens(text, stop, cased)
    if low in _TITLES:
        return False
    if low in _NUMBERED:
        return not after.isdigit()
    if low in _WORDS and not _abbreviates(text, start, stop, word):
        return True
    if low in _ABBREVIATIONS or _INITIALISM.match(low):
        return _opens(text, stop, cased)
    return True


def _abbreviates(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    """Whether a word such as "sat" or "ill" stands for a day, month or state: by its capital, or in capitals by what is beside it."""
    if word.istitle():
        return True
    return word.isupper() and (stop.group(5).isdigit() or "," in text[max(start, stop.start() - len(word) - 2) : stop.start()])


def _opens(text: str, stop: re.Match[str], cased: bool) -> bool:
    """Whether a word follows that opens a sentence rather than goes on with a name ("U.S. President ...") or a dateline."""
    if _DASH.search(stop.group(4)) or (cased and not stop.group(5).isupper()):
        return False
    m = _WORD.match(text, stop.start(5), stop.start(5) + 24)
    return m is not None and m.group().lower() in (_OPENERS if cased else _SURE_OPENERS)


def _glued(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at a stop that the next one follows without a space, as it does where a page lost its line breaks."""
    at = stop.start(5)
    if not text[at].isupper() or not (text[at + 1 : at + 2].islower() or text[at + 1 : at + 2] == " ") or stop.group(4):
        return False
    word = _before(text, max(0, stop.start() - 24), stop)
    if len(word) < 2 or not (word.isdigit() or (len(word) > 2 and word[-2:].islower())) or word.lower() in _TITLES | _ABBREVIATIONS:
        return False
    m = _WORD.match(text, at, at + 24)
    beside = text[m.end() : m.end() + 1] if m else ""
    return m is not None and m.group().lower() not in _DOMAINS and beside not in {".", "/", "@"} and not set(word) & set("@/._")


def _before(text: str, start: int, stop: re.Match[str]) -> str:
    """The word before a stop, without what opens it."""
    m = _LAST.search(text[max(start, stop.start() - 24) : stop.start()])
    return m.group().lstrip("\"'`\u201c\u2018\u00ab([") if m else ""


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
