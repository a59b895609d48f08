"""As of when a figure holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Span
from sayso.reader.analysis import Analysis
from sayso.reader.dates import dates
from sayso.reader.sentences import paragraphs, sentences
from sayso.reader.times import time_of

THURSDAY = dt.date(2016, 3, 24)


def when(text: str, amount: str, published: dt.date | None = THURSDAY) -> str | None:
    at = text.index(amount)
    analysis = Analysis(text, (), sentences(text), paragraphs(text))
    period = time_of(Span.cut(text, at, at + len(amount)), analysis, dates(text, published), published)
    return period.iso() if period else None


@pytest.mark.parametrize(
    ("text", "amount", "iso"),
    [
        ("Nine sailors drowned on Monday.", "Nine", "2016-03-21"),
        ("In 2012, 400 boats sailed; in 2014, 300 did.", "300", "2014"),
        ("On Monday two boats sank. Nine people drowned, police said on Wednesday.", "Nine", "2016-03-21"),
        ("Some 80 ships have docked since 2012.", "80", "2012-01-01/2016-03-24"),
        ("The harbour strike has cost 30 jobs so far this year.", "30", "2016-01-01/2016-03-24"),
        ("The port has 40 cranes.", "40", "2016-03"),
        ("The four-year war has killed 9,000 people.", "9,000", "2012-01-01/2016-03-24"),
        ("The war began in May 2013. Some 9,000 people have died since the war began.", "9,000", "2013-05-01/2016-03-24"),
        ("Some 58 percent back the dam. The poll was taken March 7-9.", "58 percent", "2016-03-07/2016-03-09"),
        ("Voters choose on April 26. Of them 30 percent are undecided before April 26.", "30 percent", "2016-03"),
        ("Some 9,000 have been killed in the war, which began in 2011.", "9,000", "2011-01-01/2016-03-24"),
        ("Nothing moved in the past 24 hours.", "24", "2016-03-23/2016-03-24"),
    ],
)
def test_time(text: str, amount: str, iso: str) -> None:
    assert when(text, amount) == iso


def test_nothing_is_known_without_a_date() -> None:
    assert when("The port has 40 cranes.", "40", None) is None


@given(
    st.text(alphabet=st.sampled_from("in on since 2012 March Monday, killed. war-\n9é "), min_size=1, max_size=200), st.none() | st.dates()
)
def test_any_text_has_a_time_or_none(text: str, published: dt.date | None) -> None:
    analysis = Analysis(text, (), sentences(text), paragraphs(text))
    found = time_of(Span.cut(text, 0, 1), analysis, dates(text, published), published)
    assert found is None or found.first <= found.last
