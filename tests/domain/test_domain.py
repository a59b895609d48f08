"""What is true of the values, whatever is put into them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import NOBODY, Article, Attribution, Chain, Figure, Link, Period, Qualifier, Quantity, Reading, Span

TEXTS = st.text(min_size=1, max_size=80)
BOUNDS = st.integers(0, 10**15) | st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=3)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span.cut(text, start, draw(st.integers(start + 1, len(text))))


@given(cuts())
def test_the_slice_of_a_span_is_its_surface(cut: tuple[str, Span]) -> None:
    text, span = cut
    assert text[span.start : span.end] == span.surface
    assert span.stands_in(text)
    assert not span.stands_in("\x00" + text) or span.surface == ("\x00" + text)[span.start : span.end]


@given(TEXTS, st.data())
def test_spans_that_hold_one_another_meet(text: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda e: e[0] < e[1])
    one, two = (Span.cut(text, *data.draw(ends)) for _ in range(2))
    assert one.meets(two) == two.meets(one)
    assert not one.holds(two) or one.meets(two)
    assert (one.holds(two) and two.holds(one)) == (one == two)


@pytest.mark.parametrize(("start", "end", "surface"), [(-1, 2, "abc"), (2, 2, ""), (3, 2, "a"), (0, 2, "abc"), (0, 3, "ab")])
def test_a_span_that_does_not_fit_is_refused(start: int, end: int, surface: str) -> None:
    with pytest.raises(ValueError):
        Span(start, end, surface)


@given(BOUNDS, BOUNDS)
def test_a_range_keeps_both_ends(one: int | Decimal, two: int | Decimal) -> None:
    low, high = sorted((one, two))
    quantity = Quantity(low, high, Qualifier.RANGE, "person")
    assert (quantity.low, quantity.high) == (low, high)
    assert (type(quantity.low), type(quantity.high)) == (type(low), type(high))


@given(BOUNDS, st.integers(1, 1000))
def test_bounds_that_cross_are_refused(low: int | Decimal, step: int) -> None:
    with pytest.raises(ValueError, match="cross"):
        Quantity(low + step, low)


@pytest.mark.parametrize("bad", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "12"])
def test_a_bound_is_exact(bad: Any) -> None:
    with pytest.raises(ValueError):
        Quantity(bad, None)


def test_a_quantity_is_bounded_on_one_side_at_least() -> None:
    with pytest.raises(ValueError, match="at least one bound"):
        Quantity(None, None)


@given(st.dates(), st.dates())
def test_a_period_is_read_as_it_was_written(one: dt.date, two: dt.date) -> None:
    period = Period(min(one, two), max(one, two))
    assert Period.parse(period.iso()) == period


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_and_years_have_their_short_form(year: int, month: int) -> None:
    for text in (f"{year:04d}", f"{year:04d}-{month:02d}"):
        assert Period.parse(text).iso() == text


@pytest.mark.parametrize("text", ["", "soon", "2016-13", "2016-02-30", "2017/2016"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(dt.date(2016, 2, 1), dt.date(2016, 1, 1))


@given(st.lists(st.text(min_size=1), max_size=4))
def test_a_chain_begins_with_its_originator(names: list[str]) -> None:
    chain = Chain(tuple(map(Link, names)))
    assert chain.names == tuple(names)
    assert (chain.originator, *chain.relays) == (chain.links or (None,))


def test_nobody_is_not_named() -> None:
    assert not Link(NOBODY).named
    assert Link("the mayor").named


def test_an_attribution_needs_content() -> None:
    with pytest.raises(ValueError, match="content"):
        Attribution("a1", ())


@given(cuts(), cuts())
def test_a_reading_knows_its_misplaced_spans(one: tuple[str, Span], two: tuple[str, Span]) -> None:
    text, span = one
    stray = two[1]
    attribution = Attribution("a1", (span,), source=(stray,), chain=Chain((Link("x", span, (stray,)),)))
    figure = Figure("f1", span, Quantity(1, 1), span, counted=stray)
    reading = Reading(Article(text), (attribution,), (figure,))
    assert set(reading.misplaced()) == (set() if stray.stands_in(text) else {stray})


@pytest.mark.parametrize("field", ["text", "outlet"])
def test_values_are_frozen(field: str) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(Article("text"), field, "other")
