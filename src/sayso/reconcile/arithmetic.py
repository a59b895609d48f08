"""Whether the figures of a question fit together, and what they imply.

* A part cannot be more than its whole; parts that exclude each other cannot add up to more; where they add up to it, that is said.
* The figures that a total sums cannot add up to something else where they add up to it exactly.
* A level, then a change by the same originator, then a level again: the three must fit. With only one level, the other is derived.
* A whole less its part leaves the rest, which is derived.

What is derived is the program's reckoning and is marked as such; it is never an originator's answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.domain import Derived, Number, Qualifier, Quantity, Relation, Verdict, VerdictKind
from sayso.reconcile.bounds import Bounds, apart, bounds, comparable, equal, phrase
from sayso.reconcile.origins import CHANGES, Say, reported
from sayso.reconcile.verdicts import title

_EXCLUSIVE = (frozenset({"civilian", "armed", "soldier"}), frozenset({"child", "woman", "man"}))
_LEVELS = frozenset({Relation.LEVEL, Relation.TOTAL})


def fit(found: Sequence[Say]) -> tuple[list[Verdict], list[Derived]]:
    """The verdicts of arithmetic over the figures of one question, and the levels that they imply."""
    unique = {s.entry.id: s for s in found}
    says = sorted(unique.values(), key=lambda s: reported(s.entry))
    at = {(s.entry.article, s.entry.figure.id): s for s in says}
    verdicts: list[Verdict] = []
    derived: list[Derived] = []
    _parts(says, at, verdicts, derived)
    _totals(says, verdicts)
    _changes(says, at, verdicts, derived)
    return verdicts, _once(derived)


def _parts(says: Sequence[Say], at: Mapping[tuple[str, str], Say], verdicts: list[Verdict], derived: list[Derived]) -> None:
    wholes: dict[str, list[Say]] = defaultdict(list)
    for s in says:
        figure = s.entry.figure
        whole = at.get((s.entry.article, figure.part_of)) if figure.relation is Relation.PART and figure.part_of else None
        if whole is not None and whole is not s and comparable(s.bounds, whole.bounds) and whole.bounds.family != "share":
            wholes[whole.entry.id].append(s)
    for parts in wholes.values():
        whole = at[parts[0].entry.article, parts[0].entry.figure.part_of or ""]
        for part in parts:
            _part(part, whole, verdicts, derived)
        for kinds in _EXCLUSIVE:
            apart_ones = {p.population: p for p in parts if p.population in kinds}
            if len(apart_ones) > 1:
                _sum(list(apart_ones.values()), whole, "sum of parts", verdicts)


def _part(part: Say, whole: Say, verdicts: list[Verdict], derived: list[Derived]) -> None:
    a, b = part.entry.figure.quantity, whole.entry.figure.quantity
    ids, who = (part.entry.id, whole.entry.id), (whole.party.id,)
    if apart(_at_least(part.bounds), whole.bounds):
        reason = f"{phrase(a)} cannot be part of {phrase(b)} in one article."
        verdicts.append(Verdict(VerdictKind.DISAGREE, ids, who, "part and whole", reason))
        return
    verdicts.append(Verdict(VerdictKind.AGREE, ids, who, "part and whole", f"{phrase(a)} can be part of {phrase(b)}."))
    rest = _less(b, a)
    if rest is not None:
        reason = f"{phrase(b)} less {phrase(a)} leaves {phrase(rest)}."
        derived.append(Derived(rest, (whole.entry.id, part.entry.id), "whole less part", reason, whole.entry.figure.time))


def _sum(parts: Sequence[Say], whole: Say, rule: str, verdicts: list[Verdict]) -> None:
    total = _add([p.entry.figure.quantity for p in parts])
    if total is None:
        return
    ids = (*(p.entry.id for p in parts), whole.entry.id)
    listed = " and ".join(phrase(p.entry.figure.quantity) for p in parts)
    b, t = bounds(total), whole.bounds
    if equal(b, t):
        verdicts.append(
            Verdict(VerdictKind.AGREE, ids, (whole.party.id,), rule, f"{listed} add up to {phrase(whole.entry.figure.quantity)}.")
        )
    elif apart(_at_least(b), t):
        reason = f"{listed} add up to {phrase(total)}, more than {phrase(whole.entry.figure.quantity)}."
        verdicts.append(Verdict(VerdictKind.DISAGREE, ids, (whole.party.id,), rule, reason))


def _totals(says: Sequence[Say], verdicts: list[Verdict]) -> None:
    """A total against the levels of its article and originator: said where they add up, or where one alone is more."""
    groups: dict[tuple[str, str], list[Say]] = defaultdict(list)
    for s in says:
        groups[s.entry.article, s.party.id].append(s)
    for group in groups.values():
        totals = [s for s in group if s.entry.figure.relation is Relation.TOTAL]
        for total in totals[:1]:
            levels = [
                s
                for s in group
                if s.entry.figure.relation is Relation.LEVEL and s.population == total.population and not equal(s.bounds, total.bounds)
            ]
            levels = [s for s in levels if comparable(s.bounds, total.bounds)]
            for s in levels:
                if apart(_at_least(s.bounds), total.bounds):
                    reason = f"{phrase(s.entry.figure.quantity)} is more than the total of {phrase(total.entry.figure.quantity)}."
                    verdicts.append(Verdict(VerdictKind.DISAGREE, (s.entry.id, total.entry.id), (total.party.id,), "sum and total", reason))
            added = _add([s.entry.figure.quantity for s in levels]) if len(levels) > 1 else None
            if added is not None and equal(bounds(added), total.bounds):
                _sum(levels, total, "sum and total", verdicts)


def _changes(says: Sequence[Say], at: Mapping[tuple[str, str], Say], verdicts: list[Verdict], derived: list[Derived]) -> None:
    for s in says:
        figure = s.entry.figure
        if figure.relation not in CHANGES:
            continue
        if figure.implied is not None:
            ids = tuple(at[s.entry.article, f].entry.id for f in figure.implied.figures if (s.entry.article, f) in at)
            _implied(s, figure.implied.quantity, ids or (s.entry.id,), says, verdicts, derived)
            continue
        levels = [
            t
            for t in says
            if t.party.id == s.party.id and t.entry.figure.relation in _LEVELS and t.population == s.population and not t.second_hand
        ]
        levels = [t for t in levels if comparable(t.bounds, s.bounds) and t.bounds.family not in ("share",)]
        before = [t for t in levels if _when(t) < _when(s)]
        after = [t for t in levels if _when(t) >= _when(s)]
        if not before:
            continue
        level = before[-1]
        moved = (
            _add([level.entry.figure.quantity, figure.quantity])
            if figure.relation is Relation.INCREASE
            else _less(level.entry.figure.quantity, figure.quantity)
        )
        if moved is None:
            continue
        sign = "and" if figure.relation is Relation.INCREASE else "less"
        sum_words = f"{phrase(level.entry.figure.quantity)} {sign} {phrase(figure.quantity)}"
        if after:
            kind = VerdictKind.DISAGREE if apart(bounds(moved), after[0].bounds) else VerdictKind.AGREE
            fits = "fits" if kind is VerdictKind.AGREE else "does not fit"
            reason = f"{sum_words} makes {phrase(moved)}, which {fits} {phrase(after[0].entry.figure.quantity)}."
            verdicts.append(Verdict(kind, (level.entry.id, s.entry.id, after[0].entry.id), (s.party.id,), "change and level", reason))
        else:
            derived.append(
                Derived(moved, (level.entry.id, s.entry.id), "level and change", f"{sum_words} makes {phrase(moved)}.", figure.time)
            )


def _implied(
    s: Say, quantity: Quantity, ids: tuple[str, ...], says: Sequence[Say], verdicts: list[Verdict], derived: list[Derived]
) -> None:
    """A level that the article implies for another time, against what others say of that time."""
    then = s.entry.figure.implied.time if s.entry.figure.implied else None
    stated = "at that time" if then is None else f"in {then.iso()}"
    derived.append(Derived(quantity, ids, "implied level", f"{title(s.party)} implies {phrase(quantity)} {stated}.", then))
    implied = bounds(quantity)
    for t in says:
        time = t.entry.figure.time
        if t.entry.id in ids or t.entry.figure.relation not in _LEVELS or then is None or time is None or t.population != s.population:
            continue
        if time.first <= then.last and then.first <= time.last and time.last <= then.last and comparable(t.bounds, implied):
            kind = VerdictKind.DISAGREE if apart(t.bounds, implied) else VerdictKind.AGREE
            reason = f"{title(s.party)} implies {phrase(quantity)} {stated}, {title(t.party)} says {phrase(t.entry.figure.quantity)}."
            verdicts.append(Verdict(kind, (*ids, t.entry.id), (s.party.id,), "implied level", reason))


def _when(s: Say) -> tuple[str, str]:
    """When a figure was true: by its as-of days, then by publication."""
    time = s.entry.figure.time
    return (str(s.entry.published or ""), time.last.isoformat() if time else "")


def _at_least(b: Bounds) -> Bounds:
    return Bounds(b.low if b.low is not None else None, None, b.below, b.above, b.family, b.vague)


def _add(quantities: Sequence[Quantity]) -> Quantity | None:
    lows, highs = [q.low for q in quantities], [q.high for q in quantities]
    low = None if None in lows else sum(x for x in lows if x is not None)
    high = None if None in highs else sum(x for x in highs if x is not None)
    return _made(low, high, quantities)


def _less(whole: Quantity, part: Quantity) -> Quantity | None:
    low = None if whole.low is None or part.high is None else max(whole.low - part.high, 0)
    high = None if whole.high is None or part.low is None else whole.high - part.low
    return None if high is not None and high < 0 else _made(low, high, (whole, part))


def _made(low: Number | None, high: Number | None, quantities: Sequence[Quantity]) -> Quantity | None:
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    if len({q.unit for q in quantities} - {"other"}) > 1:
        return None
    exact = all(q.qualifier is Qualifier.EXACT for q in quantities)
    closed = Qualifier.RANGE if low != high else Qualifier.EXACT if exact else Qualifier.APPROX
    qualifier = Qualifier.AT_MOST if low is None else Qualifier.AT_LEAST if high is None else closed
    return Quantity(low, high, qualifier, quantities[0].unit)


def _once(derived: Sequence[Derived]) -> list[Derived]:
    """One of each level that the same words imply in several copies."""
    seen: dict[tuple[str, Number | None, Number | None, str], Derived] = {}
    for d in derived:
        seen.setdefault((d.rule, d.quantity.low, d.quantity.high, d.reason), d)
    return list(seen.values())
