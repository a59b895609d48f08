"""What a question is called: made of words that its figures' articles use, and of no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.domain import Period
from sayso.reconcile.profile import Profile

_MONTHS = "January February March April May June July August September October November December".split()


class Heading(NamedTuple):
    """A question's readable ``title`` and the fields that it is made of; empty strings and None where the figures do not tell."""

    title: str
    predicate: str
    counted: str
    place: str
    time: Period | None


def heading(profiles: Sequence[Profile]) -> Heading:
    """The heading of the figures that ``profiles`` stand for. Raises ValueError where there are none.

    The title reads like "people killed · market strike, Al-Ashara · 6 June 2016": what is counted and asserted, what happened and where, when.
    """
    if not profiles:
        raise ValueError("a heading needs at least one profile")
    predicate = _most(p.predicate for p in profiles)
    counted = _most(_population(p) for p in profiles)
    place = _most(p.place for p in profiles if not p.wide) or _most(p.place for p in profiles)
    happening = "" if all(p.total for p in profiles) else _most(p.happening for p in profiles)
    time = _time(profiles)
    what = " ".join(w for w in (counted, predicate if predicate != "present" else "") if w) or "figure"
    where = ", ".join(w for w in (happening, place) if w)
    return Heading(" · ".join(part for part in (what, where, _written(time)) if part), predicate, counted, place, time)


def _population(p: Profile) -> str:
    if p.unit == "person":
        return f"{p.side} {p.population}" if p.side else p.population
    return p.counted or p.population


def _most(said: Iterable[str]) -> str:
    """The commonest of the words that are given at all, the first in the alphabet among equals."""
    tally = Counter(s for s in said if s)
    return min(tally, key=lambda s: (-tally[s], s), default="")


def _time(profiles: Sequence[Profile]) -> Period | None:
    if all(p.total for p in profiles):
        firsts = [p.first for p in profiles if p.first]
        lasts = [p.last for p in profiles if p.last]
        return Period(min(firsts), max(lasts)) if firsts and lasts else None
    given = [p for p in profiles if p.dated] or list(profiles)
    tally = Counter((p.first, p.last) for p in given if p.first and p.last)
    if not tally:
        return None
    first, last = min(tally, key=lambda days: (-tally[days], days))
    return Period(first, last)


def _written(time: Period | None) -> str:
    if time is None:
        return ""
    first, last = time.first, time.last
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if time.iso().count("-") < 2:
        return f"{_MONTHS[last.month - 1]} {last.year}" if "-" in time.iso() else str(last.year)
    if (last - first).days > 60:
        return (
            f"{first.year} to {last.year}"
            if first.year != last.year
            else f"{_MONTHS[first.month - 1]} to {_MONTHS[last.month - 1]} {last.year}"
        )
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {_MONTHS[first.month - 1]} – {end}"
