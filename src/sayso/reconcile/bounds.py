"""Whether two amounts can both be right: bounds in one unit, with the room that rounding and hedges leave.

Rules, with the practice behind them:

* A bound is a bound. "At least 30" leaves room for 40, "up to 30" does not (UCDP and ACLED keep such wording apart from a count).
* A number written round (two zeros or more at its end) stands for its neighbourhood: half of its last written place, at most 2.5 percent.
* "About N" stands for N within a tenth, "nearly N" for as much below it and nothing above.
* A vague word has half of its lower bound as room below: "dozens" is 24 to one convention and 12 to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sayso.domain import Number, Qualifier, Quantity

_HEDGED = Decimal("0.1")
_ROUND = Decimal("0.025")
_LENGTH = {"km": Decimal(1000), "m": Decimal(1), "cm": Decimal("0.01"), "mile": Decimal("1609.344"), "foot": Decimal("0.3048")}
_WEIGHT = {"tonne": Decimal(1000), "kg": Decimal(1)}
_SHARE = {"ratio": Decimal(100), "percent": Decimal(1)}
_CLOCK = {"second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600), "day": Decimal(86400), "week": Decimal(604800)}
_SCALES = (("length", _LENGTH), ("weight", _WEIGHT), ("share", _SHARE), ("time", _CLOCK))
_COUNTS = frozenset({"person", "event", "object", "place", "group", "other"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """A quantity made comparable: ``low`` and ``high`` in the base unit of ``family`` (None: open), and the room ``below`` the one and
    ``above`` the other.

    ``vague`` marks a word like "dozens", whose number is a convention.
    """

    low: Decimal | None
    high: Decimal | None
    below: Decimal
    above: Decimal
    family: str
    vague: bool = False


def bounds(quantity: Quantity) -> Bounds:
    """The bounds of ``quantity`` in base units (metres, kilograms, seconds, percent; counts as they are).

    >>> bounds(Quantity(2, 2, unit="km")).low
    Decimal('2000')
    """
    family, factor = _family(quantity.unit)
    low, high = _scaled(quantity.low, factor), _scaled(quantity.high, factor)
    vague = quantity.qualifier is Qualifier.VAGUE
    below = _room(low if low is not None else high, quantity.qualifier)
    above = Decimal(0) if quantity.qualifier is Qualifier.NEARLY or vague else _room(high if high is not None else low, quantity.qualifier)
    return Bounds(low, high, below, above, family, vague)


def comparable(a: Bounds, b: Bounds) -> bool:
    """Whether the two measure the same kind of thing; a count of an unknown kind is comparable with any count.

    >>> comparable(bounds(Quantity(2, 2, unit="person")), bounds(Quantity(2, 2, unit="money:EUR")))
    False
    """
    return a.family == b.family or ("other" in (a.family, b.family) and {a.family, b.family} <= _COUNTS)


def apart(a: Bounds, b: Bounds) -> bool:
    """Whether the two contradict each other: a gap between them that is wider than the room that either leaves.

    >>> apart(bounds(Quantity(30, None, Qualifier.AT_LEAST)), bounds(Quantity(40, 40)))
    False
    >>> apart(bounds(Quantity(None, 30, Qualifier.AT_MOST)), bounds(Quantity(40, 40)))
    True
    >>> apart(bounds(Quantity(25000, 25000)), bounds(Quantity(24800, 24800)))
    False
    """
    return _over(a, b) or _over(b, a)


def admits(a: Bounds, b: Bounds) -> bool:
    """Whether everything that ``b`` allows is also allowed by ``a``, so that ``a`` says nothing beyond ``b``.

    >>> admits(bounds(Quantity(58, None, Qualifier.AT_LEAST)), bounds(Quantity(72, None, Qualifier.AT_LEAST)))
    True
    """
    low = a.low is None or (b.low is not None and b.low >= a.low - max(a.below, b.above if b.low == b.high else Decimal(0)))
    high = a.high is None or (b.high is not None and b.high <= a.high + max(a.above, b.below if b.low == b.high else Decimal(0)))
    return low and high


def same(a: Bounds, b: Bounds) -> bool:
    """Whether the two give the same number, whatever their hedges: "at least 22" and 22, "nearly 30" and 29.

    >>> same(bounds(Quantity(22, None, Qualifier.AT_LEAST)), bounds(Quantity(22, 22)))
    True
    >>> same(bounds(Quantity(24, None, Qualifier.VAGUE)), bounds(Quantity(30, 30)))
    False
    """
    if apart(a, b):
        return False
    sides = [(x, y) for x, y in ((a.low, b.low), (a.high, b.high)) if x is not None and y is not None]
    return bool(sides) and all(_near(x, y, a, b) for x, y in sides)


def equal(a: Bounds, b: Bounds) -> bool:
    """Whether the two give the same number to the last digit, whatever their hedges."""
    sides = [(x, y) for x, y in ((a.low, b.low), (a.high, b.high)) if x is not None and y is not None]
    return bool(sides) and all(x == y for x, y in sides)


def anchor(b: Bounds) -> Decimal:
    """The number that is written: the lower bound, or the upper one where the lower is open."""
    return b.low if b.low is not None else b.high if b.high is not None else Decimal(0)


def phrase(quantity: Quantity) -> str:
    """The quantity in words, as reasons give it.

    >>> phrase(Quantity(1600, None, Qualifier.MORE_THAN)), phrase(Quantity(None, 40, Qualifier.AT_MOST))
    ('more than 1,600', 'at most 40')
    """
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        if low != high:
            return f"{written(low)} to {written(high)}"
        lead = {Qualifier.APPROX: "about ", Qualifier.NEARLY: "nearly "}.get(quantity.qualifier, "")
        return lead + written(low)
    if low is None:
        return ("less than " if quantity.qualifier is Qualifier.LESS_THAN else "at most ") + written(high)
    if quantity.qualifier is Qualifier.VAGUE:
        return f"a vague word for {written(low)} or more"
    return ("more than " if quantity.qualifier is Qualifier.MORE_THAN else "at least ") + written(low)


def written(number: Number | None) -> str:
    """A number with its thousands set apart; "open" for none.

    >>> written(25000)
    '25,000'
    """
    return "open" if number is None else f"{number:,}"


def _family(unit: str) -> tuple[str, Decimal]:
    return next(((name, scale[unit]) for name, scale in _SCALES if unit in scale), (unit, Decimal(1)))


def _scaled(number: Number | None, factor: Decimal) -> Decimal | None:
    return None if number is None else Decimal(number) * factor


def _room(number: Decimal | None, qualifier: Qualifier) -> Decimal:
    if number is None:
        return Decimal(0)
    size = abs(number)
    if qualifier is Qualifier.VAGUE:
        return size / 2
    if qualifier in (Qualifier.APPROX, Qualifier.NEARLY):
        return size * _HEDGED
    place = _last_place(size)
    return min(place / 2, size * _ROUND) if place >= 100 else Decimal(0)


def _last_place(size: Decimal) -> Decimal:
    """The value of the last digit that is not a zero's place: 1,000 for 25,000, 1 for 101 and for anything with a fraction."""
    if size == 0 or size != size.to_integral_value():
        return Decimal(1)
    exponent = size.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent > 0 else Decimal(1)


def _over(a: Bounds, b: Bounds) -> bool:
    return a.low is not None and b.high is not None and a.low - b.high > max(a.below, b.above)


def _near(x: Decimal, y: Decimal, a: Bounds, b: Bounds) -> bool:
    if a.vague or b.vague:
        return x == y
    return x - y <= max(a.below, b.above) if x >= y else y - x <= max(b.below, a.above)
