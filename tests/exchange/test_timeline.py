"""A question's timeline: what is in the specification, and that it can be drawn."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Chain, Entry, Figure, Link, Number, Party, Qualifier, Quantity, Question, Span
from sayso.exchange.timeline import HUES, MOST_ENTRIES, OTHERS, timeline
from sayso.reconcile.reckon import reckon

DAY = dt.date(2016, 6, 6)


def entry(i: int, low: Number | None, high: Number | None, who: tuple[str, ...], day: dt.date | None = DAY, outlet: str = "Post") -> Entry:
    """An entry in an article of its own."""
    text = f"{low if low is not None else high} people died."
    amount = Span.cut(text, 0, text.index(" "))
    qualifier = Qualifier.AT_LEAST if high is None else Qualifier.AT_MOST if low is None else Qualifier.EXACT
    chain = Chain(tuple(Link(name) for name in who))
    figure = Figure("F1", amount, Quantity(low, high, qualifier, "person"), Span.cut(text, 0, len(text)), predicate="killed", chain=chain)
    return Entry(f"e{i}", f"a{i}", Party(f"o{outlet}", outlet), day, figure, tuple(Party(f"s{name}", name) for name in who), f"context {i}")


def spec(*entries: Entry) -> dict[str, Any]:
    """The timeline of a question with these entries; JSON all through."""
    question = Question("q1", "people killed · Tern Bay", "killed", "people", "Tern Bay", None, entries)
    made = timeline(question, reckon(question))
    json.dumps(made, allow_nan=False)
    return made


def test_bounds_are_bounds() -> None:
    made = spec(
        entry(1, 25, 25, ("Monitor",)), entry(2, 40, None, ("Mayor",)), entry(3, None, 60, ("Hospital",)), entry(4, 17, 70, ("Army",))
    )
    exact, least, most, between = made["data"]["values"]
    assert exact["exact"] and (exact["low"], exact["high"]) == (25, 25)
    assert (least["low"], least["high"], least["open"]) == (40, None, "up") and least["to"] > 40
    assert (most["low"], most["high"], most["open"]) == (None, 60, "down") and most["from"] < 60
    assert (between["from"], between["to"], between["open"]) == (17, 70, "")


def test_relays_are_faint_and_originators_have_their_colour() -> None:
    made = spec(entry(1, 25, 25, ("Monitor",)), entry(2, 25, 25, ("Monitor", "Radio"), outlet="Gazette"), entry(3, 30, 30, ("Mayor",)))
    assert [(row["who"], row["relay"]) for row in made["data"]["values"]] == [("Monitor", False), ("Monitor", True), ("Mayor", False)]
    assert made["encoding"]["color"]["scale"] == {"domain": ["Monitor", "Mayor"], "range": list(HUES[:2])}
    assert made["encoding"]["opacity"]["condition"]["test"] == "datum.relay"


def test_many_originators_share_a_grey() -> None:
    made = spec(*(entry(i, 10 + i, 10 + i, (f"Witness {i}",)) for i in range(30)))
    domain = made["encoding"]["color"]["scale"]["domain"]
    assert len(domain) == len(HUES) and domain[-1] == OTHERS


def test_entries_of_one_day_stand_apart() -> None:
    places = [row["at"] for row in spec(*(entry(i, 5, 5, ("Monitor",)) for i in range(20)))["data"]["values"]]
    assert len(set(places)) == 20 and max(places) - min(places) < 86_400_000


def test_without_days_they_stand_in_order() -> None:
    made = spec(*(entry(i, 5 + i, 5 + i, ("Monitor",), None) for i in range(3)))
    assert [row["at"] for row in made["data"]["values"]] == [1, 2, 3] and made["encoding"]["x"]["type"] == "quantitative"
    some = spec(entry(1, 5, 5, ("Monitor",), None), entry(2, 6, 6, ("Monitor",)))
    unknown, known = (row["at"] for row in some["data"]["values"])
    assert unknown < known and some["data"]["values"][0]["day"] == "day not known"


def test_revisions_are_joined() -> None:
    made = spec(entry(1, 25, 25, ("Monitor",)), entry(2, 58, 58, ("Monitor",), DAY + dt.timedelta(days=2), "Gazette"))
    (line,) = [row for layer in made["layer"] for row in layer.get("data", {}).get("values", []) if "was" in row]
    assert (line["was"], line["is"], line["who"]) == (25, 58, "Monitor")


def test_far_amounts_have_a_logarithmic_scale() -> None:
    assert spec(entry(1, 3, 3, ("A",)), entry(2, 9000, 9000, ("B",)))["encoding"]["y"]["scale"]["type"] == "log"
    assert spec(entry(1, 0, 0, ("A",)), entry(2, 9000, 9000, ("B",)))["encoding"]["y"]["scale"]["type"] == "linear"


def test_only_so_many_are_drawn() -> None:
    made = spec(*(entry(i, i + 1, i + 1, ("Monitor",)) for i in range(MOST_ENTRIES + 5)))
    assert len(made["data"]["values"]) == MOST_ENTRIES and "The latest" in made["description"]


@pytest.mark.parametrize("entries", [(), (entry(1, 25, 25, ("Monitor",)), entry(2, 40, None, ("?",), None), entry(3, None, 60, ()))])
def test_it_can_be_drawn(entries: tuple[Entry, ...]) -> None:
    assert "people killed · Tern Bay" in vl_convert.vegalite_to_svg(spec(*entries), allowed_base_urls=[])


amounts = st.none() | st.integers(-(10**6), 10**400) | st.decimals(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(amounts, st.none() | st.dates(), st.text(max_size=9)), max_size=8))
def test_nothing_raises(told: list[tuple[Number | None, dt.date | None, str]]) -> None:
    """Whatever the numbers, days and names, the specification is plain JSON with finite numbers."""
    entries = [
        entry(i, n, None if i % 2 else n, (name,) if name.strip() else (), day) for i, (n, day, name) in enumerate(told) if n is not None
    ]
    made = spec(*entries)
    assert len(made["data"]["values"]) == len(entries)
    assert all(abs(row["from"]) < Decimal("Infinity") for row in made["data"]["values"])
