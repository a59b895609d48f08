"""Entries and questions made by hand, and by Hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from sayso.domain import Entry, Figure, Number, Party, Period, Qualifier, Quantity, Question, Relation, Span

DAY = dt.date(2016, 7, 10)
_OUTLETS = ("Harbour Post", "Valley Times", "Coast Radio")
_SOURCES = ("river police", "fire service", "relief committee", "?")
_COUNTED = ("people", "civilians", "children", "soldiers", "")


def entry(
    low: Number | None,
    high: Number | None,
    qualifier: Qualifier = Qualifier.EXACT,
    *,
    who: Sequence[str] = (),
    outlet: str = "Harbour Post",
    article: str = "",
    day: int = 0,
    counted: str = "people",
    time: str = "",
    relation: Relation = Relation.LEVEL,
    part_of: str | None = None,
    unit: str = "person",
    context: str = "",
    credit: str = "",
    figure: str = "F1",
    at: int = 0,
) -> Entry:
    """One entry; ``day`` counts from 10 July 2016, ``who`` is the chain, originator first."""
    article = article or f"{outlet}-{day}"
    figure_of = Figure(
        figure,
        Span(at, at + 1, "N"),
        Quantity(low, high, qualifier, unit),
        Span(at, at + 1, "N"),
        Span(at, at + len(counted), counted) if counted else None,
        "killed",
        relation,
        part_of,
        time=Period.parse(time) if time else None,
    )
    published = DAY + dt.timedelta(days=day)
    parties = tuple(Party(w, w) for w in who)
    return Entry(f"{article}/{figure}", article, Party(f"outlet:{outlet}", outlet), published, figure_of, parties, context, credit)


def question(*entries: Entry, counted: str = "people", predicate: str = "killed") -> Question:
    """A question over ``entries``."""
    return Question("q", f"{counted} {predicate}", predicate, counted, "", None, tuple(entries))


@st.composite
def _amounts(draw: st.DrawFn) -> tuple[Number | None, Number | None, Qualifier]:
    number = draw(st.sampled_from([1, 2, 3, 4, 10, 20, 22, 24, 30, 40, 58, 100, 200, 1000, 24800, 25000]))
    qualifier = draw(st.sampled_from(list(Qualifier)))
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE):
        return number, None, qualifier
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return None, number, qualifier
    return number, number + (5 if qualifier is Qualifier.RANGE else 0), qualifier


@st.composite
def pools(draw: st.DrawFn, most: int = 8) -> tuple[Entry, ...]:
    """Entries of up to four articles, of all kinds of sources, amounts, days and populations."""
    found = []
    for i in range(draw(st.integers(1, most))):
        low, high, qualifier = draw(_amounts())
        outlet = draw(st.sampled_from(_OUTLETS))
        article = f"{outlet}-{draw(st.integers(0, 1))}"
        chain = draw(st.lists(st.sampled_from(_SOURCES), max_size=2, unique=True))
        relation = draw(st.sampled_from([Relation.LEVEL, Relation.LEVEL, Relation.LEVEL, Relation.TOTAL, Relation.PART, Relation.INCREASE]))
        found.append(
            entry(
                low,
                high,
                qualifier,
                who=chain,
                outlet=outlet,
                article=article,
                day=int(article[-1]) * 3,
                counted=draw(st.sampled_from(_COUNTED)),
                relation=relation,
                part_of=draw(st.sampled_from([None, "F0", "F1"])) if relation is Relation.PART else None,
                time=draw(st.sampled_from(["", "2016-07-10", "2016-07-09", "2016-07", "2016-06-20"])),
                unit=draw(st.sampled_from(["person", "person", "person", "other", "event"])),
                context=draw(st.sampled_from(["", "two ferries met in fog near the old harbour wall and many drowned", f"passage {i}"])),
                figure=f"F{i}",
                at=i,
            )
        )
    return tuple(found)
