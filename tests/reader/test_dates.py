"""The date grammar: every form, what it is not, and that any text gives sound spans."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reader.dates import DateKind, dateline, dates

THURSDAY = dt.date(2016, 3, 24)

FORMS = [
    ("The dam burst on 24 March.", "24 March", "2016-03-24", "date"),
    ("The dam burst on the 24th of March.", "24th of March", "2016-03-24", "date"),
    ("On March 24, 2016, it burst.", "March 24, 2016", "2016-03-24", "date"),
    ("On March 24 2016 it burst.", "March 24 2016", "2016-03-24", "date"),
    ("It burst Mar. 24.", "Mar. 24", "2016-03-24", "date"),
    ("It burst on Wednesday 23 March 2016.", "Wednesday 23 March 2016", "2016-03-23", "date"),
    ("Filed 2016-07-05 at the port.", "2016-07-05", "2016-07-05", "date"),
    ("Filed 5/6/2016 at the port.", "5/6/2016", "2016-05-06", "date"),
    ("Filed 25/6/2016 at the port.", "25/6/2016", "2016-06-25", "date"),
    ("Filed 03-07-2015 at the port.", "03-07-2015", "2015-03-07", "date"),
    ("It reopened on December 20.", "December 20", "2015-12-20", "date"),
    ("Updated Jul 152015 at the port.", "Jul 152015", "2015-07-15", "date"),
    ("They meet this Saturday.", "this Saturday", "2016-03-26", "relative"),
    ("They will meet on Tuesday.", "Tuesday", "2016-03-29", "weekday"),
    ("Prices peaked in July 2015.", "July 2015", "2015-07", "month"),
    ("Prices peaked in November.", "November", "2015-11", "month"),
    ("Prices peaked in early June.", "early June", "2016-06-01/2016-06-10", "month"),
    ("Since then, or in mid-2012, it grew.", "mid-2012", "2012-05-01/2012-08-31", "year"),
    ("It closed in 2012.", "2012", "2012", "year"),
    ("The 2012 election was close.", "2012", "2012", "year"),
    ("It has grown since 2012.", "since 2012", "2012-01-01/2016-03-24", "interval"),
    ("It has rained since Monday.", "since Monday", "2016-03-21/2016-03-24", "interval"),
    ("It has grown since last year.", "since last year", "2015-01-01/2016-03-24", "interval"),
    ("It grew between 2011 and 2014.", "between 2011 and 2014", "2011-01-01/2014-12-31", "interval"),
    ("Shops shut from 3 to 5 June.", "from 3 to 5 June", "2016-06-03/2016-06-05", "interval"),
    ("Shops shut June 3-5, 2014.", "June 3-5, 2014", "2014-06-03/2014-06-05", "interval"),
    ("Asked March 30-April 4, 2015.", "March 30-April 4, 2015", "2015-03-30/2015-04-04", "interval"),
    ("Asked Thursday through Monday.", "Thursday through Monday", "2016-03-17/2016-03-21", "interval"),
    ("The 2015-16 season ended.", "2015-16", "2015-01-01/2016-12-31", "interval"),
    ("In the 1990s it was a mill.", "1990s", "1990-01-01/1999-12-31", "interval"),
    ("It dried up in the summer of 2012.", "summer of 2012", "2012-06-01/2012-08-31", "interval"),
    ("In the first six months of 2015 it fell.", "first six months of 2015", "2015-01-01/2015-06-30", "interval"),
    ("In the first week of March it fell.", "first week of March", "2016-03-01/2016-03-07", "interval"),
    ("It was full last year.", "last year", "2015", "relative"),
    ("Fewer than the previous year.", "the previous year", "2015", "relative"),
    ("It opened earlier this year.", "earlier this year", "2016-01-01/2016-03-24", "relative"),
    ("It opened late last year.", "late last year", "2015-09-01/2015-12-31", "relative"),
    ("It opens this month.", "this month", "2016-03", "relative"),
    ("It opened last month.", "last month", "2016-02", "relative"),
    ("It opened last July.", "last July", "2015-07", "relative"),
    ("It opened yesterday.", "yesterday", "2016-03-23", "relative"),
    ("It opens today.", "today", "2016-03-24", "relative"),
    ("It froze overnight.", "overnight", "2016-03-23/2016-03-24", "relative"),
    ("It froze last night.", "last night", "2016-03-23", "relative"),
    ("It opened Tuesday.", "Tuesday", "2016-03-22", "weekday"),
    ("It opened on Thursday.", "Thursday", "2016-03-24", "weekday"),
    ("It opened last Tuesday.", "last Tuesday", "2016-03-22", "relative"),
    ("It opens next Tuesday.", "next Tuesday", "2016-03-29", "relative"),
    ("It opened two weeks ago.", "two weeks ago", "2016-03-10", "relative"),
    ("It opened three years ago.", "three years ago", "2013", "relative"),
    ("Nothing in the past 24 hours.", "in the past 24 hours", "2016-03-23/2016-03-24", "relative"),
    ("It sank over the past month.", "over the past month", "2016-02-24/2016-03-24", "relative"),
    ("Six ships so far this year.", "so far this year", "2016-01-01/2016-03-24", "relative"),
    ("It flooded over the weekend.", "the weekend", "2016-03-19/2016-03-20", "relative"),
    ("It flooded last weekend.", "last weekend", "2016-03-19/2016-03-20", "relative"),
]


@pytest.mark.parametrize(("text", "surface", "iso", "kind"), FORMS)
def test_form(text: str, surface: str, iso: str, kind: str) -> None:
    found = dates(text, THURSDAY)
    assert [(d.span.surface, d.period.iso() if d.period else None, d.kind.value) for d in found] == [(surface, iso, kind)]


@pytest.mark.parametrize("clock", ["4:15 a.m.", "3 pm", "21:00", "noon", "6 o'clock"])
def test_clock_times_have_no_day(clock: str) -> None:
    (found,) = dates(f"They met at {clock} by the pier.", THURSDAY)
    assert (found.span.surface, found.kind, found.period) == (clock, DateKind.CLOCK, None)


@pytest.mark.parametrize(
    "text",
    [
        "It may rain and they march on.",
        "Some 2000 people sang.",
        "A fund of $2,015 was set up.",
        "May the best boat win.",
        "The score was 3-2.",
        "Version 1.2.3 came out.",
        "The sun sat low.",
    ],
)
def test_no_date(text: str) -> None:
    assert dates(text, THURSDAY) == ()


def test_a_count_after_a_month_is_no_day() -> None:
    """In March 24 people left the valley."""
    (found,) = dates("In March 24 people left the valley.", THURSDAY)
    assert found.span.surface == "March"


def test_without_publication_relative_days_are_unknown() -> None:
    found = dates("In 2012 and last year and on Tuesday.", None)
    assert [d.period.iso() if d.period else None for d in found] == ["2012", None, None]


def test_a_dateline_goes_before_the_publication_date() -> None:
    text = "Harbour Post, 9 August 2016. The bridge fell on Monday."
    assert dateline(text, dates(text, None), dt.date(2016, 8, 12)) == dt.date(2016, 8, 9)
    assert [d.period.iso() for d in dates(text, dt.date(2016, 8, 12)) if d.period] == ["2016-08-09", "2016-08-08"]


def test_a_day_of_an_event_is_no_dateline() -> None:
    text = "The bridge fell on 9 August 2016 in a storm."
    assert dateline(text, dates(text, None), None) is None


@given(st.text(max_size=300), st.none() | st.dates())
def test_any_text_gives_sound_spans(text: str, published: dt.date | None) -> None:
    found = dates(text, published)
    assert all(d.span.stands_in(text) for d in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


PIECES = [
    "since",
    "early",
    "the",
    "last",
    "24",
    "March",
    "2016",
    "-",
    "/",
    "to",
    "and",
    "first",
    "half",
    "of",
    "week",
    "ago",
    "two",
    "9999",
    "Monday",
    ",",
    "٣",
    "²",
    ":",
    "pm",
    "in",
    "a",
    "few",
    "days",
    "from",
    "3",
    "1990",
    "s",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([" ", ""]), st.none() | st.dates())
def test_any_run_of_date_words_gives_sound_spans(pieces: list[str], between: str, published: dt.date | None) -> None:
    text = between.join(pieces)
    assert all(d.span.stands_in(text) for d in dates(text, published))


@pytest.mark.parametrize("piece", ["since ", "early - ", "March 24 ", "2016-", "the last ", "1"])
def test_long_text_is_linear(piece: str) -> None:
    started = time.process_time()
    dates(piece * (50_000 // len(piece)), THURSDAY)
    assert time.process_time() - started < 5
