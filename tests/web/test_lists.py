"""Facets, sorting, export and the picture over time, on pages and for programs."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.domain import Article, Attribution, Chain, Link, Reading, Span
from sayso.ledger import Ledger, OverTime, Spell
from sayso.reader.pipeline import Reader
from sayso.web import Settings, create_app, overtime
from tests.ledger.plain import DAY, PlainRules, report

from .conftest import KEY, ORIGIN, SAME

OUTLETS = ("Evening Post", "Harbour Post", '"><img src=x onerror=alert(1)>', "\u202egnol tsoP")
PLACES = ("Quayside", "Upton", "Millford")


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of reports that differ in all that lists are narrowed by, with hostile names among them."""
    with Ledger.open(tmp_path / "news.db", rules=PlainRules(), who="tester") as ledger:
        for i in range(16):
            reading = report(
                f"Some {10 + i} people {('died', 'fled')[i % 2]} in {PLACES[i % 3]}. Rain fell.",
                by=("Police <script>x</script>", "Watch")[i % 2 :],
                day=DAY.replace(month=1 + i % 4, year=2023 + i % 2),
                title=f"<b>Report</b> {i}",
                outlet=OUTLETS[i % 4],
                reader=f"r{i % 2}",
            )
            ledger.add(reading, f"raw {i}".encode())
        for entry, verdict in (("e1", "accept"), ("e2", "reject"), ("e3", "accept")):
            ledger.decide(entry, verdict, who=f"<b>{entry}</b>")
        ledger.undo()
        yield ledger


@pytest.fixture
def desk(news: Ledger) -> Iterator[TestClient]:
    """The desk on it."""

    def load() -> object:
        raise AssertionError("nothing is read here")

    with TestClient(create_app(news, Settings(port=8765, key=KEY), load), base_url=ORIGIN) as client:
        yield client


def links(text: str) -> list[tuple[str, int, bool]]:
    """The facets of a page: where each leads, how many rows it says are there, and whether it is where one is."""
    found = re.findall(r'<li><a href="([^"]*)"( aria-current="true")?><bdi>[^<]*</bdi> <span class="many">([\d,]+)</span>', text)
    return [(html.unescape(where), int(count.replace(",", "")), bool(current)) for where, current, count in found]


def taken(desk: TestClient, where: str) -> list[dict[str, object]]:
    """All rows of a list, as it is taken away."""
    body = desk.get(f"{where}{'&' if '?' in where else '?'}as=jsonl").text
    return [json.loads(line) for line in body.splitlines()]


PAGES = (
    "/questions",
    "/questions?q=people",
    "/articles",
    "/sources",
    "/search?q=people",
    "/search?q=police",
    "/history",
    "/review?narrow=1",
)


@pytest.mark.parametrize("path", [*PAGES, "/history?target=e3", "/review?narrow=1&sort=added"])
def test_every_facet_leads_to_as_many_rows_as_it_says(desk: TestClient, path: str) -> None:
    page = desk.get(path).text
    found = links(page)
    assert found
    for where, count, _ in found:
        assert len(taken(desk, where)) == count, where
    where = next(where for where, _, current in found if not current)
    narrowed = desk.get(where).text
    back = re.search(r'<ul class="chips".*?href="([^"]*)"', narrowed, re.DOTALL)
    if back:
        assert taken(desk, html.unescape(back[1])) == taken(desk, path)


def test_the_form_keeps_the_facets_and_pages_keep_both(desk: TestClient) -> None:
    page = desk.get("/articles?outlet=Evening+Post&sort=title").text
    assert '<input type="hidden" name="outlet" value="Evening Post">' in page
    assert '<option value="title" selected>' in page
    assert desk.get("/questions?disagreeing=1").text.count('aria-label="Take away verdict: disagree"') == 1


