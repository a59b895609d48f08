"""The level that a change implies: "25,000 now, 10,000 fewer than the previous year" was 35,000 then.

Derived by the program and marked as that; given only where the text itself compares with another time and states the level in reach.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from sayso.domain import Figure, Implied, Number, Qualifier, Quantity, Relation
from sayso.reader.analysis import Analysis
from sayso.reader.dates import Dated

_COMPARED = re.compile(r"\b(?:than|from|compared (?:with|to)|on|since|against|over)\b")
_REACH = 400  # code points between a change and the level it changes
_UNITLESS = frozenset({"other", "person", "object", "event", "group", "place"})


def implied(change: Figure, figures: Sequence[Figure], analysis: Analysis, dated: Sequence[Dated]) -> Implied | None:
    """What the level was before ``change``, if the text allows it to be reckoned; None otherwise.

    A change in percent is undone by division, any other by adding back; bounds that either side leaves open stay open.
    """
    if change.relation not in (Relation.INCREASE, Relation.DECREASE):
        return None
    end = change.amount.end
    tail = analysis.text[end : change.sentence.end]
    compared = _COMPARED.search(tail)
    then = [d for d in dated if compared and end + compared.start() <= d.span.start < change.sentence.end]
    if not compared or not then:
        return None
    level = _level(change, figures)
    if level is None:
        return None
    low, high = _before(level.quantity, change.quantity, change.relation is Relation.DECREASE)
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    quantity = Quantity(low, high, _qualifier(low, high, level.quantity, change.quantity), level.quantity.unit)
    return Implied(quantity, (level.id, change.id), then[0].period)


def _qualifier(low: Number | None, high: Number | None, level: Quantity, change: Quantity) -> Qualifier:
    if low is None or high is None:
        return Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST
    if low != high:
        return Qualifier.RANGE
    plain = level.qualifier is change.qualifier is Qualifier.EXACT and change.unit != "percent"
    return Qualifier.EXACT if plain else Qualifier.APPROX


def _level(change: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The nearest level before the change, or right after it in its sentence, of the same kind and on the same word."""
    percent = change.quantity.unit == "percent"

    def fits(f: Figure) -> bool:
        if f is change or f.relation not in (Relation.LEVEL, Relation.TOTAL, Relation.PART) or f.chain.names != change.chain.names:
            return False
        if percent:
            return f.quantity.unit != "percent" and f.sentence == change.sentence
        same = f.quantity.unit == change.quantity.unit or {f.quantity.unit, change.quantity.unit} <= _UNITLESS
        return same and abs(f.amount.start - change.amount.start) <= _REACH

    before = [f for f in figures if f.amount.start < change.amount.start and fits(f)]
    after = [f for f in figures if f.amount.start > change.amount.start and f.sentence == change.sentence and fits(f)]
    return before[-1] if before else after[0] if after else None


def _before(level: Quantity, change: Quantity, decrease: bool) -> tuple[Number | None, Number | None]:
    if change.unit == "percent":
        if change.low is None or change.low != change.high:
            return None, None
        factor = 1 - Decimal(change.low) / 100 if decrease else 1 + Decimal(change.low) / 100
        if factor <= 0:
            return None, None
        return _divided(level.low, factor), _divided(level.high, factor)
    if decrease:
        return _sum(level.low, change.low), _sum(level.high, change.high)
    return _difference(level.low, change.high), _difference(level.high, change.low)


def _sum(a: Number | None, b: Number | None) -> Number | None:
    return None if a is None or b is None else a + b


def _difference(a: Number | None, b: Number | None) -> Number | None:
    return None if a is None or b is None else a - b


def _divided(n: Number | None, factor: Decimal) -> Number | None:
    """``n`` over ``factor``, to three digits more than a percentage is worth: whole above a hundred."""
    if n is None:
        return None
    exact = Decimal(n) / factor
    return round(exact) if exact > 100 else exact.quantize(Decimal("0.01"))
