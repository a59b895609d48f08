"""What a counted noun names, from the lexicon and from its ending."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.nouns import kind_of_counted

UNITS = {"person", "event", "object", "place", "group", "other"}


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("civilians", "person"),
        ("harbour residents", "person"),
        ("women and children", "person"),
        ("cellists", "person"),
        ("air strikes", "event"),
        ("separate shootings", "event"),
        ("derailments", "event"),
        ("fishing boats", "object"),
        ("houses in the old town", "object"),
        ("villages", "place"),
        ("cities", "place"),
        ("families", "group"),
        ("embassies", "group"),
        ("", "person"),
        ("%", "other"),
    ],
)
def test_unit(noun: str, unit: str) -> None:
    assert kind_of_counted(noun) == unit


@given(st.text(max_size=80))
def test_any_noun_has_a_unit(noun: str) -> None:
    assert kind_of_counted(noun) in UNITS
