"""Amounts: bounds, qualifiers, units and changes; and what is no figure."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.domain import Qualifier, Quantity
from sayso.reader.amounts import Amount, amounts
from sayso.reader.lexicon_numbers import ACLED


def only(text: str) -> Amount:
    """The one amount of ``text`` that words alone would take for a figure."""
    (found,) = (a for a in amounts(text) if a.likely)
    return found


@pytest.mark.parametrize(
    ("text", "surface", "low", "high", "qualifier"),
    [
        ("The flood took 32 lives", "32", 32, 32, "exact"),
        ("At least 70 boats sank", "At least 70", 70, None, "at_least"),
        ("no fewer than nine boats", "no fewer than nine", 9, None, "at_least"),
        ("not less than 40 crates", "not less than 40", 40, None, "at_least"),
        ("killing more than a hundred sheep", "more than a hundred", 100, None, "more_than"),
        ("Over 750 farmers came", "Over 750", 750, None, "more_than"),
        ("a crowd exceeding 9,000 people", "exceeding 9,000", 9000, None, "more_than"),
        ("The toll surpassed 500", "surpassed 500", 500, None, "more_than"),
        ("slightly more than 60 houses", "slightly more than 60", 60, None, "more_than"),
        ("up to 1,600 farmers", "up to 1,600", None, 1600, "at_most"),
        ("as many as 30 lorries", "as many as 30", None, 30, "at_most"),
        ("no more than 12 seats", "no more than 12", None, 12, "at_most"),
        ("as high as 80", "as high as 80", None, 80, "at_most"),
        ("fewer than 20 ships", "fewer than 20", None, 20, "less_than"),
        ("under 15 ships", "under 15", None, 15, "less_than"),
        ("nearly 5,000 residents", "nearly 5,000", 5000, 5000, "nearly"),
        ("almost two dozen mines", "almost two dozen", 24, 24, "nearly"),
        ("some 4,500 of them", "some 4,500", 4500, 4500, "approx"),
        ("an estimated 2,000 residents", "an estimated 2,000", 2000, 2000, "approx"),
        ("roughly 90 cows", "roughly 90", 90, 90, "approx"),
        ("barely a mile from shore", "barely a", 1, 1, "approx"),
        ("20 or so boats", "20 or so", 20, 20, "approx"),
        ("30-odd boats", "30-odd", 30, 30, "approx"),
        ("100 or more boats", "100 or more", 100, None, "at_least"),
        ("100-plus boats", "100-plus", 100, None, "at_least"),
        ("100+ boats", "100+", 100, None, "at_least"),
        ("up to about 50 boats", "up to about 50", None, 50, "at_most"),
        ("between 20 and 30 boats", "between 20 and 30", 20, 30, "range"),
        ("about 8 to 10 percent", "about 8 to 10 percent", 8, 10, "range"),
        ("20-30 boats", "20-30", 20, 30, "range"),
        ("two or three boats", "two or three", 2, 3, "range"),
        ("20 to 30 million tonnes", "20 to 30 million", 20000000, 30000000, "range"),
        ("more than 20 and fewer than 30 boats", "more than 20 and fewer than 30", 20, 30, "range"),
        ("more than one or two boats", "more than one or two", 2, None, "more_than"),
        ("dozens of boats", "dozens", 24, None, "vague"),
        ("a few boats", "a few", 3, None, "vague"),
        ("several hundred boats", "several hundred", 300, None, "vague"),
        ("a couple of boats", "a couple", 2, 2, "vague"),
        ("only 12 boats", "12", 12, 12, "exact"),
        ("a 4,500-strong crowd", "4,500", 4500, 4500, "exact"),
        ("by double digits in June", "double digits", 10, None, "at_least"),
        ("a single-digit lead", "single-digit", 1, 9, "range"),
        ("roughly the same number of 800 boats", "roughly the same number of 800", 800, 800, "approx"),
        ("a fourfold rise", "fourfold", 4, 4, "exact"),
    ],
)
def test_bounds_and_qualifiers(text: str, surface: str, low: int | None, high: int | None, qualifier: str) -> None:
    found = only(text)
    assert found.span.surface == surface
    assert (found.quantity.low, found.quantity.high, found.quantity.qualifier) == (low, high, Qualifier(qualifier))


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("worth $1.5bn in all", "$1.5bn", 1500000000, "money:USD"),
        ("worth €20m in all", "€20m", 20000000, "money:EUR"),
        ("worth C$5 each", "C$5", 5, "money:CAD"),
        ("worth US$ 40 million", "US$ 40 million", 40000000, "money:USD"),
        ("cost 69 cents each", "69 cents", Decimal("0.69"), "money:USD"),
        ("cost 3 million Syrian pounds", "3 million Syrian pounds", 3000000, "money:SYP"),
        ("grew to 58 percent", "58 percent", 58, "percent"),
        ("grew to 58% then", "58%", 58, "percent"),
        ("grew to 2.5 per cent then", "2.5 per cent", Decimal("2.5"), "percent"),
        ("a margin of plus or minus 2.4 percentage points", "plus or minus 2.4 percentage points", Decimal("2.4"), "percent"),
        ("a margin of +/-3 points", "+/-3 points", 3, "percent"),
        ("One in five voted", "One in five", Decimal("0.2"), "ratio"),
        ("About a third of farms", "About a third", Decimal("0.3333"), "ratio"),
        ("two-thirds of farms", "two-thirds", Decimal("0.6667"), "ratio"),
        ("half of the farms", "half", Decimal("0.5"), "ratio"),
        ("a three-day truce", "three", 3, "day"),
        ("a 14-month siege", "14", 14, "month"),
        ("nearly a year of war", "nearly a", 1, "year"),
        ("lost two more weeks", "two", 2, "week"),
        ("two and a half hours later", "two and a half", Decimal("2.5"), "hour"),
        ("left a day after the storm", "a", 1, "day"),
        ("a front of 15 kilometres", "15", 15, "km"),
        ("some 29km away", "some 29", 29, "km"),
        ("9 miles off", "9", 9, "mile"),
        ("12 square miles of forest", "12", 12, "other"),
        ("60 tonnes of flour", "60", 60, "tonne"),
        ("two decades of drought", "two", 2, "other"),
    ],
)
def test_units(text: str, surface: str, value: int | Decimal, unit: str) -> None:
    found = only(text)
    assert (found.span.surface, found.quantity.high, found.quantity.unit) == (surface, value, unit)


def test_the_unit_noun_and_the_bare_number_are_kept() -> None:
    found = only("at least a 14-month siege")
    assert (found.number.surface, found.unit_noun and found.unit_noun.surface) == ("14", "month")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("10,000 fewer than the year before", "decrease"),
        ("$105 billion more than last year", "increase"),
        ("at least one fewer rival", "decrease"),
        ("an increase of 12 from May", "increase"),
        ("a drop of 40 since then", "decrease"),
        ("prices rose 5 percent", "increase"),
        ("prices fell by 12 percent", "decrease"),
        ("down a third from then", "decrease"),
        ("a 5 percent increase", "increase"),
        ("prices rose to 60", None),
        ("they shot down three jets", None),
        ("more than 40 jets", None),
    ],
)
def test_changes(text: str, change: str | None) -> None:
    assert only(text).change == change


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Debt fell by $4m to $30m", [(4 * 10**6, 4 * 10**6), (30 * 10**6, 30 * 10**6)]),
        ("Output dropped by a quarter to 900,000 crates", [(Decimal("0.25"), Decimal("0.25")), (900_000, 900_000)]),
        ("Prices may climb by 2 to 3 percent", [(2, 3)]),
        ("Stocks rose $20 to $30 million", [(20 * 10**6, 30 * 10**6)]),
        ("It took 200 or greater than 300 crates", [(200, 200), (300, None)]),
        ("Output was 5 percent higher than 80 tonnes", [(5, 5), (80, 80)]),
    ],
)
def test_a_step_and_a_level_are_two_amounts_and_a_comparison_bounds_nothing(text: str, values: list[tuple[object, object]]) -> None:
    assert [(a.quantity.low, a.quantity.high) for a in amounts(text)] == values


def test_a_second_level_shares_the_unit_of_the_first() -> None:
    assert [a.quantity.unit for a in amounts("The lead narrowed from nine points to four.")] == ["percent", "percent"]
    assert [a.quantity.unit for a in amounts("The list went from 9 percent to four boats.")] == ["percent", "other"]


def test_from_and_to_are_two_levels_after_a_verb_of_change_and_a_range_otherwise() -> None:
    assert [a.quantity.low for a in amounts("Membership rose from 58 to 72 in May.")] == [58, 72]
    assert only("It takes from three to five boats.").quantity == Quantity(3, 5, Qualifier.RANGE)
    assert [a.quantity.low for a in amounts("She leads 48 percent to 45 percent.")] == [48, 45]


@pytest.mark.parametrize(
    "text",
    [
        "on 24 March", "on March 24, 2016", "on March 24 2016", "the 21st time", "on 2016-07-05", "on 5/6/2016", "in July 2015", "the 1990s",
        "in 2012", "since 2011 the port", "the 2015-16 season", "mid-2012", "at 3 p.m.", "at 0900 GMT", "at 10:30", "from 10 to 11 pm",
        "a 26-year-old clerk", "a man aged 5", "Ana Holt, 34, of Dover", "Ana Holt 34 of Dover", "ranging in age from 2 to 10", "in her 40s",
        "the second raid", "a Su-24 jet", "the G20 summit", "Flight 370", "under Article 5", "Resolution 2118", "an F-16", "Covid-19",
        "after 9/11", "on Route 66", "a Boeing 737", "on Channel 4", "Interstate 95", "the 1200 block of Elm", "at 4100 Main Street",
        "call 555-123-4567", "won 3-1 at home", "Photo 3", "Page 2", "resolutions 2118 2209 2235 and 2254", "one of the boats", "no one spoke",
        "one another", "this one", "the eastern half of town", "a 23 mm gun", "called 911", "the two-faced mayor", "one-sided talks",
        "Rovers 2.0 said", "id=\"67213728\"", "MD 21201 was", "a quarter-final", "zero tolerance", "the #4 seed", "version 3 of it",
        "born in 347 AD", "from about 1200 to about 400 BCE", "in 1423 it was", "by 2050, they said", "in season four", "Method 2 of 3: drying",
        "in step two they", "the Gang of Eight", "a two-pronged plan", "H.R. 1280 passed", "(p < 0.05)", "went 4-for-5 there", "won 4 to 0.",
        "by texting HARBOUR to 274637", "send a text message to 50411.", "(Visited 3,817 times, 8 visits today)", "a .38 pistol", "a four-door car",
        "voters under 45, they said", "when I was ten my aunt", "and a third, Ana Holt, said", "as bills ran into six figures", "among the top 10 in size",
        "unbroken 1449075600 digits", "UNSCR 2118 (2013) and 2235 (2015)", "Image 1 of 3", "either 1) to leave or 2) to stay",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert [a.span.surface for a in amounts(f"They were there, {text}") if a.likely] == []


def test_stray_marks_and_lists_of_names_are_no_figures() -> None:
    assert amounts("The port is closed.\nS/SH 11") == ()
    assert amounts("They rank so:\n1. Holt\n2. Marsh\n") == ()
    assert amounts("The port is closed. 12\n") == ()
    assert amounts("It ends.\n4.1. Limits of it\n24.2 Tides and Boats\n1 The Coast\n") == ()
    assert only("Boats sank.\n2.5 million tonnes were lost").quantity.low == 2500000
    assert only("The storm hit 100,000 Veldt Sailors").quantity.low == 100000


def test_an_instance_is_no_count() -> None:
    assert [a.likely for a in amounts("One critic said so. One child was hurt. Only one of the boats sank.")] == [False, True, True]


def test_shares_side_by_side_have_one_unit_and_two_percents_make_a_range() -> None:
    assert [a.quantity.unit for a in amounts("Of Holt and Marsh, 11 and 8 percent approve.")] == ["percent", "percent"]
    assert only("a cut of 26 percent to 28 percent").quantity == Quantity(26, 28, Qualifier.RANGE, "percent")
    assert [a.quantity.low for a in amounts("It rose from the current $7.25 to $12.")] == [Decimal("7.25"), 12]


def test_numbers_right_after_a_date_still_count() -> None:
    assert [a.quantity.low for a in amounts("In October 12 people drowned.")] == [12]
    assert [a.quantity.low for a in amounts("Sat Nov 12 2016 2 killed 10 injured in a storm")] == [2, 10]
    assert [a.quantity.low for a in amounts("At least 2000 people, in 2016, fled.")] == [2000]


@pytest.mark.parametrize(
    "text",
    [
        "The baker's friend, 20, was taken home.", "Three men, 24, 31 and 40, were held.", "The twins, both 16, and a cousin left.",
        "Marsh, 55 (hit in the arm), fled.", "Ned Holt Jr., 26, was booked.", "A neighbor, who is 46, spoke.", "The driver was late; she was 19.",
    ],
)  # fmt: skip
def test_ages_set_off_by_commas_are_no_figures(text: str) -> None:
    assert [a.span.surface for a in amounts(text) if a.number.surface.isdecimal()] == []


@pytest.mark.parametrize(
    "text",
    [
        "They left the port when she was six so the boats went.", "He already was 18 at the time.", "He was around 10, he says.",
        "Judge Holt will be 78, Judge Marsh will be 80.", "Now 46 and retired, Holt sails.", "It rose among voters 18 to 29.",
        "It fell among those 65 and older.", "Many of those over 45 stayed.", "The voters were over 45.", "Men under 35 stayed.",
    ],
)  # fmt: skip
def test_ages_that_are_told_or_bound_are_no_figures(text: str) -> None:
    assert [a.span.surface for a in amounts(text)] == []


def test_what_looks_like_an_age_and_is_none() -> None:
    told = "The toll will be 78. There are now 46 and more come. The sea took 30 to 44 men. Prices stood at 30 and under pressure. He was 12 points ahead."
    assert [a.quantity.low for a in amounts(told)] == [78, 46, 30, 30, 12]


def test_what_is_quarrelled_over_is_not_exceeded() -> None:
    assert only("Senators clash over $2 billion.").quantity.qualifier is Qualifier.EXACT
    assert only("Senators spent over $2 billion.").quantity.qualifier is Qualifier.MORE_THAN


def test_a_pair_is_two_of_something() -> None:
    assert only("She gave a pair of speeches.").quantity.low == 2
    assert amounts("The pair left; they are a pair.") == ()


def test_counts_set_off_by_commas_are_figures() -> None:
    assert [a.quantity.low for a in amounts("The toll, 55, was the highest. Of the dead, 20 were sailors.")] == [55, 20]
    assert amounts("In Veldt, 20 (half of them women) drowned.")[0].quantity.low == 20
    assert [a.quantity.low for a in amounts("It hurt a sailor, 3 nurses and a child, 2 cooks.")] == [3, 2]
    assert [a.quantity.low for a in amounts("Both 16 boats sank. She was 3 points ahead.")] == [16, 3]


def test_footnote_marks_are_no_figures() -> None:
    for text in (
        "The dam held.[27] Nobody left.",
        "Nobody left [3].",
        "They left the hills[12][13] early.",
        "The port closed.[4, 5]",
        "It fell.[4-6]",
        "She left in May. [2] Nobody saw her.",
        "The tide [7] lifting boats [8] came.",
        "Ports charge a fee. 8 Yet some do not.",
    ):
        assert amounts(text) == ()
    assert [a.quantity.low for a in amounts("He said that [12] people came.")] == [12]
    assert only('They said: "[55] were seen."').quantity.low == 55


def test_a_month_that_needs_a_day_takes_it() -> None:
    for text in (
        "shops looted June 7 by soldiers",
        "shops looted June 7 and 8 by soldiers",
        "On June 7 police came.",
        "The June 7 attacks ended.",
    ):
        assert amounts(text) == ()
    assert [a.quantity.low for a in amounts("He died on June 7 and 8 others were hurt.")] == [8]
    assert [a.quantity.low for a in amounts("Since June 12 people drowned.")] == [12]
    assert only("The storms killed 2000 by October.").quantity.low == 2000


def test_lost_commas_do_not_hide_figures() -> None:
    found = amounts("destroyed two barns six sheds and 1400 trees while 32 drowned including 9 children")
    assert [a.quantity.low for a in found] == [2, 6, 1400, 32, 9]


def test_doubtful_words_are_marked() -> None:
    for text in ("One man waved.", "The two men waved.", "All four boats left."):
        (found,) = amounts(text)
        assert found.ambiguous
    assert not only("At least one man waved.").ambiguous
    assert not only("Twelve men waved.").ambiguous


def test_the_convention_is_chosen_by_the_caller() -> None:
    (found,) = amounts("Dozens came.", ACLED)
    assert (found.quantity.low, found.quantity.high) == (12, None)


PIECES = ["at least ", "between ", "and ", "to ", "$", "%", " percent", "one ", "a ", "half ", "million ", "dozens ", "of ", "in ", "12", "3,000", "-",
          ".", ",", "March ", "2016", "the ", "km ", "more than ", "\n", "½", "²", "\u200f", "٣", "years ", "-old"]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("Between 5 million and")
@example("BETWEEN0 millionAND")
def test_any_text_gives_sound_amounts(text: str) -> None:
    found = amounts(text)
    for a in found:
        assert a.span.stands_in(text) and a.number.stands_in(text)
        assert a.span.holds(a.number)
        assert a.unit_noun is None or a.unit_noun.stands_in(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
