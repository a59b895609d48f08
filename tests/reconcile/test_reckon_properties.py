"""What holds of every reckoning, whatever the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.domain import Entry, Party
from sayso.reconcile.reckon import CONVENTIONS, explain, reckon
from tests.reconcile.made import pools, question


@given(pools(), st.randoms(use_true_random=False), st.sampled_from(sorted(CONVENTIONS)))
def test_the_order_of_entries_does_not_matter(entries: tuple[Entry, ...], chance, convention: str) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert reckon(question(*entries), convention) == reckon(question(*shuffled), convention)


@given(pools(), st.sampled_from(sorted(CONVENTIONS)))
def test_bounds_never_cross_and_origins_are_no_more_than_entries(entries: tuple[Entry, ...], convention: str) -> None:
    r = reckon(question(*entries), convention)
    stated = [x for x in (r.low, r.best, r.high) if x is not None]
    assert stated == sorted(stated)
    assert 0 <= r.origins <= len(entries)
    assert all(a.low is None or a.high is None or a.low <= a.high for a in r.accounts)


@given(pools())
def test_every_entry_is_in_an_account_and_every_verdict_explains_itself(entries: tuple[Entry, ...]) -> None:
    q = question(*entries)
    r = reckon(q)
    assert {i for a in r.accounts for i in a.entries} == {e.id for e in entries}
    known = {e.id for e in entries}
    assert all(v.rule and v.reason.endswith(".") and set(v.entries) <= known for v in r.verdicts)
    assert all(d.entries and set(d.entries) <= known for d in r.derived)
    assert len(explain(q, r)) >= 2 + len(r.verdicts)


@given(pools(), st.data())
def test_a_later_relay_changes_neither_origins_nor_bounds(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    first = data.draw(st.sampled_from(entries))
    # A relay without the whole that its part belongs to is another figure, and nobody named cannot be quoted.
    assume(first.originator.id != "?" and first.published is not None and not first.figure.part_of)
    later = first.published + dt.timedelta(days=data.draw(st.integers(1, 5)))
    chain = (*(first.parties or (first.outlet,)), Party("night desk", "night desk"))
    relay = replace(
        first, id="relay/F1", article="relay", outlet=Party("outlet:relay", "Relay Daily"), published=later, parties=chain, context=""
    )
    for convention in CONVENTIONS:
        before, after = reckon(question(*entries), convention), reckon(question(*entries, relay), convention)
        assert (before.origins, before.low, before.best, before.high) == (after.origins, after.low, after.best, after.high)
