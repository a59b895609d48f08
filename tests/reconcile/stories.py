"""Short invented reports with their figures marked in the text, for tests of what answers the same question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sayso.domain import Article, Figure, Period, Quantity, Reading, Relation, Span
from tests.marked import unmarked


def figure(
    number: int,
    *,
    unit: str = "person",
    predicate: str = "",
    counted: str = "",
    place: str = "",
    time: str = "",
    relation: str = "level",
    part_of: str = "",
) -> Mapping[str, object]:
    """What is known of a figure beside where it stands; ``counted`` and ``place`` are found in the text."""
    return {
        "quantity": Quantity(number, number, unit=unit),
        "predicate": predicate,
        "counted": counted,
        "place": place,
        "time": Period.parse(time) if time else None,
        "relation": Relation(relation),
        "part_of": part_of or None,
    }


def told(marked: str, *figures: Mapping[str, object], title: str = "", day: dt.date | None = dt.date(2021, 3, 4)) -> Reading:
    """The reading of a report whose ``n``-th figure is marked ``{fn|...}``; each figure's sentence runs from full stop to full stop."""
    text, found = unmarked(marked)
    made = []
    for n, given in enumerate(figures, 1):
        start, end = found[f"f{n}"][0]
        first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
        last = text.find(". ", end) + 1 if ". " in text[end:] else len(text)
        fields = dict(given)
        for name in ("counted", "place"):
            words = str(fields.get(name) or "")
            at = text.find(words) if words else -1
            fields[name] = Span.cut(text, at, at + len(words)) if at >= 0 else None
        made.append(Figure(f"F{n}", Span.cut(text, start, end), sentence=Span.cut(text, first, last), **fields))
    return Reading(Article(text, title, published=day), (), tuple(made), "by hand")
