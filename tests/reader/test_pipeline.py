"""The whole reader with its real weights: sound on any text, and right on a wire story of this project's own writing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.domain import Article, Attribution, Chain, Figure, Reading, Relation, Voice
from sayso.reader.pipeline import Reader

EXAMPLE = Path(__file__).parents[2] / "examples/harbour.txt"
ODD = (
    "",
    "   \n\n ",
    "“He never closed it",
    "«“‘He said’ she said” they said»",
    "x" * 5000,
    "said " * 3000,
    "،قال ٣٢ شخصا\u202e 32 people said",
    "e\u0301" * 400 + " 12 cafe\u0301s",
    "\x00\x01 12 people \ufffd\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "12 12 12 12 " * 500,
    "a\n" * 2000,
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(threads=1)


@pytest.fixture(scope="module")
def harbour(reader: Reader) -> Reading:
    return reader.read(Article(EXAMPLE.read_text(encoding="utf-8"), outlet="Harbour Post", published=dt.date(2024, 3, 12)))


@pytest.mark.parametrize("text", ODD)
def test_odd_text_gives_a_sound_reading(reader: Reader, text: str) -> None:
    assert reader.read(Article(text, published=dt.date(2024, 3, 12))).misplaced() == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_a_sound_reading(reader: Reader, text: str) -> None:
    assert reader.read(Article(text)).misplaced() == ()


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "Mara Lund", " said ", "12", "\n", ". ", "up to 40 people", "the paper", "in 2019 ", ", "]),
        max_size=40,
    )
)
@settings(max_examples=40, deadline=None)
def test_news_in_pieces_gives_a_sound_reading(reader: Reader, parts: list[str]) -> None:
    reading = reader.read(Article("".join(parts), published=dt.date(2024, 3, 12)))
    assert reading.misplaced() == ()
    ids = {a.id for a in reading.attributions} | {f.id for f in reading.figures}
    assert len(ids) == len(reading.attributions) + len(reading.figures)
    assert all(a.within in ids for a in reading.attributions if a.within)
    assert all(f.part_of in ids for f in reading.figures if f.part_of)


def test_a_reading_does_not_hang_on_its_neighbours(reader: Reader, harbour: Reading) -> None:
    others = [Article("Police said two men fled."), harbour.article, Article("x " * 3000)]
    assert list(reader.read_many(others))[1] == harbour


def statement(reading: Reading, words: str) -> Attribution:
    """The innermost statement whose content holds ``words``."""
    at = reading.article.text.index(words)
    held = [a for a in reading.attributions if any(c.start <= at < c.end for c in a.content)]
    return min(held, key=lambda a: sum(len(c.surface) for c in a.content))


def figure(reading: Reading, words: str) -> Figure:
    """The figure whose amount is in ``words``."""
    return next(f for f in reading.figures if words in f.amount.surface)


def chain(found: Attribution | Figure) -> Chain:
    return found.chain


def test_the_example_is_taken_apart(harbour: Reading) -> None:
    assert chain(statement(harbour, "fishing boats")).names == ("fishermen", "Kestrel Bay Courier", "Norlight")
    assert chain(statement(harbour, "2,300 crew")).names == ("Ilse Tarrow",)
    assert chain(statement(harbour, "€2.5 million")).names == ("Ilse Tarrow",)
    assert chain(statement(harbour, "of crews have sold")).names == ("?",)
    assert chain(statement(harbour, "the spill")).names == ("?",)
    assert chain(statement(harbour, "20 minutes")).names == ("two officers of the Maren Vale", "Piet Alder")


def test_a_quote_that_goes_on_after_its_attribution_is_one_statement(harbour: Reading) -> None:
    quote = statement(harbour, "bad winters")
    assert quote.voice is Voice.DIRECT
    assert len(quote.content) == 2 and quote.content[1].surface.startswith("“Nobody here")


def test_bounds_stay_bounds(harbour: Reading) -> None:
    assert (figure(harbour, "70").quantity.low, figure(harbour, "70").quantity.high) == (70, None)
    assert (figure(harbour, "1,600").quantity.low, figure(harbour, "1,600").quantity.high) == (None, 1600)
    assert (figure(harbour, "58").quantity.low, figure(harbour, "58").quantity.high) == (58, 72)


def test_parts_and_changes_are_told_apart(harbour: Reading) -> None:
    whole = figure(harbour, "2,300")
    part = figure(harbour, "400")
    assert part.relation is Relation.PART and part.part_of == whole.id
    change = figure(harbour, "1,200")
    assert change.relation is Relation.DECREASE
    assert change.implied and change.implied.quantity.low == 6000
    assert change.implied.time and change.implied.time.iso() == "2023"


def test_a_body_described_by_what_it_does_is_no_other_body_named_before(reader: Reader) -> None:
    """Whose dam it is says nothing of who speaks."""
    text = (
        "At least 12 people were killed when the Aldmoor dam gave way, the regional rescue service said. "
        "The company that runs it, Aldmoor Power, denied any fault."
    )
    said = next(a for a in reader.read(Article(text)).attributions if a.source and "rescue" in a.source[0].surface)
    assert said.chain.links[0].name == "regional rescue service"


def test_who_speaks_next_is_no_apposition(reader: Reader) -> None:
    """ "In Lower Tesk, the district council said" does not call Lower Tesk a council."""
    text = (
        "More than 3,000 people fled, the mayor said. Between 280 and 320 houses were destroyed in Lower Tesk, the district council said."
    )
    said = next(a for a in reader.read(Article(text)).attributions if a.source and "council" in a.source[0].surface)
    assert said.chain.links[0].name == "district council"


def test_a_relay_behind_what_it_relays_is_a_link(reader: Reader) -> None:
    """The number stands on the minister through the radio."""
    text = "The interior minister, Jonas Veld, said that 26 people had been killed in the flood in Lower Tesk on Monday, Sollen Radio reported."
    (figure,) = reader.read(Article(text)).figures
    assert [link.name for link in figure.chain.links] == ["Jonas Veld", "Sollen Radio"]


def test_a_statement_inside_a_quotation_is_found(reader: Reader) -> None:
    """Quotation marks around a whole content do not hide who speaks in it."""
    text = 'HARBOUR (Norlight) - "One guy came in and said we should all leave," said Ann Rask, a cashier at the ferry office.'
    said = reader.read(Article(text)).attributions
    inner = [a for a in said if a.within is not None]
    assert [str(a.chain) for a in inner] == ["One guy \u2192 Ann Rask"]
    assert all(text[s.start : s.end] == s.surface for a in inner for s in a.content)
