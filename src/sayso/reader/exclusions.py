"""Numbers that say neither how many nor how much: dates, clock times, ages, names, labels, addresses, scores, stray marks.

Closed lists and shapes only, each looking at a bounded number of tokens around the number.
"""

from __future__ import annotations

from sayso.reader.exclusion_words import (
    AGE_NOUNS,
    CLOCK,
    COUNTABLE,
    HALVES,
    LABELS,
    LISTED,
    NAMED_AFTER,
    PLACED,
    SCORED,
    SEASONS,
    STREETS,
    YEAR_BEFORE,
)
from sayso.reader.lexicon_numbers import MONTHS, WEEKDAYS
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import CODES, SIGNS, UNITS

_DASHES = HYPHENS | {"\u2013"}
_QUOTES = frozenset("\"'\u201c\u201d")
_ENDS = frozenset({"", ".", ",", ";", ":", "!", "?", ")"})


def excluded(text: str, ts: list[Token], p: Parsed) -> bool:
    """Whether the number ``p`` dates, times, names or labels something, or is a stray mark, and so is no figure."""
    if p.shape == "digits" and _digits_excluded(text, ts, p):
        return True
    if _aged(ts, p) or _clock(ts, p):
        return True
    if p.shape != "digits" and p.shape != "vague" and ts[p.first].surface[0].isupper() and _name_follows(ts, p):
        return True
    return _hyphenated(ts, p) or _idiom(ts, p)


def labelled(ts: list[Token], p: Parsed) -> bool:
    """Whether ``p`` numbers a thing that is named by its kind: "Flight 370", "Article 5", "resolutions 2118 2209"."""
    at = p.first - 1
    if low(ts, at) in {"#", "№"}:
        return True
    if low(ts, at) in {".", "-"} and low(ts, at - 1) in {"no", "nos", "vol", "art", "ch", "sec", "rt", "pg"}:
        return True
    word = low(ts, at)
    if word not in LABELS:
        return False
    if p.shape == "digits":
        return ts[at].surface[0].isupper() or word in LISTED or not _counted_follows(ts, p.end)
    return ts[at].surface[0].isupper() and ts[p.first].surface[0].isupper() and p.value < 100 and not _counted_follows(ts, p.end)


def continues_list(ts: list[Token], begin: int, end: int) -> bool:
    """Whether only commas, "and", dashes stand between two numbers (tokens ``begin`` to ``end``)."""
    if low(ts, begin) == "(" and low(ts, begin + 2) == ")":
        begin += 3
    return end - begin <= 2 and all(low(ts, k) in {",", "and", "to", "&", "or", "-", "\u2013", "through"} for k in range(begin, end))


def broken(text: str, ts: list[Token], i: int) -> bool:
    """Whether a line break, or the edge of the text, stands before token ``i``."""
    return i <= 0 or i >= len(ts) or "\n" in text[ts[i - 1].end : ts[i].start]


