"""Low, best and high, by the practice of those who reckon with such reports by hand. None of them is right everywhere, so the rule is
named and chosen.

acled     Armed Conflict Location & Event Data, codebook, fatalities: the most reliable and triangulated number, and where reports differ
          or are vague the most conservative; corrected as better information comes. Tens are 10, dozens 12, hundreds 100.
ccc       Crowd Counting Consortium, data dictionary: the lowest and the highest number reported, and their mean. Hundreds are 200.
ucdp      Uppsala Conflict Data Program, Georeferenced Event Dataset codebook: best is the most likely number; low and high the lowest and
          highest of reliable sources.
ibc       Iraq Body Count, methods: the lowest and the highest number reported for a record; no best.
airwars   Airwars, civilian casualty methodology: a number is taken where at least two independent sources stand behind it.

Sources named "most reliable" there are, to a program, those with a name: an outlet in its own voice, and nobody named, yield to them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from sayso.domain import Number, Qualifier, Quantity
from sayso.reconcile.accounts import Answer, Held
from sayso.reconcile.asof import meet
from sayso.reconcile.bounds import Bounds, anchor, apart, bounds, comparable
from sayso.reconcile.populations import within

_FRESH = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Convention:
    """A practice: its ``name``, the ``source`` that describes it, and what it does with low, best, high and vague words (``practice``,
    for people).

    ``best`` is ``backed`` (the number that most named origins leave room for; the lowest of several, unless one is newer by two days),
    ``latest`` (the same, the newest of several),
    ``mean`` (of low and high), ``twice`` (backed by two origins at least, else none) or ``none``. ``named_only`` leaves sources without a
    name out where there are others.
    ``open_high`` keeps the top open where the highest number is only a lower bound. ``vague`` restates the lower bound of vague words.
    """

    name: str
    source: str
    practice: str
    best: str = "backed"
    named_only: bool = False
    open_high: bool = True
    vague: Mapping[int, int] = field(default_factory=dict)


CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {
        c.name: c
        for c in (
            Convention(
                "acled",
                "ACLED codebook, fatalities",
                "best: the number with most named origins behind it, the lowest of several; low and high: the lowest and highest latest answers;"
                " tens 10, dozens 12, hundreds 100",
                vague=MappingProxyType({20: 10, 24: 12, 200: 100, 2000: 1000}),
            ),
            Convention(
                "ccc",
                "Crowd Counting Consortium data dictionary",
                "low and high: the lowest and highest number reported last by each; best: their mean; dozens 24, hundreds 200",
                best="mean",
                open_high=False,
            ),
            Convention(
                "ucdp",
                "UCDP GED codebook",
                "best: the number with most named origins behind it, the newest of several; low and high: of named sources; dozens 24, hundreds 200",
                best="latest",
                named_only=True,
            ),
            Convention(
                "ibc",
                "Iraq Body Count methods",
                "low and high: the lowest and highest number reported last by each; no best; dozens 24, hundreds 200",
                best="none",
                open_high=False,
            ),
            Convention(
                "airwars",
                "Airwars civilian casualty methodology",
                "best: only a number with two independent origins behind it; low and high: the lowest and highest latest answers; dozens 24, hundreds 200",
                best="twice",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True)
class _Given:
    answer: Answer
    population: str
    named: bool


def spread(
    parties: Sequence[Held], main: str, convention: Convention, room: dt.timedelta
) -> tuple[Number | None, Number | None, Number | None]:
    """``low``, ``best`` and ``high`` of the origins' latest answers for the ``main`` population; None is open or not given.

    A narrower answer ("44 civilians") counts as at least that many: it can raise the best and the high, never lower the low. Answers for
    other days than most speak of, the latest of several, are left out (``room``: how far apart two reports may date the same thing).
    """
    given = _of_one_time(_given(parties, main, convention), room)
    if not given:
        return None, None, None
    full = [g for g in given if g.population == main] or given
    low = min((_number(g, low=True) for g in full if g.answer.quantity.low is not None), default=None)
    numbers = [_number(g, low=False) for g in given]
    top = max(numbers)
    closed = any(g.answer.quantity.high is not None and _number(g, low=False) == top for g in given)
    high = top if closed or not convention.open_high else None
    best = _best(given, main, convention, low, top)
    if best is not None and low is not None and best < low:
        best = low
    return low, best, high


def _given(parties: Sequence[Held], main: str, convention: Convention) -> list[_Given]:
    found = []
    for h in parties:
        fitting = [p for p in h.answers if within(p, main)] if h.origin else []
        if fitting:
            population = main if main in fitting else min(fitting, key=lambda p: (-anchor(h.answers[p][-1].bounds), p))
            found.append(_Given(_restate(h.answers[population][-1], convention), population, h.named))
    if convention.named_only and any(g.named for g in found):
        found = [g for g in found if g.named]
    families = [g.answer.bounds for g in found if g.population == main] or [g.answer.bounds for g in found]
    # What is measured in another unit than most is left out: it is in the verdicts as not comparable.
    chief = max(families, key=lambda b: (sum(comparable(b, o) for o in families), b.family), default=None)
    return [
        g for g in found if chief is not None and comparable(g.answer.bounds, chief) and _unit(g.answer) == _unit_of(found, chief.family)
    ]


def _of_one_time(given: Sequence[_Given], room: dt.timedelta) -> list[_Given]:
    """Those that speak of the same days as most, and of the latest where several are equally many: a toll of 2015 is no low of one of 2017."""

    periods = Counter(g.answer.period for g in given if g.answer.period is not None)
    if not periods:
        return list(given)
    chief = max(periods, key=lambda p: (sum(n for o, n in periods.items() if meet(p, o, room)), p.last, p.first))
    return [g for g in given if meet(chief, g.answer.period, room)]


def _unit(answer: Answer) -> str:
    return answer.quantity.unit if answer.bounds.family != answer.quantity.unit else "count"


def _unit_of(found: Sequence[_Given], family: str) -> str:
    return next(_unit(g.answer) for g in found if g.answer.bounds.family == family)


def _restate(answer: Answer, convention: Convention) -> Answer:
    q = answer.quantity
    if q.qualifier is not Qualifier.VAGUE or not isinstance(q.low, int) or q.low not in convention.vague:
        return answer
    quantity = Quantity(convention.vague[q.low], q.high, q.qualifier, q.unit)
    return replace(answer, quantity=quantity, bounds=bounds(quantity))


def _number(g: _Given, *, low: bool) -> Number:
    q = g.answer.quantity
    first, second = (q.low, q.high) if low else (q.high, q.low)
    return first if first is not None else second if second is not None else 0


def _best(given: Sequence[_Given], main: str, convention: Convention, low: Number | None, top: Number) -> Number | None:
    if convention.best == "none":
        return None
    if convention.best == "mean":
        bottom = low if low is not None else top
        mean = (Decimal(bottom) + Decimal(top)) / 2
        return int(mean) if mean == mean.to_integral_value() else mean
    candidates = sorted({_number(g, low=True) for g in given} | {_number(g, low=False) for g in given})
    said = [(g, g.answer.bounds if g.population == main else replace(g.answer.bounds, high=None)) for g in given]
    ranked = [(c, _backers(c, said)) for c in candidates]
    most = max((sum(g.named for g in b), len(b)) for _, b in ranked)
    tied = [(c, b) for c, b in ranked if (sum(g.named for g in b), len(b)) == most]
    if convention.best == "twice" and most[1] < 2:
        return None
    newest = max(_newest(b, c) for c, b in tied)
    stale = dt.timedelta(days=1) if convention.best == "latest" else _FRESH
    return next(c for c, b in tied if newest - _newest(b, c) < stale)


def _backers(number: Number, said: Sequence[tuple[_Given, Bounds]]) -> list[_Given]:
    """Those whose answer leaves room for exactly this number."""
    units = {g.answer.quantity.unit for g, _ in said}
    exactly = {u: replace(bounds(Quantity(number, number, unit=u)), below=Decimal(0), above=Decimal(0)) for u in units}
    return [g for g, b in said if not apart(exactly[g.answer.quantity.unit], b)]


def _newest(backers: Sequence[_Given], number: Number) -> dt.date:
    """When the number was first given by the newest of those who give it themselves, rather than only leave room for it."""
    exact = [g for g in backers if number in (g.answer.quantity.low, g.answer.quantity.high)] or backers
    return max((g.answer.published or dt.date.min for g in exact), default=dt.date.min)
