"""Read articles and write what was found in the scorers' formats: ``python benchmarks/predict.py ARTICLES.jsonl > PREDICTED.jsonl``.

ARTICLES holds one article a line: ``doc``, ``text``, and where known ``date``, ``outlet``, ``title``. Each line out has the article's ``doc``, its
``attributions`` (spans by role, ``chain`` of names, ``within``) and its ``figures``. A date that is none counts as unknown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from sayso.domain import Article, Attribution, Figure, Number, Reading, Span
from sayso.reader.pipeline import Reader


def predicted(articles: Iterable[dict[str, Any]], reader: Reader) -> Iterator[dict[str, Any]]:
    """Each article's line, in order, with the same reader that ``sayso read`` uses."""
    docs: list[str] = []

    def entered() -> Iterator[Article]:
        for a in articles:
            docs.append(a["doc"])
            day = str(a.get("date") or "")[:10]
            yield Article(
                a["text"], a.get("title") or "", a.get("outlet") or "", published=dt.date.fromisoformat(day) if len(day) == 10 else None
            )

    for i, reading in enumerate(reader.read_many(entered())):
        yield {"doc": docs[i], **line(reading)}


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None


def line(reading: Reading) -> dict[str, Any]:
    """A reading's attributions and figures as the scorers read them."""
    said = {a.id: i for i, a in enumerate(reading.attributions)}
    counted = {f.id: i for i, f in enumerate(reading.figures)}
    return {
        "attributions": [_attribution(a, said) for a in reading.attributions],
        "figures": [_figure(f, counted) for f in reading.figures],
    }


def _attribution(a: Attribution, index: dict[str, int]) -> dict[str, Any]:
    roles = {r: [[s.start, s.end] for s in getattr(a, r)] for r in ("source", "cue", "content")}
    return roles | {"chain": list(a.chain.names)} | ({"within": index[a.within]} if a.within else {})


def _figure(f: Figure, index: dict[str, int]) -> dict[str, Any]:
    q = f.quantity
    return {
        "amount": _pair(f.amount),
        "low": _number(q.low),
        "high": _number(q.high),
        "qualifier": q.qualifier.value,
        "unit": q.unit,
        "counted": _pair(f.counted) if f.counted else None,
        "predicate": f.predicate,
        "relation": f.relation.value,
        "part_of": index[f.part_of] if f.part_of else None,
        "place": f.place.surface if f.place else "",
        "time": f.time.iso() if f.time else "",
        "sources": list(f.chain.names),
        "question": None,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _number(n: Number | None) -> int | float | None:
    return float(n) if isinstance(n, Decimal) else n


def main() -> None:
    """Read the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="a file of articles, one JSON object a line")
    parser.add_argument("--weights", type=Path, help="read with the weights in this folder")
    a = parser.parse_args()
    reader = Reader.load(a.weights) if a.weights else Reader.load()
    with a.articles.open(encoding="utf-8") as f:
        articles = [json.loads(row) for row in f if row.strip()]
    bar = Console(stderr=True)
    for row in track(predicted(articles, reader), "Reading", len(articles), console=bar, disable=not bar.is_terminal):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
