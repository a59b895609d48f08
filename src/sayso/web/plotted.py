"""A question's answers as they are plotted: a band for each originator, and a time and a height for each answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.domain import Entry, Number, Party, Question, Reckoning
from sayso.exchange.harmless import one_line
from sayso.web import shown

MOST_BANDS = 14
"""Originators with a band of their own, those with most answers first."""

_SLIDE = 0.03  # share of the time shown by which answers of one day stand apart
_REACH = 0.16  # share of the values shown that the arrow of an open bound is long
_NAME = 28  # letters of an originator's name beside its band
_MOST_TURNS = 6
_LONGEST = 300
_LARGEST: int = 10**300


@dataclass(frozen=True, slots=True)
class Plotted:
    """One answer. ``low`` and ``high`` are its bounds, None for an open one; ``at`` is where it stands, ``tip`` where its arrow ends;
    ``open`` is ``up``, ``down`` or empty; ``relay`` says that it only reached the ledger through somebody else's retelling;
    ``label`` is what is ``said`` where the band says it for the first time."""

    id: str
    originator: str
    when: str
    day: str
    low: float | None
    high: float | None
    at: float
    tip: float
    open: str
    relay: bool
    said: str
    label: str
    chain: str
    text: str
    where: str


def plotted(question: Question, reckoning: Reckoning) -> list[Plotted]:
    """The answers that can be plotted, band after band."""
    relayed = {id for account in reckoning.accounts for id in account.relays}
    names, heard = bands(question, reckoning), voices(question, reckoning)
    days = [e.published for e in question.entries if e.published] or [dt.date(1970, 1, 1)]
    first, span = min(days), (max(days) - min(days)).days + 1
    sides = [s for e in question.entries for s in _sides(e) if s is not None]
    reach = ((max(sides) - min(sides)) * _REACH or abs(max(sides)) * _REACH or 1.0) if sides else 1.0
    seen: Counter[tuple[str, dt.date | None]] = Counter()
    told: set[tuple[str, str]] = set()
    rows = []
    for e in question.entries:
        low, high = _sides(e)
        at = high if low is None else low if high is None else (low + high) / 2
        party = heard[e.id].id
        if party not in names or at is None:
            continue
        turn = min(seen[(party, e.published)], _MOST_TURNS)
        seen[(party, e.published)] += 1
        said = shown.answer(e)
        when = dt.datetime.combine(e.published or first, dt.time()) + dt.timedelta(days=turn * span * _SLIDE)
        rows.append(
            Plotted(
                e.id,
                names[party],
                when.isoformat(),
                shown.day(e.published) or "not known",
                low,
                high,
                at,
                at + (reach if high is None else -reach if low is None else 0.0),
                "up" if high is None else "down" if low is None else "",
                e.id in relayed,
                said,
                "" if (party, said) in told else said,
                " → ".join(shown.voice(p) for p in shown.chain(e)),
                one_line(e.figure.sentence.surface)[:_LONGEST],
                f"/articles/{e.article}#s={e.figure.amount.start}-{e.figure.amount.end}",
            )
        )
        told.add((party, said))
    order = list(names.values())
    return sorted(rows, key=lambda row: order.index(row.originator))


def voices(question: Question, reckoning: Reckoning) -> dict[str, Party]:
    """On whose account each entry stands, by the entry's id: a relay on that of its origin."""
    found = {id: account.originator for account in reckoning.accounts for id in account.entries}
    return {e.id: found.get(e.id, e.originator) for e in question.entries}


def bands(question: Question, reckoning: Reckoning) -> dict[str, str]:
    """The shown name of each originator with a band, by its id, in the order of the accounts; no two are the same."""
    heard = voices(question, reckoning)
    asked = Counter(party.id for party in heard.values())
    parties = {party.id: party for party in heard.values()}
    order = list(dict.fromkeys([*(a.originator.id for a in reckoning.accounts if a.originator.id in parties), *parties]))
    kept = set(sorted(order, key=lambda id: -asked[id])[:MOST_BANDS])
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for id in order:
        if id in kept:
            name = shown.voice(parties[id])
            name = name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
            taken[name] += 1
            names[id] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def drawable(question: Question) -> Sequence[Entry]:
    """The entries that a picture can show."""
    return [e for e in question.entries if any(side is not None for side in _sides(e))]


def _sides(entry: Entry) -> tuple[float | None, float | None]:
    return _size(entry.figure.quantity.low), _size(entry.figure.quantity.high)


def _size(number: Number | None) -> float | None:
    """A bound as it is plotted; None where it is open or beyond what can be drawn."""
    return None if number is None or not -_LARGEST < number < _LARGEST else float(number)
