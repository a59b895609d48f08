"""How many: bounds, a qualifier and a unit, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal


class Qualifier(StrEnum):
    """How the writer hedged the number."""

    EXACT = "exact"
    APPROX = "approx"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds on a number of units: ``low`` and ``high`` inclusive as written, None where that side is open.

    ``unit`` is one of person, event, object, place, group, money:XXX (an ISO 4217 code), percent, ratio, year, month, week, day,
    hour, minute, second, km, m, cm, mile, foot, kg, tonne, other. A percentage is held as written (58 percent: 58), a ratio as a fraction of one.

    Raises ValueError where both sides are open, where they cross, or where one is a float.

    >>> Quantity(None, 1600, Qualifier.AT_MOST, "person").high
    1600
    """

    low: Number | None
    high: Number | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = "other"

    def __post_init__(self) -> None:
        for side in (self.low, self.high):
            if side is not None and (isinstance(side, bool) or not isinstance(side, (int, Decimal))):
                raise ValueError(f"a bound is an int, a Decimal or None, not {side!r}")
            if isinstance(side, Decimal) and not side.is_finite():
                raise ValueError("a bound is finite; an open side is None")
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs at least one bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the bounds cross: {self.low} > {self.high}")
