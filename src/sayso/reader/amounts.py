"""Amounts: the number expressions of a text that say how many or how much, with bounds, unit and change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sayso.domain import Number, Qualifier, Quantity, Span
from sayso.reader.changes import changed
from sayso.reader.exclusions import continues_list, excluded, labelled
from sayso.reader.lexicon_numbers import HOUSE, Convention
from sayso.reader.numerals import Parsed, number, parse
from sayso.reader.pronouns import Weight, weigh
from sayso.reader.qualifiers import before, behind, strongest
from sayso.reader.ranges import extend
from sayso.reader.tokens import HYPHENS, Token, joined, low, tokens
from sayso.reader.units import lasting, money_before, tail, unit_noun

_DIGITS = {"single": 1, "double": 2, "triple": 3}
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


def amounts(text: str, convention: Convention = HOUSE) -> tuple[Amount, ...]:
    """Every amount of ``text`` in order; ``convention`` gives vague words their values.

    >>> [(a.span.surface, a.quantity.low, a.quantity.high) for a in amounts("At least 70 of the 1,600 fled on May 3.")]
    [('At least 70', 70, None), ('1,600', 1600, 1600)]
    """
    return tuple(_amounts(text, tokens(text), convention))


def _amounts(text: str, ts: list[Token], convention: Convention) -> Iterator[Amount]:
    i, floor, label = 0, 0, -9
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
        yield _amount(text, ts, read, weight)
        i = floor = max(read.end, parsed.end)


def _article(ts: list[Token], i: int) -> Parsed | None:
    """ "a" that counts a unit: "more than a year", "a day after", "an hour-long"."""
    if low(ts, i) not in {"a", "an"}:
        return None
    noun = unit_noun(ts, i + 1)
    if noun is None or noun[0] != i + 1 or low(ts, noun[0]).endswith("s"):
        return None
    after = low(ts, noun[1])
    if before(ts, i, lasting=lasting(noun, ts))[1] is not None or after in {"after", "later", "before", "earlier"}:
        return Parsed(i, i + 1, Fraction(1), "article")
    tied = after in HYPHENS and joined(ts, noun[1]) and low(ts, noun[1] + 1) == "long"
    return Parsed(i, i + 1, Fraction(1), "article") if tied else None


def _unit_word(ts: list[Token], i: int) -> Parsed | None:
    """ "twice", "single-digit", "double-digit"."""
    if low(ts, i) == "twice":
        return Parsed(i, i + 1, Fraction(2), "twice")
    if low(ts, i) in _DIGITS and low(ts, i + 1) in HYPHENS and low(ts, i + 2) in {"digit", "digits"}:
        return Parsed(i, i + 3, Fraction(10 ** (_DIGITS[low(ts, i)] - 1)), "digits wide")
    return None


def _read(ts: list[Token], p: Parsed, convention: Convention, floor: int) -> _Read | None:
    money = money_before(ts, p.first) if p.first > floor else None
    begin = money[0] if money else p.first
    unit = f"money:{money[1]}" if money else "other"
    first = p
    spread = extend(ts, p, begin, convention)
    begin, end, bottom, top = spread or (begin, p.end, p.value, p.value)
    if p.shape == "digits wide":
        top = 10 * bottom - 1
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
    end, trailing = behind(ts, end)
    noun = unit_noun(ts, end) if unit in {"other", "ratio"} else None
    if noun is None and unit == "ratio" and low(ts, end) in {"a", "an"} and (noun := unit_noun(ts, end + 1)):
        end += 1
    if noun and p.shape != "ratio":
        unit = noun[2]
        if trailing is None:
            _, trailing = behind(ts, noun[1]) if low(ts, noun[1]) == "or" else (end, None)
    start, leading = before(ts, begin, lasting=lasting(noun, ts))
    if start < floor:
        start, leading = begin, None
    start = _plus_or_minus(ts, start)
    if first.value < 0 and unit not in {"percent", "ratio"} and not unit.startswith("money"):
        bottom, top, start = -bottom, -top, max(start, first.first + 1)
    if bottom > top:
        return None
    return _Read(start, end, first, bottom, top, unit, noun, strongest((leading, trailing)))


def _plus_or_minus(ts: list[Token], begin: int) -> int:
    """Where the margin's sign begins: "plus or minus 3", "+/-3", "±3"."""
    if [low(ts, begin - k) for k in (3, 2, 1)] == ["plus", "or", "minus"]:
        return begin - 3
    if [low(ts, begin - k) for k in (3, 2, 1)] == ["+", "/", "-"]:
        return begin - 3
    return begin - 1 if low(ts, begin - 1) == "±" else begin


def _amount(text: str, ts: list[Token], r: _Read, weight: Weight) -> Amount:
    p = r.parsed
    bare = Span.cut(text, ts[p.first].start, ts[p.end - 1].end)
    span = Span.cut(text, ts[r.begin].start, ts[r.end - 1].end)
    noun = Span.cut(text, ts[r.noun[0]].start, ts[r.noun[1] - 1].end) if r.noun else None
    bounded = r.qualifier not in {None, Qualifier.APPROX}
    sure = weight is Weight.SURELY or (weight is Weight.PROBABLY and bounded)
    return Amount(
        span, bare, _quantity(r), noun, changed(ts, r.begin, r.end, r.noun[1] if r.noun else r.end), not sure, weight > Weight.PERHAPS
    )


def _quantity(r: _Read) -> Quantity:
    bottom, top = _number(r.low, r.unit), _number(r.high, r.unit)
    if r.qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
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
