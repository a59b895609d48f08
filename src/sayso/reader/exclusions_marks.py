"""Numbers that mark a place in a page or a code: footnotes, headings, steps, bills, co-ordinates, statistics of a test, counters, calibres."""

from __future__ import annotations

from sayso.reader.exclusion_words import NO_NARROWING
from sayso.reader.exclusions_time import DASHES, ENDS, counted_follows
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import UNITS

_QUOTES = frozenset("\"'\u201c\u201d")
_SENTENCE_ENDS = frozenset({".", "!", "?", ")", "\u201d", '"', ","})
# Words that open a sentence and never stand between a number and what it counts.
_OPENING = NO_NARROWING | frozenset(
    """yet however although though these those this they he she it we i you there here thus therefore then also such some many most despite
    moreover furthermore what why how according""".split()
)
# A test's letter before its sign: "p < 0.05", "M = 7.64"; "n = 31" counts.
_STATISTICS = frozenset("p m sd se r t f z d df b".split())
_SIGNS = frozenset("<>=\u2264\u2265")
_TEXTING = frozenset("text texts texting texted sms message".split())
_TEXT_REACH = 14  # words from "text" to the number that it goes to
_WEAPONS = frozenset(
    "pistol pistols revolver revolvers handgun handguns rifle rifles gun guns caliber calibre magnum round rounds special".split()
)
_NOTE_BELOW = 1000
_HEADING_BELOW = 100
_NOTES_REACH = 120  # tokens to the next footnote


def marks(text: str, ts: list[Token], p: Parsed) -> bool:
    """Whether the digits ``p`` mark a place and count nothing."""
    return (
        noted(text, ts, p)
        or _superscript(ts, p)
        or _heads(text, ts, p)
        or _statistic(ts, p)
        or _billed(ts, p)
        or _at_bat(ts, p)
        or _messaged(ts, p)
        or _visited(ts, p)
        or _bored(text, ts, p)
    )


def broken(text: str, ts: list[Token], i: int) -> bool:
    """Whether a line break, or the edge of the text, stands before token ``i``."""
    return i <= 0 or i >= len(ts) or "\n" in text[ts[i - 1].end : ts[i].start]


def noted(text: str, ts: list[Token], p: Parsed) -> bool:
    """The mark of a footnote: "held.[27]", "left [3].", "hills [12][13]", "[4, 5]", "in 2009. [2] She"; not "[12] people"."""
    begin, end = p.first - 1, p.end
    for _ in range(4):
        if begin > 1 and low(ts, begin) in DASHES | {","} and ts[begin - 1].digits:
            begin -= 2
        if end + 1 < len(ts) and low(ts, end) in DASHES | {","} and ts[end + 1].digits:
            end += 2
    if p.value >= _NOTE_BELOW or low(ts, begin) != "[" or low(ts, end) != "]":
        return False
    if joined(ts, begin):
        return low(ts, begin - 1) not in _QUOTES or joined(ts, begin - 1)
    if begin > 0 and (low(ts, end + 1) in ENDS or low(ts, end + 1) == "[" or broken(text, ts, end + 1)):
        return True
    after_mark = low(ts, begin - 1) in _SENTENCE_ENDS and not counted_follows(ts, end + 1)
    return begin > 0 and (after_mark or low(ts, end + 1) in _OPENING or _others_noted(ts, begin, end))


def _others_noted(ts: list[Token], begin: int, end: int) -> bool:
    """Whether another bracket near by holds digits only, so that the page numbers its notes."""
    for at in (*range(max(1, begin - _NOTES_REACH), begin - 1), *range(end + 1, min(len(ts) - 2, end + _NOTES_REACH))):
        if ts[at].digits and low(ts, at - 1) == "[" and low(ts, at + 1) == "]":
            return True
    return False


def _superscript(ts: list[Token], p: Parsed) -> bool:
    """A footnote's number that lost its brackets: "a fee. 8 Yet others"."""
    after = p.end
    if p.value >= _HEADING_BELOW or p.end != p.first + 1 or low(ts, p.first - 1) != "." or after >= len(ts):
        return False
    return not joined(ts, p.first) and ts[after].surface[0].isupper() and low(ts, after) in _OPENING - {"of", "in", "on", "at", "and", "or"}


def _heads(text: str, ts: list[Token], p: Parsed) -> bool:
    """The number of a heading at the start of its line: "4.1. Limitations", "24.2 Spacetime", "1 The Coast"."""
    after = p.end
    if not broken(text, ts, p.first) or p.scale != 1 or p.value >= _HEADING_BELOW or after >= len(ts) or broken(text, ts, after):
        return False
    if p.end == p.first + 3 and low(ts, p.first + 1) == ".":
        point = low(ts, after) == "."
        named = ts[after].surface[0].isupper() and low(ts, after) not in UNITS and low(ts, after) not in {"percent", "per", "percentage"}
        return (point and after + 1 < len(ts) and ts[after + 1].surface[0].isupper()) or (named and not counted_follows(ts, after))
    return p.end == p.first + 1 and ts[after].surface[0].isupper() and low(ts, after) in {"the", "a", "an", "what", "how", "why", "when"}


def _statistic(ts: list[Token], p: Parsed) -> bool:
    """The outcome of a test by its letter, and degrees of a co-ordinate: "p < 0.05", "54º 55"."""
    before = low(ts, p.first - 1)
    if before == "º" and p.first > 1 and ts[p.first - 2].digits:
        return True
    return before in _SIGNS and low(ts, p.first - 2) in _STATISTICS and low(ts, p.first - 3) in {"(", ",", ";", "["}


def _billed(ts: list[Token], p: Parsed) -> bool:
    """A bill by its chamber: "H. R. 1280", "H.R. 1280", "S. 22"."""
    return [low(ts, p.first - k) for k in (1, 2, 3, 4)] == [".", "r", ".", "h"]


def _at_bat(ts: list[Token], p: Parsed) -> bool:
    """What a batter did, told as "4-for-5"."""
    for tie, there in ((p.end, p.end + 3), (p.first - 3, p.first - 4)):
        if (
            low(ts, tie) in HYPHENS
            and low(ts, tie + 1) == "for"
            and low(ts, tie + 2) in HYPHENS
            and 0 <= there < len(ts)
            and ts[there].digits
        ):
            return True
    return False


def _messaged(ts: list[Token], p: Parsed) -> bool:
    """The short number that a message goes to: "by texting HARBOUR to 274637"."""
    if (
        p.end != p.first + 1
        or not 4 <= len(ts[p.first].surface) <= 6
        or low(ts, p.first - 1) not in {"to", "at"}
        or counted_follows(ts, p.end)
    ):
        return False
    return any(low(ts, k) in _TEXTING for k in range(max(0, p.first - _TEXT_REACH), p.first))


def _visited(ts: list[Token], p: Parsed) -> bool:
    """What a page says of its own readers: "(Visited 817 times, 8 visits today)"."""
    if low(ts, p.first - 1) == "visited" and low(ts, p.first - 2) == "(":
        return low(ts, p.end) == "times"
    return low(ts, p.end) == "visits" and low(ts, p.end + 1) == "today"


def _bored(text: str, ts: list[Token], p: Parsed) -> bool:
    """The calibre of a weapon: "a .38 pistol"."""
    return text[ts[p.first].start] == "." and p.value < 1 and low(ts, p.end) in _WEAPONS
