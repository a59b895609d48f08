"""Articles go in once, whole, and come out as they were."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from sayso.domain import NOBODY, Article, Chain, Figure, Link, Quantity, Reading, Span
from sayso.errors import NotInLedger
from sayso.ledger import Ledger
from sayso.ledger.packing import pack_figure, pack_reading, unpack_figure, unpack_reading, unpack_text
from tests.exchange.strategies import readings
from tests.ledger.plain import DAY, report

FIRE = "Police said 12 people died in Quayside. Later 3 people fled in Quayside."


@given(readings())
def test_packing_is_exact(reading: Reading) -> None:
    assert unpack_reading(pack_reading(reading)) == reading
    assert unpack_text(pack_reading(reading)) == reading.article.text
    assert [unpack_figure(pack_figure(f)) for f in reading.figures] == list(reading.figures)


@settings(max_examples=15)
@given(readings())
def test_any_reading_can_be_filed(reading: Reading) -> None:
    """Whatever the text holds, it comes back as it was, and the ledger is sound."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db") as ledger:
        filed = ledger.article(ledger.add(reading, b"raw").article)
        assert filed.reading == reading
        assert list(ledger.check()) == []
        for kind in ("articles", "figures", "statements", "questions", "sources", "events"):
            assert list(ledger.rows(kind)) is not None


def test_an_article_comes_back(ledger: Ledger) -> None:
    reading = report(FIRE, by=["Harbour Police"])
    added = ledger.add(reading, b"<p>raw</p>")
    assert added.new and not added.reread and len(added.questions) == 2
    filed = ledger.article(added.article)
    assert filed.reading == reading
    assert filed.row.sha256 == hashlib.sha256(b"<p>raw</p>").hexdigest()
    assert ledger.raw(added.article) == b"<p>raw</p>"
    assert ledger.has(filed.row.sha256) == added.article
    assert (filed.row.figures, filed.row.statements, filed.readers) == (2, 2, ("r1",))
    assert {e.id for q in filed.questions.values() for e in ledger.question(q).entries} == set(filed.entries.values())
    assert list(ledger.check()) == []


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    first = ledger.add(report(FIRE, by=["Harbour Police"]), b"raw")
    before = [list(ledger.rows(kind)) for kind in ("articles", "figures", "statements", "questions", "sources", "events")]
    again = ledger.add(report(FIRE, by=["Harbour Police"]), b"raw")
    assert (again.new, again.article, again.questions) == (False, first.article, first.questions)
    assert [list(ledger.rows(kind)) for kind in ("articles", "figures", "statements", "questions", "sources", "events")] == before


def test_an_outlet_of_one_word_is_one_source(tmp_path: Path) -> None:
    """By the real rules such a word may be a surname; as an outlet it is the same one in every article that it brings or that cites it."""
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add(report(FIRE, by=["Harbour Police"], outlet="Norlight"))
        ledger.add(report("Now 13 people died in Quayside.", by=["Harbour Police", "Norlight"], outlet="Norlight"))
        ledger.add(report("Then 14 people died in Quayside.", by=["Harbour Police", "Norlight"], outlet="Evening Post"))
        assert [s.name for s in ledger.sources("Norlight")] == ["Norlight"]


def test_an_entry_says_who_and_where(ledger: Ledger) -> None:
    """The chain is the sources', the outlet the article's; a chain of nobody is nobody, and an unknown outlet speaks for its article alone."""
    ledger.add(report(FIRE, by=["Harbour Police", "Coast Radio"], outlet="Evening Post"))
    ledger.add(report("Now 13 people died in Quayside.", by=[NOBODY], outlet="", title="Fire"))
    question = ledger.question(next(iter(ledger.questions("died"))).id)
    one, two = question.entries
    assert [p.name for p in one.parties] == ["Harbour Police", "Coast Radio"]
    assert one.outlet.name == "Evening Post" and one.originator.name == "Harbour Police"
    assert [p.id for p in two.parties] == [NOBODY]
    assert (two.outlet.id, two.outlet.name) == (two.article, "Fire")
    assert one.context == FIRE and one.published == DAY
    assert (question.title, question.predicate, question.place) == ("people died · Quayside", "died", "Quayside")


def test_a_question_grows_and_its_summary_with_it(ledger: Ledger) -> None:
    ledger.add(report("12 people died in Quayside.", by=["Harbour Police"]))
    ledger.add(report("Some 15 people died in Quayside.", by=["Watch"], day=DAY + dt.timedelta(2)))
    (row,) = ledger.questions()
    assert (row.entries, row.articles, row.origins, row.low, row.high, row.verdict) == (2, 2, 2, 12, 15, "disagree")
    assert (row.since, row.until) == (DAY, DAY + dt.timedelta(2))
    assert ledger.question_row(row.id) == row
    reckoning = ledger.reckoning(row.id)
    assert (reckoning.low, reckoning.best, reckoning.high, reckoning.origins) == (row.low, row.best, row.high, row.origins)


def test_figures_that_answer_nothing_are_kept(ledger: Ledger) -> None:
    filed = ledger.article(ledger.add(report("It was 90 people lasted in Quayside.")).article)
    assert filed.questions == {} and len(filed.entries) == 1
    assert list(ledger.questions()) == []


