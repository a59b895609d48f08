"""Amounts: the number expressions of a text that say how many or how much, with bounds, unit and change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sayso.domain import Number, Qualifier, Quantity, Span
from sayso.reader.changes import changed
from sayso.reader.exclusions import continues_list, excluded, labelled
from sayso.reader.exclusions_age import joint_share
from sayso.reader.lexicon_numbers import HOUSE, SMALL, TENS, Convention
from sayso.reader.numerals import Parsed, number, parse
from sayso.reader.pronouns import Weight, weigh
from sayso.reader.qualifiers import before, behind, strongest
from sayso.reader.ranges import extend
from sayso.reader.tokens import HYPHENS, Token, joined, low, tokens
from sayso.reader.units import UNITS, lasting, money_before, tail, unit_noun

# The qualifiers that bound from below (True) or from above, and the words that one may be long.
_BOUNDS = {Qualifier.AT_LEAST: True, Qualifier.MORE_THAN: True, Qualifier.AT_MOST: False, Qualifier.LESS_THAN: False}
_BOUND_WORDS = 7
_BELOW_ZERO = frozenset({"degree", "degrees", "°", "c", "f", "celsius", "fahrenheit"})
_DIGITS = {"single": 1, "double": 2, "triple": 3}
# What follows a number that no noun follows.
_CLOSING = frozenset(["", *". , ; ) in on by over since after last this a per and as during".split()])
_PLACES = 4  # a third is 0.3333: as fine as the words are


@dataclass(frozen=True, slots=True)
class Amount:
    """A number expression that counts or measures something.

    ``span`` has the qualifier and an attached sign, percent or money word, and not the noun; ``number`` the bare number; ``unit_noun`` the
    noun that fixes the unit ("month" of "three-month"); ``change`` is "increase", "decrease" or None. ``ambiguous`` says that the words may
    be no figure at all ("one man said", "the two men"), so that something that knows the context should decide; ``likely`` is what to take
    them for where nothing does.
    """

    span: Span
    number: Span
    quantity: Quantity
    unit_noun: Span | None = None
    change: str | None = None
    ambiguous: bool = False
    likely: bool = True


class _Read(NamedTuple):
    """A number with what belongs to it, in token indices: the whole from ``begin`` to ``end``."""

    begin: int
    end: int
    parsed: Parsed
    low: Fraction
    high: Fraction
    unit: str
    noun: tuple[int, int, str] | None
    qualifier: Qualifier | None
    plural: bool


def amounts(text: str, convention: Convention = HOUSE) -> tuple[Amount, ...]:
    """Every amount of ``text`` in order; ``convention`` gives vague words their values.

    >>> [(a.span.surface, a.quantity.low, a.quantity.high) for a in amounts("At least 70 of the 1,600 fled on May 3.")]
    [('At least 70', 70, None), ('1,600', 1600, 1600)]
    """
    return tuple(_amounts(text, tokens(text), convention))


def _amounts(text: str, ts: list[Token], convention: Convention) -> Iterator[Amount]:
    i, floor, label = 0, 0, -9
    earlier: _Read | None = None
    while i < len(ts):
        parsed = parse(ts, i, convention) or _article(ts, i) or _unit_word(ts, i)
        if parsed is None:
            i += 1
            continue
        listed = label >= 0 and continues_list(ts, label, parsed.first)
        if labelled(ts, parsed) or (listed and ts[parsed.first].digits):
            i = label = parsed.end
            continue
        weight = Weight.NONE if excluded(text, ts, parsed) else weigh(ts, parsed)
        read = _read(ts, parsed, convention, floor) if weight else None
        if read is None:
            i = parsed.end
            continue
        read = _both_sides(ts, read, convention)
        if earlier is not None and _second_level(ts, earlier, read):
            read = read._replace(unit=earlier.unit)
        earlier = read
        yield _amount(text, ts, read, weight)
        i = floor = max(read.end, parsed.end)


def _article(ts: list[Token], i: int) -> Parsed | None:
    """ "a" that counts a unit: "more than a year", "a day after", "an hour-long"."""
    if low(ts, i) not in {"a", "an"}:
        return None
    if low(ts, i + 1) not in UNITS:
        return Parsed(i, i + 1, Fraction(1), "article") if _leads_a_count(ts, i) else None
    noun = unit_noun(ts, i + 1)
    if noun is None or noun[0] != i + 1 or low(ts, noun[0]).endswith("s"):
        return None
    after = low(ts, noun[1])
    bounded = before(ts, i, lasting=lasting(noun, ts))[1] is not None
    if bounded or after in {"after", "later", "before", "earlier"} or (after == "of" and lasting(noun, ts)):
        return Parsed(i, i + 1, Fraction(1), "article")
    tied = after in HYPHENS and joined(ts, noun[1]) and low(ts, noun[1] + 1) == "long"
    return Parsed(i, i + 1, Fraction(1), "article") if tied else None


def _leads_a_count(ts: list[Token], i: int) -> bool:
    """Whether an article opens a list of counts: "a child and two women", "an armoured car, three lorries"."""
    for at in range(i + 2, i + 6):
        if low(ts, at - 1) in {"of", "with", "in"} or not low(ts, at - 1).isalpha():
            return False
        if low(ts, at) in {"and", ","}:
            return SMALL.get(low(ts, at + 1), 0) > 1
    return False


def _unit_word(ts: list[Token], i: int) -> Parsed | None:
    """ "twice", "fourfold", "single-digit", "double digits"."""
    word = low(ts, i)
    if word == "twice":
        return Parsed(i, i + 1, Fraction(2), "twice")
    if word.endswith("fold") and (times := SMALL.get(word[:-4], 0) or TENS.get(word[:-4], 0)) > 1:
        return Parsed(i, i + 1, Fraction(times), "twice")
    end = i + 2 + (low(ts, i + 1) in HYPHENS)
    if low(ts, i) in _DIGITS and low(ts, end - 1) in {"digit", "digits"}:
        return Parsed(i, end, Fraction(10 ** (_DIGITS[low(ts, i)] - 1)), "digits wide")
    return None


def _read(ts: list[Token], p: Parsed, convention: Convention, floor: int) -> _Read | None:
    money = money_before(ts, p.first) if p.first > floor else None
    begin = money[0] if money else p.first
    unit = f"money:{money[1]}" if money else "other"
    first = p
    spread = extend(ts, p, begin, convention)
    begin, end, bottom, top = spread or (begin, p.end, p.value, p.value)
    if p.shape == "digits wide":
        top, unit = 10 * bottom - 1, "percent"
    large = top >= 1000
    after = tail(ts, end, large)
    if after and not money:
        end, unit = after.end, after.unit
        bottom, top = bottom * after.factor, top * after.factor
    elif after and after.unit.startswith("money"):
        end = after.end
    elif p.shape == "vague" and low(ts, end) == "of" and (of := tail(ts, end + 1, True)) and of.unit.startswith("money"):
        end, unit = of.end, of.unit
    elif p.shape in {"fraction", "ratio"} and p.scale == 1:
        unit = "ratio"
    elif unit == "other" and joint_share(ts, p):
        unit = "percent"
    end, trailing = behind(ts, end)
    noun = unit_noun(ts, end) if unit in {"other", "ratio"} else None
    if noun is None and unit == "ratio" and low(ts, end) in {"a", "an"} and (noun := unit_noun(ts, end + 1)):
        end += 1
    if noun and p.shape != "ratio":
        unit = noun[2]
        if trailing is None:
            _, trailing = behind(ts, noun[1]) if low(ts, noun[1]) == "or" else (end, None)
    start, leading = before(ts, begin, lasting=lasting(noun, ts), floor=floor)
    if start < floor:
        start, leading = begin, None
    start = _plus_or_minus(ts, start)
    signed = unit in {"percent", "ratio"} or unit.startswith("money") or low(ts, noun[0] if noun else end) in _BELOW_ZERO
    if first.value < 0 and not spread and not signed:
        bottom, top, start = -bottom, -top, max(start, first.first + 1)
    if bottom > top:
        return None
    return _Read(start, end, first, bottom, top, unit, noun, strongest((leading, trailing)), low(ts, end - 1) == "digits")


def _both_sides(ts: list[Token], r: _Read, convention: Convention) -> _Read:
    """A bound from below and one from above as one range: "more than 20 and fewer than 30"."""
    if r.qualifier not in _BOUNDS or r.noun or low(ts, r.end) not in {"and", "but", ","}:
        return r
    begin = r.end + 1
    for at in range(begin + 1, min(begin + _BOUND_WORDS, len(ts))):
        parsed = parse(ts, at, convention)
        other = _read(ts, parsed, convention, begin) if parsed else None
        if other is None:
            continue
        fits = (
            other.begin == begin
            and other.unit == r.unit
            and other.qualifier in _BOUNDS
            and _BOUNDS[other.qualifier] != _BOUNDS[r.qualifier]
        )
        bottom, top = (r.low, other.high) if _BOUNDS[r.qualifier] else (other.low, r.high)
        if not fits or bottom >= top:
            return r
        return r._replace(end=other.end, low=bottom, high=top, noun=other.noun, qualifier=None)
    return r


def _second_level(ts: list[Token], first: _Read, second: _Read) -> bool:
    """Whether the second of two levels leaves its unit to the first: "from nine points to four", "from $40 to 55 in May"."""
    shared = first.unit == "percent" or first.unit.startswith("money")
    if not shared or second.unit != "other" or second.noun or low(ts, first.begin - 1) != "from":
        return False
    return second.begin == first.end + 1 and low(ts, first.end) == "to" and low(ts, second.end) in _CLOSING


def _plus_or_minus(ts: list[Token], begin: int) -> int:
    """Where the margin's sign begins: "plus or minus 3", "+/-3", "±3"."""
    if [low(ts, begin - k) for k in (3, 2, 1)] == ["plus", "or", "minus"]:
        return begin - 3
    if [low(ts, begin - k) for k in (3, 2, 1)] == ["+", "/", "-"]:
        return begin - 3
    return begin - 1 if low(ts, begin - 1) == "±" else begin


