"""What a question's figures come to, and why.

The steps: whose word each entry is (``origins``), what each party says over time (``accounts``), which parties only echo another and how
the rest stand to each other (``verdicts``), whether the
figures fit together (``arithmetic``), and low, best and high by a named convention (``conventions``).
"""

from __future__ import annotations

from sayso.domain import Number, Question, Reckoning, VerdictKind
from sayso.reconcile.accounts import account, hold
from sayso.reconcile.arithmetic import fit
from sayso.reconcile.asof import slack
from sayso.reconcile.bounds import phrase, written
from sayso.reconcile.conventions import CONVENTIONS, Convention, spread
from sayso.reconcile.origins import says
from sayso.reconcile.populations import main_population, populations
from sayso.reconcile.verdicts import between, echoes, moves, overall, title

__all__ = ["CONVENTIONS", "Convention", "explain", "reckon"]


def reckon(question: Question, convention: str = "acled") -> Reckoning:
    """Reckon with the figures of ``question``; the outcome does not depend on the order of its entries.

    Raises ValueError for a convention that is not in ``CONVENTIONS``.

    >>> reckon(Question("q1", "", "", "", "", None, ())).origins
    0
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"{convention!r} is no convention; choose one of {', '.join(CONVENTIONS)}")
    if not question.entries:
        return Reckoning((), (), 0, None, None, None, convention, VerdictKind.NOT_COMPARABLE)
    counted = populations(question.entries, question.predicate)
    found, grounds = says(question.entries, counted)
    room = slack(question.predicate)
    held = hold(found, room)
    main = main_population(question.counted, [p for h in held for p in h.answers])
    held, echoed = echoes(held, main)
    judged = between(held, room)
    checked, derived = fit(found)
    low, best, high = spread(held, main, CONVENTIONS[convention], room)
    return Reckoning(
        accounts=tuple(account(h, main) for h in held),
        verdicts=(*judged, *moves(held), *echoed, *grounds, *checked),
        origins=sum(h.origin for h in held),
        low=low,
        best=best,
        high=high,
        convention=convention,
        verdict=overall((*judged, *echoed), held),
        derived=tuple(derived),
    )


def explain(question: Question, reckoning: Reckoning) -> tuple[str, ...]:
    """The reckoning in sentences, one a line: who says what and how it moved, each verdict with its rule, the bounds with their
    convention, what is derived.

    >>> explain(Question("q1", "ferries sunk", "", "", "", None, ()), reckon(Question("q1", "", "", "", "", None, ())))[0]
    'ferries sunk: not comparable, 0 independent origins'
    """
    many = "origin" if reckoning.origins == 1 else "origins"
    lines = [f"{question.title}: {reckoning.verdict.value.replace('_', ' ')}, {reckoning.origins} independent {many}"]
    by_id = {e.id: e for e in question.entries}
    for a in reckoning.accounts:
        heard = sorted({by_id[i].outlet.name for i in a.entries if i in by_id})
        moved = "".join(f", moved from {phrase(r.earlier)} to {phrase(r.later)}" for r in a.revisions)
        said = _range(a.low, a.high)
        counts = "" if a.independent else "; no origin of its own"
        figures = "1 figure" if len(a.entries) == 1 else f"{len(a.entries)} figures"
        lines.append(f"{title(a.originator)} says {said}{moved} ({figures} in {', '.join(heard)}){counts}")
    lines += [f"[{v.rule}] {v.kind.value.replace('_', ' ')}: {v.reason}" for v in reckoning.verdicts]
    rule = CONVENTIONS[reckoning.convention]
    best = "none" if reckoning.best is None else written(reckoning.best)
    lines.append(
        f"low {written(reckoning.low)}, best {best}, high {written(reckoning.high)} by {rule.name} ({rule.source}): {rule.practice}"
    )
    lines += [f"[{d.rule}] derived: {d.reason}" for d in reckoning.derived]
    return tuple(lines)


def _range(low: Number | None, high: Number | None) -> str:
    if low == high:
        return "no level" if low is None else written(low)
    if high is None:
        return f"{written(low)} or more"
    return f"up to {written(high)}" if low is None else f"{written(low)} to {written(high)}"
