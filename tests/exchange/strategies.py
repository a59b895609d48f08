"""Sound readings of any shape, for properties that hold for all of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from sayso.domain import (
    Article,
    Attribution,
    Chain,
    Figure,
    Implied,
    Link,
    Number,
    Period,
    Qualifier,
    Quantity,
    Reading,
    Relation,
    Span,
    Voice,
)

words = st.text(max_size=12)
numbers = st.one_of(
    st.integers(-(10**20), 10**20), st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from([Decimal("1E+40")])
)
shares = st.floats(0, 1)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Bounds in order, either side open, a qualifier and a unit."""
    low, high = draw(st.tuples(st.none() | numbers, st.none() | numbers).filter(any_bound))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Quantity(low, high, draw(st.sampled_from(Qualifier)), draw(st.sampled_from(["person", "percent", "money:EUR", "km", "ratio"])))


def any_bound(bounds: tuple[Number | None, Number | None]) -> bool:
    """Whether at least one side is closed."""
    return bounds != (None, None)


periods = st.tuples(st.dates(), st.dates()).map(lambda days: Period(min(days), max(days))) | st.integers(1, 9999).map(
    lambda year: Period(dt.date(year, 1, 1), dt.date(year, 12, 31))
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading whose spans stand in its text and whose references lead somewhere."""
    text = draw(st.text(min_size=1, max_size=80))

    @st.composite
    def spans(draw: st.DrawFn) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.cut(text, start, draw(st.integers(start + 1, len(text))))

    links = st.builds(Link, words, st.none() | spans(), st.lists(spans(), max_size=2).map(tuple))
    chains = st.builds(Chain, st.lists(links, max_size=3).map(tuple))
    several = st.lists(spans(), max_size=3).map(tuple)
    said = tuple(
        draw(
            st.builds(
                Attribution,
                st.just(f"A{i}"),
                st.lists(spans(), min_size=1, max_size=3).map(tuple),
                several,
                several,
                chains,
                st.none() | st.sampled_from([f"A{j}" for j in range(i)] or [None]),
                st.sampled_from(Voice),
                st.booleans(),
                shares,
            )
        )
        for i in range(draw(st.integers(0, 4)))
    )
    count = draw(st.integers(0, 3))
    ids = st.sampled_from([f"F{j}" for j in range(count)]) if count else st.nothing()
    counted = tuple(
        draw(
            st.builds(
                Figure,
                st.just(f"F{i}"),
                spans(),
                quantities(),
                spans(),
                st.none() | spans(),
                words,
                st.sampled_from(Relation),
                st.none() | ids,
                st.none() | spans(),
                st.none() | periods,
                chains,
                st.none() | st.sampled_from([a.id for a in said] or [None]),
                st.none() | st.builds(Implied, quantities(), st.lists(ids, max_size=2).map(tuple), st.none() | periods),
                shares,
                st.binary(max_size=6),
            )
        )
        for i in range(count)
    )
    article = draw(
        st.builds(
            Article,
            st.just(text),
            *[words, words, st.lists(words, max_size=2).map(tuple), st.none() | st.dates(), words, words, words, words],
            st.lists(words, max_size=2).map(tuple),
        )
    )
    return Reading(article, said, counted, draw(words), tuple(draw(st.lists(words, max_size=2))))
