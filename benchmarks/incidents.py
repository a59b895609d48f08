"""Measure what a ledger makes of press reports of shootings against a registry's counts: ``python benchmarks/incidents.py INCIDENTS.jsonl [--half even|odd]``.

INCIDENTS holds one incident a line: ``incident``, ``killed`` and ``injured`` as the registry counts them, and its ``articles`` as ``predict.py`` takes
them. The articles of all incidents are added to one ledger by ``benchmarks/reconcile.py``. For incidents of at least four victims, the question on people
killed (and on people wounded) that holds most of the incident's figures is asked for its ``best``; the share of these incidents in which it is the
registry's number is measured, and over all questions how far they mix incidents. A question is on people where its ``counted`` says so; the share is
given as well with questions on children, women or police among those that may be asked.

``--json FILE`` and ``--table FILE`` keep what is printed; ``--each`` adds a line for every incident; ``--readings DIR`` keeps readings between runs, for
reading is what takes time: empty the folder where the reader has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sayso.domain import Article, Reading
from sayso.exchange.json import read, write
from sayso.reader.pipeline import Reader

if not __package__:  # run as a file, from any folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.predict import read_lines, watched
from benchmarks.reconcile import reconciled

VICTIMS = 4  # incidents with fewer have hardly a toll to report
STRAY = 0.03  # the share of a question's figures that may be of other incidents
KINDS = (("killed", "killed", 0.80), ("wounded", "injured", 0.65))


class Keeper:
    """A reader that keeps what it read in a folder, and loads the weights only where something is left to read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reader: Reader | None = None

    def read(self, article: Article) -> Reading:
        """The kept reading of the article, else a new one."""
        said = json.dumps([article.text, article.title, article.outlet, str(article.published)])
        return self._kept(said, lambda reader: reader.read(article))

    def sensed(self, reading: Reading) -> Reading:
        """The kept reading with the sense of its figures, else a new one."""
        return self._kept(write(reading), lambda reader: reader.sensed(reading))

    def _kept(self, said: str, make: Callable[[Reader], Reading]) -> Reading:
        kept = self.folder / f"{hashlib.sha256(said.encode()).hexdigest()[:24]}.json"
        if kept.exists():
            return read(kept.read_text(encoding="utf-8"))
        self._reader = self._reader or Reader.load()
        reading = make(self._reader)
        self.folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(write(reading), encoding="utf-8")
        return reading


@dataclass(frozen=True, slots=True)
class Answer:
    """What one incident's main question of a ``kind`` says: its id and ``best``, the registry's ``number``, how many of the incident's figures it holds
    and how many all its questions of the kind hold. ``question`` is empty where there is none."""

    incident: str
    kind: str
    number: int
    question: str
    best: float | None
    held: int
    of: int


def answers(incidents: Sequence[Mapping[str, Any]], questions: Sequence[Mapping[str, Any]], whom: str = "people") -> Iterator[Answer]:
    """Two answers for every incident of at least ``VICTIMS`` victims; among questions that hold equally many figures the first is asked.

    ``whom`` is what a question has to count; empty for people of any kind.

    >>> row = {"incident": "i", "killed": 2, "injured": 3, "articles": [{"doc": "a"}, {"doc": "b"}]}
    >>> held = [{"doc": "a", "unit": "person"}, {"doc": "b", "unit": "person"}]
    >>> asked = {"id": "q1", "predicate": "killed", "counted": "people", "figures": held, "best": 2}
    >>> [(a.kind, a.best, a.held) for a in answers([row], [asked])]
    [('killed', 2, 2), ('wounded', None, 0)]
    """
    for row in incidents:
        if row["killed"] + row["injured"] < VICTIMS:
            continue
        docs = {a["doc"] for a in row["articles"]}
        for kind, field, _ in KINDS:
            held = {
                q["id"]: n
                for q in questions
                if q["predicate"] == kind
                and q["counted"] == (whom or q["counted"])
                and (n := sum(f["doc"] in docs and f["unit"] in {"person", "other", ""} for f in q["figures"]))
            }
            main = max(held, key=lambda id: held[id], default="")
            best = next((q["best"] for q in questions if q["id"] == main), None)
            yield Answer(row["incident"], kind, row[field], main, best, held.get(main, 0), sum(held.values()))


