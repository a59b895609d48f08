"""A shared desk: nobody reads without a name, readers write nothing, and what is decided is signed by whoever decides."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.domain import Article
from sayso.errors import LedgerUnreachable
from sayso.ledger import Ledger
from sayso.ledger.users import Users
from sayso.reader.pipeline import Reader
from sayso.web import create_app
from sayso.web.named import IDLE, MOST, WHOLE, Named
from sayso.web.safety import POLICY

from .conftest import COOKIE, HTML, ORIGIN, PASSWORDS, SAME, SHARED, Clock, sign_in

pytestmark = pytest.mark.usefixtures("cheap")


def routes(app: Starlette, method: str) -> list[str]:
    """Every address of this desk that answers to a method, with an id where it wants one."""
    assert all(isinstance(route, Route) for route in app.routes), "routes inside of others would be missed here"
    found = [route for route in app.routes if isinstance(route, Route) and method in (route.methods or ())]
    return [re.sub(r"\{\w+(:\w+)?\}", "q1", route.path) for route in found]


def decided(ledger: Ledger) -> list[str]:
    """Who decided anything, latest first."""
    return [event.who for event in ledger.history(limit=1000) if event.who != "sayso"]


def test_a_stranger_is_led_to_the_form_and_reads_nothing(app: Starlette, browser: Callable[..., TestClient]) -> None:
    client = browser()
    for path in routes(app, "GET"):
        page, program = client.get(path, headers=HTML), client.get(path)
        if path == "/sign-in" or path.startswith("/assets/"):
            assert page.status_code in (200, 404) and "Police" not in page.text
            continue
        assert page.status_code == 303 and page.headers["location"].startswith("/sign-in?next=%2F"), path
        assert page.content == b"" or b"Sign in first" in page.content
        assert program.status_code == 401 and program.headers["content-type"] == "application/problem+json", path
        assert program.json()["status"] == 401 and "sign-in" in program.headers["www-authenticate"]
        assert program.headers["content-security-policy"] == POLICY
    assert client.head("/").status_code == 401


def test_a_stranger_writes_nowhere(app: Starlette, browser: Callable[..., TestClient], ledger: Ledger) -> None:
    paths = [path for path in routes(app, "POST") if path != "/sign-in"]
    assert len(paths) > 10
    for path in paths:
        assert browser().post(path, json={}, headers=SAME).status_code == 401, path
    assert decided(ledger) == []


def test_a_reader_reads_everything_and_writes_nowhere(app: Starlette, browser: Callable[..., TestClient], ledger: Ledger) -> None:
    client = browser("bo")
    for path in (
        "/",
        "/questions",
        "/articles/a1",
        "/questions/q1",
        "/sources/s1",
        "/review",
        "/history",
        "/add",
        "/api/",
        "/api/questions",
    ):
        assert client.get(path, headers=HTML).status_code == 200, path
    for path in (path for path in routes(app, "POST") if path not in ("/sign-in", "/sign-out", "/account")):
        program = client.post(path, json={}, headers=SAME)
        assert program.status_code == 403 and program.headers["content-type"] == "application/problem+json", path
        assert "reviewer" in program.json()["detail"]
        page = client.post(path, data={"what": "accept", "id": "e1"}, headers=SAME | HTML)
        assert page.status_code == 403 and page.text.startswith("<!doctype html>") and "reviewer" in page.text, path
        aside = client.post(path, data={"what": "accept", "id": "e1"}, headers=SAME | {"hx-request": "true"})
        assert aside.status_code == 403 and aside.headers["hx-retarget"] == "#said", path
    assert decided(ledger) == []


def test_a_reader_is_offered_nothing_to_write(browser: Callable[..., TestClient]) -> None:
    client = browser("bo")
    for path in ("/", "/articles/a1", "/questions/q1", "/sources/s1", "/review", "/history", "/add"):
        text = client.get(path).text
        assert 'name="what"' not in text and "enctype=" not in text and "/sign-out" in text, path


WRITES: list[tuple[str, dict[str, object]]] = [
    ("/api/decisions", {"id": "e1", "verdict": "accept"}),
    ("/api/undo", {}),
    ("/api/redo", {}),
    ("/api/questions/merge", {"ids": ["q1", "q2"]}),
    ("/api/sources/merge", {"ids": ["s1", "s2"]}),
]


def test_what_is_decided_is_signed(browser: Callable[..., TestClient], ledger: Ledger) -> None:
    client = browser("ada")
    for path, body in WRITES:
        before = len(decided(ledger))
        assert client.post(path, json=body, headers=SAME).status_code == 200, path
        assert decided(ledger) == ["ada"] * (before + 1), path
    forms: list[tuple[str, dict[str, str]]] = [
        ("/review", {"what": "reject", "id": "e2"}),
        ("/review", {"what": "undo"}),
        ("/review", {"what": "redo"}),
        ("/questions/q1", {"what": "rename", "title": "Fled"}),
        ("/sources/s1", {"what": "name", "name": "The mayor"}),
        ("/history", {"what": "undo", "id": ""}),
    ]
    for path, fields in forms:
        before = len(decided(ledger))
        assert client.post(path, data=fields, headers=SAME).status_code == 303, path
        assert decided(ledger) == ["ada"] * (before + 1), path
    assert "<bdi>ada</bdi>" in client.get("/history").text


def test_each_takes_back_their_own(browser: Callable[..., TestClient], ledger: Ledger) -> None:
    ledger.users.set_role("bo", "reviewer")
    ada, bo = browser("ada"), browser("bo")
    ada.post("/review", data={"what": "accept", "id": "e1"}, headers=SAME)
    bo.post("/review", data={"what": "reject", "id": "e2"}, headers=SAME)
    ada.post("/review", data={"what": "undo"}, headers=SAME)
    undo, reject, accept = (event for event in ledger.history() if event.who != "sayso")
    assert (undo.who, undo.undoes, accept.undone, reject.undone) == ("ada", accept.id, True, False)
    assert ada.post("/api/undo", json={}, headers=SAME).status_code == 422
    assert ada.post("/api/undo", json={"id": reject.id}, headers=SAME).status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(browser: Callable[..., TestClient]) -> None:
    client = browser()
    cookie = sign_in(client, "ada", PASSWORDS["ada"]).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=") and "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
    assert "Secure" not in cookie and "Domain" not in cookie and PASSWORDS["ada"] not in cookie
    behind = browser(base="https://desk.example.org")
    cookie = sign_in(behind, "ada", PASSWORDS["ada"]).headers["set-cookie"]
    assert cookie.startswith(f"__Host-{COOKIE}=") and "Secure" in cookie and "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert behind.get("/", headers=HTML).status_code == 200


def test_a_cookie_of_plain_http_is_none_behind_https(browser: Callable[..., TestClient]) -> None:
    client = browser("ada")
    token = client.cookies[COOKIE]
    behind = browser(base="https://desk.example.org")
    assert behind.get("/", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401


def test_signing_in_begins_a_session_that_nobody_knew(browser: Callable[..., TestClient]) -> None:
    """Fixation: a token that somebody else laid into the browser is never the one of the session."""
    client = browser()
    client.cookies.set(COOKIE, "laid-here-by-somebody", domain="127.0.0.1")
    sign_in(client, "ada", PASSWORDS["ada"])
    first = re.findall(rf"{COOKIE}=([^;]+)", sign_in(browser(), "ada", PASSWORDS["ada"]).headers["set-cookie"])[0]
    stranger = browser()
    assert stranger.get("/", headers={"cookie": f"{COOKIE}=laid-here-by-somebody"}).status_code == 401
    again = browser()
    answer = again.post("/sign-in", data={"name": "bo", "password": PASSWORDS["bo"]}, headers=SAME | {"cookie": f"{COOKIE}={first}"})
    second = re.findall(rf"{COOKIE}=([^;]+)", answer.headers["set-cookie"])[0]
    assert second != first
    assert stranger.get("/", headers={"cookie": f"{COOKIE}={first}"}).status_code == 401  # the session before has ended
    assert stranger.get("/", headers={"cookie": f"{COOKIE}={second}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "null"}, {"origin": "http://evil.example"}],
)
def test_no_other_site_signs_anybody_in_or_out(browser: Callable[..., TestClient], headers: dict[str, str]) -> None:
    client = browser()
    fields = {"name": "ada", "password": PASSWORDS["ada"]}
    answer = client.post("/sign-in", data=fields, headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    client = browser("ada")
    assert client.post("/sign-out", data={"out": "1"}, headers=headers).status_code == 403
    assert client.post("/review", data={"what": "accept", "id": "e1"}, headers=headers).status_code == 403
    assert client.get("/").status_code == 200


def test_the_form_of_our_own_page_is_taken(browser: Callable[..., TestClient]) -> None:
    """Also by a browser that says only where it comes from, as it does over plain http."""
    client = browser(base="http://desk.example.org:8765")
    fields = {"name": " ADA ", "password": PASSWORDS["ada"]}
    assert client.post("/sign-in", data=fields, headers={"origin": "http://desk.example.org:8765"}).status_code == 303


def test_only_allowed_names_are_answered(browser: Callable[..., TestClient]) -> None:
    for host, status in {
        "desk.example.org": 401,
        "desk.example.org:8765": 401,
        "DESK.example.org": 401,
        "127.0.0.1:8765": 401,
        "desk.example.org:80": 421,
        "evil.example": 421,
        "desk.example.org.evil.example": 421,
    }.items():
        assert browser().get("/", headers={"host": host}).status_code == status, host


def test_signing_out_ends_the_session(browser: Callable[..., TestClient]) -> None:
    for name in ("ada", "bo"):
        client = browser(name)
        token = client.cookies[COOKIE]
        answer = client.post("/sign-out", data={"out": "1"}, headers=SAME)
        assert answer.status_code == 303 and answer.headers["location"] == "/sign-in" and "clear-site-data" in answer.headers
        assert COOKIE not in client.cookies
        assert client.get("/", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401
    assert browser().post("/sign-out", data={"out": "1"}, headers=SAME).status_code == 401
    assert browser("ada").get("/sign-out").status_code == 405


def test_the_key_of_ones_own_desk_opens_nothing(browser: Callable[..., TestClient]) -> None:
    assert browser().get("/open", params={"key": ""}, headers=HTML).status_code == 303
    assert browser("bo").get("/open", params={"key": ""}).status_code == 404
    assert browser().get("/", headers={"cookie": f"{COOKIE}="}).status_code == 401


def test_wrong_names_and_passwords_are_told_alike(browser: Callable[..., TestClient]) -> None:
    said = set()
    for name, password in (
        ("ada", "wrong"),
        ("nobody", "wrong"),
        ("ada", ""),
        ("", ""),
        ("a\0b", "x" * 5000),
        ("ada'--", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
    ):
        answer = sign_in(browser(), name, password)
        assert answer.status_code == 401 and "set-cookie" not in answer.headers and answer.headers["cache-control"] == "no-store"
        said.add(re.findall(r'role="alert">([^<]{9,})<', answer.text)[0])
        program = browser().post("/sign-in", data={"name": name, "password": password}, headers=SAME)
        assert program.status_code == 401 and program.json()["detail"] in said and "www-authenticate" in program.headers
    assert len(said) == 1


def test_a_name_that_nobody_has_takes_as_long(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same work is done at the same cost, whether or not there is such a user."""
    ledger.users.add("ada", PASSWORDS["ada"])
    named = Named(ledger.users)
    done: list[tuple[int, int, int, int]] = []
    real = hashlib.scrypt

    def counted(password: bytes, *, salt: bytes, n: int, r: int, p: int, maxmem: int, dklen: int) -> bytes:
        done.append((len(salt), n, r, p))
        return real(password, salt=salt, n=n, r=r, p=p, maxmem=maxmem, dklen=dklen)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    assert named.known("ada", PASSWORDS["ada"]) and not named.known("ada", "wrong")
    assert not named.known("nobody", "wrong") and not named.known("NO SUCH NAME", "wrong")
    assert len(done) == 4 and len(set(done)) == 1


