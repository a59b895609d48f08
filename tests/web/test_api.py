"""The desk for programs: what it gives fits its own description, pages lead on, and errors say what to do."""

from __future__ import annotations

import base64
import re
import time
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.ledger import Ledger

from .conftest import SAME

Json = dict[str, Any]


def fits(value: Any, schema: Json, whole: Json) -> str:
    """Where a value does not fit its schema; empty where it does."""
    if "$ref" in schema:
        return fits(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        found = [fits(value, part, whole) for part in schema["anyOf"]]
        return "" if "" in found else f"none of: {'; '.join(found)}"
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None), "array": list, "object": dict}
    if "type" in schema and (not isinstance(value, kinds[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean")):
        return f"{value!r} is no {schema['type']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{value!r} is not in {schema['enum']}"
    if isinstance(value, list):
        return next((found for part in value if (found := fits(part, schema.get("items", {}), whole))), "")
    if isinstance(value, dict):
        missing = set(schema.get("required", ())) - set(value)
        if missing:
            return f"{sorted(missing)} is missing"
        known = schema.get("properties", {})
        extra = schema.get("additionalProperties", {})
        return next((f"{k}: {found}" for k, v in value.items() if (found := fits(v, known.get(k, extra or {}), whole))), "")
    return ""


@pytest.fixture
def described(reads: TestClient) -> Json:
    """The OpenAPI description."""
    return reads.get("/api/openapi.json").json()


def test_every_address_gives_what_it_describes(reads: TestClient, ledger: Ledger, described: Json) -> None:
    ids = {"articles": "a1", "questions": ledger.questions().rows[0].id, "sources": ledger.sources().rows[0].id}
    for path, methods in described["paths"].items():
        if "get" not in methods or "batches" in path:
            continue
        where = path.replace("{id}", ids.get(path.split("/")[2], ""))
        answer = reads.get(where, params={"q": "killed"} if path == "/api/search" else {})
        assert answer.status_code == 200, (where, answer.text)
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert fits(answer.json(), schema, described) == "", where


def test_every_reference_of_the_description_leads_somewhere(described: Json) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(described)))
    assert names <= set(described["components"]["schemas"])
    operations = [how["operationId"] for methods in described["paths"].values() for how in methods.values()]
    assert len(operations) == len(set(operations))


def test_pages_lead_through_all_rows_once(reads: TestClient) -> None:
    for path in ("/api/questions", "/api/articles", "/api/sources", "/api/queue", "/api/search?q=killed"):
        seen: list[str] = []
        after = ""
        for _ in range(200):
            page = reads.get(
                path, params={"limit": 2} | ({"after": after} if after else {}) | ({"q": "killed"} if "search" in path else {})
            ).json()
            seen += [f"{row.get('kind', '')}{row['id']}" for row in page["rows"]]
            after = page["next"] or ""
            if not after:
                break
        assert not after and len(seen) == len(set(seen)) and len(seen) > 2, path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/questions/q999999", 404),
        ("/api/questions/nonsense", 404),
        ("/api/articles/a%00", 404),
        ("/api/questions?limit=0", 422),
        ("/api/questions?limit=1e3", 422),
        ("/api/questions?limit=%D9%A3", 422),
        ("/api/questions?since=2024-13-01", 422),
        ("/api/questions?disagreeing=yes", 422),
        ("/api/questions?after=nonsense", 422),
        ("/api/search?q=", 422),
        ("/api/search?q=killed&kind=everything", 422),
        ("/api/questions/q1/reckoning?convention=guess", 422),
        ("/api/nowhere", 404),
        ("/api/questions?q=" + "a" * 3000, 422),
    ],
)
def test_errors_are_problem_details(reads: TestClient, path: str, status: int) -> None:
    answer = reads.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["title"] and len(problem["detail"]) > 10


def test_a_program_decides_and_takes_back(writes: TestClient, ledger: Ledger) -> None:
    item = ledger.queue(["figure"]).rows[0]
    made = writes.post("/api/decisions", json={"id": item.id, "verdict": "mend", "changes": {"low": 3, "high": "4.5"}}, headers=SAME)
    assert made.status_code == 200 and made.json()["who"] == "tester"
    assert str(ledger.article(item.article).mended[item.id].quantity.high) == "4.5"
    assert writes.post("/api/undo", json={"id": made.json()["id"]}, headers=SAME).status_code == 200
    assert writes.post("/api/redo", json={}, headers=SAME).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"id": 7, "verdict": "accept"}',
        b'{"verdict": "accept"}',
        b'{"id": "e1", "verdict": "accept", "more": 1}',
        b"[" * 50_000,
        b'{"id": "e1", "verdict": "mend", "changes": {"low": 1.5}}',
        b'{"id": "e1", "verdict": "mend", "changes": {"counted": {"start": 1}}}',
    ],
)
def test_odd_bodies_are_refused(writes: TestClient, body: bytes) -> None:
    answer = writes.post("/api/decisions", content=body, headers=SAME | {"content-type": "application/json"})
    assert answer.status_code == 422 and answer.json()["detail"]


