"""The grammar of numbers: what each written form is worth, and that nothing else is read as one."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.number_cases import outcomes, rate
from sayso.reader.lexicon_numbers import ACLED, CCC, HOUSE
from sayso.reader.numerals import numerals

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))


def in_words(n: int) -> str:
    """A whole number from zero to under a million million, as English writes it."""
    for size, name in SCALES:
        if n >= size:
            rest = n % size
            tie = " and " if size == 100 else " "
            return f"{in_words(n // size)} {name}" + (tie + in_words(rest) if rest else "")
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,600", 1600),
        ("1600", 1600),
        ("12,34,567", 1234567),
        ("40\u202f000", 40000),
        ("40\u00a0000", 40000),
        ("1 414 021 100", 1414021100),
        ("2.75", Decimal("2.75")),
        (".08", Decimal("0.08")),
        ("1.5 million", 1500000),
        ("half a million", 500000),
        ("half-a-million", 500000),
        ("a quarter of a million", 250000),
        ("two thirds of a million", Decimal(2000000) / 3),
        ("two and a half", Decimal("2.5")),
        ("two and a half million", 2500000),
        ("three million and a quarter", 3250000),
        ("twenty-one", 21),
        ("a hundred and twelve", 112),
        ("four thousand three hundred", 4300),
        ("3 hundred and 21", 321),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a dozen", 12),
        ("a couple of dozen", 24),
        ("several hundred", 300),
        ("a few thousand", 3000),
        ("dozens", 24),
        ("scores", 40),
        ("tens of thousands", 20000),
        ("hundreds of thousands", 200000),
        ("millions", 2000000),
        ("½", Decimal("0.5")),
        ("2½", Decimal("2.5")),
        ("2 1/4", Decimal("2.25")),
        ("41/2", Decimal("4.5")),
        ("3/4", Decimal("0.75")),
        ("a third", Decimal(1) / 3),
        ("two-thirds", Decimal(2) / 3),
        ("one in five", Decimal("0.2")),
        ("four in 10", Decimal("0.4")),
        ("three out of four", Decimal("0.75")),
        ("five point two", Decimal("5.2")),
        ("-12", -12),
        ("minus four", -4),
        ("10k", 10000),
        ("1.5bn", 1500000000),
        ("13 lakh", 1300000),
        ("٣٤", 34),
        ("१२", 12),
    ],
)
def test_one_number(text: str, value: int | Decimal) -> None:
    (found,) = numerals(f"There were {text} of them")
    assert found.span.surface == text
    assert found.value == pytest.approx(value, rel=Decimal("1e-24"))
    assert not isinstance(found.value, float)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("22,24,26", [22, 24, 26]),
        ("twelve and forty others", [12, 40]),
        ("300 and two were lost", [300, 2]),
        ("three hundred and two hundred more", [300, 200]),
        ("5 in 2016", [5, 2016]),
        ("every twenty-first", []),
        ("no one, this one and that one", []),
        ("Harbour Board One said", []),
        ("add up the points", []),
        ("million hundred thousand", [100000]),
    ],
)
def test_several_numbers_or_none(text: str, values: list[int]) -> None:
    assert [n.value for n in numerals(text)] == values


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_words_come_back_as_the_number(n: int) -> None:
    (found,) = numerals(in_words(n))
    assert found.value == n


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from([",", "\u00a0", "\u202f", ""]))
def test_digits_come_back_whatever_parts_their_thousands(n: int, separator: str) -> None:
    (found,) = numerals(f"{n:,}".replace(",", separator))
    assert found.value == n


MARKS = [*"0123456789,.-/ ½$%²٣", "a ", "one ", "half ", "million ", "of ", "and ", "dozens ", "in ", "\u202f", "third "]


@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKS)).map("".join)))
def test_any_text_gives_sound_spans_in_order(text: str) -> None:
    found = numerals(text)
    assert all(n.span.stands_in(text) for n in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_conventions_differ_in_what_vague_words_are_worth() -> None:
    text = "dozens, hundreds, several"
    assert [n.value for n in numerals(text, HOUSE)] == [24, 200, 3]
    assert [n.value for n in numerals(text, CCC)] == [24, 200, 3]
    assert [n.value for n in numerals(text, ACLED)] == [12, 100, 3]


def test_a_number_too_long_to_be_one_is_none() -> None:
    assert numerals("9" * 5000) == ()


@pytest.mark.parametrize("piece", ["1,111", "one hundred and ", "half of a ", "1 000 ", "1-", "tens of "])
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        numerals(text)
        return time.process_time() - start

    seconds(2_000)
    assert min(seconds(80_000) for _ in range(3)) < 20 * max(min(seconds(20_000) for _ in range(3)), 0.005)


def test_public_cases_of_written_quantities_pass(data: Path) -> None:
    found = outcomes(data / "numbers")
    assert rate(found) >= 0.95
    for file in ("NumberModel.json", "NumberRangeModel.json"):
        assert rate([o for o in found if o.file == file]) >= 0.95