def test_another_password_ends_the_sessions(browser: Callable[..., TestClient], ledger: Ledger) -> None:
    client, other = browser("ada"), browser("bo")
    ledger.users.set_password("ada", PASSWORDS["ada"])  # even the same one again
    assert client.get("/").status_code == 401 and other.get("/").status_code == 200
    assert client.get("/").status_code == 401


def test_a_role_holds_from_the_next_request_and_a_removal_too(browser: Callable[..., TestClient], ledger: Ledger) -> None:
    client = browser("bo")
    write = ("/api/decisions", {"id": "e1", "verdict": "accept"})
    assert client.post(write[0], json=write[1], headers=SAME).status_code == 403
    ledger.users.set_role("bo", "reviewer")
    assert client.post(write[0], json=write[1], headers=SAME).status_code == 200
    ledger.users.set_role("bo", "reader")
    assert client.post(write[0], json=write[1], headers=SAME).status_code == 403
    ledger.users.remove("bo")
    assert client.get("/").status_code == 401
    ledger.users.add("bo", PASSWORDS["bo"], "reviewer")
    assert client.get("/").status_code == 401  # somebody else of the same name


def test_a_restart_ends_the_sessions(browser: Callable[..., TestClient], ledger: Ledger, reader: Reader) -> None:
    token = browser("ada").cookies[COOKIE]
    again = TestClient(create_app(ledger, SHARED, lambda: reader), base_url=ORIGIN)
    assert again.get("/", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401


def test_sessions_end_by_themselves(browser: Callable[..., TestClient], clock: Clock) -> None:
    client = browser("ada")
    clock.now += IDLE - 1
    assert client.get("/").status_code == 200
    clock.now += IDLE + 1
    assert client.get("/").status_code == 401
    client, began = browser("ada"), clock.now
    while clock.now - began + IDLE / 2 < WHOLE:
        clock.now += IDLE / 2
        assert client.get("/").status_code == 200
    clock.now += IDLE / 2 + 1
    assert client.get("/").status_code == 401


def test_a_user_has_so_many_sessions_and_no_more(browser: Callable[..., TestClient], clock: Clock) -> None:
    clients = []
    for _ in range(MOST + 1):
        clock.now += 60
        clients.append(browser("ada"))
    assert [client.get("/").status_code for client in (clients[0], clients[1], clients[-1])] == [401, 200, 200]


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_attempts_under_one_name_are_limited_wherever_they_come_from(browser: Callable[..., TestClient], clock: Clock, name: str) -> None:
    answers = [sign_in(browser(address=f"198.51.100.{i}"), name, "wrong") for i in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert (
        answers[-1].headers["retry-after"] == "60" and answers[-1].text.startswith("<!doctype html>") and "60 seconds" in answers[-1].text
    )
    program = browser(address="198.51.100.77").post("/sign-in", data={"name": name, "password": "wrong"}, headers=SAME)
    assert program.status_code == 429 and program.headers["retry-after"] == "60" and program.json()["status"] == 429
    assert sign_in(browser(address="198.51.100.88"), name, PASSWORDS["ada"]).status_code == 429  # also with the right one
    clock.now += 60
    assert sign_in(browser(address="198.51.100.99"), name, PASSWORDS["ada"]).status_code == (303 if name == "ada" else 401)


def test_attempts_from_one_address_are_limited_whatever_the_name(browser: Callable[..., TestClient], clock: Clock) -> None:
    answers = [sign_in(browser(), f"name{i}", "wrong").status_code for i in range(31)]
    assert answers == [401] * 30 + [429]
    assert sign_in(browser(), "ada", PASSWORDS["ada"]).status_code == 429
    assert sign_in(browser(address="203.0.113.5"), "ada", PASSWORDS["ada"]).status_code == 303
    clock.now += 20
    assert sign_in(browser(), "ada", PASSWORDS["ada"]).status_code == 303


def test_who_comes_in_begins_anew(browser: Callable[..., TestClient]) -> None:
    for _ in range(3):
        for _ in range(5):
            sign_in(browser(), "ada", "wrong")
        browser("ada")


def test_writes_of_one_user_are_limited(browser: Callable[..., TestClient], clock: Clock, ledger: Ledger) -> None:
    ledger.users.set_role("bo", "reviewer")
    client, other = browser("ada"), browser("bo")
    for _ in range(120):
        assert client.post("/api/decisions", json={}, headers=SAME).status_code == 422
    program = client.post("/api/decisions", json={}, headers=SAME)
    assert program.status_code == 429 and program.headers["retry-after"] == "1"
    assert program.json()["status"] == 429 and program.headers["content-type"] == "application/problem+json"
    page = client.post("/review", data={"what": ""}, headers=SAME | HTML)
    assert page.status_code == 429 and page.headers["retry-after"] == "1" and page.text.startswith("<!doctype html>")
    aside = client.post("/review", data={"what": ""}, headers=SAME | {"hx-request": "true"})
    assert aside.status_code == 429 and aside.headers["hx-retarget"] == "#said" and "Wait" in aside.text
    assert client.get("/").status_code == 200 and other.post("/api/decisions", json={}, headers=SAME).status_code == 422
    clock.now += 1
    assert client.post("/api/decisions", json={}, headers=SAME).status_code == 422


def test_requests_of_one_user_are_limited(browser: Callable[..., TestClient], clock: Clock) -> None:
    client, stranger = browser("ada"), browser(address="203.0.113.9")
    for _ in range(600):
        assert client.get("/nowhere").status_code == 404
        assert stranger.get("/nowhere").status_code == 401
    for one in (client, stranger):
        assert one.get("/nowhere").status_code == 429
        page = one.get("/nowhere", headers=HTML)
        assert page.status_code == 429 and page.headers["retry-after"] == "1" and page.headers["content-security-policy"] == POLICY
    assert browser("bo").get("/").status_code == 200
    clock.now += 1
    assert client.get("/nowhere").status_code == 404


def test_ones_own_desk_has_no_limits(reads: TestClient) -> None:
    assert {reads.get("/api/history").status_code for _ in range(700)} == {200}
    assert reads.get("/sign-in").status_code == 404
    assert reads.post("/sign-in", data={"name": "ada"}, headers=SAME).status_code == 403


@pytest.mark.parametrize(
    "after",
    ["//evil.example/", "https://evil.example", "/\\evil.example", "\\/x", "javascript:alert(1)", "/\r\nx: y", "", "/sign-in?next=/"],
)
def test_nobody_is_led_elsewhere(browser: Callable[..., TestClient], after: str) -> None:
    client = browser()
    assert sign_in(client, "ada", PASSWORDS["ada"], next=after).headers["location"] == "/"
    assert client.get("/sign-in", params={"next": after}).headers["location"] == "/"


def test_one_comes_to_where_one_was_going(browser: Callable[..., TestClient]) -> None:
    client = browser()
    led = client.get("/search?q=two+fled&kind=figure", headers=HTML | {"sec-fetch-site": "none"})
    form = client.get(led.headers["location"], headers=HTML | {"sec-fetch-site": "none"})
    after = re.findall(r'name="next" value="([^"]*)"', form.text)[0].replace("&amp;", "&")
    assert after == "/search?q=two+fled&kind=figure" and form.headers["cache-control"] == "no-store"
    assert sign_in(client, "ada", PASSWORDS["ada"], next=after + "#s=1-2").headers["location"] == after + "#s=1-2"
    assert client.get(led.headers["location"]).headers["location"] == after


def test_a_link_from_elsewhere_finds_the_session(browser: Callable[..., TestClient]) -> None:
    """Coming from another site a browser keeps the strict cookie back; the page that it gets goes on by itself."""
    there = browser().get("/sign-in?next=/articles/a1", headers=HTML | {"sec-fetch-site": "cross-site"})
    again = re.findall(r'url=([^"]*)"', there.text)[0].replace("&amp;", "&")
    assert there.status_code == 200 and 'name="password"' not in there.text and again.startswith("/sign-in?")
    assert browser("bo").get(again).headers["location"] == "/articles/a1"
    assert 'name="password"' in browser().get(again, headers=HTML).text


def test_a_part_of_a_page_leads_to_the_form_too(browser: Callable[..., TestClient]) -> None:
    answer = browser().get("/review?at=e2", headers={"hx-request": "true", "hx-current-url": f"{ORIGIN}/review?at=e1"})
    assert answer.status_code == 401 and answer.headers["hx-redirect"] == "/sign-in?next=%2Freview%3Fat%3De1"


def test_the_form_repeats_a_name_harmlessly(browser: Callable[..., TestClient]) -> None:
    text = sign_in(browser(), '"><script>alert(1)</script>', "wrong", next='/"><script>').text
    assert "<script>alert" not in text and not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_a_server_that_is_gone_is_told(browser: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser("ada")

    def gone(self: Users, name: str) -> None:
        raise LedgerUnreachable("the server", "no answer")

    monkeypatch.setattr(Users, "find", gone)
    answer = client.get("/")
    assert answer.status_code == 503 and "no answer" in answer.json()["detail"] and answer.headers["retry-after"] == "5"
    assert sign_in(browser(), "ada", PASSWORDS["ada"]).status_code == 500


@pytest.mark.skipif(not os.environ.get("SAYSO_TEST_POSTGRES"), reason="needs a PostgreSQL server; name its URL in SAYSO_TEST_POSTGRES")
def test_a_desk_is_shared_on_a_server(reader: Reader) -> None:
    url = sa.make_url(os.environ["SAYSO_TEST_POSTGRES"]).set(drivername="postgresql+psycopg")
    name, server = f"sayso_{uuid.uuid4().hex}", sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    try:
        where = url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
        with Ledger.open(where, who="somebody else") as ledger:
            assert ledger.on_server
            text = "The ferry sank off Quayside on Monday. At least 12 people were killed, the mayor said on Tuesday."
            ledger.add(reader.read(Article(text, "A ferry sank")))
            for user, role in (("ada", "reviewer"), ("bo", "reader")):
                ledger.users.add(user, PASSWORDS[user], role)
            with TestClient(create_app(ledger, SHARED, lambda: reader), base_url=ORIGIN, follow_redirects=False) as client:
                assert client.get("/").status_code == 401
                assert sign_in(client, "ada", PASSWORDS["ada"]).status_code == 303
                assert client.post("/review", data={"what": "accept", "id": "t1"}, headers=SAME).status_code == 303
                assert "<bdi>ada</bdi>" in client.get("/history").text and decided(ledger) == ["ada"]
                assert sign_in(client, "bo", PASSWORDS["bo"]).status_code == 303
                assert client.post("/review", data={"what": "undo"}, headers=SAME).status_code == 403
                ledger.users.set_password("bo", "nine bells in a tower")
                assert client.get("/").status_code == 401
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
        server.dispose()
