"""What each line of a page is: the story's text, or the furniture around it.

A crawled article brings along what stood beside it: links to other stories, share buttons, view counters, photo credits, sign-up boxes, copyright
lines. A line is told by its own form (length, end mark, separators, capitals), by a few set phrases of pages, by its neighbours and by whether its
words recur in the story. Text is the default: a line needs a reason to be anything else, and where a story puts no end marks, their lack is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.domain import Span
from sayso.reader import furniture_phrases as say
from sayso.reader.analysis import APART, ASIDE, Part, Statement

_LONG = 320  # code points of a line that is a whole paragraph of a story
_SHORT, _STEM = 4, 5  # words of a line and letters of a word that say something; letters by which words are compared
_PROMO = 22  # words of a promoted headline at most
_FOREIGN, _TRAILING = 0.4, 0.7  # share of a promo's words that the story uses too: amid the story, and after its end
_ENDING = 12  # words from which a line ought to end with a mark


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with what is asked of it more than once."""

    text: str
    words: tuple[str, ...]
    low: tuple[str, ...]
    finished: bool  # ends with the mark of a sentence
    open: bool  # ends without any mark, as headlines and links do

    @classmethod
    def of(cls, text: str) -> _Line:
        words = tuple(say.WORD.findall(text[:_LONG]))
        tail = text[-12:]
        return cls(text, words, tuple(w.lower() for w in words), bool(say.FINISHED.search(tail)), not say.ENDED.search(tail))


def parts(paragraphs: Sequence[Span], title: str = "") -> tuple[Part, ...]:
    """What each of a text's lines is; ``title`` is the article's, where known.

    Found by reading 40 crawled articles of the incident set; the set phrases are those of news pages at large.

    >>> from sayso.reader.sentences import paragraphs
    >>> page = "Ferry runs aground\\nBy Ada Stone\\nNobody was hurt, the harbour office said.\\nREAD MORE: Bakery wins prize\\nCopyright 2024 Kestrel Post."
    >>> [p.value for p in parts(paragraphs(page))]
    ['headline', 'byline', 'text', 'link', 'notice']
    """
    lines = [_Line.of(p.surface) for p in paragraphs]
    found = [_alone(line) for line in lines]
    _blocks(lines, found)
    if _ends_with_marks(lines):
        _headlines(lines, found, title)
        _promoted(lines, found)
    return tuple(p or Part.TEXT for p in found)


def undated(statements: Sequence[Statement], paragraphs: Sequence[Span]) -> tuple[Statement, ...]:
    """The statements, with contents that begin at a dateline ("HARBOUR (Norlight) - Boats sank") beginning behind it.

    >>> line = Span(0, 32, "HARBOUR (Norlight) - Boats sank.")
    >>> [s.content[0].surface for s in undated([Statement((line,))], [line])]
    ['Boats sank.']
    """
    heads = {p.start: p.start + m.end() for p in paragraphs if (m := say.PLACED.match(p.surface))}

    def behind(span: Span) -> Span:
        start = heads.get(span.start, span.start)
        return Span(start, span.end, span.surface[start - span.start :]) if start < span.end else span

    return tuple(replace(s, content=tuple(behind(c) for c in s.content)) for s in statements)


def spoken(statements: Sequence[Statement], paragraphs: Sequence[Span], kinds: Sequence[Part]) -> tuple[Statement, ...]:
    """The statements without what furniture says; ``kinds`` holds what each of ``paragraphs`` is.

    A content keeps no piece in an aside, and none in a headline or caption whose speaker stands in another line. A statement without content
    goes, and so do those inside it. ``within`` keeps pointing at the same statements.
    """
    if not set(kinds) & (ASIDE | APART):
        return tuple(statements)

    def line(span: Span) -> int:
        return max(0, bisect_right(paragraphs, span.start, key=lambda p: p.start) - 1)

    kept: list[Statement] = []
    index: dict[int, int] = {}
    for i, s in enumerate(statements):
        voices = {line(v) for v in (*s.source, *s.cue)}
        content = tuple(
            c for c in s.content if kinds[at := line(c)] not in ASIDE and (kinds[at] not in APART or not voices or at in voices)
        )
        if not content or (s.within is not None and s.within not in index):
            continue
        index[i] = len(kept)
        kept.append(replace(s, content=content, within=None if s.within is None else index[s.within]))
    return tuple(kept)


