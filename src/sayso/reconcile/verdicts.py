"""How the originators' latest answers stand to each other, each with the rule that said so and the values.

agree           the same number, one that rounding explains, or bounds that leave room for each other
revised         one party still says what the other has since replaced
disagree        both cannot be right of the same people at the same time
not comparable  other units, other days, or other populations that neither contradict nor confirm each other

A number in an outlet's own voice, or with nobody behind it, that a named source of the question gives is an echo and no origin of its
own; so is a vague word that a named number fills in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from sayso.domain import NOBODY, Party, Verdict, VerdictKind
from sayso.reconcile.accounts import Answer, Held
from sayso.reconcile.asof import meet
from sayso.reconcile.bounds import Bounds, admits, apart, comparable, equal, phrase, same
from sayso.reconcile.populations import named as population_name
from sayso.reconcile.populations import within

PAIRS = 40  # parties compared each with each; of more, only those last heard of


def echoes(parties: Sequence[Held], main: str) -> tuple[list[Held], list[Verdict]]:
    """The parties with those that only echo a named source marked as no origin, and the ground for each."""
    sources = [h for h in parties if h.named and h.answers]
    known: dict[tuple[str, Bounds], _Model | None] = {}
    marked, grounds = [], []
    for h in parties:
        model = None
        if not h.named and h.answers:
            population = main if main in h.answers else min(h.answers, key=lambda p: (len(p), p))
            mine = h.answers[population][-1]
            key = (population, mine.bounds)
            if key not in known:
                known[key] = _model(mine, population, sources)
            model = known[key]
            if model is not None:
                grounds.append(_echoed(h.party, mine, model))
        marked.append(h if model is None else replace(h, origin=False))
    return marked, grounds


def between(parties: Sequence[Held], room: dt.timedelta) -> list[Verdict]:
    """The verdicts between every two origins, for each population that both answer for, or for the nearest pair of populations."""
    heard = [h for h in parties if h.origin and h.answers]
    if len(heard) > PAIRS:
        recent = sorted(heard, key=lambda h: (_last_heard(h), h.party.id))[-PAIRS:]
        chosen = {h.party.id for h in recent}
        heard = [h for h in heard if h.party.id in chosen]
    found = []
    for a, b in combinations(heard, 2):
        shared = [p for p in a.answers if p in b.answers]
        pairs = [(p, p) for p in shared] or _related(a, b)
        found += [_judge(a, b, p, q, room) for p, q in pairs]
    return found


def moves(parties: Sequence[Held]) -> list[Verdict]:
    """A verdict for every revision that a party made, of whichever population."""
    found = []
    for h in parties:
        for population, revisions in h.revisions.items():
            of_whom = f" ({population_name(population)})" if population else ""
            for r in revisions:
                reason = f"{title(h.party)} moved from {phrase(r.earlier)} to {phrase(r.later)}{of_whom}."
                found.append(Verdict(VerdictKind.REVISED, (r.before, r.after), (h.party.id,), "revision", reason))
    return found


def overall(verdicts: Sequence[Verdict], parties: Sequence[Held]) -> VerdictKind:
    """One word for the whole: disagree before revised, before agree, before not comparable. One origin alone agrees with itself, or has
    revised.
    """
    kinds = {v.kind for v in verdicts}
    if VerdictKind.DISAGREE in kinds:
        return VerdictKind.DISAGREE
    if VerdictKind.REVISED in kinds or any(found for h in parties for found in h.revisions.values()):
        return VerdictKind.REVISED
    alone = sum(h.origin and bool(h.answers) for h in parties) == 1
    return VerdictKind.AGREE if alone or VerdictKind.AGREE in kinds else VerdictKind.NOT_COMPARABLE


def title(party: Party) -> str:
    """A party's name for a sentence."""
    return "nobody named" if party.name == NOBODY else party.name


def _last_heard(h: Held) -> dt.date:
    return max((s.entry.published or dt.date.min for s in h.says), default=dt.date.min)


@dataclass(frozen=True, slots=True)
class _Model:
    """Whom an echo echoes, and which of its answers; ``late`` where it has moved on since."""

    party: Party
    answer: Answer
    late: bool


def _model(mine: Answer, population: str, sources: Sequence[Held]) -> _Model | None:
    best: tuple[tuple[bool, int, str], _Model] | None = None
    for source in sources:
        for theirs, history in source.answers.items():
            if not (within(population, theirs) or within(theirs, population)):
                continue
            for answer in reversed(history):
                likeness = _likeness(mine, answer, population == theirs)
                late = answer is not history[-1]
                if likeness is not None and (best is None or (late, likeness, source.party.id) < best[0]):
                    best = ((late, likeness, source.party.id), _Model(source.party, answer, late))
    return best[1] if best else None