def test_decimals_and_open_bounds_stay(ledger: Ledger) -> None:
    text = "Up to 2.50 people died"
    figure = Figure("f1", Span(6, 10, "2.50"), Quantity(None, Decimal("2.50")), Span(0, len(text), text), predicate="died")
    ledger.add(Reading(Article(text), figures=(figure,), reader="r1"))
    (row,) = ledger.rows("figures")
    assert (row["low"], str(row["high"])) == (None, "2.50")


def test_nothing_is_found_that_is_not_there(ledger: Ledger) -> None:
    for asked in (ledger.article, ledger.raw, ledger.question, ledger.reckoning, ledger.source):
        for id in ("a7", "q7", "s7", "", "q-1", "q١", "q99999999999999999999"):
            with pytest.raises(NotInLedger):
                asked(id)
    assert ledger.has("0" * 64) is None


def test_a_newer_reader_reads_beside_the_old(ledger: Ledger) -> None:
    """A figure that stands at the same words keeps its entry; what the new reader adds or drops comes and goes."""
    added = ledger.add(report(FIRE, by=["Harbour Police"]), b"raw")
    old = ledger.article(added.article)
    assert [row.id for row in ledger.stale("r2")] == [added.article]
    newer = report(FIRE, by=["Coast Guard"], reader="r2")
    newer = replace(newer, figures=(replace(newer.figures[0], id="g7"),))
    again = ledger.add(newer, b"raw")
    assert (again.new, again.reread, again.article) == (False, True, added.article)
    filed = ledger.article(added.article)
    assert filed.reading == newer and filed.readers == ("r2", "r1")
    assert ledger.article(added.article, reader="r1").reading == old.reading
    assert filed.entries == {"g7": old.entries["f1"]}
    assert list(ledger.stale("r2")) == []
    (row,) = ledger.questions()
    assert ledger.question(row.id).entries[0].originator.name == "Coast Guard"
    assert {s.name: (s.figures, s.statements) for s in ledger.sources()}["Coast Guard"] == (1, 2)
    assert {s.name: (s.figures, s.statements) for s in ledger.sources()}["Harbour Police"] == (0, 0)
    assert list(ledger.search("fled", kinds=["figure"])) == []
    assert list(ledger.check()) == []


def test_decisions_survive_a_newer_reading(ledger: Ledger) -> None:
    """A mended figure stays mended, and one that people accepted stays when the newer reader no longer finds it."""
    added = ledger.add(report(FIRE, by=["Harbour Police"]), b"raw")
    entries = ledger.article(added.article).entries
    ledger.decide(entries["f1"], "mend", {"low": 11})
    ledger.decide(entries["f2"], "accept")
    newer = report(FIRE, by=["Harbour Police"], reader="r2")
    ledger.add(replace(newer, figures=newer.figures[:1]), b"raw")
    filed = ledger.article(added.article)
    assert filed.mended[entries["f1"]].quantity.low == 11
    assert filed.states == {entries["f1"]: "mended", entries["f2"]: "accepted"}
    assert {e.id for row in ledger.questions() for e in ledger.question(row.id).entries} == set(entries.values())
    assert list(ledger.check()) == []


def test_a_description_is_nobody_across_articles(ledger: Ledger) -> None:
    for n in (1, 2):
        ledger.add(report(f"{n} people died in Quayside.", by=["a police source"]))
    assert [s.name for s in ledger.sources()] == ["Evening Post"]
    assert [s.articles for s in ledger.sources(described=True)] == [1, 1]
    (row,) = ledger.questions()
    assert row.origins == 2


def test_a_short_form_is_what_its_article_says(ledger: Ledger) -> None:
    """ "the Watch" is the source that its own article names in full."""
    text = "12 people died in Quayside. Some 5 people fled in Quayside."
    made = report(text, by=["Harbour Watch"])
    short = Chain((Link("the Watch"),))
    ledger.add(replace(made, figures=(made.figures[0], replace(made.figures[1], chain=short))))
    (row,) = ledger.sources("watch")
    names = ledger.source(row.id).names
    assert {n.name for n in names} == {"Harbour Watch", "the Watch"}
    assert next(n for n in names if n.name == "the Watch").ground == "In the same article, the Watch stands for Harbour Watch."


def test_names_meet_with_their_ground(ledger: Ledger) -> None:
    ledger.add(report("12 people died in Quayside.", by=["Harbourwatch"]))
    ledger.add(report("13 people died in Quayside.", by=["Harbourwatch International"]))
    (row,) = ledger.sources("harbourwatch")
    assert (row.name, row.figures, row.articles) == ("Harbourwatch", 2, 2)
    grounds = {n.name: n.ground for n in ledger.source(row.id).names}
    assert grounds == {"Harbourwatch": "", "Harbourwatch International": "Harbourwatch International begins like it."}


def test_reading_only(open_ledger: Callable[..., Ledger]) -> None:
    open_ledger().add(report(FIRE))
    reader = open_ledger(readonly=True)
    assert len(reader.questions()) == 2
    assert list(reader.check()) == []
