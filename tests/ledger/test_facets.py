"""Sorting, facets and the pages of both: what a list is narrowed to is as long as its facet said, and its pages are the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from sayso.domain import Reading
from sayso.errors import NotPossible
from sayso.ledger import (
    ArticleChoice,
    Choice,
    Facets,
    HistoryChoice,
    Ledger,
    QuestionChoice,
    QueueChoice,
    SearchChoice,
    SourceChoice,
    facets,
    narrowing,
    queue,
    schema,
)
from sayso.ledger.engine import Store
from sayso.ledger.finding import SORTS
from sayso.ledger.history import HISTORY_ORDERS
from sayso.ledger.lists import ARTICLE_ORDERS, QUESTION_ORDERS, SOURCE_ORDERS
from sayso.ledger.queue import QUEUE_ORDERS
from sayso.ledger.search import ordered
from sayso.ledger.tables import articles, questions, sources
from tests.ledger.plain import DAY, report

PLACES = ("Quayside", "Upton", "Millford", "Café", "Easton")
VERBS = ("died", "fled", "voted")
SPEAKERS = ("Police", "Watch", "a harbour guard", "Élan", "élan Society", "Zebra")
LISTS: list[tuple[Choice, tuple[str, ...]]] = [
    (QuestionChoice(), tuple(QUESTION_ORDERS)),
    (QuestionChoice("people", verdict="disagree"), tuple(QUESTION_ORDERS)),
    (ArticleChoice(), tuple(ARTICLE_ORDERS)),
    (ArticleChoice("some", outlet="Evening Post"), tuple(ARTICLE_ORDERS)),
    (SourceChoice(), tuple(SOURCE_ORDERS)),
    (SourceChoice(described=True), tuple(SOURCE_ORDERS)),
    (SearchChoice("people"), SORTS),
    (SearchChoice("people", outlet="Harbour Post"), SORTS),
    (QueueChoice(), tuple(QUEUE_ORDERS)),
    (QueueChoice(("figure",), outlet="Evening Post"), tuple(QUEUE_ORDERS)),
    (QueueChoice(predicate="died"), tuple(QUEUE_ORDERS)),
    (HistoryChoice(), tuple(HISTORY_ORDERS)),
]


def told(i: int) -> Reading:
    """The i-th of some reports that differ in everything a list can be narrowed by."""
    text = f"Some {10 + i % 7} people {VERBS[i % 3]} in {PLACES[i % 5]}. Rain fell."
    by = [SPEAKERS[i % 6], *(["Relay Agency"] if i % 4 == 0 else [])]
    return report(
        text,
        by=by if i % 5 else [],
        day=DAY + dt.timedelta(i * 20) if i % 9 else None,
        title=f"{'Ärger' if i % 2 else 'arger'} {i % 4}",
        outlet=("Evening Post", "Harbour Post")[i % 2],
        reader=f"r{i % 3}",
    )


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Twenty articles."""
    for i in range(20):
        ledger.add(told(i), f"raw {i}".encode())
    for entry in ("e1", "e2", "e3"):
        ledger.decide(entry, "accept", who=f"judge {entry}")
    ledger.undo()
    return ledger


def whole(ledger: Ledger, choice: Any, sort: str = "", limit: int = 1000) -> list[Any]:
    """All rows of a list, page by page."""
    rows: list[Any] = []
    after: str | None = None
    for _ in range(500):
        page = ledger.chosen(choice, sort=sort, after=after, limit=limit)
        rows += page
        after = page.next
        if after is None:
            return rows
    raise AssertionError("the pages do not end")


def narrowed(choice: Any, name: str, value: str) -> Any:
    """The choice after a facet was followed."""
    if name == "kind":
        return replace(choice, kinds=(value,))
    return replace(choice, **{name: value == "true" if name == "described" else value})


def agree(ledger: Ledger, choice: Choice) -> Facets:
    """Hold every count of a list's facets against the list that it leads to."""
    found = ledger.facets(choice)
    assert (found.total, found.more) == (len(whole(ledger, choice)), False)
    for facet in found.facets:
        for counted in facet.values:
            assert counted.count == len(whole(ledger, narrowed(choice, facet.name, counted.value))) > 0, (choice, facet.name, counted)
            assert not counted.more
    return found


@pytest.mark.parametrize("limit", [1, 4])
def test_the_pages_of_every_order_are_the_list(filled: Ledger, limit: int) -> None:
    for choice, sorts in LISTS:
        for sort in sorts:
            rows = whole(filled, choice, sort, 1000)
            paged = whole(filled, choice, sort, limit)
            if isinstance(choice, SearchChoice):  # every page has its share of each kind
                rows.sort(key=lambda hit: hit.kind)
                paged.sort(key=lambda hit: hit.kind)
            assert paged == rows and len({row.id for row in rows}) == len(rows) > 0, (choice, sort)
    assert sorted(whole(filled, QuestionChoice(), "title"), key=str) == sorted(whole(filled, QuestionChoice(), "origins"), key=str)