def _alone(line: _Line) -> Part | None:
    """What a line is by its own form, None where it does not say."""
    text, low = line.text, line.low
    if not low:
        return Part.TAG
    if line.finished and len(low) >= _ENDING and text[0].isalpha() and text[-1] != ")" and say.HINTS.isdisjoint(low):
        return None
    if (say.COUNTER.match(text) and len(low) <= _PROMO) or (len(low) <= 10 and set(low) - _digits(low) <= say.BUTTONS):
        return None if line.finished else Part.LINK
    if _rows(line):
        return Part.TAG
    if _notice(line):
        return Part.NOTICE
    if _links(line):
        return Part.LINK
    if _byline(line):
        return Part.BYLINE
    if _dated(line):
        return Part.DATELINE
    if say.TAG.match(text) and not line.finished:
        return Part.TAG
    if say.SHOWN.match(text) or say.CREDIT.search(text[-200:]) or say.AGENT.search(text[-120:]) or say.PICTURED.search(text[-80:]):
        return Part.CAPTION
    return Part.LINK if _addresses(line) else None


def _notice(line: _Line) -> bool:
    """Whether the page itself speaks to its reader: rights, forms, scripts, policies, sign-up boxes."""
    text = line.text
    if say.MACHINE.search(text[:_LONG]):
        return len(text) <= _LONG or "{" in text[:_LONG]
    if say.RIGHTS.search(text[:_LONG]) and len(text) <= _LONG:
        return True
    if say.QUOTING.search(text[:_LONG]):
        return False
    if say.ASKING.match(text) and len(text) <= 2 * _LONG:
        return True
    return len(text) <= _LONG and say.SITE.search(text) is not None and len(say.YOU.findall(text)) > 1


def _byline(line: _Line) -> bool:
    text, low = line.text, line.low
    if say.HANDS.search(text[:200]) and len(low) <= 40:
        return True
    if by := say.BY.match(text):
        names = say.WORD.findall(text[by.end() : by.end() + 120])
        first = names[0].lower() if names else ""
        named = sum(w[0].isupper() for w in names) > 0.7 * len(names)
        return 0 < len(names) <= 14 and named and not (line.finished and len(names) > 6) and first not in say.CALENDAR
    if say.ADDRESS.search(text[:_LONG]) and len(low) <= 14 and not line.finished:
        return True
    if low[0] == "with" and line.open and len(low) <= 9 and all(w.isupper() for w in line.words[1:]):
        return True
    return (
        line.open
        and len(low) <= 8
        and bool(say.TRADE & set(low))
        and all(w[0].isupper() or w in {"of", "the", "for", "and"} for w in line.words)
    )


