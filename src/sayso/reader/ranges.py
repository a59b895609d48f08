"""Two numbers that bound one: "between A and B", "A to B", "A-B", "A or B"."""

from __future__ import annotations

from fractions import Fraction

from sayso.reader.lexicon_numbers import MONTHS, Convention
from sayso.reader.numerals import Parsed, parse
from sayso.reader.tokens import HYPHENS, Token, joined, low
from sayso.reader.units import money_before, tail

_DASHES = HYPHENS | {"\u2013", "\u2014", "~"}
_SPREAD = frozenset("ranging range ranges ranged anywhere vary varies varying varied between".split())
# After these "from A to B" are two levels of one thing, not a spread.
_MOVES = frozenset(
    """rose rise rises risen rising increased increase increases increasing grew grow grown growing growth jumped jump climbed climb up
    down fell fall falls fallen falling dropped drop drops dropping decreased decrease decreases declined decline declines cut cuts
    reduced reduce raised raise raising went gone going changed change moved surged soared expanded doubled tripled shrank swing swung
    slipped slid improved extended upped boosted lowered narrowed widened revised""".split()
)
# Between "from" and the first level: "from the current $7 to $12".
_BEFORE_LEVELS = frozenset("the a its their current present existing today about around roughly nearly almost some".split())
_REACH = 8
_MORE_THAN_PARTS = 10  # "half to two miles" is a range, "down a third to 5,000" a step and a level


def extend(ts: list[Token], p: Parsed, begin: int, convention: Convention) -> tuple[int, int, Fraction, Fraction] | None:
    """The range that ``p`` opens: first token, end, low and high; None where it stands alone.

    ``begin`` is the first token of the number with its money sign. A scale or a money sign may stand once for both: "$20-30 million".
    """
    if p.shape in {"vague", "couple", "ratio", "article", "twice", "digits wide"}:
        return None
    between = low(ts, begin - 1) == "between"
    end = p.end
    unit = tail(ts, end, True)
    if unit and (between or _percent_twice(ts, unit.end, begin, unit.unit, convention)):
        end = unit.end
    link = low(ts, end)
    dash = link in _DASHES
    if not (dash or link in {"to", "or", "through"} or (between and link == "and")):
        return None
    if dash and joined(ts, end) != joined(ts, end + 1):
        return None
    at = end + 1
    other = parse(ts, at, convention)
    if other is None and at + 1 < len(ts) and not ts[at].digits and not ts[at].surface.isalpha():
        other = parse(ts, at + 1, convention)
        if other is not None and money_before(ts, other.first) is None:
            return None
    if other is None or other.shape in {"vague", "couple", "ratio"} or other.value < 0:
        return None
    if dash and p.shape != "digits" and p.shape != other.shape and p.shape != "words":
        return None
    bottom, top = p.value, other.value
    if p.scale == 1 and other.scale >= 1000 and bottom < top / other.scale:
        bottom *= other.scale
    if not bottom < top or (link == "or" and top > 3 * bottom) or low(ts, other.end) in MONTHS:
        return None
    if low(ts, other.end) in HYPHENS and joined(ts, other.end) and low(ts, other.end + 1).isdecimal():
        return None
    if p.shape == "fraction" and other.shape != "fraction" and top >= _MORE_THAN_PARTS:
        return None
    if _two_levels(ts, p, other, begin, end):
        return None
    return (begin - 1 if between else begin), other.end, bottom, top


def _percent_twice(ts: list[Token], link: int, begin: int, unit: str, convention: Convention) -> bool:
    """Whether both ends of a range bring their percent: "cut emissions 26 percent to 28 percent"; not "rose 5 percent to 20 percent"."""
    if unit != "percent" or low(ts, link) != "to" or low(ts, begin - 1) in _MOVES | {"from"}:
        return False
    other = parse(ts, link + 1, convention) if link + 1 < len(ts) else None
    after = tail(ts, other.end, True) if other else None
    return after is not None and after.unit == unit


def _two_levels(ts: list[Token], p: Parsed, other: Parsed, begin: int, link: int) -> bool:
    """Whether the numbers say how something moved, from one level or by a step to another: "rose from 5 to 8", "fell by $4m to $30m"."""
    signed = begin < p.first
    for _ in range(2):
        begin -= low(ts, begin - 1) in _BEFORE_LEVELS
    lead = low(ts, begin - 1)
    if lead == "from":
        return low(ts, begin - 2) not in _SPREAD and _moves(ts, begin)
    if low(ts, link) != "to" or not (lead == "by" or lead in _MOVES):
        return False
    if p.shape == "fraction":
        return other.shape != "fraction"
    shares_scale = p.scale == 1 and other.scale >= 1000
    return not shares_scale and (signed or p.scale > 1) and (other.scale > 1 or money_before(ts, other.first) is not None)


def _moves(ts: list[Token], begin: int) -> bool:
    return any(low(ts, k) in _MOVES for k in range(max(0, begin - _REACH), begin))
