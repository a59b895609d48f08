"""Users of a shared desk choose another password by themselves, for the one that they have."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.ledger import Ledger

from .conftest import COOKIE, HTML, ORIGIN, PASSWORDS, SAME, Clock, sign_in

NEW = "nine nets dry in the sun"


def change(client: TestClient, old: str, new: str, again: str | None = None, **headers: str) -> Any:
    """Send the form."""
    data = {"password": old, "new": new, "again": new if again is None else again}
    return client.post("/account", data=data, headers=(SAME | HTML) | headers)


@pytest.mark.parametrize("name", ["ada", "bo"])
def test_a_user_chooses_another_password(browser: Callable[..., TestClient], caplog: pytest.LogCaptureFixture, name: str) -> None:
    here, elsewhere, other = browser(name), browser(name), browser("bo" if name == "ada" else "ada")
    page = here.get("/account", headers=HTML)
    assert page.status_code == 200 and page.headers["cache-control"] == "no-store" and 'autocomplete="new-password"' in page.text
    before = here.cookies[COOKIE]
    with caplog.at_level(logging.WARNING, "sayso.web"):
        answer = change(here, PASSWORDS[name], NEW)
    assert answer.status_code == 303 and name in caplog.text and NEW not in caplog.text and PASSWORDS[name] not in caplog.text
    assert here.cookies[COOKIE] != before
    assert "another password now" in here.get(answer.headers["location"], headers=HTML).text
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 401 and other.get("/").status_code == 200
    old = browser()
    old.cookies.set(COOKIE, before)
    assert old.get("/").status_code == 401
    assert sign_in(browser(), name, PASSWORDS[name]).status_code == 401
    assert sign_in(browser(), name, NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "said"),
    [
        ("not this one", NEW, NEW, 403, "not the password that you have"),
        (PASSWORDS["ada"], "short", "short", 422, "from 10 to 1,000 characters"),
        (PASSWORDS["ada"], "a" * 20, "a" * 20, 422, "guessed at once"),
        (PASSWORDS["ada"], "x" * 500 + "y" * 600, None, 422, "from 10 to 1,000 characters"),
        (PASSWORDS["ada"], NEW, NEW + ".", 422, "not the same both times"),
        ("", "", "", 403, "not the password that you have"),
    ],
)
def test_what_does_not_do_is_said_and_changes_nothing(
    browser: Callable[..., TestClient], ledger: Ledger, old: str, new: str, again: str | None, status: int, said: str
) -> None:
    client, kept = browser("ada"), ledger.users.find("ada")
    answer = change(client, old, new, again)
    assert answer.status_code == status and said in answer.text and 'aria-invalid="true"' in answer.text
    assert NEW not in answer.text and PASSWORDS["ada"] not in answer.text
    program = change(client, old, new, again, accept="application/json")
    assert program.status_code == status and said in program.json()["detail"]
    assert ledger.users.find("ada") == kept and client.get("/").status_code == 200


def test_no_other_site_and_no_stranger_changes_it(browser: Callable[..., TestClient], ledger: Ledger) -> None:
    client, kept = browser("ada"), ledger.users.find("ada")
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}, {}):
        data = {"password": PASSWORDS["ada"], "new": NEW, "again": NEW}
        assert client.post("/account", data=data, headers=headers).status_code == 403
        assert browser().post("/account", data=data, headers=headers).status_code in (401, 403)
    assert change(browser(), PASSWORDS["ada"], NEW, accept="*/*").status_code == 401
    assert ledger.users.find("ada") == kept


def test_the_old_password_is_not_guessed_here_either(browser: Callable[..., TestClient], clock: Clock) -> None:
    client = browser("ada")
    for _ in range(10):
        assert change(client, "not this one", NEW).status_code == 403
    answer = change(client, PASSWORDS["ada"], NEW)
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0 and "tried too often" in answer.text
    clock.now += 60
    assert change(client, PASSWORDS["ada"], NEW).status_code == 303


def test_ones_own_desk_has_no_account(writes: TestClient) -> None:
    assert writes.get("/account").status_code == 404
    assert writes.post("/account", data={"new": NEW}, headers=SAME).status_code == 404


def test_what_is_refused_looks_like_the_desk(browser: Callable[..., TestClient]) -> None:
    answer = browser("bo").post("/review", data={"what": "accept"}, headers=SAME | HTML)
    assert answer.status_code == 403 and "desk.css" in answer.text and "reviewer" in answer.text
    assert browser(base="http://elsewhere.example").get("/", headers=HTML).text.count("desk.css") == 0
    assert ORIGIN not in answer.text