def test_every_order_is_what_it_says(filled: Ledger) -> None:
    rows = whole(filled, QuestionChoice(), "origins")
    assert [r.origins for r in rows] == sorted((r.origins for r in rows), reverse=True)
    rows = whole(filled, QuestionChoice(), "title")
    assert [ordered(r.title) for r in rows] == sorted(ordered(r.title) for r in rows)
    rows = whole(filled, QuestionChoice(), "spread")
    apart = [r.verdict == "disagree" for r in rows]
    assert apart == sorted(apart, reverse=True) and set(apart) == {True, False}
    rows = whole(filled, QuestionChoice(), "latest")
    days = [str(r.until or "") for r in rows]
    assert days == sorted(days, reverse=True)
    rows = whole(filled, ArticleChoice(), "title")
    assert [ordered(r.title) for r in rows] == sorted(ordered(r.title) for r in rows)
    assert {ordered(r.title) for r in rows[:10]} == {"arger 0", "arger 1"}
    rows = whole(filled, ArticleChoice(), "added")
    assert [r.id for r in rows] == [f"a{n}" for n in range(20, 0, -1)]
    assert [r.name for r in whole(filled, SourceChoice(), "name")][:3] == ["Élan", "Evening Post", "Harbour Post"]
    for sort in ("figures", "statements"):
        counts = [getattr(r, sort) for r in whole(filled, SourceChoice(), sort)]
        assert counts == sorted(counts, reverse=True)


def test_relevance_puts_what_is_about_it_first(ledger: Ledger) -> None:
    ledger.add(report("Harbour works. The harbour of Upton has a harbour master.", by=["Police"], title="Harbour"), b"1")
    ledger.add(report("Long ago there was rain and wind in many towns, near the sea and by a harbour, they say.", by=["Police"]), b"2")
    assert [h.article for h in ledger.search("harbour", kinds=["article"])] == ["a2", "a1"]
    assert [h.article for h in ledger.search("harbour", kinds=["article"], sort="relevance")] == ["a1", "a2"]


def test_facets_count_what_they_lead_to(filled: Ledger) -> None:
    """Of whole lists, of lists narrowed once and twice, and of words."""
    for choice, _ in LISTS:
        for facet in agree(filled, choice).facets:
            for counted in facet.values[:1]:
                agree(filled, narrowed(choice, facet.name, counted.value))
    agree(filled, QuestionChoice(place="quayside", since=DAY))
    agree(filled, ArticleChoice(since=DAY, until=DAY + dt.timedelta(200)))
    agree(filled, SourceChoice("police"))
    names = [facet.name for facet in filled.facets(QuestionChoice(verdict="agree", reported="2024")).facets]
    assert names == ["at", "predicate", "unit", "reported"]
    assert all(v.value.startswith("2024-") for v in filled.facets(QuestionChoice(reported="2024")).facets[-1].values)


def test_facets_stay_right_whatever_is_done(filled: Ledger) -> None:
    """Rejecting, merging, splitting, renaming, reading again, undoing: after each the counts are those of the lists."""
    rows = filled.questions(limit=100).rows
    filled.merge_questions([rows[0].id, rows[1].id])
    for entry in filled.question(filled.questions(limit=1).rows[0].id).entries[:1]:
        filled.decide(entry.id, "reject")
    one, two = (r.id for r in filled.sources("police").rows + filled.sources("watch").rows)
    filled.merge_sources([one, two])
    filled.name_source(one, "The Force", shown=True)
    filled.rename_question(rows[2].id, "aaa first")
    assert filled.questions(sort="title").rows[0].title == "aaa first"
    for choice in (QuestionChoice(), ArticleChoice(), SourceChoice(), SourceChoice(described=True)):
        agree(filled, choice)
    again = replace(told(1), reader="r9", figures=())
    assert filled.add(again, b"raw 1").reread
    for _ in range(3):
        filled.undo()
    for choice in (QuestionChoice(), ArticleChoice(), SourceChoice(), SourceChoice(described=True)):
        agree(filled, choice)
    assert list(filled.check()) == []


