"""A question's timeline: what is in the specification, and that it can be drawn."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Chain, Entry, Figure, Link, Number, Party, Qualifier, Quantity, Question, Span
from sayso.exchange.palette import DARK, HUES, LIGHT, THEMES
from sayso.exchange.timeline import MOST_ENTRIES, MOST_NAMED, OTHERS, timeline
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
    assert made["encoding"]["color"]["scale"] == {"domain": ["Monitor", "Mayor"], "range": list(LIGHT.hues[:2])}
    assert made["encoding"]["opacity"]["condition"]["test"] == "datum.relay"


def test_many_originators_share_a_grey() -> None:
    made = spec(*(entry(i, 10 + i, 10 + i, (f"Witness {i}",)) for i in range(30)))
    colours = made["encoding"]["color"]["scale"]
    assert len(colours["domain"]) == MOST_NAMED and colours["domain"][-1] == OTHERS and colours["range"][-1] == LIGHT.soft
    shapes = next(layer["encoding"]["shape"]["scale"]["range"] for layer in made["layer"] if "shape" in layer["encoding"])
    assert len({*zip(colours["range"][:-1], shapes[:-1], strict=True)}) == MOST_NAMED - 1


def test_two_of_one_name_are_two() -> None:
    one, other = entry(1, 25, 25, ("spokesman",)), entry(2, 30, 30, ("spokesman",))
    other = replace(other, parties=(Party("s9", "spokesman"),))
    assert {row["who"] for row in spec(one, other)["data"]["values"]} == {"spokesman", "spokesman (2)"}


def test_answers_are_written_once_and_do_not_cover_each_other() -> None:
    days = [DAY + dt.timedelta(days=i) for i in range(4)]
    made = spec(*(entry(i, n, n, ("Monitor",), day) for i, (n, day) in enumerate(zip((25, 25, 58, 60), days, strict=True))))
    assert [row["amount"] for row in made["data"]["values"] if "corner" in row] == ["25", "58", "60"]
    crowd = spec(*(entry(i, 25 + i % 3, 25 + i % 3, (f"Witness {i}",)) for i in range(90)))
    assert 0 < sum("corner" in row for row in crowd["data"]["values"]) < 30


def test_signs_lead_to_their_words() -> None:
    assert "href" not in spec(entry(1, 25, 25, ("Monitor",)))["encoding"]
    question = Question("q1", "people killed", "killed", "people", "", None, (entry(1, 25, 25, ("Monitor",)),))
    made = timeline(question, reckon(question), articles="/articles/")
    assert made["encoding"]["href"] == {"field": "where"} and made["data"]["values"][0]["where"] == "/articles/a1#s=0-2"


def test_themes_are_those_of_the_style_sheet() -> None:
    style = (resources.files("sayso.exchange") / "marking.css").read_text(encoding="utf-8")
    light, dark = style.split("prefers-color-scheme: dark", 1)
    for palette, part in ((LIGHT, light), (DARK, dark)):
        told = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", part))
        assert (palette.ground, palette.ink, palette.soft, palette.line) == (told["ground"], told["ink"], told["soft"], told["line"])
        assert palette.hues == tuple(told[f"h{i}"] for i in range(HUES))


@pytest.mark.parametrize(("theme", "width"), [("light", 640), ("dark", 120)])
def test_it_is_drawn_on_its_ground_and_as_wide_as_asked(theme: str, width: int) -> None:
    question = Question("q1", "people killed", "killed", "people", "", None, (entry(1, 25, 31, ("Monitor",)),))
    made = timeline(question, reckon(question), THEMES[theme], width)
    assert (made["width"], made["background"]) == (width, THEMES[theme].ground)
    assert made["encoding"]["color"]["scale"]["range"] == [THEMES[theme].hues[0]]
    assert made["background"] in vl_convert.vegalite_to_svg(made, allowed_base_urls=[])


def test_entries_of_one_day_stand_apart() -> None:
    places = [row["at"] for row in spec(*(entry(i, 5, 5, ("Monitor",)) for i in range(20)))["data"]["values"]]
    assert len(set(places)) == 20 and max(places) - min(places) < 86_400_000


def test_without_days_they_stand_in_order() -> None:
    made = spec(*(entry(i, 5 + i, 5 + i, ("Monitor",), None) for i in range(3)))
    assert [row["at"] for row in made["data"]["values"]] == [1, 2, 3] and "values" not in made["encoding"]["x"]["axis"]
    some = spec(entry(1, 5, 5, ("Monitor",), None), entry(2, 6, 6, ("Monitor",)))
    unknown, known = (row["at"] for row in some["data"]["values"])
    assert unknown < known and some["data"]["values"][0]["day"] == "day not known"


def test_days_are_named_and_no_domain_is_one_of_dates() -> None:
    """The interpreter on the page makes no date of a single number, so that a domain of dates would put all signs at the edge."""
    made = spec(
        entry(1, 25, 25, ("Monitor",)), entry(2, 58, 58, ("Monitor",), DAY + dt.timedelta(days=70)), entry(3, 9, 9, ("Mayor",), None)
    )
    first, *_, last = ticks = made["encoding"]["x"]["axis"]["values"]
    morning = dt.datetime.combine(DAY, dt.time(), dt.UTC).timestamp() * 1000
    assert first == morning and (last - first) / 86_400_000 <= 70 and len(ticks) <= 6
    assert '"temporal"' not in json.dumps(made)
    drawn = vl_convert.vegalite_to_svg(made, allowed_base_urls=[])
    assert "6 Jun 2016" in drawn and "day not known" in drawn


def test_revisions_are_joined() -> None:
    made = spec(entry(1, 25, 25, ("Monitor",)), entry(2, 58, 58, ("Monitor",), DAY + dt.timedelta(days=2), "Gazette"))
    (line,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "line"]
    assert [(step["given"], step["who"]) for step in line["data"]["values"]] == [(25, "Monitor"), (58, "Monitor")]
    assert line["mark"]["interpolate"] == "step-after"


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
