"""What a browser makes of the desk's pages while others read: when a page is drawn, and what it takes over the wire. Part of ``benchmarks.desk``."""

from __future__ import annotations

import random
import shutil
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ORDER = ("home", "questions", "question", "articles", "article", "sources", "source", "review")
"""The pages that are opened, one after another."""

_THERE = {"question": ".timeline svg, .none", "article": ".text", "review": "#review"}
"""What a person came for; where nothing is named the page is there when it has loaded."""

_CHARTS = "/vendor/vega"
_DRAWN = "(what) => document.readyState === 'complete' && document.querySelector(what) ? performance.now() : false"
_LOADED = "() => { const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd || n.loadEventStart }"
_PAUSE = 0.5


@dataclass
class Drawn:
    """Of one kind of page: seconds from navigation to the load event and to what a person came for, and the bytes of a first visit."""

    loaded: list[float] = field(default_factory=list)
    there: list[float] = field(default_factory=list)
    bytes: int = 0
    charts: int = 0


def chromium() -> str:
    """Where Chromium is. Raises SystemExit where there is none."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("--drawn needs Chromium: apt-get install chromium")
    return found


def look(address: str, known: Mapping[str, Sequence[str]], until: float) -> dict[str, Drawn]:
    """Open page after page of the desk at ``address`` until a moment of ``time.perf_counter``, at least once each.

    The bytes are those of a visit with nothing cached, the
    times those of visits with the assets cached, as a person has them who has been there before.
    """
    from playwright.sync_api import sync_playwright

    chance = random.Random(11)
    found: dict[str, Drawn] = defaultdict(Drawn)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for kind in ORDER:
            context = browser.new_context()
            found[kind].bytes, found[kind].charts = _weighed(context, address + _path(kind, known, chance), kind)
            context.close()
        page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
        for kind in ORDER:
            _timed(page, address + _path(kind, known, chance), kind)
        while True:
            for kind in ORDER:
                loaded, there = _timed(page, address + _path(kind, known, chance), kind)
                found[kind].loaded.append(loaded)
                found[kind].there.append(there)
                time.sleep(_PAUSE)
            if time.perf_counter() >= until:
                break
        browser.close()
    return found


def _path(kind: str, known: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    return f"/{kind}s/{chance.choice(known[kind])}" if kind in known else "/" if kind == "home" else f"/{kind}"


def _timed(page: Any, address: str, kind: str) -> tuple[float, float]:
    """Seconds from navigation to the load event, and to what a person came for."""
    page.goto(address, wait_until="commit", timeout=60_000)
    there = page.wait_for_function(_DRAWN, arg=_THERE.get(kind, "main"), timeout=60_000).json_value()
    return page.evaluate(_LOADED) / 1000, there / 1000


def _weighed(context: Any, address: str, kind: str) -> tuple[int, int]:
    """Bytes over the wire, headers and all, apart from the chart library; and those of the chart library."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    wire.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    page.goto(address, wait_until="commit", timeout=60_000)
    page.wait_for_function(_DRAWN, arg=_THERE.get(kind, "main"), timeout=60_000)
    page.wait_for_load_state("networkidle")
    charts = sum(size for id, size in sizes.items() if _CHARTS in urls.get(id, ""))
    return round(sum(sizes.values()) - charts), round(charts)
