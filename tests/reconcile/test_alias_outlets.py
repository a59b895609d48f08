"""Names and addresses of outlets that are one, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.alias_outlets import outlet_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nytimes.com", "The New York Times"),
        ("https://www.nytimes.com/2016/06/08/a.html?x=1", "New York Times"),
        ("washingtonpost.com", "The Washington Post"),
        ("http://edition.cnn.com/a", "CNN"),
        ("https://money.cnn.com/a", "CNN"),
        ("https://abcnews.go.com/a", "ABC News"),
        ("https://www.theguardian.com/world", "The Guardian"),
        ("apnews.com", "The Associated Press"),
        ("latimes.com", "Los Angeles Times"),
        ("www.reuters.com", "Reuters news agency"),
        ("sana.sy", "SANA"),
        ("https://www.aljazeera.com/news", "Al Jazeera"),
        ("POLITICO", "politico.com"),
        ("breitbart", "Breitbart News"),
        ("wdtn.com", "WDTN"),
        ("the-harbour-post.org", "The Harbour Post"),
        ("http://harbourpost.com:8080/", "HARBOUR POST"),
        ("usa-today", "USA Today"),
    ],
)
def test_one_outlet(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nytimes.com", "latimes.com"),
        ("New York Times", "The Times"),
        ("New York Post", "washingtonpost.com"),
        ("harbour.cbslocal.com", "dayton.cbslocal.com"),
        ("one.blogspot.com", "two.blogspot.com"),
        ("Harbour Post", "Harbour Tribune"),
    ],
)
def test_two_outlets(one: str, other: str) -> None:
    assert outlet_key(one) != outlet_key(other)


def test_nothing_given() -> None:
    assert outlet_key("") == outlet_key("  ") == ""


@given(st.text(max_size=80))
def test_any_text_has_a_key_whatever_its_case(text: str) -> None:
    assert outlet_key(text) == outlet_key(f" {text} ")


def test_long_text_takes_no_time() -> None:
    for piece in ("a.", "http://", "a-", "@", "x/"):
        assert isinstance(outlet_key(piece * 50000), str)
