"""Read articles and write what was found in the scorers' formats: ``python benchmarks/predict.py [--questions] ARTICLES.jsonl > PREDICTED.jsonl``.

ARTICLES holds one article a line: ``doc``, ``text``, and where known ``date``, ``outlet``, ``title``. Each line out has the article's ``doc``, its
``attributions`` (spans by role, ``chain`` of names, ``within``) and its ``figures``. A date that is none counts as unknown.

With ``--questions`` the articles are added, in the order given, to one ledger that is thrown away afterwards, and ``question`` of each figure is
the id of the question that it answers there in the end, null where it answers none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.progress import track

from sayso.domain import Article, Attribution, Figure, Number, Reading, Span
from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader


def entered(record: Mapping[str, Any]) -> Article:
    """A line of ARTICLES as an inlet would hand it over."""
    return Article(record["text"], record.get("title") or "", record.get("outlet") or "", published=_day(record.get("date")))


def predicted(articles: Iterable[dict[str, Any]], reader: Reader) -> Iterator[dict[str, Any]]:
    """Each article's line, in order, with the same reader that ``sayso read`` uses."""
    for record in articles:
        yield {"doc": record["doc"], **line(reader.read(entered(record)))}


def filed(records: Iterable[dict[str, Any]], reader: Reader, ledger: Ledger) -> Iterator[tuple[dict[str, Any], str]]:
    """Add articles to a ledger, in order: each with its id there. Articles of two names are two articles, whatever they say."""
    for record in records:
        name = json.dumps([record["doc"], record["text"]]).encode()
        yield record, ledger.add(reader.read(entered(record)), name).article


def questioned(articles: Iterable[dict[str, Any]], reader: Reader) -> Iterator[dict[str, Any]]:
    """Each article's line, in order, with the questions that its figures answer once all have been added to one ledger."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        for record, id in list(filed(articles, reader, ledger)):
            there = ledger.article(id)
            row = line(there.reading)
            for figure, shown in zip(there.reading.figures, row["figures"], strict=True):
                shown["question"] = there.questions.get(figure.id)
            yield {"doc": record["doc"], **row}


def _day(date: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(date or "")[:10])
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
        "amount": pair(f.amount),
        "low": number(q.low),
        "high": number(q.high),
        "qualifier": q.qualifier.value,
        "unit": q.unit,
        "counted": pair(f.counted) if f.counted else None,
        "predicate": f.predicate,
        "relation": f.relation.value,
        "part_of": index[f.part_of] if f.part_of else None,
        "place": f.place.surface if f.place else "",
        "time": f.time.iso() if f.time else "",
        "sources": list(f.chain.names),
        "question": None,
    }


def pair(span: Span) -> list[int]:
    """A span as its offsets."""
    return [span.start, span.end]


def number(n: Number | None) -> int | float | None:
    """A bound as the scorers read it."""
    return float(n) if isinstance(n, Decimal) else n


def main() -> None:
    """Read the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="a file of articles, one JSON object a line")
    parser.add_argument("--questions", action="store_true", help="group the figures of all articles in one ledger")
    parser.add_argument("--weights", type=Path, help="read with the weights in this folder")
    a = parser.parse_args()
    reader = Reader.load(a.weights) if a.weights else Reader.load()
    articles = watched(read_lines(a.articles))
    for row in questioned(articles, reader) if a.questions else predicted(articles, reader):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A file with one JSON object a line."""
    with path.open(encoding="utf-8") as f:
        return [json.loads(row) for row in f if row.strip()]


def watched(articles: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The articles, with a bar on standard error while somebody looks."""
    bar = Console(stderr=True)
    return track(articles, "Reading", len(articles), console=bar, disable=not bar.is_terminal)


if __name__ == "__main__":
    main()