def test_a_program_adds(writes: TestClient, ledger: Ledger) -> None:
    raw = base64.b64encode(b"The ferry line said that 61 people had been on board.").decode()
    batch = writes.post("/api/articles", json={"base64": raw, "name": "note.txt"}, headers=SAME)
    assert batch.status_code == 202
    for _ in range(200):
        told = writes.get(f"/api/batches/{batch.json()['id']}").json()
        if told["over"]:
            break
        time.sleep(0.1)
    assert told["items"][0]["state"] == "added"
    assert ledger.articles("ferry").rows[0].origin == "note.txt"
    for wrong in ({}, {"text": "a", "url": "b"}, {"base64": "%"}, {"text": "a b", "published": "soon"}):
        assert writes.post("/api/articles", json=wrong, headers=SAME).status_code == 422


_ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["1", "0", "-1", "q1", "true", "2024-02-30", "\x00", "\ud800", "'", '"', "*", "-a", "(", "a NOT b", "9" * 30]),
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(path=st.integers(0, 10_000), id=_ODD, values=st.dictionaries(st.integers(0, 20), _ODD, max_size=4))
def test_whatever_is_asked_gets_an_answer(reads: TestClient, path: int, id: str, values: dict[int, str]) -> None:
    """No address of the interface or the pages fails, however odd the values: each answer is what was asked for, or says what is wrong."""
    described = reads.get("/api/openapi.json").json()["paths"]
    addresses = [p for p, methods in described.items() if "get" in methods]
    addresses += [
        "/articles/{id}",
        "/questions/{id}",
        "/sources/{id}",
        "/search",
        "/questions",
        "/articles",
        "/sources",
        "/review",
        "/history",
    ]
    names = [
        "q",
        "after",
        "limit",
        "since",
        "until",
        "place",
        "disagreeing",
        "described",
        "kind",
        "target",
        "convention",
        "part",
        "reader",
        "at",
        "article",
        "as",
    ]
    asked = {names[i % len(names)]: quote(value, errors="surrogatepass", safe="") for i, value in values.items()}
    where = addresses[path % len(addresses)].replace("{id}", quote(id, errors="surrogatepass", safe="") or "x")
    answer = reads.get(where + "?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    assert answer.status_code < 500, (where, asked, answer.text)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        *((path, None) for path in ("articles/a99999", "questions/q99999", "questions/q99999/reckoning", "sources/s99999")),
        *((path, None) for path in ("sources/s99999/heard", "sources/s99999/over-time", "batches/unknown", "articles/nothing")),
        *((f"decisions {id}", {"id": id, "verdict": "accept"}) for id in ("e99999", "t99999")),
        ("undo", {"id": "v99999"}),
        ("redo", {"id": "v99999"}),
        ("questions/merge", {"ids": ["q1", "q99999"]}),
        ("questions/split", {"id": "q99999", "entries": ["e1"]}),
        ("sources/merge", {"ids": ["s1", "s99999"]}),
        ("sources/split", {"id": "s99999", "names": ["Ada"]}),
    ],
)
def test_what_is_not_there_is_not_found(writes: TestClient, path: str, body: Json | None) -> None:
    where = f"/api/{path.split()[0]}"
    answer = writes.get(where) if body is None else writes.post(where, json=body, headers=SAME)
    assert answer.status_code == 404, answer.text
    assert answer.headers["content-type"] == "application/problem+json" and len(answer.json()["detail"]) > 20


def test_pages_of_what_is_not_there_are_not_found(writes: TestClient) -> None:
    paths = (
        "articles/a99999",
        "articles/a99999/original",
        "articles/a99999/reading.json",
        "questions/q99999",
        "questions/x",
        "sources/s99999",
    )
    for path in (*paths, "sources/s99999?part=passed&as=csv", "questions/q99999/all.zip", "add/unknown", "review?at=e99999&article=a1"):
        assert writes.get(f"/{path}").status_code == 404, path
    assert writes.get("/review?at=t99999&article=a99999").status_code == 404
    for path, what in (("questions/q99999", "rename"), ("sources/s99999", "name")):
        assert writes.post(f"/{path}", data={"what": what, "title": "x", "name": "x"}, headers=SAME).status_code == 404, path
    for data in ({"what": "accept", "id": "e99999"}, {"what": "mend", "id": "e99999", "article": "a1"}):
        assert writes.post("/review", data=data, headers=SAME).status_code == 404, data
    assert writes.post("/history", data={"what": "undo", "id": "v99999"}, headers=SAME).status_code == 404
