"""Marked figures with the question that each answers, from both forms in which marks are kept: words in a group's file, offsets in ``training/marks``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.predict import entered
from benchmarks.questions import marked
from sayso.domain import Article, Chain, Figure, Link, Period, Qualifier, Quantity, Reading, Relation, Span
from sayso.reader.sentences import sentences
from training.corpora import check


@dataclass(frozen=True, slots=True)
class Asked:
    """A marked article: ``by_hand`` the reading that its marks spell out, and for each of its figures the question that it answers, ``""`` for none.

    Questions are shared by articles of the same ``about``; of two others nothing is known.
    """

    about: str
    article: Article
    by_hand: Reading
    questions: tuple[str, ...]


def of_group(path: Path) -> list[Asked]:
    """The articles of a file of a marked group that have figures."""
    group = json.loads(path.read_text(encoding="utf-8"))
    return [
        Asked(group["group"], entered(r), marked(r), tuple(f["question"] for f in r["figures"])) for r in group["articles"] if r["figures"]
    ]


def of_invented(folder: Path) -> dict[str, list[Asked]]:
    """The articles of a folder of invented ones that tell of one event by several papers, by the event."""
    found: dict[str, list[Asked]] = {}
    for path in sorted(folder.glob("*.json")):
        for r in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            if "about" in r:
                asked = Asked(r["about"], entered(r), marked(r), tuple(f["question"] for f in r["figures"]))
                found.setdefault(r["about"], []).append(asked)
    return {about: asked for about, asked in found.items() if len(asked) > 1}


def of_offsets(path: Path, texts: Mapping[str, Mapping[str, Any]], incidents: Mapping[str, str]) -> list[Asked]:
    """The articles of a file of marks by offsets, those whose figures have questions. ``texts`` are the records of articles by name, ``incidents``
    the incident of those that tell of one. Articles without a known text are left out.

    Raises ValueError where a text is not the one that was marked.
    """
    out = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        marks = row.get("figures", [])
        if row["doc"] not in texts or not any(m.get("question") for m in marks):
            continue
        record = texts[row["doc"]]
        check(row, record["text"])
        article, inside = entered(dict(record)), sentences(record["text"])
        figures = tuple(_figure(record["text"], inside, n, m) for n, m in enumerate(marks))
        out.append(
            Asked(
                incidents.get(row["doc"], row["doc"]),
                article,
                Reading(article, (), figures, "by hand"),
                tuple(m.get("question", "") for m in marks),
            )
        )
    return out


def with_times(asked: Asked, own: Reading) -> Asked:
    """The same with the reader's times where the marks have none, for marks by offsets leave them out."""
    times = {f.amount.start: f.time for f in own.figures}
    figures = tuple(f if f.time else replace(f, time=times.get(f.amount.start)) for f in asked.by_hand.figures)
    return replace(asked, by_hand=replace(asked.by_hand, figures=figures))


def _figure(text: str, inside: Sequence[Span], n: int, m: Mapping[str, Any]) -> Figure:
    start, end = m["amount"]
    sentence = next((s for s in inside if s.start <= start and end <= s.end), Span.cut(text, start, end))
    low, high = (None if m[k] is None else Decimal(str(m[k])) for k in ("low", "high"))
    counted, place = (Span.cut(text, *m[k]) if m[k] else None for k in ("counted", "place"))
    whole = None if m["part_of"] is None else str(m["part_of"])
    chain = Chain(tuple(Link(name) for name in m["source_names"]))
    quantity = Quantity(low, high, Qualifier(m["qualifier"]), m["unit"])
    time = Period.parse(m["time"]) if m["time"] else None
    return Figure(
        str(n), Span.cut(text, start, end), quantity, sentence, counted, m["predicate"], Relation(m["relation"]), whole, place, time, chain
    )
