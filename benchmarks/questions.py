"""Measure which figures are found to answer the same question: ``python benchmarks/questions.py GROUPS [--incidents FILE] [--half even|odd]``.

GROUPS is a folder of marked groups (``../shared/data/figures-train``). Its articles arrive one by one, in three random orders, as they would in a
ledger: those stored figures that share a key with the article's, newest first up to a cap, are grouped anew with it. Measured is B-cubed F1 by
``../shared/eval/figures.py``, with the marked figures given, whose senses are the reader's, and with the reader's own; for incidents, how much of an
incident's figures its largest question on the killed holds, and how far questions mix incidents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.predict import line
from sayso.domain import Article, Chain, Figure, Link, Period, Qualifier, Quantity, Reading, Relation, Span
from sayso.reader.pipeline import Reader
from sayso.reconcile.same import Profile, group, profiles

ROOT = Path(__file__).resolve().parents[2] / "shared"
CAP = 400  # stored figures that an arriving article is compared with


def entered(record: Mapping[str, Any]) -> Article:
    """A data file's article as an inlet would hand it over."""
    day = str(record.get("date") or "")[:10]
    published = dt.date.fromisoformat(day) if len(day) == 10 else None
    return Article(record["text"], record.get("title") or "", record.get("outlet") or "", published=published)


def marked(record: Mapping[str, Any]) -> Reading:
    """A marked article as the reading that its marks spell out, so that grouping can be measured by itself."""
    sys.path.insert(0, str(ROOT / "eval"))
    offsets = importlib.import_module("figures").offsets
    sys.path.pop(0)
    text = record["text"]
    figures = tuple(_figure(text, f, *offsets(record, f)) for f in record["figures"])
    return Reading(entered(record), (), figures, "by hand")


def _figure(text: str, f: Mapping[str, Any], start: int, end: int) -> Figure:
    base = text.index(f["sentence"])
    low, high = (None if f[k] is None else Decimal(str(f[k])) for k in ("low", "high"))
    return Figure(
        f["id"],
        Span.cut(text, start, end),
        Quantity(low, high, Qualifier(f["qualifier"]), f["unit"]),
        Span.cut(text, base, base + len(f["sentence"])),
        _nearest(text, f["counted"], end),
        f["predicate"],
        Relation(f["relation"]),
        f.get("part_of"),
        _nearest(text, f["place"], start),
        _period(f["time"]),
        Chain(tuple(Link(n) for n in f["source_names"])),
    )


def _nearest(text: str, words: str, at: int) -> Span | None:
    """Where ``words`` stand nearest to ``at``."""
    if not words or words not in text:
        return None
    found = [i for i in (text.find(words, at), text.rfind(words, 0, at)) if i >= 0]
    start = min(found, key=lambda i: abs(i - at)) if found else text.index(words)
    return Span.cut(text, start, start + len(words))


def _period(written: str) -> Period | None:
    try:
        return Period.parse(written)
    except ValueError:
        return None


class Shelf:
    """Profiles kept as a ledger keeps them: each article's figures are grouped with those stored that share a key, and questions keep their name."""

    def __init__(self, cap: int = CAP) -> None:
        self.cap = cap
        self.stored: list[Profile] = []
        self.question: list[int] = []
        self.index: dict[str, list[int]] = defaultdict(list)
        self.members: dict[int, set[int]] = defaultdict(set)

    def add(self, arriving: Sequence[Profile]) -> None:
        """Lay an article's figures beside the stored ones and settle the questions of all that could be touched."""
        near = {i for p in arriving for key in p.keys for i in self.index[key]}
        newest = sorted(near, key=lambda i: (self.stored[i].day or dt.date.min, i), reverse=True)[: self.cap]
        fresh = list(range(len(self.stored), len(self.stored) + len(arriving)))
        self.stored.extend(arriving)
        self.question.extend(-1 for _ in arriving)
        for i in fresh:
            for key in self.stored[i].keys:
                self.index[key].append(i)
        pool = sorted(newest) + fresh
        groups = [[pool[n] for n in g] for g in group([self.stored[i] for i in pool])]
        self._settle(groups, set(pool))

    def _settle(self, groups: list[list[int]], pool: set[int]) -> None:
        taken: set[int] = set()
        for members in sorted(groups, key=lambda g: (-len(g), g)):
            held = Counter(self.question[i] for i in members if self.question[i] >= 0)
            name = next((q for q in sorted(held, key=lambda q: (-held[q], q)) if q not in taken), None)
            if name is None:
                name = (
                    min(members)
                    if min(members) not in self.members or not self.members[min(members)]
                    else len(self.stored) + len(self.members)
                )
            taken.add(name)
            swallowed = {i for q in held for i in self.members[q] if q != name and not (self.members[q] & pool) - set(members)}
            for i in {*members, *swallowed}:
                self.members[self.question[i]].discard(i)
                self.question[i] = name
                self.members[name].add(i)


