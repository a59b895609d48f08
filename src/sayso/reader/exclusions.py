"""Numbers that say neither how many nor how much: dates, clock times, ages, names, labels, addresses, scores, stray marks.

Closed lists and shapes only, each looking at a bounded number of tokens around the number.
"""

from __future__ import annotations

from sayso.reader.exclusion_words import (
    BOUND_TO_MORE,
    BOUND_TO_ONE,
    COUNTABLE,
    HALVES,
    LABELS,
    LISTED,
    NAMED_AFTER,
    SCORED,
    STEPS,
    STREETS,
)
from sayso.reader.exclusions_age import aged
from sayso.reader.exclusions_marks import broken, marks
from sayso.reader.exclusions_time import DASHES, ENDS, clock, counted_follows, dated, month, year
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import ATTACHED, CODES, SIGNS, UNITS

_LINKS = frozenset({",", "and", "of", "/", "to", "&", "or", "-", "\u2013", "through", "(", ")"})
_COMMON = frozenset({1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 100})  # denominators written with a slash
_VOTED_ON = frozenset("voted vote votes motion bill amendment resolution legislation referendum parliament senate lawmakers".split())
_WON = frozenset("win wins won winning beat lose loses lost losing".split())
_VOTE_REACH = 8
_BRACKET = 40  # words that a bracket may hold
# "Among the top 10 in population": a rank, not a count.
_RANKED = frozenset("in was is were are list lists and or of finishers finish finishes spot spots largest biggest most".split())
_QUOTES = frozenset("\"'\u201c\u201d")


def excluded(text: str, ts: list[Token], p: Parsed) -> bool:
    """Whether the number ``p`` dates, times, names or labels something, or is a stray mark, and so is no figure."""
    if p.shape == "digits" and _digits_excluded(text, ts, p):
        return True
    if aged(ts, p) or clock(ts, p):
        return True
    if (
        p.shape == "fraction"
        and ts[p.first].digits
        and low(ts, p.first - 1) in ENDS
        and (low(ts, p.end) in ENDS or broken(text, ts, p.end))
    ):
        return True
    if p.shape != "digits" and p.shape != "vague" and ts[p.first].surface[0].isupper() and _name_follows(ts, p):
        return True
    return _hyphenated(ts, p) or _idiom(ts, p)


def labelled(ts: list[Token], p: Parsed) -> bool:
    """Whether ``p`` numbers a thing that is named by its kind: "Flight 370", "Article 5", "resolutions 2118 2209"."""
    at = p.first - 1
    if low(ts, at) in {"#", "№"}:
        return True
    if low(ts, at) in {".", "-"} and low(ts, at - 1) in {
        "no",
        "nos",
        "vol",
        "art",
        "ch",
        "sec",
        "rt",
        "pg",
        "p",
        "pp",
        "fig",
        "figs",
        "eq",
    }:
        return True
    word = low(ts, at)
    if p.shape == "words" and word in STEPS and p.value < 100 and low(ts, at - 1) not in {"the", "per", "each", "every"}:
        return not counted_follows(ts, p.end)
    if word not in LABELS:
        return False
    if p.shape == "digits":
        return ts[at].surface[0].isupper() or word in LISTED or not counted_follows(ts, p.end)
    return ts[at].surface[0].isupper() and ts[p.first].surface[0].isupper() and p.value < 100 and not counted_follows(ts, p.end)


def continues_list(ts: list[Token], begin: int, end: int) -> bool:
    """Whether only commas, "and", dashes stand between two numbers (tokens ``begin`` to ``end``)."""
    return end - begin <= 2 and all(low(ts, k) in _LINKS for k in range(begin, end))


def _digits_excluded(text: str, ts: list[Token], p: Parsed) -> bool:
    return bool(
        _glued(ts, p)
        or marks(text, ts, p)
        or _chained(ts, p)
        or dated(ts, p)
        or year(ts, p)
        or _address(ts, p)
        or _stray(text, ts, p)
        or _score(ts, p)
        or _coded(text, ts, p)
        or (low(ts, p.end) in NAMED_AFTER and ts[p.end].surface[0].isupper())
        or (
            ts[p.first].surface == "911"
            and (
                {low(ts, p.end), low(ts, p.first - 1)}
                & {
                    "call",
                    "calls",
                    "caller",
                    "callers",
                    "called",
                    "dialed",
                    "dispatch",
                    "dispatcher",
                    "dispatchers",
                    "operator",
                    "calling",
                    "tape",
                    "tapes",
                    "a",
                    "the",
                    "to",
                }
            )
        )
    )