def test_more_than_are_counted_is_said(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST_COUNTED", 4)
    found = filled.facets(QuestionChoice("people"))
    assert (found.total, found.more) == (4, True)
    for facet in found.facets:
        for counted in facet.values:
            assert counted.more and counted.count <= len(whole(filled, narrowed(QuestionChoice("people"), facet.name, counted.value)))
    place = filled.facets(QuestionChoice()).facets[1].values[0]
    alone = filled.facets(QuestionChoice(at=place.value))
    assert alone.total == place.count and not alone.more


def test_a_wrong_tally_is_found(filled: Ledger) -> None:
    with filled._store.write() as connection:
        connection.exec_driver_sql("UPDATE tallies SET count = count + 1 WHERE list = 'questions' AND facet = 'verdict'")
    assert [problem.where for problem in filled.check()] == ["the tallies of questions"]


@pytest.mark.parametrize("few", [0, 10**6])
def test_both_ways_to_a_page_give_the_same(filled: Ledger, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    wanted = [
        whole(filled, choice, sort)
        for choice, sorts in (
            (QuestionChoice("people", at="Quayside", reported="2024"), QUESTION_ORDERS),
            (QuestionChoice(verdict="disagree", predicate="died", unit="person"), QUESTION_ORDERS),
            (ArticleChoice("some", outlet="Evening Post", reader="r0", published="2024"), ARTICLE_ORDERS),
        )
        for sort in sorts
    ]
    assert all(wanted)
    monkeypatch.setattr(narrowing, "FEW", few)
    monkeypatch.setattr(narrowing, "MOST_GATHERED", few)
    again = [
        whole(filled, choice, sort)
        for choice, sorts in (
            (QuestionChoice("people", at="Quayside", reported="2024"), QUESTION_ORDERS),
            (QuestionChoice(verdict="disagree", predicate="died", unit="person"), QUESTION_ORDERS),
            (ArticleChoice("some", outlet="Evening Post", reader="r0", published="2024"), ARTICLE_ORDERS),
        )
        for sort in sorts
    ]
    assert again == wanted


def test_what_is_not_there_is_refused(filled: Ledger) -> None:
    cursor = filled.questions(limit=1).next
    for wrong in (
        lambda: filled.questions(sort="colour"),
        lambda: filled.search("people", sort="colour"),
        lambda: filled.questions(verdict="maybe"),
        lambda: filled.questions(reported="soon"),
        lambda: filled.articles(published="2024-1"),
        lambda: filled.sources(role="sings"),
        lambda: filled.questions(sort="title", after=cursor),
        lambda: filled.articles(after=cursor),
    ):
        with pytest.raises(NotPossible):
            wrong()


def test_hostile_values_are_only_values(ledger: Ledger) -> None:
    outlet = "'); DROP TABLE articles; --<b>~%_"
    ledger.add(report("12 people died in Quayside.", outlet=outlet), b"1")
    ledger.add(report("13 people died in Quayside.", outlet="~"), b"2")
    agree(ledger, ArticleChoice())
    assert [a.outlet for a in ledger.articles(outlet=outlet)] == [outlet]
    assert list(ledger.articles(outlet="' OR 1=1")) == []


def test_an_older_ledger_gets_its_facets(open_ledger: Callable[..., Ledger], where: str) -> None:
    """The step fills the columns and tallies just as adding would have."""
    ledger = open_ledger()
    for i in range(12):
        ledger.add(told(i), f"raw {i}".encode())
    rows = {table.name: _held(ledger, table) for table in (articles, questions, sources)}
    before = [ledger.facets(choice) for choice in (QuestionChoice(), ArticleChoice(), SourceChoice())]
    store = Store(where)
    with store.write() as connection:
        _take_back(connection, store.sqlite)
    schema.bring_up(store)
    store.close()
    assert [ledger.facets(choice) for choice in (QuestionChoice(), ArticleChoice(), SourceChoice())] == before
    assert {table.name: _held(ledger, table) for table in (articles, questions, sources)} == rows
    ledger.add(told(12), b"raw 12")
    agree(ledger, QuestionChoice())


def _held(ledger: Ledger, table: sa.Table) -> list[Any]:
    with ledger._store.read() as connection:
        return list(connection.execute(sa.select(*(c for c in table.c if c.name != "raw")).order_by(table.c.id)).all())


def _take_back(connection: sa.Connection, sqlite: bool) -> None:
    """Leave the store as the step before left it."""
    changes = ("insert", "update", "delete")
    for table in ("articles", "questions", "sources", "names"):
        kind = "called" if table == "names" else "tally"
        for change in changes:
            connection.exec_driver_sql(f"DROP TRIGGER {table}_{kind}_{change}{'' if sqlite else f' ON {table}'}")
        if not sqlite:
            connection.exec_driver_sql(f"DROP FUNCTION {table}_{kind}()")
    for index in (
        *("articles_added_id", "articles_ordered_id", "articles_outlet_id", "figures_origin_published", "statements_origin_published"),
        *("questions_rank_id", "questions_origins_id", "questions_ordered_id", "questions_place_id", "questions_predicate_id"),
        *("questions_unit_id", "sources_described_statements_id", "sources_described_ordered_id"),
    ):
        connection.exec_driver_sql(f"DROP INDEX ix_{index}")
    connection.exec_driver_sql("DROP TABLE tallies")
    for table, column in (
        *(("articles", "ordered"), ("questions", "ordered"), ("sources", "ordered")),
        *(("questions", "unit"), ("sources", "called"), ("statements", "published")),
    ):
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")


def test_a_source_is_heard_over_time(ledger: Ledger) -> None:
    for i, (by, day) in enumerate(
        [
            (["Police"], DAY),
            (["Police"], DAY + dt.timedelta(2)),
            (["Watch", "Police"], DAY + dt.timedelta(2)),
            (["Police"], None),
        ]
    ):
        ledger.add(report(f"Some {i + 10} people died in Upton. Rain fell.", by=by, day=day), f"raw {i}".encode())
    police = next(row for row in ledger.sources() if row.name == "Police")
    seen = ledger.over_time(police.id)
    assert seen.by == "day"
    assert [(s.when, s.figures, s.passed, s.statements) for s in seen.spells] == [
        ("", 1, 0, 2),
        ("2024-03-12", 1, 0, 2),
        ("2024-03-13", 0, 0, 0),
        ("2024-03-14", 1, 1, 2),
    ]
    assert sum(s.figures for s in seen.spells) == police.figures and sum(s.statements for s in seen.spells) == police.statements
    ledger.add(report("Some 90 people died in Upton.", by=["Police"], day=DAY + dt.timedelta(300)), b"raw 8")
    assert ledger.over_time(police.id).by == "month"
    ledger.add(report("Some 91 people died in Upton.", by=["Police"], day=DAY + dt.timedelta(3000)), b"raw 9")
    assert ledger.over_time(police.id).by == "year"


def test_the_queue_is_narrowed_the_same_both_ways(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    choices = [
        QueueChoice(outlet="Evening Post"),
        QueueChoice(predicate="fled", outlet="Harbour Post"),
        QueueChoice(("statement",), sure="75"),
        QueueChoice(verdict="disagree"),
    ]
    gathered = [whole(filled, choice, sort) for choice in choices for sort in QUEUE_ORDERS]
    assert any(gathered)
    monkeypatch.setattr(queue, "MOST_GATHERED", {"article": -1, "question": -1})
    assert [whole(filled, choice, sort, 3) for choice in choices for sort in QUEUE_ORDERS] == gathered
    assert whole(filled, QueueChoice(("statement",), predicate="fled")) == []


def test_the_queue_is_in_the_order_that_is_asked_for(filled: Ledger) -> None:
    least = [item.confidence for item in filled.queue(limit=1000)]
    assert least == sorted(least)
    most = [item.confidence for item in filled.queue(sort="sure", limit=1000)]
    assert most == sorted(least, reverse=True)
    added = [int(item.article[1:]) for item in filled.queue(sort="added", limit=1000)]
    assert added == sorted(added, reverse=True)
    assert {item.outlet for item in filled.queue(outlet="Harbour Post")} == {"Harbour Post"}
    for wrong in ({"sort": "colour"}, {"sure": "99"}, {"verdict": "maybe"}, {"kinds": ["article"]}):
        with pytest.raises(NotPossible):
            filled.queue(**wrong)
    with pytest.raises(NotPossible, match="Start again"):
        filled.queue(sort="sure", after=filled.queue(limit=1).next)


def test_history_is_narrowed_by_who_what_and_when(filled: Ledger) -> None:
    undo, third, *_ = filled.history()
    assert (undo.what, undo.undoes) == ("undo", third.id)
    assert [event.id for event in filled.history(who="judge e2")] == [filled.history("e2").rows[0].id]
    assert [event.what for event in filled.history(what="undo")] == ["undo"]
    day = undo.at.date().isoformat()
    assert list(filled.history(day=day[:4])) == list(filled.history(day=day)) and not filled.history(day="1999")
    assert list(filled.history(sort="earliest")) == list(filled.history())[::-1]
    with pytest.raises(NotPossible, match="a month like"):
        filled.history(day="soon")


def test_bands_of_a_long_queue_are_counted_each_for_itself(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_queue = filled.queue(limit=1000)
    monkeypatch.setattr(facets, "MOST_COUNTED", 2)
    found = filled.facets(QueueChoice())
    assert (found.total, found.more) == (4, True)
    bands = {counted.value: counted.count for counted in next(facet for facet in found.facets if facet.name == "sure").values}
    held = {band: [i.kind for i in filled.queue(sure=band, limit=1000)] for band in bands}
    assert sum(len(kinds) for kinds in held.values()) == len(whole_queue)
    assert bands == {band: sum(min(kinds.count(kind), 2) for kind in ("figure", "statement")) for band, kinds in held.items()}