def _dated(line: _Line) -> bool:
    """Whether a line is only a place and a day, or when the page was put up."""
    text, low = line.text, line.low
    if len(low) > 16:
        return False
    if stamp := say.STAMP.match(text):
        rest = [w.lower() for w in say.WORD.findall(text[stamp.end() :])]
        return bool(rest) and (rest[0] in say.CALENDAR or rest[0].isdigit()) and not line.finished
    if len(low) <= 8 and text[-1] in "-\u2013\u2014" and (line.words[0].isupper() or "," in text):
        return True
    if not set(low) & say.CALENDAR or not any(w.isdigit() for w in low) or line.finished:
        return False
    rest = [w for w in low if w not in say.CALENDAR | say.CLOCK and not w[0].isdigit()]
    dated = any(len(w) == 4 and w.isdigit() for w in low) or say.TIME.search(text) is not None
    return not rest or (dated and len(rest) < (len(low) + 1) // 2)


def _rows(line: _Line) -> bool:
    """Whether a line is a row of a table, a ticker or a bar of choices rather than words in a row."""
    text, low = line.text[:_LONG], line.low
    bars = text.count("|") + text.count("\u2022") + text.count(" \u00b7 ")
    if bars >= 3 and not line.finished:
        return True
    numbers = len(_digits(low))
    return not line.finished and numbers >= 3 and numbers > 0.6 * len(low) and "," not in text.strip(",")[-1:]


def _digits(low: Sequence[str]) -> set[str]:
    return {w for w in low if w[0].isdigit()}


def _links(line: _Line) -> bool:
    """Whether a line sends its reader elsewhere."""
    bullet = say.BULLET.match(line.text)
    body = line.text[bullet.end() :] if bullet else line.text.lstrip("([>\u00bb \t\u00a0-")
    if say.HEADING.match(body):
        return not line.finished or len(line.low) <= 6 or line.text.isupper()
    return False


def _addresses(line: _Line) -> bool:
    """Whether a line is mostly addresses."""
    return len(say.ADDRESS.findall(line.text[:_LONG])) * 8 > len(line.low) and not say.QUOTING.search(line.text[:_LONG])


def _blocks(lines: Sequence[_Line], found: list[Part | None]) -> None:
    """Let a heading of links, or a line that ends with a colon, say what the lines below it are."""
    under: Part | None = None
    for i, line in enumerate(lines):
        bullet = say.BULLET.match(line.text)
        if found[i] is Part.LINK and _heads(line):
            under = Part.LINK
        elif found[i] is None and line.text.endswith(":"):
            under = Part.ITEM
        elif found[i] is None and under is not None and (bullet or not line.finished) and len(line.low) <= _PROMO:
            found[i] = under
        elif found[i] is None:
            under = None
            if bullet and not line.finished:
                found[i] = Part.ITEM
    _menus(lines, found)


def _heads(line: _Line) -> bool:
    """Whether a link is the heading of more: it has no headline of its own."""
    heading = say.HEADING.match(line.text.lstrip("([>\u00bb \t\u00a0-"))
    return (
        heading is not None
        and (line.text.rstrip().endswith(":") or len(line.low) <= 4)
        and not line.low[0].startswith(("advert", "continue", "story"))
    )


def _menus(lines: Sequence[_Line], found: list[Part | None]) -> None:
    """Three and more lines of a word or two in a row are a menu, not a story."""
    start = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and len(lines[i].low) < _SHORT and lines[i].open and found[i] in (None, Part.LINK, Part.TAG):
            continue
        if i - start >= 3:
            found[start:i] = [f or Part.TAG for f in found[start:i]]
        start = i + 1


def _ends_with_marks(lines: Sequence[_Line]) -> bool:
    """Whether the story's sentences end with marks, so that a line without one is no sentence of it."""
    long = [line.finished for line in lines if len(line.low) >= _ENDING]
    return 2 * sum(long) >= len(long)


def _headlines(lines: Sequence[_Line], found: list[Part | None], title: str) -> None:
    """Mark the open lines before the first sentence, and those that give the title."""
    named = _Line.of(title).low
    before = True
    for i, line in enumerate(lines):
        if found[i] is not None:
            continue
        if (named and line.low == named) or (before and line.open and len(line.low) <= 2 * _PROMO):
            found[i] = Part.HEADLINE
        else:
            before = False


def _promoted(lines: Sequence[_Line], found: list[Part | None]) -> None:
    """Tell the headlines amid and after the story: of another story where their words are foreign to this one, else its own subheads."""
    told = [i for i, line in enumerate(lines) if found[i] is None and line.finished]
    asking = [i for i, line in enumerate(lines) if told and i > told[0] and found[i] is None and _headed(line)]
    if not asking:
        return
    used = {w[:_STEM].lower() for i in told for w in say.WORD.findall(lines[i].text) if len(w) >= _SHORT}
    for i in asking:
        asked = [w[:_STEM] for w in lines[i].low if len(w) >= _SHORT]
        shared = sum(w in used for w in asked) / len(asked) if asked else 1.0
        limit = _TRAILING if i > told[-1] else _FOREIGN
        found[i] = Part.LINK if shared <= limit and len(lines[i].low) >= _SHORT else Part.HEADLINE


def _headed(line: _Line) -> bool:
    """Whether a line has the form of a headline: short, open, and begun with a capital or a number."""
    return line.open and len(line.low) <= _PROMO and line.text[0].isalnum() and not line.text[0].islower()
