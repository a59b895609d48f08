"""A desk on a ledger of the example articles, which the real reader reads once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sayso.inlets import open_article
from sayso.ledger import Ledger, passwords
from sayso.reader.pipeline import Reader
from sayso.web import Settings, create_app

ORIGIN = "http://127.0.0.1:8765"
KEY = "only-for-tests"
SAME = {"sec-fetch-site": "same-origin"}
PASSWORDS = {"ada": "seven gulls on a roof", "bo": "eight boats in a bay"}
COOKIE = "sayso-8765"
HTML = {"accept": "text/html"}
SHARED = Settings(port=8765, key="", shared=True, names=("desk.example.org",))
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What drives browsers; one thread can hold no more than one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as opened:
        yield opened


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The packaged reader."""
    return Reader.load(threads=1)


@pytest.fixture(scope="session")
def example(root: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the example articles of the desk; copy it before writing."""
    path = tmp_path_factory.mktemp("desk") / "example.db"
    with Ledger.open(path, who="tester") as ledger:
        for source in sorted((root / "examples" / "desk").glob("*.html")):
            ledger.add(reader.read(open_article(str(source))), source.read_bytes())
    return path


@pytest.fixture
def ledger(example: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of its own for one test, with the example articles in it."""
    path = tmp_path / "ledger.db"
    shutil.copyfile(example, path)
    with Ledger.open(path, who="tester") as opened:
        yield opened


@pytest.fixture
def reads(ledger: Ledger, reader: Reader) -> Iterator[TestClient]:
    """A browser that may only read."""
    app = create_app(ledger, Settings(port=8765, key=KEY, who="tester"), lambda: reader)
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def writes(reads: TestClient) -> TestClient:
    """A browser that came by the first link."""
    assert reads.get("/open", params={"key": KEY}).status_code == 200
    return reads


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    monkeypatch.setattr(passwords, "COST", passwords.Cost(4, 8, 1))


@pytest.fixture
def app(ledger: Ledger, reader: Reader, clock: Clock, cheap: None) -> Starlette:
    """A desk shared by ada, a reviewer, and bo, a reader."""
    ledger.users.add("ada", PASSWORDS["ada"], "reviewer")
    ledger.users.add("bo", PASSWORDS["bo"], "reader")
    return create_app(ledger, SHARED, lambda: reader, clock=clock)


@pytest.fixture
def browser(app: Starlette) -> Iterator[Callable[..., TestClient]]:
    """Opens browsers at the desk: a stranger's, or that of somebody who signs in."""

    def opened(name: str = "", base: str = ORIGIN, address: str = "192.0.2.7") -> TestClient:
        client = TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False, client=(address, 50000))
        if name:
            assert sign_in(client, name, PASSWORDS[name]).status_code == 303
        return client

    with TestClient(app):  # begins and ends what runs beside
        yield opened


def sign_in(client: TestClient, name: str, password: str, **more: str) -> Any:
    """Send the form."""
    return client.post("/sign-in", data={"name": name, "password": password, **more}, headers=SAME | HTML)
