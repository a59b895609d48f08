"""Every page on the example articles, without a browser: what it shows, what it takes, and what the address says."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from sayso.domain import Question
from sayso.exchange.timeline import timeline
from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader
from sayso.web import Settings, create_app
from sayso.web.relays import graph

from .conftest import KEY, ORIGIN, SAME


@pytest.fixture
def asked(ledger: Ledger) -> Question:
    """The question that most figures of the examples answer."""
    row = max(ledger.questions(limit=100), key=lambda row: row.entries)
    assert row.entries >= 4, "the example articles no longer meet in one question"
    return ledger.question(row.id)


def words(text: str) -> str:
    """What a person reads of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_an_empty_ledger_says_what_to_do(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> None:
    with Ledger.open(tmp_path_factory.mktemp("empty") / "ledger.db") as ledger:
        client = TestClient(create_app(ledger, Settings(port=8765, key=KEY), lambda: reader), base_url=ORIGIN)
        assert "Add the articles" in client.get("/").text
        for path in ("/questions", "/articles", "/sources", "/review", "/history", "/search?q=killed"):
            answer = client.get(path)
            assert answer.status_code == 200
        assert 'href="/add"' in client.get("/articles").text


def test_the_first_page_leads_to_what_is_there(reads: TestClient, asked: Question) -> None:
    text = reads.get("/").text
    assert "Harbour Post" in text and f'href="/questions/{asked.id}"' in text and 'class="spark"' in text


def test_an_article_shows_its_words_and_their_owners(reads: TestClient, ledger: Ledger) -> None:
    row = ledger.articles("minister", limit=1).rows[0]
    filed = ledger.article(row.id)
    text = reads.get(f"/articles/{row.id}").text
    bare = re.sub(r'<sup>.*?</sup>|<a class="mark[^>]*>[^<]*</a>', "", text)
    for line in filter(None, filed.reading.article.text.split("\n")):
        assert line in words(bare)
    for name, entry in filed.entries.items():
        assert f"at={entry}" in text, name
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert anchors <= set(ids)


def test_a_question_shows_every_answer_with_its_words(reads: TestClient, asked: Question) -> None:
    text = words(reads.get(f"/questions/{asked.id}").text)
    for entry in asked.entries:
        assert " ".join(entry.figure.sentence.surface.split()) in text
        assert entry.outlet.name in text


def test_the_picture_has_every_answer_and_the_same_in_every_form(reads: TestClient, ledger: Ledger, asked: Question) -> None:
    made = timeline(asked, ledger.reckoning(asked.id), articles="/articles/")
    assert {row["entry"] for row in made["data"]["values"]} == {e.id for e in asked.entries}
    for row, entry in ((r, e) for r in made["data"]["values"] for e in asked.entries if e.id == r["entry"]):
        q = entry.figure.quantity
        assert (row["open"] == "up") == (q.high is None) and (row["open"] == "down") == (q.low is None)
    assert reads.get(f"/questions/{asked.id}/timeline.json").json() == json.loads(json.dumps(made))
    drawn = reads.get(f"/questions/{asked.id}/timeline.svg")
    assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg") and "<script" not in drawn.text
    assert reads.get(f"/questions/{asked.id}/timeline.png").content.startswith(b"\x89PNG")
    for wrong in ("theme=pink", "width=9", "width=x"):
        assert reads.get(f"/questions/{asked.id}/timeline.json?{wrong}").status_code == 422


def test_all_of_a_question_can_be_taken(reads: TestClient, asked: Question) -> None:
    rows = list(csv.DictReader(io.StringIO(reads.get(f"/questions/{asked.id}/all.csv").content.decode("utf-8-sig"))))
    assert [row["entry"] for row in rows] == [e.id for e in asked.entries]
    whole = reads.get(f"/questions/{asked.id}/all.json").json()
    assert len(whole["question"]["entries"]) == len(asked.entries) and "accounts" in whole["reckoning"]
    archive = zipfile.ZipFile(io.BytesIO(reads.get(f"/questions/{asked.id}/all.zip").content))
    assert {name.split(".", 1)[1] for name in archive.namelist()} == {"csv", "json", "vl.json", "svg", "png"}


def test_the_graph_counts_each_chain_once(asked: Question) -> None:
    made = graph(asked)
    assert sum(node.began for node in made.nodes) == len(asked.entries)
    assert all(edge.source != edge.target for edge in made.edges)


def test_lists_can_be_narrowed_and_taken(reads: TestClient) -> None:
    assert "Minister raises" in reads.get("/articles?q=minister&since=2024-05-07&until=2024-05-07").text
    assert "Nothing fits" in reads.get("/articles?q=minister&since=2030-01-01").text
    assert reads.get("/articles?since=yesterday").status_code == 422
    taken = reads.get("/questions?as=csv")
    assert taken.headers["content-disposition"].startswith("attachment") and taken.text.lstrip("\ufeff").startswith("id,title")
    assert reads.get("/sources?as=json").json()[0]["name"]
    assert reads.get("/sources?as=exe").status_code == 422


def test_search_finds_each_kind_and_marks_the_words(reads: TestClient) -> None:
    text = reads.get("/search?q=killed").text
    assert "<mark>killed</mark>" in text
    for heading in ("Questions", "Figures", "Statements", "Articles"):
        assert f"<h2>{heading}</h2>" in text
    only = reads.get("/search?q=killed&kind=figure").text
    assert "<h2>Figures</h2>" in only and "<h2>Statements</h2>" not in only
    part = reads.get("/search?q=killed", headers={"hx-request": "true"}).text
    assert part.startswith('<div id="hits"')
    assert "no word" in reads.get("/search?q=%22").text
    assert "Nothing has all" in reads.get("/search?q=zeppelin").text


def test_a_source_shows_what_it_says(reads: TestClient, ledger: Ledger) -> None:
    row = ledger.sources(limit=1).rows[0]
    text = reads.get(f"/sources/{row.id}").text
    assert row.name in text and "What it says" in text
    assert reads.get("/sources/s999999").status_code == 404
    assert reads.get(f"/sources/{row.id}?part=everything").status_code == 422
    for part in ("figures", "passed", "statements"):
        heard = ledger.heard(row.id, part, limit=500).rows
        page = words(reads.get(f"/sources/{row.id}?part={part}").text)
        assert all(" ".join(h.text.split()) in page for h in heard)
        assert len(reads.get(f"/sources/{row.id}?part={part}&as=json").json()) == len(heard)
    assert len(ledger.heard(row.id, limit=500)) == row.figures
    assert len(ledger.heard(row.id, "statements", limit=500)) == row.statements
    seen, after = [], None
    while True:
        some = ledger.heard(row.id, after=after, limit=2)
        seen += [h.id for h in some]
        after = some.next
        if after is None:
            break
    assert seen == [h.id for h in ledger.heard(row.id, limit=500)]


def test_what_is_passed_on_does_not_begin_there(ledger: Ledger) -> None:
    passed = [(row, h) for row in ledger.sources(limit=100) for h in ledger.heard(row.id, "passed")]
    assert passed
    assert all(len(h.chain) > 1 for _, h in passed)


def test_reviewing_goes_through_the_queue_and_back(writes: TestClient, ledger: Ledger) -> None:
    queue = ledger.queue(limit=3).rows
    first, second = queue[0], queue[1]
    page = writes.get("/review").text
    assert first.id in page
    part = {"hx-request": "true"} | SAME
    answer = writes.post("/review", data={"what": "accept", "id": first.id, "following": second.id}, headers=part)
    assert answer.status_code == 200 and f'value="{second.id}"' in answer.text and "Accepted." in answer.text
    assert second.id in answer.headers["hx-push-url"]
    assert first.id not in [item.id for item in ledger.queue()]
    back = writes.post("/review", data={"what": "undo", "id": second.id}, headers=part)
    assert f'value="{first.id}"' in back.text and "Taken back." in back.text
    assert first.id in [item.id for item in ledger.queue()]
    writes.post("/review", data={"what": "redo"}, headers=part)
    assert first.id not in [item.id for item in ledger.queue()]
    history = words(writes.get("/history").text)
    assert "tester" in history and "accept" in history and "undo" in history


def test_a_figure_is_set_apart_from_its_question(writes: TestClient, ledger: Ledger, asked: Question) -> None:
    entry = asked.entries[-1]
    data = {"what": "apart", "id": entry.id, "article": entry.article}
    answer = writes.post("/review", data=data, headers={"hx-request": "true"} | SAME)
    assert answer.status_code == 200 and "a question of its own" in answer.text and f'value="{entry.id}"' in answer.text
    assert entry.id not in {e.id for e in ledger.question(asked.id).entries}


def test_what_cannot_be_done_is_said_beside_what_is_there(writes: TestClient) -> None:
    answer = writes.post("/review", data={"what": "redo"}, headers={"hx-request": "true"} | SAME)
    assert answer.status_code == 422 and answer.text == "There is nothing to redo." and answer.headers["hx-retarget"] == "#said"


def test_a_figure_is_mended_as_a_person_says(writes: TestClient, ledger: Ledger) -> None:
    item = next(i for i in ledger.queue(["figure"]) if i.question)
    form = writes.get(f"/review?at={item.id}").text
    fields = dict(re.findall(r'<input id="\w+" name="(\w+)"[^>]* value="([^"]*)"', form))
    chain = re.search(r'name="chain" rows="3">([^<]*)</textarea>', form)
    assert chain
    fields |= {"what": "mend", "id": item.id, "article": item.article, "following": "", "chain": chain[1]}
    fields |= {"low": "1,234", "high": "1 500", "qualifier": "range"}
    answer = writes.post("/review", data=fields, headers=SAME, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    mended = ledger.article(item.article).mended[item.id]
    assert (mended.quantity.low, mended.quantity.high) == (1234, 1500)
    fields |= {"low": "many"}
    assert writes.post("/review", data=fields, headers=SAME).status_code == 422
    fields |= {"low": "9000", "high": "1"}
    assert writes.post("/review", data=fields, headers=SAME).status_code == 422
    fields |= {"low": "1", "high": "2", "counted": "words that stand nowhere"}
    assert writes.post("/review", data=fields, headers=SAME).status_code == 422


def test_questions_and_sources_are_renamed_merged_and_split(writes: TestClient, ledger: Ledger, asked: Question) -> None:
    where = f"/questions/{asked.id}"
    writes.post(where, data={"what": "rename", "title": "the toll <b>"}, headers=SAME)
    assert "the toll &lt;b&gt;" in writes.get(where).text
    other = next(row for row in ledger.questions() if row.id != asked.id)
    writes.post(where, data={"what": "merge", "chosen": other.id}, headers=SAME)
    kept = ledger.question(other.id)
    assert len(kept.entries) == len(asked.entries) + other.entries
    moved = kept.entries[-1].id
    writes.post(f"/questions/{kept.id}", data={"what": "split", "chosen": moved}, headers=SAME)
    assert moved not in {e.id for e in ledger.question(kept.id).entries}
    one, two = ledger.sources(limit=2).rows
    writes.post(f"/sources/{one.id}", data={"what": "merge", "chosen": two.id}, headers=SAME)
    assert two.name in {n.name for n in ledger.source(one.id).names}
    writes.post(f"/sources/{one.id}", data={"what": "split", "chosen": two.name}, headers=SAME)
    assert two.name not in {n.name for n in ledger.source(one.id).names}
    for path in (where, f"/sources/{one.id}", "/review", "/history"):
        assert writes.post(path, data={"what": "explode"}, headers=SAME).status_code == 422


def test_articles_are_added_from_texts_and_files(writes: TestClient, ledger: Ledger) -> None:
    files = [
        ("files", ("../../one.txt", b"Police in Orre said that 41 men had been held on Friday.", "text/plain")),
        ("files", ("two.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "image/png")),
    ]
    text = "The harbour master said that 7 boats had sunk in the night."
    answer = writes.post("/add", data={"text": text, "title": "Boats", "published": "2024-05-02"}, files=files, headers=SAME)
    where = answer.url.path
    assert where.startswith("/add/")
    for _ in range(200):
        page = writes.get(where).text
        if "3 of 3 done" in page:
            break
        time.sleep(0.1)
    shown = words(page)
    assert "Boats added" in shown and "one.txt added" in shown and "two.png not added" in shown and "../" not in shown
    assert ledger.articles("boats").rows[0].title == "Boats"
    assert writes.post("/add", data={"text": " "}, headers=SAME).status_code == 422
    assert writes.post("/add", data={"text": "x", "published": "soon"}, headers=SAME).status_code == 422
    assert writes.get("/add/unknown").status_code == 404


def test_what_has_not_changed_is_not_sent_again(reads: TestClient) -> None:
    for path in ("/", "/questions/q1", "/api/questions"):
        tag = reads.get(path).headers["etag"]
        again = reads.get(path, headers={"if-none-match": tag})
        assert again.status_code == 304 and not again.content
