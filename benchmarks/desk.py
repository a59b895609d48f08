"""How fast the desk answers while several people read: ``python -m benchmarks.desk LEDGER [--people 10] [--minutes 1] [--pause 1] [--drawn]``.

Starts ``sayso serve`` on a copy of the ledger and lets each person go from page to page (first page, lists, search, articles, questions,
sources, review), reading each for about ``--pause`` seconds; one of them decides now and then. Prints for each kind of page the times to
the first byte and to the last in milliseconds (median, 95th percentile, worst), how many bytes it has, errors, and the server's memory at
the beginning, at each tenth of the time, and the end. With ``--drawn`` a browser opens page after page meanwhile (see ``drawn``): milliseconds to
the load event and to the picture, and the bytes of a first visit, the chart library apart.
The load goes to this machine only, and stops by itself.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import drawn
from sayso.ledger import Ledger

_WORDS = ("killed", "people", "police", "said", "returned", "missing", "fled", "houses")


@dataclass
class Measured:
    """Times in seconds and sizes in bytes of the answers of one kind of page."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    errors: int = 0


class Person:
    """Somebody who reads from page to page over one connection."""

    def __init__(self, host: str, port: int, cookie: str, seed: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=60)  # it connects anew by itself after a failure
        self._cookie = cookie
        self._random = random.Random(seed)

    def ask(self, path: str, body: str | None = None) -> tuple[float, float, bytes, int]:
        """Seconds to the first and to the last byte, the body, and the status."""
        headers = {"Cookie": self._cookie}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
        begun = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        head = answer.read(1)
        first = time.perf_counter() - begun
        text = head + answer.read()
        return first, time.perf_counter() - begun, text, answer.status

    def hang_up(self) -> None:
        """Begin with a connection of its own the next time."""
        self._connection.close()

    def looks(self, pause: float) -> float:
        """For how many seconds this person looks at a page: about ``pause``, and never all at the same time."""
        return self._random.uniform(0.5, 1.5) * pause

    def path(self, known: dict[str, list[str]], *, reviews: bool) -> tuple[str, str]:
        """Where to go next: a kind of page and its address; every other time the review for somebody who ``reviews``."""
        kind = self._random.choice(("home", "search", "questions", "articles", "article", "question", "source", "review"))
        kind = "review" if reviews and self._random.random() < 0.5 else kind
        if kind in known:
            return kind, f"/{kind}s/{self._random.choice(known[kind])}"
        return kind, {"home": "/", "search": f"/search?q={self._random.choice(_WORDS)}"}.get(kind, f"/{kind}")


def _read(person: Person, known: dict[str, list[str]], until: float, measured: dict[str, Measured], decides: bool, pause: float) -> None:
    while time.perf_counter() < until:
        time.sleep(person.looks(pause))
        kind, path = person.path(known, reviews=decides)
        try:
            first, whole, text, status = person.ask(path)
        except (OSError, http.client.HTTPException):
            measured[kind].errors += 1
            person.hang_up()
            continue
        _note(measured[kind], first, whole, text, status)
        if decides and kind == "review":
            found = re.search(rb'name="id" value="([et]\d+)".*?name="following" value="([et]\d+)"', text, re.DOTALL)
            if found:
                body = f"what=accept&id={found[1].decode()}&following={found[2].decode()}"
                _note(measured["review key"], *person.ask("/review", body))


def _note(measured: Measured, first: float, whole: float, text: bytes, status: int) -> None:
    measured.first.append(first)
    measured.whole.append(whole)
    measured.size.append(len(text))
    measured.errors += status >= 400


def _memory(pid: int) -> int:
    """The resident memory of a process in MiB, where the system tells it."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) // 1024 if found else 0


def _watch(pid: int, until: float, seconds: float, seen: list[int]) -> None:
    """Note the memory at each tenth of the time."""
    for tenth in range(1, 10):
        time.sleep(max(0.0, until - seconds * (10 - tenth) / 10 - time.perf_counter()))
        seen.append(_memory(pid))


def _known(path: Path) -> dict[str, list[str]]:
    """Ids to go to: the latest of each kind, and the questions that disagree."""
    with Ledger.open(path, readonly=True) as ledger:
        asked = [row.id for row in (*ledger.questions(limit=300), *ledger.questions(disagreeing=True, limit=100))]
        return {
            "article": [row.id for row in ledger.articles(limit=500)],
            "question": asked,
            "source": [row.id for row in ledger.sources(limit=300)],
        }


def measure(ledger: Path, people: int, seconds: float, pause: float, *, look: bool = False) -> dict[str, object]:
    """Serve a copy of a ledger to so many people for so long; what was measured. ``look``: also in a browser."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "ledger.db"
        shutil.copyfile(ledger, copy)
        known = _known(copy)
        command = [
            sys.executable,
            "-c",
            "from sayso.cli import main; main()",
            "serve",
            "--no-browser",
            "--port",
            "0",
            "--ledger",
            str(copy),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                address = urlsplit(server.stdout.readline().strip())
                host, port = address.hostname or "", address.port or 0
                cookie = _session(host, port, f"{address.path}?{address.query}")
                before = _memory(server.pid)
                during: list[int] = []
                seen: dict[str, drawn.Drawn] = {}
                measured: dict[str, Measured] = defaultdict(Measured)
                until = time.perf_counter() + seconds
                crowd = [
                    threading.Thread(target=_read, args=(Person(host, port, cookie, i), known, until, measured, i == 0, pause))
                    for i in range(people)
                ]
                crowd.append(threading.Thread(target=_watch, args=(server.pid, until, seconds, during)))
                for one in crowd:
                    one.start()
                if look:
                    seen = drawn.look(f"http://{host}:{port}", known, until)
                for one in crowd:
                    one.join()
                after = _memory(server.pid)
            finally:
                server.terminate()
    return {
        "people": people,
        "seconds": seconds,
        "pause": pause,
        "memory_mib": {"before": before, "during": during, "after": after},
        "pages": {kind: _summary(m) for kind, m in sorted(measured.items())},
        "drawn": {
            kind: {
                "visits": len(d.there),
                "load_ms": _spread(d.loaded),
                "there_ms": _spread(d.there),
                "kb": round(d.bytes / 1000, 1),
                "charts_kb": round(d.charts / 1000, 1),
            }
            for kind, d in seen.items()
        },
    }


def _session(host: str, port: int, path: str) -> str:
    connection = http.client.HTTPConnection(host, port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return (answer.getheader("set-cookie") or "").split(";")[0]


def _summary(m: Measured) -> dict[str, object]:
    return {
        "answers": len(m.whole),
        "errors": m.errors,
        "first_ms": _spread(m.first),
        "whole_ms": _spread(m.whole),
        "kb": round(max(m.size, default=0) / 1000),
    }


def _spread(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    if not times:
        return {}
    cut = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return {"median": round(1000 * statistics.median(times), 1), "p95": round(1000 * cut, 1), "worst": round(1000 * max(times), 1)}


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=1.0, help="at most 60")
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--drawn", action="store_true", help="also open the pages in Chromium")
    asked = parser.parse_args()
    if asked.drawn:
        drawn.chromium()
    found = measure(asked.ledger, min(asked.people, 100), 60 * min(asked.minutes, 60.0), asked.pause, look=asked.drawn)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
