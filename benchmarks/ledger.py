"""How fast a large ledger is: ``python -m benchmarks.ledger --readings READINGS.jsonl [--figures N] [--store PATH|URL]… [--write FOLDER]``.

READINGS holds real readings as ``sayso read --json`` writes them, some hundred articles. The first part of them seeds the ledger (see ``many``), the
rest is added to it at each size, to see whether an article costs the same in a large ledger as in a small one. A PostgreSQL database must be empty.

Measured are: adding (processor time of this process, without the reader's), and what the reader takes for the same articles, at all sizes together;
opening a question, searching, and listing disagreeing questions (wall time, 95th percentile over many draws); a page of questions with its facets in
each order (of the whole list, of its next page, and narrowed by words or by a facet's value); and the most memory that this process had.
``--write`` puts ``ledger.md`` and ``ledger.json`` into a folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.many import fill, multiply
from sayso.domain import Reading
from sayso.exchange import json as exchange
from sayso.ledger import Ledger
from sayso.ledger.choices import QuestionChoice
from sayso.ledger.lists import QUESTION_ORDERS
from sayso.ledger.search import folded
from sayso.ledger.tables import questions
from sayso.reader.pipeline import Reader

DRAWS = 200
PER_SIZE = 40
"""How many real articles are added at each size."""

GOALS = {"opening a question": 100.0, "a search": 150.0, "disagreeing questions": 300.0}
"""Milliseconds at the 95th percentile; where none is named, none was set."""


def load(path: Path) -> list[Reading]:
    """Readings from a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        return [exchange.read(line) for line in lines]


def adding(ledger: Ledger, fresh: Sequence[Reading]) -> dict[str, float]:
    """What an article costs, in milliseconds of processor time: the middle and the mean."""
    costs = []
    for reading in fresh:
        before = time.process_time()
        ledger.add(reading, reading.article.text.encode())
        costs.append(1000 * (time.process_time() - before))
    return {"median": statistics.median(costs), "mean": statistics.fmean(costs)}


def reading_times(fresh: Sequence[Reading]) -> list[float]:
    """What the reader takes for each article, in milliseconds of processor time on one thread."""
    reader = Reader.load(threads=1)
    reader.read(fresh[0].article)
    times = []
    for reading in fresh:
        before = time.process_time()
        reader.read(reading.article)
        times.append(1000 * (time.process_time() - before))
    return times