def test_what_is_taken_is_what_is_shown(desk: TestClient, news: Ledger) -> None:
    for path, name in (
        ("/articles?outlet=Harbour+Post&sort=title", "title"),
        ("/questions?predicate=died", "title"),
        ("/sources", "name"),
        ("/history?what=accept", "who"),
    ):
        page = desk.get(path).text
        rows = taken(desk, path)
        table = desk.get(f"{path}{'&' if '?' in path else '?'}as=csv")
        assert [row["id"] for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))] == [row["id"] for row in rows]
        shown = re.findall(r'(?:<a class="name" href="/\w+/|<tr[^>]* id=")(\w+)"', page)
        assert shown == [row["id"] for row in rows]
        for form in ("csv", "jsonl"):
            assert re.search(rf'href="{re.escape(html.escape(path.split("?")[0]))}[^"]*as={form}"', page), form
        assert all(name in row for row in rows)
    assert desk.get("/articles?as=json").json() == taken(desk, "/articles")
    assert desk.get("/articles?q=zeppelin&as=json").json() == [] and desk.get("/articles?q=zeppelin&as=csv").text.strip("\ufeff") == ""
    assert len(taken(desk, "/search?q=people")) > 40
    assert desk.get("/search?q=&as=csv").status_code == 422
    row = next(row for row in news.sources() if row.name == "Watch")
    assert len(taken(desk, f"/sources/{row.id}?part=figures")) == row.figures


def test_hostile_names_are_only_shown(desk: TestClient, news: Ledger) -> None:
    ids = [row.id for row in news.sources()]
    for path in (
        "/questions",
        "/articles",
        "/sources",
        "/search?q=people",
        "/search?q=police",
        "/history",
        "/review?narrow=1",
        *(f"/sources/{id}" for id in ids),
    ):
        text = desk.get(path).text
        assert "<img" not in text and "<b>Report" not in text and "<script>x" not in text and "\u202e" not in text, path
    where = next(where for where, _, _ in links(desk.get("/articles").text) if "onerror" in where)
    assert "<img" not in desk.get(where).text
    assert len(taken(desk, where)) == 4


