"""Amounts, periods, relations and chains in as few words as a table has room for; the same in terminal, page and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sayso.domain import Chain, Figure, Number, Period, Qualifier, Quantity, Relation, Voice

ARROW = " → "
NOBODY_NAMED = "nobody named"
ITSELF = "the article itself"
DOUBTFUL = 0.5  # confidence below which a finding is shown with a question mark

GIVEN = {Voice.DIRECT: "quoted", Voice.INDIRECT: "in other words", Voice.MIXED: "partly quoted"}
_SIGNS = {Qualifier.AT_LEAST: "≥ ", Qualifier.MORE_THAN: "> ", Qualifier.AT_MOST: "≤ ", Qualifier.LESS_THAN: "< "}
_HEDGES = {Qualifier.APPROX: "~", Qualifier.NEARLY: "nearly "}
_MEASURES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "mile", "foot", "tonne"})
_PLURALS = {"foot": "feet"}
_SHORT = frozenset({"km", "m", "cm", "kg"})
_LONGEST = 21  # digits that a plain integer may have before it is written with a power of ten
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


class Part(StrEnum):
    """What a voice does in a chain as it is shown."""

    ORIGINATOR = "originator"
    RELAY = "relay"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Step:
    """One name of a chain as it is shown; ``named`` is False where nobody stands behind it."""

    name: str
    part: Part
    named: bool = True


def steps(chain: Chain, outlet: str) -> tuple[Step, ...]:
    """The voices of a chain, originator first, the article's own outlet last.

    >>> from sayso.domain import Link
    >>> " → ".join(s.name for s in steps(Chain((Link("diplomats"), Link("Journal"))), "Press TV"))
    'diplomats → Journal → Press TV'
    >>> steps(Chain(), "")[0].name
    'the article itself'
    """
    shown = [
        Step(link.name if link.named else NOBODY_NAMED, Part.RELAY if i else Part.ORIGINATOR, link.named)
        for i, link in enumerate(chain.links)
    ]
    if outlet and (not chain.links or chain.links[-1].name.casefold() != outlet.casefold()):
        shown.append(Step(outlet, Part.OUTLET))
    return tuple(shown) or (Step(ITSELF, Part.OUTLET),)


def behind(chain: Chain, outlet: str) -> tuple[Step, ...]:
    """The same without the article's own outlet, unless it speaks for itself: what a narrow column has room for.

    >>> from sayso.domain import Link
    >>> [s.name for s in behind(Chain((Link("diplomats"),)), "Press TV")]
    ['diplomats']
    """
    shown = steps(chain, outlet)
    return shown[:-1] if len(shown) > 1 and shown[-1].part is Part.OUTLET else shown


def number(n: Number) -> str:
    """A number with thousands marked; round millions in words, what no reader would count through with a power of ten.

    >>> number(1600), number(2_500_000), number(Decimal("0.20")), number(Decimal("1E+400"))
    ('1,600', '2.5 million', '0.2', '1.000E+400')
    """
    exact = Decimal(n)
    if exact and not -_LONGEST <= exact.adjusted() <= _LONGEST:
        return f"{exact:.3E}"
    for size, word in _LARGE:
        if abs(exact) >= size:
            scaled = exact / size
            if scaled == round(scaled, 2):
                return f"{_plain(scaled)} {word}"
    return _plain(exact)


def _plain(exact: Decimal) -> str:
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(q: Quantity, surface: str = "") -> str:
    """Bounds and unit in a few signs; ``surface``, the words as written, is kept where the number is a convention.

    >>> quantity(Quantity(None, 1600, Qualifier.AT_MOST, "person")), quantity(Quantity(58, 72, Qualifier.RANGE, "km"))
    ('≤ 1,600', '58–72 km')
    >>> quantity(Quantity(24, None, Qualifier.VAGUE), "dozens"), quantity(Quantity(150, 150, Qualifier.APPROX))
    ('dozens (≥ 24)', '~150')
    >>> quantity(Quantity(2_500_000, 2_500_000, unit="money:EUR")), quantity(Quantity(1, 1, unit="year"))
    ('EUR 2.5 million', '1 year')
    """
    if q.qualifier is Qualifier.VAGUE and surface:
        return f"{surface} ({_bounds(q)})"
    return _bounds(q)


def _bounds(q: Quantity) -> str:
    if q.low is None:
        text = _signed("<" if q.qualifier is Qualifier.LESS_THAN else "≤", q.high, q.unit)
    elif q.high is None:
        text = _signed(">" if q.qualifier is Qualifier.MORE_THAN else "≥", q.low, q.unit)
    elif q.low != q.high:
        text = _hedged(q, f"{_money(q.unit)}{number(q.low)}–{number(q.high)}{_after(q.high, q.unit)}")
    elif q.qualifier in _SIGNS:
        text = _signed(_SIGNS[q.qualifier].strip(), q.low, q.unit)
    else:
        text = _hedged(q, f"{_money(q.unit)}{number(q.low)}{_after(q.low, q.unit)}")
    return text


def _hedged(q: Quantity, text: str) -> str:
    return _HEDGES.get(q.qualifier, "") + text


def _signed(sign: str, n: Number | None, unit: str) -> str:
    return "" if n is None else f"{sign} {_money(unit)}{number(n)}{_after(n, unit)}"


def _money(unit: str) -> str:
    return f"{unit[6:]} " if unit.startswith("money:") else ""


def _after(n: Number, unit: str) -> str:
    if unit == "percent":
        return "%"
    if unit in _SHORT:
        return f" {unit}"
    if unit in _MEASURES:
        return f" {unit}" if n == 1 else f" {_PLURALS.get(unit, unit + 's')}"
    return ""


def amount(figure: Figure) -> str:
    """A figure's amount in a few signs; a ratio keeps its words."""
    surface = " ".join(figure.amount.surface.split())
    if figure.quantity.unit == "ratio":
        return f"{surface} ({quantity(figure.quantity)})"
    return quantity(figure.quantity, surface)