def _amount(text: str, ts: list[Token], r: _Read, weight: Weight) -> Amount:
    p = r.parsed
    bare = Span.cut(text, ts[max(p.first, r.begin)].start, ts[p.end - 1].end)
    span = Span.cut(text, ts[r.begin].start, ts[r.end - 1].end)
    noun = Span.cut(text, ts[r.noun[0]].start, ts[r.noun[1] - 1].end) if r.noun else None
    bounded = r.qualifier not in {None, Qualifier.APPROX}
    sure = weight is Weight.SURELY or (weight is Weight.PROBABLY and bounded)
    return Amount(
        span,
        bare,
        _quantity(r),
        noun,
        changed(ts, r.begin, r.end, r.noun[1] if r.noun else r.end, r.unit),
        not sure,
        weight > Weight.PERHAPS,
    )


def _quantity(r: _Read) -> Quantity:
    bottom, top = _number(r.low, r.unit), _number(r.high, r.unit)
    if r.qualifier is Qualifier.MORE_THAN:  # "more than one or two" is more than two
        return Quantity(top, None, r.qualifier, r.unit)
    if r.plural and r.parsed.shape == "digits wide":
        return Quantity(None, top + 1, Qualifier.LESS_THAN, r.unit) if r.low == 1 else Quantity(bottom, None, Qualifier.AT_LEAST, r.unit)
    if r.qualifier is Qualifier.AT_LEAST:
        return Quantity(bottom, None, r.qualifier, r.unit)
    if r.qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}:
        return Quantity(None, top, r.qualifier, r.unit)
    if r.low != r.high:
        return Quantity(bottom, top, Qualifier.RANGE, r.unit)
    if r.parsed.shape == "vague":
        return Quantity(bottom, None, Qualifier.VAGUE, r.unit)
    if r.parsed.shape == "couple":
        return Quantity(bottom, top, r.qualifier or Qualifier.VAGUE, r.unit)
    return Quantity(bottom, top, r.qualifier or Qualifier.EXACT, r.unit)


def _number(value: Fraction, unit: str) -> Number:
    return number(round(value, _PLACES) if unit == "ratio" else value)