def _glued(ts: list[Token], p: Parsed) -> bool:
    """ "Su-24", "G20", "0914", "21st", "1990s", "7News", "@user1", "x2": digits that letters make a name of."""
    first, end = p.first, p.end
    if first < len(ts) and ts[first].surface[0] == "0" and len(ts[first].surface) > 1 and low(ts, first + 1) != ".":
        return True
    if joined(ts, first):
        before = ts[first - 1]
        if before.low == "|" or (before.low in _QUOTES and low(ts, first - 2) == "="):
            return True
        if before.surface.isalpha() and before.surface not in CODES and before.surface not in {"Rs", "US"}:
            return True
        if before.low in {"/", "@", "_", "\\", "=", "*", ":", "^"} and before.low not in SIGNS:
            return before.low != "/" or not _plus_minus(ts, first)
        if before.low in DASHES and joined(ts, first - 1) and first > 1 and ts[first - 2].surface.isalpha() and low(ts, first - 2) != "to":
            return True
        if before.low in {".", ","} and joined(ts, first - 1) and first > 1 and ts[first - 2].surface.isalnum():
            return True
    if joined(ts, end) and end < len(ts):
        after = ts[end]
        if after.low == "|":
            return True
        if after.low in HYPHENS and joined(ts, end + 1) and ts[end + 1].surface.isupper() and len(ts[end + 1].surface) > 2:
            return True
        if after.surface.isalpha():
            return after.low not in UNITS and after.surface not in ATTACHED
        if after.low in {"/", "_", "@", "^"} and joined(ts, end + 1):
            return True
        if after.low in {"'", "\u2019"} and low(ts, end + 1) == "s":
            return True
    return low(ts, first - 1) == "." and joined(ts, first) and ts[first].digits


def _coded(text: str, ts: list[Token], p: Parsed) -> bool:
    """A code, a version or a calibre: ten digits and more unbroken, "WXYZ 4", "2.0" behind a name, digits among capitals, "23 mm gun"."""
    size, before, after = len(ts[p.first].surface), p.first - 1, p.end
    state = ts[before - (low(ts, before) == ",")].surface if before > 0 else ""
    if size == 5 and len(state) == 2 and state.isupper() and state.isalpha():  # a postal code
        return True
    if size > 4 and month(ts, before):
        return True
    if size >= 10 and p.end == p.first + 1:
        return True
    if (low(ts, before) == "/" and before > 0 and ts[before - 1].digits) or (
        low(ts, after) == "/" and after + 1 < len(ts) and ts[after + 1].digits
    ):
        return True
    if p.end == p.first + 1 and _titled(text, ts, after) and not broken(text, ts, p.first):
        return True
    if low(ts, after) in {"mm", "caliber", "calibre"} or (low(ts, after) in HYPHENS and low(ts, after + 1) in {"mm", "caliber", "calibre"}):
        return True
    if before < 0 or broken(text, ts, p.first):
        return False
    name = ts[before].surface
    if name[0] in "KW" and name.isupper() and name.isalpha() and 3 <= len(name) <= 4 and size <= 2:  # a station by its call sign
        return True
    if (
        name[0].isupper()
        and p.end == p.first + 3
        and p.value.denominator == 1
        and low(ts, p.first + 1) == "."
        and low(ts, after) not in {"million", "%", "percent"}
    ):
        return True
    capitals = name.isupper() and len(name) > 1 and after < len(ts) and ts[after].surface.isupper() and len(ts[after].surface) > 1
    return capitals and size >= 5


def _plus_minus(ts: list[Token], first: int) -> bool:
    return low(ts, first - 2) == "+"