def _echoed(party: Party, mine: Answer, model: _Model) -> Verdict:
    says, whose = f"{title(party)} says {phrase(mine.quantity)} without a source", title(model.party)
    ids, parties = (mine.entries[0], model.answer.entries[0]), (party.id, model.party.id)
    if model.late:
        return Verdict(VerdictKind.REVISED, ids, parties, "late echo", f"{says}, which is what {whose} said before it moved on.")
    return Verdict(VerdictKind.AGREE, ids, parties, "echo", f"{says}, which adds nothing to {phrase(model.answer.quantity)} from {whose}.")


def _likeness(mine: Answer, other: Answer, shared: bool) -> int | None:
    if not comparable(mine.bounds, other.bounds):
        return None
    if equal(mine.bounds, other.bounds):
        return 0 if shared else 1
    if not shared:
        return None
    if same(mine.bounds, other.bounds):
        return 2
    return 3 if mine.bounds.vague and admits(mine.bounds, other.bounds) else None


def _related(a: Held, b: Held) -> list[tuple[str, str]]:
    pairs = [(p, q) for p in a.answers for q in b.answers if within(p, q) or within(q, p)]
    rest = pairs or [(p, q) for p in a.answers for q in b.answers]
    return [min(rest, key=lambda x: (len(x[0]) + len(x[1]), x))]


def _judge(a: Held, b: Held, p: str, q: str, room: dt.timedelta) -> Verdict:
    mine, theirs = a.answers[p][-1], b.answers[q][-1]
    kind, rule, how = _kind(a, b, p, q, room)
    what = f"{title(a.party)} says {_said(mine, p, p != q)}, {title(b.party)} {_said(theirs, q, p != q)}"
    return Verdict(kind, (mine.entries[0], theirs.entries[0]), (a.party.id, b.party.id), rule, f"{what}: {how}.")


def _said(answer: Answer, population: str, name_it: bool) -> str:
    return phrase(answer.quantity) + (f" ({population_name(population)})" if name_it or population else "")


def _kind(a: Held, b: Held, p: str, q: str, room: dt.timedelta) -> tuple[VerdictKind, str, str]:
    mine, theirs = a.answers[p][-1], b.answers[q][-1]
    x, y = mine.bounds, theirs.bounds
    if not comparable(x, y):
        return VerdictKind.NOT_COMPARABLE, "units", f"{x.family} and {y.family} are not the same measure"
    if not meet(mine.period, theirs.period, room):
        days = " and ".join(t.iso() for t in (mine.period, theirs.period) if t)
        return VerdictKind.NOT_COMPARABLE, "as-of dates", f"they speak of different days, {days}"
    if p != q:
        if within(p, q) or within(q, p):
            return _across(x, y, p, q)
        return VerdictKind.NOT_COMPARABLE, "population", "they count different people"
    if equal(x, y) and not apart(x, y):
        return VerdictKind.AGREE, "same number", "the same number"
    if not apart(x, y):
        rounded = same(x, y)
        return (
            VerdictKind.AGREE,
            "rounding" if rounded else "bounds",
            "no more apart than rounding allows" if rounded else "each leaves room for the other",
        )
    late = _superseded(a, b, p) or _superseded(b, a, p)
    if late:
        return VerdictKind.REVISED, "superseded", late
    return VerdictKind.DISAGREE, "apart", "both cannot be right"


def _across(x: Bounds, y: Bounds, p: str, q: str) -> tuple[VerdictKind, str, str]:
    """A count of some against a count of all of them: it may be less, and may not be more."""
    some, everybody = (x, y) if within(p, q) else (y, x)
    if same(x, y):
        return VerdictKind.AGREE, "same number", "the same number, though one names a narrower population"
    if apart(replace(some, high=None), everybody):
        return VerdictKind.DISAGREE, "population", "some cannot be more than all"
    return VerdictKind.NOT_COMPARABLE, "population", "one counts some of those that the other counts"


def _superseded(moved: Held, stayed: Held, population: str) -> str:
    """Why the one that stayed only says what the other said before it moved; empty where it does not, or spoke after the move."""
    history, now = moved.answers[population], stayed.answers[population][-1]
    for earlier, later in pairwise(history):
        spoke, moved_on = now.published, later.published
        if spoke is not None and moved_on is not None and spoke <= moved_on and same(earlier.bounds, now.bounds):
            return f"{title(moved.party)} said {phrase(earlier.quantity)} too before it moved to {phrase(later.quantity)}"
    return ""
