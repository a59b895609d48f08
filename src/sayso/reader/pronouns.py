"""When "one" counts, and when a number only points back to a group that was counted before."""

from __future__ import annotations

from enum import IntEnum

from sayso.reader.exclusion_words import COUNTABLE, PERSONS
from sayso.reader.numerals import Parsed
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import UNITS

# "one" before these is a pronoun or an idiom.
_NOT_AFTER = frozenset(
    """another way thing point side hand reason who that which moment stop by side's time day's on to with for at is has would should
    could must might may cannot can't does isn's thinks wants , ; : ? ! . ) ' ’ sided nobody everyone you i we they he she it like""".split()
)
_TIMES_OF_DAY = frozenset("night evening morning afternoon weekend summer winter spring autumn".split())
_SAID = frozenset("said says told tells called asked wrote described noted added put".split())
_NOT_BEFORE = frozenset("no any every this that which the each another some number only-one loved good new big first last next own".split())


class Weight(IntEnum):
    """How far the words alone make a figure of a number: none, perhaps but less often than not, probably, surely."""

    NONE = 0
    PERHAPS = 1
    PROBABLY = 2
    SURELY = 3


def weigh(ts: list[Token], p: Parsed) -> Weight:
    """What the words around ``p`` make of it."""
    if p.shape == "article":
        return Weight.PROBABLY
    if p.end == p.first + 1 and low(ts, p.first) == "one":
        return _one(ts, p)
    return Weight.PERHAPS if _refers_back(ts, p) else Weight.SURELY


def _one(ts: list[Token], p: Parsed) -> Weight:
    after, previous = low(ts, p.end), low(ts, p.first - 1)
    if previous in _NOT_BEFORE or (previous in HYPHENS and joined(ts, p.first)):
        return Weight.NONE
    if after in HYPHENS and joined(ts, p.end):
        units = {"year", "month", "week", "day", "hour", "minute", "mile", "person", "vote", "point"}
        return Weight.SURELY if low(ts, p.end + 1) in units else Weight.NONE
    if after == "day":
        return Weight.SURELY if previous in {"least", "just", "only", "than", "in", "for", "within"} else Weight.NONE
    if after == "in":
        return Weight.PROBABLY if previous == "and" else Weight.PERHAPS
    if after == "of":
        if previous in {"only", "just"}:
            return Weight.PROBABLY
        return Weight.PERHAPS if low(ts, p.end + 1) in {"their", "his", "her", "its", "them", "whom"} else Weight.NONE
    if not after or after in _NOT_AFTER:
        return Weight.NONE
    if after in _TIMES_OF_DAY:
        return Weight.PERHAPS
    if after in UNITS:
        return Weight.SURELY
    return Weight.PERHAPS if _example(ts, p) else Weight.PROBABLY


def _example(ts: list[Token], p: Parsed) -> bool:
    """Whether "one" opens a sentence, or stands behind a comma before its relative clause, and only names an instance: "One tweet said", "one factor
    that"; what news counts by itself is counted ("One child was hurt")."""
    after, then = low(ts, p.end), low(ts, p.end + 1)
    if low(ts, p.first - 1) == "," and then in {"that", "which"}:
        return True
    harmed = after in PERSONS or after in COUNTABLE or f"{after}s" in COUNTABLE
    return ts[p.first].surface == "One" and (not harmed or then in _SAID)


def _refers_back(ts: list[Token], p: Parsed) -> bool:
    """Whether the number stands in a definite phrase that mostly counts nothing new: "the two men", "all four"."""
    if p.end != p.first + 1 or p.value > 12 or p.value.denominator != 1:
        return False
    previous = low(ts, p.first - 1)
    if previous in {"these", "those", "all", "both"}:
        return True
    if previous != "the" or low(ts, p.first - 2) == "among" or (p.first > 1 and ts[p.first - 2].surface == "Of"):
        return False
    at = p.end + (low(ts, p.end) in HYPHENS)
    return low(ts, at) not in UNITS and not any(low(ts, k) in {"other", "others", "additional", "remaining"} for k in (at, at + 1))