@pytest.mark.parametrize(
    "query",
    [
        *("questions?sort=colour", "questions?verdict=maybe", "questions?reported=soon", "articles?published=2024-1"),
        *("sources?role=sings", "search?q=people&sort=colour", "search?q=people&kind=nothing"),
        *("history?day=soon", "history?sort=colour", "queue?sure=99", "queue?kind=articles", "queue?sort=colour", "queue?verdict=maybe"),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(desk: TestClient, query: str) -> None:
    assert desk.get(f"/{query.replace('queue', 'review')}").status_code == 422
    answer = desk.get(f"/api/{query}")
    assert answer.status_code == 422 and len(answer.json()["detail"]) > 20


def test_programs_get_facets_that_lead_on(desk: TestClient) -> None:
    plain = desk.get("/api/questions").json()
    assert set(plain) == {"rows", "next"}
    for path in ("/api/questions", "/api/articles", "/api/sources", "/api/search?q=people", "/api/queue", "/api/history"):
        so_far = f"{path}{'&' if '?' in path else '?'}"
        found = desk.get(f"{so_far}facets=true&limit=1000").json()
        assert found["total"] == len(found["rows"]) and not found["more"]
        for facet in found["facets"]:
            for value in facet["values"]:
                there = desk.get(f"{so_far}limit=1000", params=[*_given(so_far), (facet["name"], value["value"])])
                assert len(there.json()["rows"]) == value["count"], (path, facet["name"], value)
    described = desk.get("/api/openapi.json").json()["paths"]["/api/questions"]["get"]
    sort = next(p for p in described["parameters"] if p["name"] == "sort")
    assert sort["schema"]["enum"] == ["latest", "spread", "origins", "title"]
    assert "facets" in described["responses"]["200"]["content"]["application/json"]["schema"]["properties"]


def _given(path: str) -> list[tuple[str, str]]:
    return [("limit", "1000"), *([("q", "people")] if "search" in path else [])]


def test_a_source_is_drawn_over_time(desk: TestClient, news: Ledger) -> None:
    row = next(row for row in news.sources() if row.name == "Watch")
    text = desk.get(f"/sources/{row.id}").text
    assert 'class="overtime"' in text and "<table>" in text and "style=" not in text
    cells = re.findall(r'<tr><th scope="row">[^<]*</th><td>([\d,]+)</td><td>([\d,]+)</td><td>([\d,]+)</td></tr>', text)
    assert sum(int(begun) for begun, _, _ in cells) == row.figures and sum(int(said) for _, _, said in cells) == row.statements
    assert desk.get(f"/api/sources/{row.id}/over-time").json()["by"] in ("day", "month")
    assert desk.get("/api/sources/s99999/over-time").status_code == 404


def test_what_begins_and_what_is_passed_on_differ_in_shape() -> None:
    seen = OverTime("day", (Spell("", 1, 0, 0), Spell("2024-03-12", 2, 3, 0), Spell("2024-03-13", 0, 0, 1)))
    drawn = str(overtime.drawn(seen))
    assert drawn.count('<rect class="begun"') == 2 and drawn.count('<rect class="passed"') == 1 and drawn.count('<circle class="pin"') == 1
    assert "3 figures begun, 3 passed on, 1 statement" in drawn and "most in one day: 12 Mar 2024" in drawn
    many = OverTime("year", tuple(Spell(f"{year}", year, 0, 0) for year in range(1900, 2030)), more=True)
    assert overtime.drawn(many).count("<rect") == 130 and "at least" in overtime.told(many)


def test_a_statement_without_a_day_is_drawn(tmp_path: Path) -> None:
    text = "Rain, said Ada."
    said = Attribution("a1", (Span.cut(text, 0, 4),), chain=Chain((Link("Ada"),)))
    reading = Reading(Article(text, title="Rain", outlet="Post"), (said,))
    with Ledger.open(tmp_path / "rain.db", rules=PlainRules()) as ledger:
        ledger.add(reading, b"rain")
        ada = next(row for row in ledger.sources() if row.name == "Ada")
        assert overtime.told(ledger.over_time(ada.id)) == "0 figures begun, 0 passed on, 1 statement; no day is known."


def test_the_queue_is_counted_only_where_a_page_asks_for_it(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Narrow down" in desk.get("/review").text and not links(desk.get("/review").text)
    where = next(where for where, _, _ in links(desk.get("/review?narrow=1&sort=added").text) if "outlet=" in where)
    assert "narrow=1" in where and "sort=added" in where
    page = desk.get(where).text
    ahead = re.search(r'href="([^"]*)" data-key="j"', page)
    assert ahead
    monkeypatch.setattr(Ledger, "facets", None)
    part = desk.get(html.unescape(ahead[1]), headers={"hx-request": "true"})
    assert part.status_code == 200 and html.unescape(ahead[1]) == part.headers["hx-push-url"]
    assert [row["outlet"] for row in taken(desk, where)] == ["Evening Post"] * len(taken(desk, where)) or "outlet=Evening" not in where


def test_a_decision_keeps_the_queue_as_it_was_narrowed(news: Ledger) -> None:
    def load() -> Reader:
        raise AssertionError("nothing is read here")

    with TestClient(create_app(news, Settings(port=8765, key=KEY), load), base_url=ORIGIN) as client:
        client.get("/open", params={"key": KEY})
        page = client.get("/review?kind=figure&outlet=Harbour+Post&sort=sure").text
        fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page[page.index('class="decide"') :]))
        answer = client.post("/review", data=fields | {"what": "accept"}, headers=SAME, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/review?kind=figure&outlet=Harbour+Post&sort=sure&at=")
        page = client.get("/history?who=somebody&sort=earliest").text
        assert "Nothing of that kind" in page
        page = client.get("/history?what=accept&sort=earliest").text
        fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page[page.index("<table") :]))
        answer = client.post("/history", data=fields | {"what": "undo"}, headers=SAME, follow_redirects=False)
        assert answer.headers["location"] == "/history?what=accept&sort=earliest"


def test_history_says_what_it_is_about(desk: TestClient, news: Ledger) -> None:
    page = desk.get("/history?what=reject").text
    item = news.told(["e2", "q1", "s1", "a1", "t1", "e99999", "n1", "x"])
    assert set(item) == {"e2", "q1", "s1", "a1", "t1"} and item["q1"].text == news.question_row("q1").title
    assert f'<a href="/articles/{item["e2"].article}#s={item["e2"].start}-{item["e2"].end}"><bdi>{item["e2"].text}</bdi></a>' in page