def _digits_excluded(text: str, ts: list[Token], p: Parsed) -> bool:
    return bool(
        _glued(ts, p)
        or _chained(ts, p)
        or _dated(ts, p)
        or _year(ts, p)
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
        if before.low in _DASHES and joined(ts, first - 1) and first > 1 and ts[first - 2].surface.isalpha() and low(ts, first - 2) != "to":
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
            return after.low not in UNITS
        if after.low in {"/", "_", "@", "^"} and joined(ts, end + 1):
            return True
        if after.low in {"'", "\u2019"} and low(ts, end + 1) == "s":
            return True
    return low(ts, first - 1) == "." and joined(ts, first) and ts[first].digits


def _coded(text: str, ts: list[Token], p: Parsed) -> bool:
    """A code, a version or a calibre: ten digits and more unbroken, "WXYZ 4", "2.0" behind a name, digits among capitals, "23 mm gun"."""
    size, before, after = len(ts[p.first].surface), p.first - 1, p.end
    if size >= 10 and p.end == p.first + 1:
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
    if runs == 2 and marks <= _DASHES:
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
    return low(ts, i) in _DASHES or low(ts, i) in {"/", ":"}


def _month(ts: list[Token], i: int) -> bool:
    """Whether token ``i`` names a month: written with a capital, since "march" and "may" are verbs."""
    i -= low(ts, i) == "." and low(ts, i - 1) in MONTHS
    return low(ts, i) in MONTHS and ts[i].surface[0].isupper()


def _dated(ts: list[Token], p: Parsed) -> bool:
    """The day in "March 24", "24 March", "July 4-5", "13 and 14 May", "Sat 12 Nov"; not "in October 12 people"."""
    if p.value.denominator != 1 or not 1 <= p.value <= 31 or len(ts[p.first].surface) > 2:
        return False
    end = p.end + (low(ts, p.end) in {"st", "nd", "rd", "th"} and joined(ts, p.end))
    for _ in range(3):
        at = end + 1 if low(ts, end) == "of" else end
        if _month(ts, at):
            return True
        if (
            low(ts, end) in {"and", "to", "-", "\u2013", ",", "or", "/"}
            and end + 1 < len(ts)
            and ts[end + 1].digits
            and len(ts[end + 1].surface) <= 2
        ):
            end += 2
        elif end < len(ts) and ts[end].digits and len(ts[end].surface) <= 2:
            end += 1
        else:
            break
    begin = p.first
    for _ in range(3):
        if _month(ts, begin - 1) or (low(ts, begin - 1) == "," and _month(ts, begin - 2) and low(ts, begin - 2) in WEEKDAYS):
            return not _counted_follows(ts, p.end) or low(ts, p.first - 1) in _DASHES
        if (
            low(ts, begin - 1) in {"and", "to", "-", "\u2013", ",", "or", "through"}
            and begin >= 2
            and ts[begin - 2].digits
            and len(ts[begin - 2].surface) <= 2
        ):
            begin -= 2
        else:
            break
    return low(ts, p.first - 1) in WEEKDAYS and _month(ts, p.end)


def _year(ts: list[Token], p: Parsed) -> bool:
    """A year: four bare digits that nothing counts with."""
    surface = ts[p.first].surface
    if len(surface) != 4 or p.end != p.first + 1 or p.scale != 1:
        return low(ts, p.first - 1) in {"'", "\u2019", "\u2018"} and joined(ts, p.first) and len(surface) == 2
    recent = 1900 <= p.value <= 2039
    previous = low(ts, p.first - 1)
    if recent and previous == "(" and low(ts, p.end) == ")":
        return True
    if recent and previous == "" and p.end < len(ts) and ts[p.end].surface[0].isupper():
        return True
    if _month(ts, p.first - 1) or (low(ts, p.first - 1) in {"-", ","} and p.first > 1 and _month(ts, p.first - 2)):
        return recent or not _counted_follows(ts, p.end)
    if p.first > 1 and ts[p.first - 1].digits and len(previous) <= 2 and (_month(ts, p.first - 2) or low(ts, p.first - 2) in WEEKDAYS):
        return True
    if low(ts, p.first - 1) == "," and p.first > 2 and ts[p.first - 2].digits and _month(ts, p.first - 3):
        return True
    if low(ts, p.first - 1) in SIGNS:
        return False
    if not recent:
        return 1000 <= p.value < 2100 and previous in {"in", "since"} and (low(ts, p.end) in _ENDS or low(ts, p.end) in {"and", "when"})
    if previous in {
        "over",
        "about",
        "than",
        "nearly",
        "almost",
        "some",
        "around",
        "least",
        "roughly",
        "approximately",
        "to",
        "killed",
        "killing",
    } and _counted_follows(ts, p.end):
        return False
    if previous in YEAR_BEFORE or previous in SEASONS or previous in {"the", "s", "'s", "of"}:
        return True
    if low(ts, p.end) in UNITS or (low(ts, p.end) in {"%", "percent", "per"}):
        return False
    return not _counted_follows(ts, p.end)


def _counted_follows(ts: list[Token], at: int) -> bool:
    """Whether something that can be counted stands right at ``at``, or behind one word that narrows it."""
    word, following = low(ts, at), low(ts, at + 1)
    if word in COUNTABLE:
        return True
    if not word.isalpha() or (word in UNITS and ts[at].surface[0].islower()):
        return word in UNITS
    plural = following in COUNTABLE or (
        len(following) > 3 and following.endswith("s") and not following.endswith("ss") and following.islower()
    )
    return plural and following in COUNTABLE and word not in {"the", "when", "and", "as", "a", "were", "was", "of", "that"}


def _aged(ts: list[Token], p: Parsed) -> bool:
    """ "26-year-old", "aged 5", "Smith, 34,", "ages 4 to 9", "in her 40s", "turned 18"."""
    if p.value.denominator != 1 or not 0 <= p.value <= 120 or p.shape in {"vague", "couple"}:
        return False
    end, before = p.end, low(ts, p.first - 1)
    for _ in range(2):
        at = end + (low(ts, end) in _DASHES)
        if low(ts, at) in AGE_NOUNS:
            old = at + 1 + (low(ts, at + 1) in _DASHES)
            if low(ts, old) in {"old", "olds"}:
                return low(ts, old + 1) not in PLACED and low(ts, old + 2) not in PLACED
        if low(ts, at) in {"and", "to", "or", ","} and at + 1 < len(ts) and (ts[at + 1].digits or at + 1 < len(ts)):
            end = at + 2
        elif low(ts, end) in _DASHES and end + 1 < len(ts) and ts[end + 1].digits:
            end = end + 2
        else:
            break
    if before in {"aged", "age", "ages", "turned", "turning", "turn", "turns"} and not _counted_follows(ts, p.end):
        return True
    if before == "of" and low(ts, p.first - 2) in {"age", "ages"}:
        return True
    if before in {"to", "and", "-", "\u2013", "or"} and p.first > 2 and ts[p.first - 2].digits:
        if low(ts, p.first - 3) in {"aged", "ages", "age"}:
            return True
        if low(ts, p.first - 3) in {"of", "between"} and low(ts, p.first - 4) in {"ages", "aged"}:
            return True
    if before == "between" and low(ts, p.first - 2) in {"ages", "aged"}:
        return True
    if p.shape != "digits" or p.scale != 1:
        return False
    if before == "," and p.first > 1 and ts[p.first - 2].surface[0].isupper() and low(ts, p.first - 2) not in MONTHS:
        return low(ts, p.end) in {",", ".", ";", ")"} or low(ts, p.end) in {"and", "of", "was", "is", "who"}
    if before == "(" and low(ts, p.end) == ")" and p.first > 1 and ts[p.first - 2].surface[:1].isupper():
        return True
    names = p.first > 2 and all(
        ts[p.first - k].surface[0].isupper() and ts[p.first - k].surface.isalpha() and len(ts[p.first - k].surface) > 1 for k in (1, 2)
    )
    return names and low(ts, p.end) == "of" and not _month(ts, p.first - 1)


def _clock(ts: list[Token], p: Parsed) -> bool:
    """ "3 p.m.", "10 to 11 pm", "0900 GMT", "ten o'clock", "half past three"."""
    if p.value.denominator == 1 and not 0 <= p.value <= 2400:
        return False
    end = p.end
    for _ in range(2):
        if low(ts, end) in {"a", "p"} and low(ts, end + 1) == "." and low(ts, end + 2) == "m":
            return True
        if low(ts, end) in CLOCK or (low(ts, end) == "o" and low(ts, end + 2) == "clock") or (low(ts, end) in {"am", "pm"}):
            return True
        if low(ts, end) in {"to", "and", "-", "\u2013", "or"} and end + 1 < len(ts) and (ts[end + 1].digits or low(ts, end + 1).isalpha()):
            end += 2
        else:
            break
    if low(ts, p.end) == "past" and p.value <= 30 and p.first + 1 == p.end:
        return low(ts, p.end + 1).isalnum() and low(ts, p.end + 1) not in {"the", "a"}
    return low(ts, p.first - 1) == "+" and low(ts, p.first - 2) in CLOCK


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
    opens, closes = broken(text, ts, p.first), broken(text, ts, p.end)
    if closes and (opens or low(ts, p.first - 1) in {".", "!", "?", "/"}):
        return True
    if opens and low(ts, p.end) in {".", ")"} and not closes and not broken(text, ts, p.end + 1) and p.value < 100 and p.end == p.first + 1:
        return True
    if low(ts, p.first - 1) in _DASHES and closes and p.first >= 2 and ts[p.first - 2].digits:
        return True
    if low(ts, p.end) in _DASHES and joined(ts, p.end) and p.end + 1 < len(ts) and ts[p.end + 1].digits and broken(text, ts, p.end + 2):
        return low(ts, p.first - 1) in _ENDS
    return opens and closes


def _score(ts: list[Token], p: Parsed) -> bool:
    """The two numbers of "3-1" and "24-17": falling, tied by a dash, and no vote."""
    for this, that, tie in ((p.first, p.end + 1, p.end), (p.first - 2, p.first, p.first - 1)):
        tied = low(ts, tie) in _DASHES and joined(ts, tie) and joined(ts, tie + 1)
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
        if after in {"vote", "votes", "decision", "ruling", "majority", "margin"} or earlier in {"voted", "of"}:
            return False
        if int(ts[this].surface) >= int(ts[that].surface) or earlier in SCORED:
            return True
    return False


def _name_follows(ts: list[Token], p: Parsed) -> bool:
    """ "Seven Network", "Five Star": a capital on both, within a sentence, and nothing countable."""
    inside = p.first > 0 and (ts[p.first - 1].surface[0].islower() or low(ts, p.first - 1) == ",")
    after = p.end < len(ts) and ts[p.end].surface[0].isupper()
    return inside and after and not _counted_follows(ts, p.end) and not low(ts, p.end).endswith("s")


def _hyphenated(ts: list[Token], p: Parsed) -> bool:
    """A number word that a hyphen binds into another word: "one-sided", "two-faced", "catch-two"."""
    if low(ts, p.end) not in HYPHENS or not joined(ts, p.end) or not joined(ts, p.end + 1):
        return False
    word = low(ts, p.end + 1)
    return word in {
        "on",
        "by",
        "to",
        "sided",
        "faced",
        "time",
        "way",
        "off",
        "stop",
        "half",
        "thirds",
        "star",
        "ply",
        "man",
        "piece",
        "liner",
        "handed",
        "fold",
        "tier",
        "pronged",
        "state",
        "party",
        "dimensional",
        "d",
        "tailed",
        "wheeler",
        "elect",
        "and",
    } and (p.value == 1 or word not in {"man", "party", "pronged", "state", "star", "fold", "to", "by", "and", "piece", "thirds"})


def _idiom(ts: list[Token], p: Parsed) -> bool:
    word, after, before = low(ts, p.first), low(ts, p.end), low(ts, p.first - 1)
    if p.shape == "fraction" and word == "half":
        if after in {"brother", "sister", "time", "mast", "way", "hearted", "life", "marathon"} or before in HALVES:
            return True
        tied = after in HYPHENS and joined(ts, p.end) and low(ts, p.end + 1) not in UNITS
        return (
            tied or (before in {"other", "in", "top", "bottom", "final"} and after != "of") or (before in HYPHENS and joined(ts, p.first))
        )
    if word == "zero":
        return (
            before in {"ground", "sub", "from", "day", "net"}
            or after in {"tolerance", "sum", "in", "hour", "dark"}
            or (after in HYPHENS and joined(ts, p.end))
        )
    if p.shape == "fraction" and word in {"a", "another"} and low(ts, p.first + 1) not in {"quarter", "half"}:
        return not (after in _ENDS or after in {"of", "more", "less", "fewer", "say", "said", "are", "were", "to", "from", "in", "favor"})
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
        } and not _counted_follows(ts, p.end)
    if word == "few" and p.first + 1 == p.end:
        return before not in {"past", "last", "next", "first", "these", "those", "coming", "previous", "every", "the", "final"}
    if word == "several" and after in HYPHENS:
        return False
    return False
