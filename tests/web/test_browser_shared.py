"""A shared desk as a person uses it, over plain http under a name: signs in, reviews with a key, and finds the name in the history."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader
from sayso.web import Settings, create_app

from .conftest import CHROMIUM
from .looks import troubles

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

PASSWORD = "seven gulls on a roof"


@pytest.fixture
def desk(ledger: Ledger, reader: Reader) -> Iterator[int]:
    """The port of a desk that ada shares as a reviewer, called desk.test."""
    ledger.users.add("ada", PASSWORD, "reviewer")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = create_app(ledger, Settings(port=port, key="", shared=True, names=("desk.test",)), lambda: reader)
        running = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False, ws="none"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.02)
        yield port
        running.should_exit = True
        thread.join(timeout=20)


@pytest.mark.parametrize("host", ["desk.test", "localhost"])
def test_a_reviewer_signs_in_decides_with_a_key_and_signs_out(playwright: Any, desk: int, ledger: Ledger, host: str) -> None:
    asked: list[str] = []
    rules = "--host-resolver-rules=MAP desk.test 127.0.0.1, MAP elsewhere.test 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rules])
    page = browser.new_page()
    page.set_default_timeout(30_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    origin = f"http://{host}:{desk}"

    page.goto(f"{origin}/articles/a1#s=3-9")
    page.wait_for_selector("#password")
    page.fill("#name", "ada")
    page.fill("#password", "not this one")
    page.press("#password", "Enter")
    page.wait_for_selector("[role=alert]:has-text('no user of this name')")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{origin}/articles/a1#s=3-9")

    page.goto(f"{origin}/review")
    looked = page.get_attribute("#review input[name=id]", "value")
    page.keyboard.press("a")
    page.wait_for_selector(".done:has-text('Accepted')")
    page.goto(f"{origin}/history")
    assert page.locator("tbody tr").first.inner_text().split("\t")[1] == "ada"
    (first, *_) = [event for event in ledger.history() if event.who != "sayso"]
    assert (first.who, first.targets) == ("ada", (looked,))

    # A link that stands on a page of another site finds the session, and keeps the words that it points at.
    page.route(
        "http://elsewhere.test/**",
        lambda route: route.fulfill(content_type="text/html", body=f"<a href='{origin}/articles/a2#s=3-9'>it</a>"),
    )
    page.goto("http://elsewhere.test/")
    page.click("a")
    page.wait_for_url(f"{origin}/articles/a2#s=3-9")
    assert page.locator("#password").count() == 0

    page.click("text=Sign out")
    page.wait_for_url(f"{origin}/sign-in")
    page.goto(f"{origin}/history")
    page.wait_for_selector("#password")
    page.go_back()
    assert page.locator("#password").count() == 1
    assert wrong == [] and [url for url in asked if not re.match(rf"{origin}/|http://elsewhere\.test/", url)] == []
    browser.close()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
def test_signing_in_and_ones_own_page_are_accessible_and_work_with_keys(
    playwright: Any, desk: int, root: Path, theme: str, width: int
) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    page = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    page.set_default_timeout(30_000)
    origin = f"http://127.0.0.1:{desk}"
    focused = "document.activeElement.id"

    page.goto(f"{origin}/account")
    page.wait_for_function("() => document.activeElement.id === 'name'")
    found = troubles(page, root)
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type("not this one")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wrong")
    assert page.evaluate(focused) == "password" and page.get_attribute("#password", "aria-describedby") == "wrong"
    found += troubles(page, root)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{origin}/account")
    found += troubles(page, root)
    page.focus("#password")
    for words in (PASSWORD, "nine nets dry in the sun", "nine nets dry in the rain"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#wrong:has-text('not the same')")
    assert page.evaluate(focused) == "again" and page.input_value("#password") == ""
    found += troubles(page, root)
    page.focus("#password")
    for words in (PASSWORD, "nine nets dry in the sun", "nine nets dry in the sun"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]:has-text('another password now')")
    found += troubles(page, root)
    browser.close()
    assert found == []