def arrive(articles: Sequence[tuple[str, Mapping[str, Profile]]], seed: int | None) -> dict[tuple[str, str], int]:
    """The question of each (article, figure id) after all articles came in an order drawn by ``seed``; all at once where it is None."""
    order = list(range(len(articles)))
    if seed is None:
        pool = [(doc, f, p) for doc, found in articles for f, p in found.items()]
        return {pool[i][:2]: n for n, g in enumerate(group([p for _, _, p in pool])) for i in g}
    random.Random(seed).shuffle(order)
    shelf, where = Shelf(), {}
    for n in order:
        doc, found = articles[n]
        for k, f in enumerate(found):
            where[doc, f] = len(shelf.stored) + k
        shelf.add(list(found.values()))
    return {key: shelf.question[i] for key, i in where.items()}


def scored(groups: Sequence[Mapping[str, Any]], readings: Mapping[str, Reading], seed: int | None) -> float:
    """B-cubed F1 of the questions by the scorer in ``shared/eval``."""
    sys.path.insert(0, str(ROOT / "eval"))
    scorer = importlib.import_module("figures")
    sys.path.pop(0)
    asked = arrive([(doc, profiles(r)) for doc, r in readings.items()], seed)
    lines = {}
    for doc, reading in readings.items():
        row = line(reading)
        for f, out in zip(reading.figures, row["figures"], strict=True):
            out["question"] = asked.get((doc, f.id))
        lines[doc] = {"doc": doc, **row}
    return float(scorer.score(groups, lines)["questions"])


def incidents(rows: Sequence[Mapping[str, Any]], readings: Mapping[str, Reading], seed: int | None) -> dict[str, float]:
    """For incidents of four victims and more: how often one question on the killed holds the registry's number most often, how much of the
    incident's figures on the killed it holds, and the share of questions that mix incidents in more than 3 % of their figures."""
    home = {a["doc"]: row["incident"] for row in rows for a in row["articles"]}
    found = {doc: profiles(r) for doc, r in readings.items()}
    asked = arrive(list(found.items()), seed)
    held: dict[int, list[tuple[str, Profile]]] = defaultdict(list)
    for (doc, f), q in asked.items():
        held[q].append((home[doc], found[doc][f]))
    mixed, strays, several = 0, 0, 0
    for members in held.values():
        tally = Counter(i for i, _ in members)
        if len(members) > 1:
            several += 1
            strays += len(members) - tally.most_common(1)[0][1]
            mixed += 1 - tally.most_common(1)[0][1] / len(members) > 0.03
    out: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row["killed"] + row["injured"] < 4:
            continue
        for kind, number in (("killed", row["killed"]), ("wounded", row["injured"])):
            mine = Counter(
                q
                for q, ms in held.items()
                for i, p in ms
                if i == row["incident"] and p.predicate == kind and p.population == "people" and not p.total
            )
            if not mine or not number:
                continue
            main, n = min(mine.items(), key=lambda kv: (-kv[1], kv[0]))
            values = Counter(p.low for _, p in held[main] if p.low is not None)
            out[f"{kind} right"].append(values.most_common(1)[0][0] == number if values else False)
            out[f"{kind} held"].append(n / sum(mine.values()))
    return {k: statistics.mean(v) for k, v in sorted(out.items())} | {
        "incidents": len(out["killed right"]),
        "mixed questions": mixed / max(1, several),
        "stray figures": strays / max(1, len(asked)),
    }


def _read(records: Iterable[Mapping[str, Any]], reader: Reader) -> dict[str, Reading]:
    return {a["doc"]: reader.read(entered(a)) for a in records}


def main() -> None:
    """Measure what the command line names and print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path, help="a folder of marked groups")
    parser.add_argument("--incidents", type=Path, help="a file of incidents, one JSON object a line")
    parser.add_argument("--half", choices=("even", "odd"), help="only the incidents at even or odd positions")
    a = parser.parse_args()
    groups = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.groups.glob("*.json"))]
    articles = [record for g in groups for record in g["articles"]]
    reader = Reader.load(threads=1)
    given = {r["doc"]: reader.sensed(marked(r)) for r in articles}
    for name, readings in (("marked figures", given), ("own figures", _read(articles, reader))):
        began = time.perf_counter()
        once = scored(groups, readings, None)
        orders = [scored(groups, readings, seed) for seed in (1, 2, 3)]
        each = (time.perf_counter() - began) / 4 / len(articles)
        spread = f"{' '.join(f'{x:.3f}' for x in orders)}, spread {max(orders) - min(orders):.3f}"
        print(f"{name:15} at once {once:.3f}, in three orders {spread}, {each * 1000:.0f} ms an article")
    if a.incidents:
        rows = [json.loads(row) for row in a.incidents.read_text(encoding="utf-8").splitlines()]
        rows = rows[{"even": 0, "odd": 1}[a.half] :: 2] if a.half else rows
        for k, v in incidents(rows, _read((r for row in rows for r in row["articles"]), reader), 1).items():
            print(f"{k:15} {v:.3f}")


if __name__ == "__main__":
    main()
