"""The story that the project started from, with the figures that people marked in it. None of what it asks is a rule made for this text."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.evaluate import ROOT
from sayso.domain import Article, Figure, Qualifier, Reading, Relation
from sayso.reader.pipeline import Reader

STORY = ROOT / "data/seed/article.txt"
JOURNAL, MONACO = "Wall Street Journal", "Lisa Oudens Monaco"


@pytest.fixture(scope="module")
def story() -> Reading:
    if not STORY.is_file():
        pytest.skip(f"the story is not at {STORY}")
    return Reader.load(threads=1).read(Article(STORY.read_text(encoding="utf-8"), outlet="Press TV", published=dt.date(2016, 6, 7)))


def figure(story: Reading, amount: str) -> Figure:
    return next(f for f in story.figures if amount in f.amount.surface)


def names(story: Reading, amount: str) -> tuple[str, ...]:
    return figure(story, amount).chain.names


def test_every_figure_stands_on_its_chain(story: Reading) -> None:
    assert names(story, "at least a") == (JOURNAL,)
    assert [n.removeprefix("the ") for n in names(story, "150")][1:] == [JOURNAL]
    assert names(story, "150")[0].startswith("diplomats")
    for amount in ("25,000", "10,000", "20,000", "4,500"):
        assert names(story, amount) == (MONACO,)
    for amount in ("1,700", "1,600"):
        assert names(story, amount) == ("?",)


def test_bounds_and_what_is_counted(story: Reading) -> None:
    assert (figure(story, "1,600").quantity.low, figure(story, "1,600").quantity.high) == (None, 1600)
    assert figure(story, "a month").quantity.low == 1 and figure(story, "a month").quantity.high is None
    assert figure(story, "20,000").quantity.qualifier is Qualifier.APPROX
    for amount, noun in (("150", "people"), ("25,000", "militants"), ("20,000", "foreign fighters"), ("1,700", "French militants")):
        counted = figure(story, amount).counted
        assert counted and counted.surface.endswith(noun)


def test_a_stray_mark_is_no_figure(story: Reading) -> None:
    assert all(f.amount.surface != "11" for f in story.figures)


def test_a_change_implies_the_year_before(story: Reading) -> None:
    implied = figure(story, "10,000").implied
    assert implied and implied.quantity.low == 35_000 and implied.quantity.qualifier is Qualifier.APPROX
    assert implied.time and implied.time.iso() == "2015"


def test_some_of_them_are_a_part(story: Reading) -> None:
    part = figure(story, "4,500")
    assert part.relation is Relation.PART and part.part_of == figure(story, "20,000").id


def test_a_quotation_around_its_attribution_is_one(story: Reading) -> None:
    quote = next(a for a in story.attributions if "French people" in a.content[0].surface)
    assert "not going that well" in quote.content[-1].surface
    assert quote.chain.names == ("Didier le Bret",)


def test_accusations_in_the_passive_have_nobody_behind_them(story: Reading) -> None:
    blamed = next(a for a in story.attributions if any("blamed" in c.surface for c in a.cue))
    assert blamed.chain.names == ("?",)


def test_a_caption_is_nobodys_words(story: Reading) -> None:
    assert not any("file photo" in name for a in story.attributions for name in a.chain.names)
