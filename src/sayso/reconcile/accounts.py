"""What each originator says on a question, over time, and when it moved.

One report (an article) at a time, in order of as-of time, then publication. Within a report, amounts of one originator are read together:
the tighter of two that leave
room for each other, both ends where they do not. A later report that only leaves room for what was said before restates it ("at least 58"
after 72); a vague word that
becomes a number is made precise; the same number with another hedge is the same; anything else is a revision. On one day the lower number
is taken as the earlier one, since tolls grow while a day goes on. ACLED and UCDP revise a record in the same way when better information
comes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.domain import Account, Party, Period, Qualifier, Quantity, Relation, Revision
from sayso.reconcile.asof import order, period
from sayso.reconcile.bounds import Bounds, admits, anchor, apart, bounds, same
from sayso.reconcile.origins import CHANGES, Say, reported


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party says of one population at one time: the quantity, the ids of the entries it comes from, its first publication and its
    as-of days.
    """

    quantity: Quantity
    bounds: Bounds
    entries: tuple[str, ...]
    published: dt.date | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class Held:
    """One party's standing in a question: ``answers`` holds for each population what it said over time, the latest last.

    ``named`` is False for an outlet or agency in its own voice and for nobody named, also where others quote the outlet. ``origin`` is
    False once it is found to be an echo.
    """

    party: Party
    says: tuple[Say, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    revisions: Mapping[str, tuple[Revision, ...]]
    named: bool
    origin: bool = True


def hold(found: Sequence[Say], room: dt.timedelta) -> list[Held]:
    """The standing of every party, first reported first. ``room`` is how far apart two reports may date the same thing."""
    by_party: dict[str, list[Say]] = defaultdict(list)
    for s in sorted(found, key=lambda s: reported(s.entry)):
        by_party[s.party.id].append(s)
    own_voices = {s.entry.outlet.id for s in found if not s.entry.parties}
    return [_held(own[0].party, own, room, own[0].party.id in own_voices) for own in by_party.values()]


def account(held: Held, main: str) -> Account:
    """A party's standing as the ledger shows it; the bounds and moves are of its answers for the ``main`` population, or for the widest
    it has.
    """
    chosen = main if main in held.answers else min(held.answers, default=None, key=lambda p: (len(p), p))
    latest = held.answers[chosen][-1].quantity if chosen is not None else None
    retold = tuple(s.entry.id for s in held.says if s.second_hand or len(s.entry.parties) > 1)
    moves = held.revisions[chosen] if chosen is not None else ()
    low, high = (latest.low, latest.high) if latest else (None, None)
    return Account(held.party, tuple(s.entry.id for s in held.says), retold, low, high, moves, held.origin)


def _held(party: Party, own: Sequence[Say], room: dt.timedelta, speaks_itself: bool) -> Held:
    answers: dict[str, tuple[Answer, ...]] = {}
    revisions: dict[str, tuple[Revision, ...]] = {}
    by_population: dict[str, list[Say]] = defaultdict(list)
    for s in own:
        if not s.second_hand and s.entry.figure.relation not in CHANGES:
            by_population[s.population].append(s)
    if not by_population:
        for s in own:
            if s.entry.figure.relation not in CHANGES:
                by_population[s.population].append(s)
    for population, group in sorted(by_population.items()):
        alone = [s for s in group if not s.joint] or group
        answers[population], revisions[population] = _fold(_reports(_without_late_relays(alone), room))
    named = not speaks_itself and any(s.named for s in own)
    return Held(party, tuple(own), answers, revisions, named)


def _without_late_relays(own: Sequence[Say]) -> list[Say]:
    """Without what a relay passes on of a number that was already reported on an earlier day: relays lag, and move nothing."""
    first: dict[tuple[Decimal | None, Decimal | None, str], dt.date] = {}
    kept = []
    for s in own:
        key, day = (s.bounds.low, s.bounds.high, s.bounds.family), s.entry.published or dt.date.min
        if key in first and first[key] < day and len(s.entry.parties) > 1:
            continue
        first.setdefault(key, day)
        kept.append(s)
    return kept


def _reports(own: Sequence[Say], room: dt.timedelta) -> list[Answer]:
    articles: dict[str, list[Say]] = defaultdict(list)
    for s in own:
        articles[s.entry.article].append(s)
    found = []
    for article, group in articles.items():
        totals = [s for s in group if s.entry.figure.relation is Relation.TOTAL]
        found.append((article, _together(totals or group)))
    days = [a.period or Period.day(a.published or dt.date.min) for _, a in found]
    places = order(days, room)
    keyed = sorted(zip(places, found, strict=True), key=lambda x: (x[0], x[1][1].published or dt.date.min, anchor(x[1][1].bounds), x[1][0]))
    return [answer for _, (_, answer) in keyed]


def _together(group: Sequence[Say]) -> Answer:
    answers = [Answer(s.entry.figure.quantity, s.bounds, (s.entry.id,), s.entry.published, period(s.entry)) for s in group]
    whole = answers[0]
    for a in answers[1:]:
        whole = replace(_both(whole, a), entries=whole.entries + a.entries, period=whole.period or a.period)
    return whole


def _both(a: Answer, b: Answer) -> Answer:
    """The tighter of two amounts of one report, or what they span together where they contradict each other."""
    if a.bounds.family != b.bounds.family:
        return a
    if admits(a.bounds, b.bounds):
        return a if admits(b.bounds, a.bounds) and a.quantity.qualifier is Qualifier.EXACT else b
    if admits(b.bounds, a.bounds):
        return a
    contradict = apart(a.bounds, b.bounds)
    lows, highs = (a.quantity.low, b.quantity.low), (a.quantity.high, b.quantity.high)
    if contradict:
        low = None if None in lows else min(x for x in lows if x is not None)
        high = None if None in highs else max(x for x in highs if x is not None)
    else:
        low = max((x for x in lows if x is not None), default=None)
        high = min((x for x in highs if x is not None), default=None)
    if (low is None and high is None) or (low is not None and high is not None and low > high) or a.quantity.unit != b.quantity.unit:
        return b
    qualifier = (
        Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST if high is None else Qualifier.EXACT if low == high else Qualifier.RANGE
    )
    quantity = Quantity(low, high, qualifier, a.quantity.unit)
    return replace(a, quantity=quantity, bounds=bounds(quantity))


def _fold(reports: Sequence[Answer]) -> tuple[tuple[Answer, ...], tuple[Revision, ...]]:
    history = [reports[0]]
    moves: list[Revision] = []
    for later in reports[1:]:
        standing = history[-1]
        if same(standing.bounds, later.bounds):
            if not admits(later.bounds, standing.bounds):
                history[-1] = replace(later, published=standing.published, entries=standing.entries + later.entries)
        elif admits(later.bounds, standing.bounds):
            continue
        elif standing.bounds.vague and admits(standing.bounds, later.bounds):
            history[-1] = later
        else:
            moves.append(Revision(standing.entries[0], later.entries[0], standing.quantity, later.quantity))
            history.append(later)
    return tuple(history), tuple(moves)