def _chained(ts: list[Token], p: Parsed) -> bool:
    """Three or more runs of digits tied by dashes, slashes or colons (dates, telephone numbers), or a clock's two by a colon."""
    begin, runs, marks = p.first, 1, set()
    while begin >= 2 and runs < 4 and _tied(ts, begin - 1) and ts[begin - 2].digits and joined(ts, begin) and joined(ts, begin - 1):
        marks.add(low(ts, begin - 1))
        begin, runs = begin - 2, runs + 1
    end = p.end
    while end + 1 < len(ts) and runs < 4 and _tied(ts, end) and ts[end + 1].digits and joined(ts, end) and joined(ts, end + 1):
        marks.add(low(ts, end))
        end, runs = end + 2, runs + 1
    if runs >= 3 or (runs == 2 and ":" in marks):
        return True
    if runs == 2 and "/" in marks and p.shape == "digits":
        return True
    if runs == 2 and marks <= DASHES:
        sizes = [len(t.surface) for t in ts[begin:end] if t.digits]
        years = ts[begin].surface[:2] in {"19", "20"} and len(ts[begin].surface) == 4
        return (years and sizes[-1] in {2, 4}) or sizes == [3, 4] or low(ts, begin - 1) == ")"
    return (
        p.first >= 2
        and low(ts, p.first - 1) == "("
        and low(ts, p.end) == ")"
        and p.end + 1 < len(ts)
        and ts[p.end + 1].digits
        and low(ts, p.end + 2) == "-"
    )


def _tied(ts: list[Token], i: int) -> bool:
    return low(ts, i) in DASHES or low(ts, i) in {"/", ":"}


def _address(ts: list[Token], p: Parsed) -> bool:
    """ "1200 block of", "4100 Main Street", "350 N. Oak Ave."."""
    if low(ts, p.end) == "block":
        return p.value >= 100
    at = p.end
    if at >= len(ts) or not ts[at].surface[0].isupper():
        return False
    for step in range(1, 5):
        if low(ts, at + step) in STREETS and ts[at + step].surface[0].isupper() and low(ts, at) not in COUNTABLE:
            return True
        if at + step < len(ts) and not (
            ts[at + step].surface[0].isupper() or ts[at + step].digits or low(ts, at + step) in {".", "th", "st", "nd", "rd"}
        ):
            return False
    return False


def _stray(text: str, ts: list[Token], p: Parsed) -> bool:
    """A number alone on its line, a list marker, a page counter, a mark after the last sentence."""
    opens, closes, after = broken(text, ts, p.first), broken(text, ts, p.end), low(ts, p.end)
    name = ts[p.first - 1].surface if p.first else ""
    if closes and name.isupper() and name.isalpha() and 1 < len(name) <= 4:  # initials of who typed it
        return True
    if closes and (opens or low(ts, p.first - 1) in {".", "!", "?", "/"}):
        return True
    if opens and low(ts, p.end) in {".", ")"} and not closes and not broken(text, ts, p.end + 1) and p.value < 100 and p.end == p.first + 1:
        return True
    if (
        after == ")" and p.value < 20 and p.end == p.first + 1 and not closes and not _bracketed(ts, p.first)
    ):  # "either 1) leave or 2) stay"
        return True
    if low(ts, p.first - 1) in DASHES and closes and p.first >= 2 and ts[p.first - 2].digits:
        return True
    if low(ts, p.end) in DASHES and joined(ts, p.end) and p.end + 1 < len(ts) and ts[p.end + 1].digits and broken(text, ts, p.end + 2):
        return low(ts, p.first - 1) in ENDS
    if (
        opens
        and p.first > 0
        and p.value <= 100
        and after.isalpha()
        and ts[p.end].surface[0].isupper()
        and not _counts_soon(text, ts, p.end)
    ):
        return True
    return opens and closes


def _bracketed(ts: list[Token], at: int) -> bool:
    """Whether a bracket that some word before opened is still open."""
    for k in range(at - 1, max(-1, at - _BRACKET), -1):
        if low(ts, k) in {"(", ")"}:
            return low(ts, k) == "("
    return False


def _titled(text: str, ts: list[Token], at: int) -> bool:
    """Whether two capitalised words follow and nothing countable does: "the 3000 Harbour Estate"."""
    if at + 1 >= len(ts) or broken(text, ts, at) or broken(text, ts, at + 1) or _counts_soon(text, ts, at):
        return False
    return all(t.surface[0].isupper() and t.surface[-1].islower() for t in ts[at : at + 2])


def _counts_soon(text: str, ts: list[Token], at: int) -> bool:
    """Whether something countable, or a plural, stands within four words on the same line."""
    for k in range(at, at + 4):
        if k > at and broken(text, ts, k):
            return False
        if low(ts, k) in COUNTABLE or (low(ts, k).endswith("s") and ts[k].surface.islower()):
            return True
    return False


