"""What speaks for and against a place, by name."""

from __future__ import annotations

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Entity, Kind, Statement
from sayso.reader.gazetteer import Gazetteer
from sayso.reader.placenames import mentions
from sayso.reader.places import Places
from sayso.reader.sentences import paragraphs, sentences

KNOWN = Gazetteer()


def weighed(text: str, amount: str, *said: Statement) -> dict[str, dict[str, float]]:
    """The features of every candidate for an amount, by the candidate's words."""
    analysis = Analysis(text, (), sentences(text), paragraphs(text), (), said)
    at = text.index(amount)
    places = Places(analysis, KNOWN)
    return {places.mentions[i].span.surface: f for i, f in places.candidates(Span.cut(text, at, at + len(amount)))}


def test_a_place_inside_the_one_named_refines_it() -> None:
    found = weighed("Six drowned at a school in Norway. The school stands in the village of Ostrey in Norway.", "Six")
    assert "refines" in found["Ostrey"] and "unnamed exact" in found["Ostrey"]
    assert "refines" not in found["Norway"]


def test_the_town_is_the_town_last_named() -> None:
    found = weighed("Rain fell on the village of Ostrey. It is not far from Oslo. Six men left the village.", "Six")
    assert "referred" in found["Ostrey"] and "referred" not in found["Oslo"]


def test_the_length_of_a_war_is_its_countrys() -> None:
    found = weighed("The fight for Oslo is part of the six-year civil war in Norway.", "six")
    assert "war country" in found["Norway"] and "war city" in found["Oslo"]


def test_a_place_inside_a_source_is_marked() -> None:
    text = "A clerk in Oslo also said six men drowned in Bergen."
    said = Statement((Span.cut(text, 26, 51),), (Span.cut(text, 21, 25),), (Span.cut(text, 0, 15),))
    found = weighed(text, "six", said)
    assert "source" in found["Oslo"] and "source" not in found["Bergen"]
    assert "said too" in found["Bergen"] and "not said" in found["Oslo"]


def test_what_is_only_called_a_place_needs_something_to_bear_it_out() -> None:
    def named(text: str, *places: tuple[int, int]) -> list[str]:
        entities = tuple(Entity(Span.cut(text, a, b), Kind.PLACE) for a, b in places)
        return [m.span.surface for m in mentions(Analysis(text, (), sentences(text), paragraphs(text), entities), KNOWN)]

    assert named("Ostrey was flooded. Rain fell in Ostrey again.", (0, 6), (33, 39)) == ["Ostrey", "Ostrey"]
    assert named("Leftists were seen.", (0, 8)) == []
    assert named("WXYZ was told.", (0, 4)) == []


def test_the_desk_of_a_wire_is_no_place_of_the_story() -> None:
    text = "WASHINGTON - Six men drowned in Bergen."
    assert [m.span.surface for m in mentions(Analysis(text, (), sentences(text), paragraphs(text)), KNOWN)] == ["Bergen"]
