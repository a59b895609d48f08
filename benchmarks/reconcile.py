"""Add articles to one ledger and write what their questions come to: ``python benchmarks/reconcile.py ARTICLES.jsonl > QUESTIONS.jsonl``.

ARTICLES is as ``predict.py`` takes it; the articles are added in the order given. Each line out is one question:

    {"id", "title", "predicate", "counted", "place", "time",
     "figures": [{"doc", "amount": [start, end], "low", "high", "qualifier", "unit", "sources": [names, originator first]}, ...],
     "accounts": [{"originator": name, "low", "high", "independent", "figures": [indices of figures],
                   "revisions": [{"before": index, "after": index, "from": [low, high], "to": [low, high]}, ...]}, ...],
     "origins", "low", "best", "high", "verdict"}

Names are those of sources across articles, ``?`` where nobody is named; an article's own voice is an empty row of ``sources``. Bounds are null
where they are open.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.domain import Account, Entry, Quantity, Question, Reckoning
from sayso.ledger import Ledger
from sayso.reader.pipeline import Reader

if not __package__:  # run as a file, from any folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.predict import filed, number, pair, read_lines, watched


def reconciled(articles: Iterable[dict[str, Any]], reader: Reader, convention: str = "acled") -> Iterator[dict[str, Any]]:
    """Every question of the articles, in the order of their ids, reckoned by ``convention``."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        docs = {id: str(record["doc"]) for record, id in filed(articles, reader, ledger)}
        for id in sorted(_ids(ledger), key=lambda id: int(id[1:])):
            yield line(ledger.question(id), ledger.reckoning(id, convention), docs)


def _ids(ledger: Ledger) -> Iterator[str]:
    after: str | None = None
    while True:
        page = ledger.questions(after=after, limit=1000)
        yield from (row.id for row in page)
        after = page.next
        if after is None:
            return


def line(question: Question, reckoning: Reckoning, docs: Mapping[str, str]) -> dict[str, Any]:
    """A question's line; ``docs`` goes from an article's id in the ledger to its name in ARTICLES."""
    index = {e.id: i for i, e in enumerate(question.entries)}
    return {
        "id": question.id,
        "title": question.title,
        "predicate": question.predicate,
        "counted": question.counted,
        "place": question.place,
        "time": question.time.iso() if question.time else "",
        "figures": [_figure(e, docs) for e in question.entries],
        "accounts": [_account(a, index) for a in reckoning.accounts],
        "origins": reckoning.origins,
        "low": number(reckoning.low),
        "best": number(reckoning.best),
        "high": number(reckoning.high),
        "verdict": reckoning.verdict.value,
    }


def _figure(e: Entry, docs: Mapping[str, str]) -> dict[str, Any]:
    q = e.figure.quantity
    return {
        "doc": docs[e.article],
        "amount": pair(e.figure.amount),
        "low": number(q.low),
        "high": number(q.high),
        "qualifier": q.qualifier.value,
        "unit": q.unit,
        "sources": [party.name for party in e.parties],
    }


def _account(a: Account, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "originator": a.originator.name,
        "low": number(a.low),
        "high": number(a.high),
        "independent": a.independent,
        "figures": [index[id] for id in a.entries],
        "revisions": [
            {"before": index[r.before], "after": index[r.after], "from": _bounds(r.earlier), "to": _bounds(r.later)} for r in a.revisions
        ],
    }


def _bounds(q: Quantity) -> list[int | float | None]:
    return [number(q.low), number(q.high)]


def main() -> None:
    """Read the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="a file of articles, one JSON object a line")
    parser.add_argument("--by", default="acled", metavar="CONVENTION", help="by whose practice low, best and high are found")
    parser.add_argument("--weights", type=Path, help="read with the weights in this folder")
    a = parser.parse_args()
    reader = Reader.load(a.weights) if a.weights else Reader.load()
    for row in reconciled(watched(read_lines(a.articles)), reader, a.by):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