def period(p: Period) -> str:
    """A period in its shortest English form.

    >>> [period(Period.parse(t)) for t in ("2015", "2016-02", "2016-06-07", "2012/2016-06")]
    ['2015', 'Feb 2016', '7 Jun 2016', 'Jan 2012 – Jun 2016']
    """
    head, _, tail = p.iso().partition("/")
    if not tail:
        return _moment(head)
    months = p.first.day == 1 and Period.parse(p.last.isoformat()[:7]).last == p.last
    return " – ".join(_moment(part[:7] if months else part) for part in (head, tail))


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _moment(iso: str) -> str:
    year, *rest = iso.split("-")
    words = [str(int(year))]
    if rest:
        words.insert(0, _MONTHS[int(rest[0]) - 1])
    if len(rest) == 2:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def relation(figure: Figure, labels: Mapping[str, str]) -> str:
    """How a figure stands to others: ``labels`` gives the shown label of each figure's id. A level by itself says nothing."""
    if figure.relation is Relation.PART:
        whole = labels.get(figure.part_of or "")
        return f"part of {whole}" if whole else "a part"
    return {Relation.LEVEL: "", Relation.INCREASE: "increase", Relation.DECREASE: "decrease", Relation.TOTAL: "total"}[figure.relation]


def implied(figure: Figure) -> str:
    """The level that a change implies, marked as derived; empty where there is none."""
    if figure.implied is None:
        return ""
    when = f" in {period(figure.implied.time)}" if figure.implied.time else ""
    return f"implies {quantity(figure.implied.quantity)}{when} (derived)"


def doubt(confidence: float) -> str:
    """The mark behind a finding that the reader does not trust itself."""
    return "?" if confidence < DOUBTFUL else ""