def asked(ledger: Ledger, words: Sequence[str], draws: int) -> dict[str, dict[str, float]]:
    """Times in milliseconds of what people ask of the ledger, by kind: the middle, the 95th percentile and the most."""
    chance = random.Random(7)
    searches = [partial(ledger.search, " ".join(chance.sample(words, chance.choice([1, 1, 2])))) for _ in range(draws)]
    lists: list[Callable[[], object]] = []
    page = ledger.questions(disagreeing=True)
    for _ in range(draws // 4):
        lists.append(partial(ledger.questions, disagreeing=True, after=page.next))
        lists.append(partial(ledger.questions, chance.choice(words), disagreeing=True))
        lists.append(partial(ledger.questions, disagreeing=True, since=dt.date(chance.randint(2014, 2018), 1, 1)))
        lists.append(partial(ledger.questions, disagreeing=True))
        page = ledger.questions(disagreeing=True, after=page.next)
    return {
        "opening a question": _timed([partial(ledger.reckoning, id) for id in _questions(ledger, draws, chance)]),
        "a search": _timed(searches),
        "disagreeing questions": _timed(lists),
        **{f"questions by {sort}, with facets": _timed(_pages(ledger, sort, words, draws // 2, chance)) for sort in QUESTION_ORDERS},
    }


def _pages(ledger: Ledger, sort: str, words: Sequence[str], draws: int, chance: random.Random) -> list[Callable[[], object]]:
    """Pages of questions in one order, each with its facets: of the whole list, narrowed by words, and narrowed by a value of a facet."""
    values = [(facet.name, value.value) for facet in ledger.facets(QuestionChoice()).facets for value in facet.values]
    narrowed: dict[str, Callable[[str], QuestionChoice]] = {
        "verdict": lambda value: QuestionChoice(verdict=value),
        "at": lambda value: QuestionChoice(at=value),
        "predicate": lambda value: QuestionChoice(predicate=value),
        "unit": lambda value: QuestionChoice(unit=value),
        "reported": lambda value: QuestionChoice(reported=value),
    }
    calls: list[Callable[[], object]] = []
    after = None
    for _ in range(draws // 4):
        calls.append(partial(_page, ledger, QuestionChoice(), sort, after))
        after = ledger.chosen(QuestionChoice(), sort=sort, after=after).next
        calls.append(partial(_page, ledger, QuestionChoice(query=chance.choice(words)), sort, None))
        for name, value in chance.sample(values, 2):
            calls.append(partial(_page, ledger, narrowed[name](value), sort, None))
    return calls


def _page(ledger: Ledger, choice: QuestionChoice, sort: str, after: str | None) -> None:
    ledger.chosen(choice, sort=sort, after=after)
    ledger.facets(choice)


def _questions(ledger: Ledger, draws: int, chance: random.Random) -> list[str]:
    """Questions that have entries, one in five of them among the largest."""
    q = questions.c
    with ledger._store.read() as connection:
        last = connection.scalar(sa.select(sa.func.max(q.id))) or 0
        large = connection.scalars(sa.select(q.id).order_by(q.entries.desc()).limit(50)).all()
        asked = [chance.choice(large) if chance.random() < 0.2 else chance.randint(1, last) for _ in range(draws)]
        alive = set(connection.scalars(sa.select(q.id).where(q.id.in_(asked), q.entries > 0)))
    return [f"q{id}" for id in asked if id in alive]


def _timed(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    times = []
    for call in calls:
        before = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - before))
    times.sort()
    return {"median": statistics.median(times), "p95": times[int(0.95 * (len(times) - 1))], "most": times[-1]}


def common_words(readings: Iterable[Reading], most: int = 300) -> list[str]:
    """The words that real figures' sentences hold most often, four letters or longer."""
    found = Counter(
        word for r in readings for f in r.figures for word in folded(f.sentence.surface).split() if len(word) > 3 and word.isalpha()
    )
    return [word for word, _ in found.most_common(most)]


def run(where: str, readings: Sequence[Reading], sizes: Sequence[int], reader_ms: Sequence[float]) -> dict[str, Any]:
    """All measures on one store, which must be empty; ``reader_ms`` is the reader's time for each of the first readings, which are added one by one."""
    fresh, seeds = readings[: len(reader_ms)], readings[len(reader_ms) :]
    costs: dict[str, dict[str, float]] = {}
    with Ledger.open(where) as ledger:
        have = fill(ledger, seeds)
        costs[str(have)] = adding(ledger, fresh[:PER_SIZE])
        for i, size in enumerate(multiply(ledger, [s for s in sizes if s > have]), 1):
            costs[str(size)] = adding(ledger, fresh[PER_SIZE * i : PER_SIZE * (i + 1)])
            print(f"{ledger.where}: {size} figures, {costs[str(size)]['median']:.1f} ms an article", flush=True)
        times = asked(ledger, common_words(seeds), DRAWS)
        kind = "SQLite" if ledger._store.sqlite else "PostgreSQL"
    added = sum(c["mean"] for c in costs.values())
    read = sum(statistics.fmean(reader_ms[PER_SIZE * i : PER_SIZE * (i + 1)]) for i in range(len(costs)))
    return {
        "store": kind,
        "figures": max(int(n) for n in costs),
        "adding_ms": costs,
        "share_of_adding": added / (added + read),
        "asking_ms": times,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def table(results: Sequence[dict[str, Any]], reader_ms: float) -> str:
    """The measures as Markdown."""
    rows = ["# The ledger's speed", "", "Made by `python -m benchmarks.ledger`; see its docstring for what is measured.", ""]
    rows += [f"The reader takes {reader_ms:.0f} ms of processor time for one of the articles added.", ""]
    for r in results:
        rows += [f"## {r['store']}, {r['figures']:,} figures", "", "| | median ms | 95th percentile ms | goal ms |", "|---|---|---|---|"]
        rows += [
            f"| {name} | {t['median']:.1f} | {t['p95']:.1f} | {f'{GOALS[name]:.0f}' if name in GOALS else ''} |"
            for name, t in r["asking_ms"].items()
        ]
        rows += ["", "| figures in the ledger | adding an article: median ms | mean ms |", "|---|---|---|"]
        rows += [f"| {int(n):,} | {c['median']:.1f} | {c['mean']:.1f} |" for n, c in r["adding_ms"].items()]
        rows += ["", f"Ledger and grouping take {100 * r['share_of_adding']:.0f} % of adding. Most memory: {r['memory_mb']:.0f} MB.", ""]
    return "\n".join(rows)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--store", action="append", help="a path or URL; more than once for several")
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    readings = load(args.readings)
    random.Random(3).shuffle(readings)
    sizes = [n for n in (10_000, 100_000, 1_000_000) if n < args.figures] + [args.figures]
    reader_ms = reading_times(readings[: PER_SIZE * (len(sizes) + 1)])
    results = []
    for where in args.store or ["ledger-benchmark.db"]:
        results.append(run(where, readings, sizes, reader_ms))
        print(json.dumps(results[-1], indent=2), flush=True)
    if args.write:
        facts = {
            "machine": platform.processor() or platform.machine(),
            "cores": os.cpu_count(),
            "reader_ms": statistics.fmean(reader_ms),
            "results": results,
        }
        (args.write / "ledger.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
        (args.write / "ledger.md").write_text(table(results, statistics.fmean(reader_ms)), encoding="utf-8")


if __name__ == "__main__":
    main()