def measures(incidents: Sequence[Mapping[str, Any]], questions: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The measures by name. An incident of which the registry counts nobody killed (or wounded) is not asked for that number."""
    asked = [a for a in answers(incidents, questions) if a.number]
    anybody = [a for a in answers(incidents, questions, "") if a.number and a.question]
    out: dict[str, float] = {"incidents": sum(r["killed"] + r["injured"] >= VICTIMS for r in incidents)}
    for kind, _, _ in KINDS:
        mine = [a for a in asked if a.kind == kind]
        found = [a for a in mine if a.question]
        out[f"{kind}: incidents with a number"] = len(mine)
        out[f"{kind}: incidents with a question"] = len(found)
        out[f"{kind}: best is the registry's"] = sum(a.best == a.number for a in found) / max(1, len(found))
        of_any = [a.best == a.number for a in anybody if a.kind == kind]
        out[f"{kind}: the same, people of any kind"] = sum(of_any) / max(1, len(of_any))
        out[f"{kind}: figures that it holds"] = sum(a.held / a.of for a in found) / max(1, len(found))
    home = {a["doc"]: row["incident"] for row in incidents for a in row["articles"]}
    tallies = [Counter(home[f["doc"]] for f in q["figures"]) for q in questions]
    astray = [t.total() - max(t.values()) for t in tallies if t]
    out["questions of several figures"] = sum(t.total() > 1 for t in tallies)
    out["questions that mix incidents"] = sum(n / t.total() > STRAY for n, t in zip(astray, (t for t in tallies if t), strict=True))
    out["figures astray"] = sum(astray)
    out["figures"] = sum(t.total() for t in tallies)
    return out


def table(found: Mapping[str, float], half: str) -> str:
    """The measures as a Markdown table, with what is to be reached."""
    goals = {f"{kind}: best is the registry's": f"{goal:.2f}" for kind, _, goal in KINDS} | {"questions that mix incidents": "0"}
    rows = [f"| {name} | {value if isinstance(value, int) else f'{value:.3f}'} | {goals.get(name, '')} |" for name, value in found.items()]
    command = "python benchmarks/incidents.py ../shared/data/incidents/incidents.jsonl" + (f" --half {half}" if half else "")
    return "\n".join(["# Incidents", "", f"`{command}`", "", "| measure | reached | to reach |", "|---|---:|---:|", *rows]) + "\n"


def each(incidents: Sequence[Mapping[str, Any]], questions: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """A line for every incident and kind: whether it is right, and what its question holds."""
    by_id = {q["id"]: q for q in questions}
    for a in answers(incidents, questions):
        q = by_id.get(a.question)
        told = ", ".join(f"{n} x {x}" for x, n in Counter(f"{f['low']}-{f['high']}" for f in q["figures"]).most_common(6)) if q else ""
        mark = "right" if a.best == a.number else "wrong"
        yield f"{a.incident} {a.kind} {a.number} {mark} best {a.best} held {a.held}/{a.of} {a.question} {q['title'] if q else ''}: {told}"


def main() -> None:
    """Read the file named on the command line and print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("incidents", type=Path, help="a file of incidents, one JSON object a line")
    parser.add_argument("--half", choices=("even", "odd"), default="", help="only the incidents at even or odd positions")
    parser.add_argument("--by", default="acled", metavar="CONVENTION", help="by whose practice best is found")
    parser.add_argument("--each", action="store_true", help="print a line for every incident")
    parser.add_argument("--readings", type=Path, help="a folder that keeps readings between runs")
    parser.add_argument("--json", type=Path, help="write the measures to this file")
    parser.add_argument("--table", type=Path, help="write the table to this file")
    a = parser.parse_args()
    rows = read_lines(a.incidents)
    rows = rows[{"even": 0, "odd": 1}[a.half] :: 2] if a.half else rows
    reader = cast(Reader, Keeper(a.readings)) if a.readings else Reader.load()
    questions = list(reconciled(watched([r for row in rows for r in row["articles"]]), reader, a.by))
    if a.each:
        print("\n".join(each(rows, questions)))
    found = measures(rows, questions)
    print(table(found, a.half))
    if a.json:
        a.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if a.table:
        a.table.write_text(table(found, a.half), encoding="utf-8")


if __name__ == "__main__":
    main()
