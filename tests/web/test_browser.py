"""The desk as a person uses it: a real server on the example articles, driven by Chromium.

``SAYSO_SHOTS=folder`` keeps a screenshot of each page in both themes there.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader
from sayso.web import Settings, create_app

from .conftest import CHROMIUM, KEY
from .looks import troubles

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

Page = Any


@pytest.fixture
def server(ledger: Ledger, reader: Reader) -> Iterator[str]:
    """The address of a running desk on a ledger of its own."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = create_app(ledger, Settings(port=port, key=KEY, who="tester"), lambda: reader)
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, ws="none"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        running.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """Chromium, without a window."""
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    yield opened
    opened.close()


@pytest.fixture
def visit(browser: Any, server: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of a person who came by the first link; at the end nothing may have gone wrong or been asked of anybody else."""
    wrong: list[str] = []
    contexts = []
    came = False

    def opened(path: str = "/", **how: Any) -> Page:
        nonlocal came
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 860}, "accept_downloads": True} | how))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((server, "blob:")) else wrong.append(f"asked {request.url}"))
        if not came:
            page.goto(f"{server}/open?key={KEY}")
            page.wait_for_url(f"{server}/")
            came = True
        page.goto(server + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def toll(ledger: Ledger) -> str:
    """The id of the question that most figures answer."""
    return max(ledger.questions(limit=100), key=lambda row: row.entries).id


def test_a_chain_is_followed_from_search_to_the_words(visit: Callable[..., Page], ledger: Ledger) -> None:
    page = visit("/")
    page.fill("#ask", "killed")
    page.press("#ask", "Enter")
    page.click("#hits a[href^='/questions/']")
    page.wait_for_selector(".timeline svg")
    page.wait_for_selector(".relays svg a")
    assert page.locator(".account").count() >= 2
    page.locator(".relays svg a").first.focus()
    page.locator(".answers blockquote a").first.click()
    page.wait_for_url(re.compile(r"/articles/a\d+#s=\d+-\d+"))
    start, end = map(int, re.findall(r"#s=(\d+)-(\d+)", page.url)[0])
    article = ledger.article(re.findall(r"/articles/(a\d+)", page.url)[0]).reading.article
    shown = page.evaluate("[...CSS.highlights.get('linked')][0].toString()")
    assert re.sub(r"F\d+", "", shown) == article.text[start:end]
    page.go_back()
    page.wait_for_selector(".account")


def test_the_picture_spans_the_days(visit: Callable[..., Page], ledger: Ledger) -> None:
    """Drawn without ever running text as code, the signs stand where the drawer of files puts them: apart, day by day."""
    page = visit(f"/questions/{toll(ledger)}")
    page.wait_for_selector(".timeline svg")
    places = page.evaluate("[...document.querySelectorAll('.timeline .mark-symbol.role-mark path')].map(p => p.getBoundingClientRect().x)")
    assert max(places) - min(places) > 300
    assert page.locator(".timeline text", has_text="6 May 2024").count()


def test_any_words_can_be_linked_to(visit: Callable[..., Page], ledger: Ledger) -> None:
    """Across marks, numbers and paragraphs, the offsets are code points of the article."""
    text = ledger.article("a2").reading.article.text
    page = visit("/articles/a2")
    for start, end in ((0, 5), (len(text) - 20, len(text)), (text.index("17"), text.index("35") + 2)):
        page.evaluate("span => { location.hash = `#s=${span[0]}-${span[1]}`; }", [start, end])
        page.wait_for_function("() => CSS.highlights.has('linked')")
        found = page.evaluate(
            """() => { const whole = [...CSS.highlights.get('linked')][0].cloneContents();
            for (const mark of whole.querySelectorAll('.mark, sup')) mark.remove(); return whole.textContent; }"""
        )
        assert "".join(found.split()) == "".join(text[start:end].split())


def test_pointing_lights_up_words_and_entry(visit: Callable[..., Page]) -> None:
    page = visit("/articles/a1")
    page.locator(".text a.run").first.hover()
    assert page.locator(".statement.lit").count() == 1
    page.locator(".statement .mark").nth(1).focus()
    assert page.locator(".statement.lit").get_attribute("id") == "s2"
    assert page.locator(".text .lit").count() >= 1


def test_review_works_with_keys_alone(visit: Callable[..., Page], ledger: Ledger) -> None:
    queue = [item.id for item in ledger.queue(limit=5)]
    page = visit("/review")

    def at() -> str:
        return str(page.locator(".decide input[name=id]").get_attribute("value"))

    def after(key: str, until: str) -> None:
        page.keyboard.press(key)
        page.wait_for_function("id => document.querySelector('.decide input[name=id]')?.value === id", arg=until)

    assert at() == queue[0]
    after("j", queue[1])
    after("k", queue[0])
    after("a", queue[1])
    after("x", queue[2])
    history = [(event.what, event.targets[0]) for event in ledger.history(limit=10) if event.who == "tester"]
    assert history[:2] == [("reject", queue[1]), ("accept", queue[0])]
    after("u", queue[1])
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.locator("#help").wait_for(state="hidden")
    page.keyboard.press("e")
    page.wait_for_function("() => document.activeElement.closest('[data-mend]') !== null")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    assert queue[1] in page.url
    page.reload()
    assert at() == queue[1]


def test_search_answers_while_typing_and_the_address_keeps_it(visit: Callable[..., Page]) -> None:
    page = visit("/search")
    page.locator("#ask").press_sequentially("returned", delay=15)
    page.wait_for_selector("#hits mark")
    page.wait_for_function("() => location.search.includes('returned')")
    assert page.evaluate("document.activeElement.id") == "ask"
    page.reload()
    assert page.locator("#hits mark").count() >= 1


def test_files_are_added_and_followed(visit: Callable[..., Page], ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text("The bridge in Orre will stay closed for 3 weeks, the district council said.", encoding="utf-8")
    page = visit("/add")
    page.set_input_files("#files", str(file))
    page.click("form.add button")
    page.wait_for_selector(".item.added", timeout=60_000)
    page.click(".item.added a")
    page.wait_for_selector(".text")
    assert "closed for" in page.locator(".text").inner_text()


def test_a_question_is_taken_away(visit: Callable[..., Page], ledger: Ledger) -> None:
    page = visit(f"/questions/{toll(ledger)}")
    for form in ("all.csv", "all.json", "timeline.svg"):
        with page.expect_download() as taken:
            page.click(f"a[href*='/{form}']")
        assert Path(taken.value.path()).stat().st_size > 200


def test_questions_are_merged_and_taken_apart_again(visit: Callable[..., Page], ledger: Ledger) -> None:
    id = toll(ledger)
    page = visit(f"/questions/{id}")
    before = len(ledger.question(id).entries)
    page.locator("summary", has_text="It is the same question").click()
    page.locator(".choices input").first.check()
    page.click("button[value=merge]")
    page.wait_for_selector(".account")
    assert len(ledger.question(id).entries) > before
    page.goto(page.url.split("/questions")[0] + "/history")
    page.locator("button[value=undo]").first.click()
    page.wait_for_selector(".undone")
    assert len(ledger.question(id).entries) == before


def test_reading_works_without_scripts(visit: Callable[..., Page], ledger: Ledger) -> None:
    page = visit(f"/questions/{toll(ledger)}", java_script_enabled=True)
    plain = visit(f"/questions/{toll(ledger)}", java_script_enabled=False)
    assert page.locator(".account").count() == plain.locator(".account").count()
    image = plain.locator(".timeline img")
    assert image.count() == 1 and image.evaluate("image => image.naturalWidth") != 0
    for path in ("/", "/search?q=killed", "/articles/a3#s1", "/review", "/sources"):
        plain.goto(page.url.split("/questions")[0] + path)
        assert plain.locator("main").inner_text().strip()


PAGES = [
    "/",
    "/search?q=killed",
    "/questions",
    "/articles/a3",
    "QUESTION",
    "/sources/s1",
    "/review",
    "/review?narrow=1&kind=figure",
    "/history",
    "/add",
    "/api/",
    "/nowhere",
]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 640), ("light", 360)])
def test_pages_are_accessible_and_fit(browser: Any, server: str, ledger: Ledger, root: Path, theme: str, width: int) -> None:
    """axe finds nothing serious, and no page is wider than its window, on a phone and at 200 % zoom of a desk."""
    for event in ledger.queue(["figure"], limit=2):
        ledger.decide(event.id, "accept", who="ada")
    ledger.undo()
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{server}/open?key={KEY}")
    page.wait_for_url(f"{server}/")
    found = []
    for path in PAGES:
        path = f"/questions/{toll(ledger)}" if path == "QUESTION" else path
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("SAYSO_SHOTS"):
            name = re.sub(r"\W+", "-", path.split("?")[0]).strip("-") or "home"
            page.screenshot(path=Path(folder) / f"desk-{name}-{theme}-{width}.png", full_page=True)
        found += troubles(page, root)
    context.close()
    assert found == []