def _score(ts: list[Token], p: Parsed) -> bool:
    """The two numbers of "3-1" and "24-17": falling, tied by a dash, and no vote; those of "won 4 to 0"."""
    for first in (p.first, p.first - 2):
        won = (
            first > 0 and low(ts, first + 1) == "to" and low(ts, first - 1) in _WON and ts[first].digits and low(ts, first + 2).isdecimal()
        )
        if won and low(ts, first + 3) in ENDS | {"in", "at", "over", "on"} and len(ts[first].surface) <= 2:
            return True
    voted = any(low(ts, k) in _VOTED_ON for k in range(max(0, p.first - _VOTE_REACH), p.first))
    for this, that, tie in ((p.first, p.end + 1, p.end), (p.first - 2, p.first, p.first - 1)):
        tied = low(ts, tie) in DASHES and joined(ts, tie) and joined(ts, tie + 1)
        if (
            not tied
            or this < 0
            or that >= len(ts)
            or not (ts[this].digits and ts[that].digits)
            or len(ts[this].surface) > 6
            or len(ts[that].surface) > 6
        ):
            continue
        after, earlier = low(ts, that + 1), low(ts, this - 1)
        if voted or after in {"vote", "votes", "decision", "ruling", "majority", "margin"} or earlier in {"voted", "of"}:
            return False
        if int(ts[this].surface) >= int(ts[that].surface) or earlier in SCORED:
            return True
    return False


def _name_follows(ts: list[Token], p: Parsed) -> bool:
    """ "Seven Network", "Five Star": a capital on both, within a sentence, and nothing countable."""
    inside = p.first > 0 and (ts[p.first - 1].surface[0].islower() or low(ts, p.first - 1) == ",")
    after = p.end < len(ts) and ts[p.end].surface[0].isupper()
    bound = low(ts, p.first - 1) in {"of", "for"} and p.first > 1 and ts[p.first - 2].surface[0].isupper()
    if bound and p.value < 1000 and not counted_follows(ts, p.end):  # "Gang of Eight"
        return True
    return inside and after and not counted_follows(ts, p.end) and not low(ts, p.end).endswith("s")


def _hyphenated(ts: list[Token], p: Parsed) -> bool:
    """A number word that a hyphen binds into another word: "one-sided", "two-faced", "catch-two"."""
    if low(ts, p.end) not in HYPHENS or not joined(ts, p.end) or not joined(ts, p.end + 1):
        return False
    return low(ts, p.end + 1) in (BOUND_TO_ONE if p.value == 1 else BOUND_TO_MORE)


def _idiom(ts: list[Token], p: Parsed) -> bool:
    word, after, before = low(ts, p.first), low(ts, p.end), low(ts, p.first - 1)
    if p.shape == "fraction" and "/" in (low(ts, p.first + 1), low(ts, p.end - 2)) and p.value.denominator not in _COMMON:  # "9/11", "24/7"
        return True
    if p.shape == "fraction" and after in HYPHENS and joined(ts, p.end) and low(ts, p.end + 1) not in UNITS:
        return True
    if p.shape == "fraction" and word == "half":
        if after in {"brother", "sister", "time", "mast", "way", "hearted", "life", "marathon", "year"} or before in HALVES:
            return True
        return (before in {"other", "in", "top", "bottom", "final"} and after != "of") or (before in HYPHENS and joined(ts, p.first))
    if word == "zero":
        return (
            before in {"ground", "sub", "from", "day", "net"}
            or after in {"tolerance", "sum", "in", "hour", "dark"}
            or (after in HYPHENS and joined(ts, p.end))
        )
    if p.shape == "fraction" and word in {"a", "another"} and low(ts, p.first + 1) not in {"quarter", "half"}:
        if after == "," and p.end + 1 < len(ts) and ts[p.end + 1].surface[0].isupper():  # "and a third, Jane Roe, said"
            return True
        return not (after in ENDS or after in {"of", "more", "less", "fewer", "say", "said", "are", "were", "to", "from", "in", "favor"})
    if p.shape == "vague" and word == "scores":
        return after not in {
            "of",
            "more",
            "were",
            "are",
            "have",
            "killed",
            "injured",
            "wounded",
            "others",
            "dead",
            "hurt",
        } and not counted_follows(ts, p.end)
    if word == "few" and p.first + 1 == p.end:
        return before not in {"past", "last", "next", "first", "these", "those", "coming", "previous", "every", "the", "final"}
    if after in {"figures", "figure"} and before in {"into", "in", "to", "a", "the"} and 3 < p.value < 10:  # "it ran into six figures"
        return True
    if after == "minds" and before == "of":
        return True
    return before == "top" and p.shape in {"digits", "words"} and (after in ENDS or after in _RANKED)
