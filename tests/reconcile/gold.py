"""Questions made of the figures marked by hand, so that reckoning is tested apart from reading."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sayso.domain import Entry, Figure, Number, Party, Period, Qualifier, Quantity, Question, Relation, Span
from sayso.reconcile.copies import credit


def questions(path: Path, sources: Mapping[str, str]) -> dict[str, Question]:
    """The questions of one marked group, by key. ``sources`` gives the one name of those who go by several."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
        for marked in article["figures"]:
            if marked["question"]:
                found[marked["question"]].append(_entry(article, marked, sources))
    return {key: _question(key, entries) for key, entries in found.items()}


def _question(key: str, entries: list[Entry]) -> Question:
    predicate, counted, event = key.split(":", 2)
    ordered = tuple(sorted(entries, key=lambda e: (e.published or dt.date.min, e.id)))
    return Question(key, f"{counted} {predicate} · {event}", predicate, counted, "", None, ordered)


def _entry(article: Mapping[str, Any], marked: Mapping[str, Any], sources: Mapping[str, str]) -> Entry:
    text = article["text"]
    start = text.index(marked["sentence"])
    sentence = Span.cut(text, start, start + len(marked["sentence"]))
    at = -1
    for _ in range(marked.get("nth", 0) + 1):
        at = marked["sentence"].index(marked["amount"], at + 1)
    amount = Span.cut(text, start + at, start + at + len(marked["amount"]))
    counted = text.find(marked["counted"], start) if marked["counted"] else -1
    figure = Figure(
        id=marked["id"],
        amount=amount,
        quantity=Quantity(_number(marked["low"]), _number(marked["high"]), Qualifier(marked["qualifier"]), marked["unit"]),
        sentence=sentence,
        counted=Span.cut(text, counted, counted + len(marked["counted"])) if counted >= 0 else None,
        predicate=marked["predicate"],
        relation=Relation(marked["relation"]),
        part_of=marked.get("part_of"),
        time=_period(marked["time"]),
    )
    names = [sources.get(name, name) for name in marked["source_names"]]
    return Entry(
        id=f"{article['doc']}/{marked['id']}",
        article=article["doc"],
        outlet=Party(f"outlet:{article['outlet']}", article["outlet"]),
        published=dt.date.fromisoformat(article["date"][:10]),
        figure=figure,
        parties=tuple(Party(name, name) for name in names),
        context=sentence.surface,
        credit=credit(text),
    )


def _number(value: float | int | None) -> Number | None:
    return None if value is None else value if isinstance(value, int) else Decimal(str(value))


def _period(text: str) -> Period | None:
    return Period.parse(text) if text else None
