"""Nobody but the person at the desk writes, and nothing that an article holds acts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.domain import Article
from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader
from sayso.web.safety import ORIGINAL_POLICY, POLICY
from sayso.web.settings import MOST_FORM

from .conftest import KEY, ORIGIN, SAME

PAGES = ["/", "/questions", "/articles", "/sources", "/articles/a1", "/questions/q1", "/sources/s1", "/review", "/history", "/add", "/api/"]
PAGES += ["/search?q=killed", "/search", "/nowhere", "/api/openapi.json", "/api/questions"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost:8766", "127.0.0.1:8765.evil.example", ""])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
def test_no_other_name_is_answered(reads: TestClient, host: str, method: str) -> None:
    assert reads.request(method, "/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_local_names_are_answered(reads: TestClient, host: str) -> None:
    assert reads.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_armed(reads: TestClient, path: str) -> None:
    answer = reads.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_no_script_or_style_of_their_own_and_request_nothing_from_elsewhere(reads: TestClient, path: str) -> None:
    text = reads.get(path).text
    if not text.startswith("<!doctype html>"):
        return
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    for address in re.findall(r'\s(?:src|href|srcset|action|hx-get|hx-post|data-timeline|data-relays)="([^"]*)"', text):
        assert address.startswith(("/", "#")) and not address.startswith("//"), address


def test_assets_request_nothing_from_elsewhere(root: Path) -> None:
    """Style sheets import and fetch nothing; our scripts name no other host. What is vendored is pinned by its hash."""
    folder = root / "src" / "sayso" / "web" / "assets"
    for path in (*folder.glob("*.css"), *folder.glob("*.js"), root / "src" / "sayso" / "exchange" / "marking.css"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(|//[a-z]+\.[a-z]", text), path.name
        assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text), path.name


def test_vendored_files_are_the_ones_written_down(root: Path) -> None:
    import hashlib

    folder = root / "src" / "sayso" / "web" / "assets"
    told = dict(re.findall(r"\| `([^`]+)` .*`([0-9a-f]{64})` \|", (folder / "VENDORED.md").read_text(encoding="utf-8")))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "vendor").glob("*.js")}
    assert told == found


WRITES = [
    ("/review", {"what": "accept", "id": "e1"}),
    ("/questions/q1", {"what": "rename", "title": "x"}),
    ("/sources/s1", {"what": "name", "name": "x"}),
    ("/history", {"what": "undo", "id": ""}),
    ("/add", {"text": "Police said two men fled."}),
]


@pytest.mark.parametrize(("path", "fields"), WRITES)
def test_nobody_writes_without_the_link(reads: TestClient, ledger: Ledger, path: str, fields: dict[str, str]) -> None:
    assert reads.post(path, data=fields, headers=SAME).status_code == 403
    assert not ledger.history().rows or all(event.who == "sayso" for event in ledger.history())


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site", "origin": ORIGIN},
    ],
)
def test_no_other_site_writes(writes: TestClient, headers: dict[str, str]) -> None:
    assert writes.post("/review", data={"what": "accept", "id": "e1"}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [SAME, {"origin": ORIGIN}])
def test_our_own_pages_write(writes: TestClient, ledger: Ledger, headers: dict[str, str]) -> None:
    answer = writes.post("/review", data={"what": "accept", "id": "e1"}, headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert ledger.history().rows[0].who == "tester"


def test_only_json_and_forms_are_taken(writes: TestClient) -> None:
    for kind in ("text/plain", "application/octet-stream", ""):
        assert writes.post("/review", content=b"what=accept&id=e1", headers=SAME | {"content-type": kind}).status_code == 415


def test_bodies_are_bounded(writes: TestClient) -> None:
    large = b"what=accept&id=" + b"e" * MOST_FORM
    headers = SAME | {"content-type": "application/x-www-form-urlencoded"}
    assert writes.post("/review", content=large, headers=headers).status_code == 413

    def dripping():  # without a length told beforehand
        for _ in range(30):
            yield b"a" * 10_000

    assert writes.post("/review", content=dripping(), headers=headers).status_code == 413


def test_a_person_who_is_refused_reads_why(reads: TestClient) -> None:
    answer = reads.post("/review", data={"what": "accept"}, headers=SAME | {"accept": "text/html,*/*"})
    assert answer.status_code == 403 and "Open the link" in answer.text and answer.text.startswith("<!doctype html>")
    assert answer.headers["content-security-policy"] == POLICY


def test_the_key_works_once(reads: TestClient) -> None:
    assert reads.get("/open", params={"key": "wrong"}, follow_redirects=False).status_code == 403
    first = reads.get("/open", params={"key": KEY}, follow_redirects=False)
    cookie = first.headers["set-cookie"]
    assert first.status_code == 200 and "HttpOnly" in cookie and "SameSite=strict" in cookie and KEY not in cookie
    reads.cookies.clear()
    assert reads.get("/open", params={"key": KEY}, follow_redirects=False).status_code == 403


def test_other_methods_are_refused(writes: TestClient) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        assert writes.request(method, "/questions/q1", headers=SAME).status_code == 405


HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror=alert(2)> Police said "two men" fled\' \u202e\u2066 {{ 7*7 }} {% raw %} \x00\x1b[31m a\u0301\u0301 '
    "\U0001f4a5 </textarea></title> 12 people were killed, the mayor said. javascript:alert(3)"
)


@pytest.fixture
def hostile(ledger: Ledger, reader: Reader) -> str:
    """The id of an article that would do harm."""
    article = Article(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), url="javascript:alert(4)", origin=HOSTILE, notes=(HOSTILE,))
    return ledger.add(reader.read(article), f"<!doctype html><html><body onload=alert(5)>{HOSTILE}</body></html>".encode()).article


def test_a_hostile_article_is_shown_harmlessly(writes: TestClient, ledger: Ledger, hostile: str) -> None:
    filed = ledger.article(hostile)
    paths = [
        f"/articles/{hostile}",
        "/",
        "/articles",
        "/questions",
        "/sources?described=1",
        "/review",
        "/search?q=fled",
        "/search?q=%3Cscript%3E",
    ]
    paths += [f"/questions/{id}" for id in filed.questions.values()] + ["/search?q=mayor&kind=source"]
    for path in paths:
        answer = writes.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text, path
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", answer.text), path
        assert 'href="javascript:' not in answer.text
        assert not re.search("[\x00\x1b\u202e\u2066]", answer.text), path
        assert "49" not in re.findall(r"\{\{.{0,9}", answer.text)


def test_an_original_can_do_nothing(reads: TestClient, hostile: str) -> None:
    answer = reads.get(f"/articles/{hostile}/original")
    assert answer.headers["content-security-policy"] == ORIGINAL_POLICY
    assert ORIGINAL_POLICY.startswith("sandbox;") and "allow" not in ORIGINAL_POLICY
