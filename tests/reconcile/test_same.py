"""What figures are about: profiles, the keys they meet under, and headings."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article, Period, Quantity, Reading
from sayso.reconcile.assertion import outcome
from sayso.reconcile.concepts import act, counted
from sayso.reconcile.locus import names, spelled, wide
from sayso.reconcile.same import Profile, heading, profiles
from tests.reconcile.stories import figure, told

DAY = dt.date(2021, 3, 4)


@pytest.mark.parametrize(
    ("sentence", "amount", "expected"),
    [
        ("Three people were killed and five others injured.", "Three", "killed"),
        ("Three people were killed and five others injured.", "five", "wounded"),
        ("The blast killed 32 and wounded 40.", "32", "killed"),
        ("The blast killed 32 and wounded 40.", "40", "wounded"),
        ("The flood claimed the lives of 14 farmers.", "14", "killed"),
        ("The death toll from the landslide reached 51.", "51", "killed"),
        ("Shells left six people dead and 22 others hurt.", "six", "killed"),
        ("Shells left six people dead and 22 others hurt.", "22", "wounded"),
        ("At least nine were fatally shot.", "nine", "killed"),
        ("More than 70 were killed or wounded.", "70", "killed or wounded"),
        ("Some 4,000 people fled the valley.", "4,000", "displaced"),
    ],
)
def test_a_figure_takes_the_outcome_that_answers_it(sentence: str, amount: str, expected: str) -> None:
    at = sentence.index(amount)
    found = outcome(sentence, at, at + len(amount))
    assert found and found.name == expected


@pytest.mark.parametrize(
    ("sentence", "amount", "expected"),
    [
        ("One of those in the crash that sent five people to the hospital has died.", "five", "hospitalized"),
        ("The crew found two deceased victims below deck.", "two", "killed"),
    ],
)
def test_outcomes_in_company(sentence: str, amount: str, expected: str) -> None:
    at = sentence.index(amount)
    found = outcome(sentence, at, at + len(amount))
    assert found and found.name == expected


def test_a_sentence_without_an_outcome_has_none() -> None:
    assert outcome("The mill bought 40 looms.", 16, 18) is None


@pytest.mark.parametrize(
    ("phrase", "unit", "kind"),
    [
        ("people", "person", "people"),
        ("six others", "person", "people"),
        ("Norwegian passengers", "person", "people"),
        ("women and children", "person", "women and children"),
        ("regime soldiers", "person", "soldiers"),
        ("police officers", "person", "police"),
        ("air raids", "event", "strike"),
        ("rebel-held towns", "place", "village"),
        ("", "person", "people"),
    ],
)
def test_what_is_counted_falls_into_a_class(phrase: str, unit: str, kind: str) -> None:
    assert counted(phrase, unit).kind == kind


def test_one_assertion_goes_under_one_word() -> None:
    assert act("injured") == act("hurt") == "wounded"
    assert act("launched") == act("fired")


def test_spellings_of_a_place_meet() -> None:
    assert spelled("haas") == spelled("hass")
    assert set(names("al-Quriyah")) & set(names("Al-Quria village"))
    assert not set(names("Port Ash")) & set(names("Millbrook"))
    assert wide("northern Syria") and not wide("Millbrook")


def test_durations_and_distances_have_no_profile() -> None:
    reading = told("{f1|Two} people died after {f2|three} hours.", figure(2), figure(3, unit="hour"))
    assert set(profiles(reading)) == {"F1"}


def test_a_part_of_another_outcome_is_all_of_its_own() -> None:
    """Four were shot, one of them died: the one dead is no part of the dead."""
    reading = told(
        "{f1|Four} people were shot and {f2|one} died.",
        figure(4, predicate="shot"),
        figure(1, predicate="killed", relation="part", part_of="F1"),
    )
    found = profiles(reading)["F2"]
    assert found.relation == "level" and found.whole is None


def test_every_profile_has_a_key_even_where_nothing_is_known() -> None:
    bare = profiles(Reading(Article("{"), (), ()))
    assert bare == {}
    found = profiles(told("{f1|nine} died", figure(9), day=None))["F1"]
    assert found.keys == tuple(sorted(set(found.keys))) and found.keys


def test_keys_of_neighbouring_days_overlap_at_every_edge() -> None:
    for start in range(0, 30):
        keys = [
            set(
                profiles(told("{f1|Nine} people died in Millbrook.", figure(9, place="Millbrook"), day=DAY + dt.timedelta(start + d)))[
                    "F1"
                ].keys
            )
            for d in (0, 3)
        ]
        assert keys[0] & keys[1]


@given(st.text(max_size=200))
def test_strange_text_neither_raises_nor_loses_a_profile(text: str) -> None:
    reading = told("{f1|7} " + text.replace("{", "").replace("}", "").replace("|", ""), figure(7))
    found = profiles(reading)["F1"]
    assert found.keys
    assert Profile.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_profile_survives_json() -> None:
    found = profiles(told("{f1|Nine} people died in Millbrook.", figure(9, place="Millbrook", time="2021-03-03")))["F1"]
    assert Profile.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_profile_kept_by_an_older_version_is_read() -> None:
    found = profiles(told("{f1|Nine} people died in Millbrook.", figure(9, place="Millbrook", time="2021-03-03")))["F1"]
    kept = {k: v for k, v in found.as_json().items() if k not in {"line", "of", "more", "sense"}}
    assert Profile.from_json(kept) == replace(found, line=-1, of=None, more=False, sense="")
    with pytest.raises(KeyError):
        Profile.from_json({k: v for k, v in kept.items() if k != "topic"})


def test_a_heading_says_what_happened_where_and_when() -> None:
    found = profiles(
        told(
            "{f1|Nine} people were killed in the bombing of a market in Millbrook.",
            figure(9, place="Millbrook", time="2021-03-03", predicate="killed"),
        )
    )
    h = heading(list(found.values()))
    assert h.title == "people killed · bombing, Millbrook · 3 March 2021"
    assert (h.predicate, h.counted, h.place, h.time) == ("killed", "people", "Millbrook", Period.day(dt.date(2021, 3, 3)))


def test_a_heading_of_a_running_total_names_its_years() -> None:
    found = profiles(
        told("{f1|90,000} people have been killed in Syria.", figure(90000, place="Syria", time="2011/2016", predicate="killed"))
    )
    assert heading(list(found.values())).title == "people killed · Syria · 2011 to 2016"


def test_a_heading_needs_figures() -> None:
    with pytest.raises(ValueError, match="at least one"):
        heading([])


def test_quantities_with_one_bound_have_a_profile() -> None:
    reading = told("{f1|At most 40} people were killed.", {"quantity": Quantity(None, 40, unit="person")})
    assert profiles(reading)["F1"].high == 40


def test_what_a_thing_is_built_with_answers_no_question() -> None:
    """A car's doors are nobody's count; a force's strength is."""
    from sayso.domain import Article, Figure, Quantity, Reading, Span
    from sayso.reconcile.same import profiles

    def one(text: str, amount: str, counted: str, unit: str) -> Figure:
        at, noun = text.index(amount), text.index(counted)
        return Figure(
            "F1",
            Span.cut(text, at, at + len(amount)),
            Quantity(4, 4, unit=unit),
            Span.cut(text, 0, len(text)),
            Span.cut(text, noun, noun + len(counted)),
        )

    car = "They fled in a four-door sedan."
    assert not profiles(Reading(Article(car), (), (one(car, "four", "door", "object"),)))
    cars = "They fled in four red cars."
    assert profiles(Reading(Article(cars), (), (one(cars, "four", "red cars", "object"),)))
