"""Lists in pages, filters, and search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.errors import BadSearch, NotPossible
from sayso.ledger import Ledger, Page, reviewing
from tests.ledger.plain import DAY, report

PLACES = ("Quayside", "Upton", "Millford", "Café", "Easton")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Ten articles on five places, one day each."""
    for i in range(10):
        text = f"Some {10 + i} people died in {PLACES[i % 5]}. The harbour master spoke."
        ledger.add(report(text, by=[("Police", "Watch")[i % 2]], day=DAY + dt.timedelta(i), title=f"Report {i}"), f"raw {i}".encode())
    return ledger


def every(page: Callable[[str | None], Page[object]]) -> list[object]:
    """All rows of a list, page by page."""
    rows: list[object] = []
    after: str | None = None
    while True:
        found = page(after)
        rows += found
        after = found.next
        if after is None:
            return rows
        assert len(rows) < 1000


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_hold_every_row_once(filled: Ledger, limit: int) -> None:
    for page in (
        lambda after, n=limit: filled.articles(after=after, limit=n),
        lambda after, n=limit: filled.questions(after=after, limit=n),
        lambda after, n=limit: filled.questions(disagreeing=True, after=after, limit=n),
        lambda after, n=limit: filled.sources(after=after, limit=n),
        lambda after, n=limit: filled.search("people", after=after, limit=n),
        lambda after, n=limit: filled.queue(after=after, limit=n),
        lambda after, n=limit: filled.stale("r9", after=after, limit=n),
        lambda after, n=limit: filled.history(after=after, limit=n),
    ):
        whole = list(page(None, 1000))
        assert sorted(map(str, every(page))) == sorted(map(str, whole))
        assert len(set(whole)) == len(whole)


def test_articles_are_listed_latest_first(filled: Ledger) -> None:
    assert [a.title for a in filled.articles(limit=2)] == ["Report 9", "Report 8"]
    assert [a.title for a in filled.articles(until=DAY + dt.timedelta(1))] == ["Report 1", "Report 0"]
    assert [a.title for a in filled.articles("upton", since=DAY + dt.timedelta(3))] == ["Report 6"]


def test_questions_can_be_chosen(filled: Ledger) -> None:
    assert {q.place for q in filled.questions()} == set(PLACES)
    assert [q.place for q in filled.questions("died", place="upton")] == ["Upton"]
    assert [q.place for q in filled.questions("cafe")] == ["Café"]
    assert list(filled.questions(place="died")) == []
    assert list(filled.questions(until=DAY - dt.timedelta(1))) == []
    assert len(filled.questions(since=DAY, until=DAY)) == 5
    rows = list(filled.questions(disagreeing=True))
    assert len(rows) == 5 and all(q.verdict == "disagree" for q in rows)


def test_search_finds_words_everywhere(filled: Ledger) -> None:
    kinds = [h.kind for h in filled.search("quayside")]
    assert kinds == ["question", "article", "article", "statement", "statement", "figure", "figure"]
    figure = next(h for h in filled.search("quayside", kinds=["figure"]))
    assert [figure.text[a:b] for a, b in figure.marks] == ["Quayside"]
    assert filled.article(figure.article).reading.article.text[figure.start : figure.end] == "15"
    assert figure.published == DAY + dt.timedelta(5) and figure.title == "Report 5"
    assert [h.title for h in filled.search("police", kinds=["source"])] == ["Police"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour master", 10),
        ('"harbour master"', 10),
        ('"master harbour"', 0),
        ("master harbour", 10),
        ("harb*", 10),
        ("harb", 0),
        ("people -upton", 8),
        ("CAFÉ", 2),
        ("cafe", 2),
        ('15 "people died"', 1),
        ("harbour OR upton", 0),
        ("harbour's", 0),
        ('x") OR 1=1 --', 0),
    ],
)
def test_what_can_be_asked(filled: Ledger, words: str, found: int) -> None:
    assert len(filled.search(words, kinds=["article"])) == found


@pytest.mark.parametrize("words", ["", "   ", "-people", '""', "*", "—", "\x00"])
def test_nothing_to_look_for(filled: Ledger, words: str) -> None:
    with pytest.raises(BadSearch, match="cannot be understood"):
        filled.search(words)


def test_strange_searches_do_no_harm(filled: Ledger) -> None:
    for words in (
        'a"b',
        "a' b",
        "a:*",
        "NEAR(a b)",
        "a^b",
        "(((",
        "a" * 5000,
        "\ud800 people",
        "a & | ! <-> b",
        "people\x00",
        "{a b}: c",
        "a \\ b",
        "-a b",
    ):
        try:
            filled.search(words)
        except BadSearch:
            continue


def test_wrong_cursors_are_refused(filled: Ledger) -> None:
    for after in ("x", "////", "W10", "bnVsbA", "WzEsMiwzLDRd" * 50):
        with pytest.raises(NotPossible, match="Start again"):
            filled.articles(after=after)
    with pytest.raises(NotPossible):
        filled.search("people", kinds=["nothing"])
    with pytest.raises(NotPossible):
        list(filled.rows("nothing"))


def test_the_least_sure_come_first(filled: Ledger) -> None:
    items = list(filled.queue(limit=100))
    assert [i.confidence for i in items] == sorted(i.confidence for i in items)
    figure = next(i for i in items if i.kind == "figure")
    assert figure.text[slice(*figure.marks[0])].isdigit() and figure.chain in (("Police",), ("Watch",))
    assert filled.question(figure.question or "").entries
    filled.decide(figure.id, "accept")
    assert figure.id not in {i.id for i in filled.queue(limit=100)}


def test_all_articles_are_each_as_it_is_alone(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """In runs that end within the ledger, with a newer reading and with what people decided."""
    monkeypatch.setattr(reviewing, "_AT_ONCE", 3)
    figure, other = (i.id for i in filled.queue(limit=2))
    filled.decide(figure, "reject")
    filled.decide(other, "mend", {"low": 3, "high": None, "qualifier": "at_least"})
    first = filled.article("a1").reading
    filled.add(replace(first, reader="99"), b"raw 0")
    every_one = list(filled.all_articles())
    assert every_one == [filled.article(f"a{i}") for i in range(1, 11)]
    assert len(every_one[0].readers) == 2 and any(filed.mended for filed in every_one)


def test_rows_for_export(filled: Ledger) -> None:
    assert len(list(filled.rows("articles"))) == 10
    row = next(iter(filled.rows("figures")))
    assert (row["low"], row["originator"], row["chain"], row["place"]) == (10, "Police", ("Police",), "Quayside")
    assert next(iter(filled.rows("sources")))["names"] == ("Evening Post",)
    assert {str(r["verdict"]) for r in filled.rows("questions")} == {"disagree"}
