"""How fast the desk answers while several people read: ``python -m benchmarks.desk LEDGER [--people 10] [--seconds 60] [--pause 1]``.

Starts ``sayso serve`` on a copy of the ledger and lets each person go from page to page (first page, lists, search, articles, questions,
sources, review), reading each for about ``--pause`` seconds; one of them decides now and then. Prints for each kind of page the times to
the first byte and to the last in milliseconds (median, 95th percentile, worst), how many bytes it has, errors, and the server's memory at
the beginning and the end.
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
        self._connection = http.client.HTTPConnection(host, port, timeout=60)
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

    def looks(self, pause: float) -> float:
        """For how many seconds this person looks at a page: about ``pause``, and never all at the same time."""
        return self._random.uniform(0.5, 1.5) * pause

    def path(self, known: dict[str, list[str]]) -> tuple[str, str]:
        """Where to go next: a kind of page and its address."""
        kind = self._random.choice(("home", "search", "questions", "articles", "article", "question", "source", "review"))
        if kind in known:
            return kind, f"/{kind}s/{self._random.choice(known[kind])}"
        return kind, {"home": "/", "search": f"/search?q={self._random.choice(_WORDS)}"}.get(kind, f"/{kind}")


def _read(person: Person, known: dict[str, list[str]], until: float, measured: dict[str, Measured], decides: bool, pause: float) -> None:
    while time.perf_counter() < until:
        time.sleep(person.looks(pause))
        kind, path = person.path(known)
        first, whole, text, status = person.ask(path)
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


def _known(path: Path) -> dict[str, list[str]]:
    """Ids to go to: the latest of each kind, and the questions that disagree."""
    with Ledger.open(path, readonly=True) as ledger:
        asked = [row.id for row in (*ledger.questions(limit=300), *ledger.questions(disagreeing=True, limit=100))]
        return {
            "article": [row.id for row in ledger.articles(limit=500)],
            "question": asked,
            "source": [row.id for row in ledger.sources(limit=300)],
        }


def measure(ledger: Path, people: int, seconds: float, pause: float) -> dict[str, object]:
    """Serve a copy of a ledger to so many people for so long; what was measured."""
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
                measured: dict[str, Measured] = defaultdict(Measured)
                until = time.perf_counter() + seconds
                crowd = [
                    threading.Thread(target=_read, args=(Person(host, port, cookie, i), known, until, measured, i == 0, pause))
                    for i in range(people)
                ]
                for one in crowd:
                    one.start()
                for one in crowd:
                    one.join()
                after = _memory(server.pid)
            finally:
                server.terminate()
    return {
        "people": people,
        "seconds": seconds,
        "pause": pause,
        "memory_mib": {"before": before, "after": after},
        "pages": {kind: _summary(m) for kind, m in sorted(measured.items())},
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
        "kb": round(max(m.size) / 1000),
    }


def _spread(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    cut = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return {"median": round(1000 * statistics.median(times), 1), "p95": round(1000 * cut, 1), "worst": round(1000 * max(times), 1)}


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.ledger, min(asked.people, 100), min(asked.seconds, 600.0), asked.pause), indent=2))


if __name__ == "__main__":
    main()
