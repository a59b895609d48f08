"""Rules that a test can foresee, and readings made without the reader.

Figures answer the same question where predicate and place are the same words; names are one source where they begin with the same word and that
word is long enough to say something.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import (
    Account,
    Article,
    Attribution,
    Chain,
    Figure,
    Link,
    Period,
    Quantity,
    Question,
    Reading,
    Reckoning,
    Span,
    VerdictKind,
)
from sayso.ledger.rules import Ground, Heading, Kept

DAY = dt.date(2024, 3, 12)


@dataclass(frozen=True)
class PlainRules:
    """The simplest rules that make all of the ledger's doings visible."""

    def profiles(self, reading: Reading) -> Mapping[str, Kept]:
        found = {}
        for f in reading.figures:
            if f.predicate != "lasted":
                key = f"{f.predicate}|{f.place.surface if f.place else ''}"
                found[f.id] = Kept((key,), json.dumps([key, f.quantity.low, str(reading.article.published)]))
        return found

    def group(
        self, profiles: Sequence[str], together: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]
    ) -> Sequence[tuple[int, ...]]:
        label = [str(json.loads(text)[0]) for text in profiles]
        for one, other in apart:
            if label[one] == label[other]:
                label[one] += "|apart"
        for one, other in together:
            label = [
                label[one] if name == label[other] and (name.endswith("|apart") or i == other) else name for i, name in enumerate(label)
            ]
            label[other] = label[one]
        return [tuple(i for i, other in enumerate(label) if other == name) for name in dict.fromkeys(label)]

    def heading(self, profiles: Sequence[str]) -> Heading:
        predicate, place = str(json.loads(min(profiles))[0]).split("|")
        return Heading(f"people {predicate} · {place}", predicate, "people", place, Period.day(DAY))

    def name_keys(self, name: str) -> Sequence[str]:
        return (name.split()[0].casefold(),)

    def in_context(self, name: str, others: Sequence[str]) -> str | None:
        long = [other for other in others if other != name and other.endswith(name.removeprefix("the "))]
        return long[0] if len(long) == 1 else None

    def stands_alone(self, name: str) -> bool:
        return name[:1].isupper()

    def is_description(self, name: str) -> bool:
        return name[:1].islower()

    def credit(self, text: str) -> str:
        return ""

    def same_source(self, name: str, known: Mapping[int, Sequence[str]]) -> Ground | None:
        first = name.split()[0].casefold()
        fitting = [id for id, names in known.items() if any(n.split()[0].casefold() == first for n in names)]
        return Ground(fitting[0], f"{name} begins like it.") if fitting else None

    def reckon(self, question: Question, convention: str) -> Reckoning:
        said: dict[str, list[int]] = {}
        for e in question.entries:
            said.setdefault(e.originator.id, []).append(int(e.figure.quantity.low or 0))
        accounts = tuple(
            Account(
                next(e.originator for e in question.entries if e.originator.id == id),
                tuple(e.id for e in question.entries if e.originator.id == id),
                (),
                v[-1],
                v[-1],
            )
            for id, v in said.items()
        )
        last = [v[-1] for v in said.values()]
        verdict = VerdictKind.DISAGREE if len(set(last)) > 1 else VerdictKind.AGREE
        return Reckoning(accounts, (), len(said), min(last), min(last), max(last), convention, verdict)


_FIGURE = re.compile(r"(?P<n>[0-9]+) people (?P<predicate>\w+)(?: in (?P<place>[A-Z]\w+))?")


def report(
    text: str,
    *,
    outlet: str = "Evening Post",
    by: Sequence[str] = (),
    day: dt.date | None = DAY,
    reader: str = "r1",
    title: str = "A report",
) -> Reading:
    """A reading of a text in which "12 people fled in Quayside" is a figure, each on the word of ``by``, originator first; every sentence is a
    statement of theirs."""
    chain = Chain(tuple(Link(name) for name in by))
    figures, statements = [], []
    for i, match in enumerate(re.finditer(r"[^.]+\.?", text)):
        sentence = Span(match.start(), match.end(), match.group())
        if by:
            statements.append(Attribution(f"a{i}", (sentence,), chain=chain, confidence=0.25 + 0.5 / (i + 1)))
        for found in _FIGURE.finditer(text, match.start(), match.end()):
            n = int(found["n"])
            figures.append(
                Figure(
                    f"f{len(figures) + 1}",
                    Span(found.start("n"), found.end("n"), found["n"]),
                    Quantity(n, n, unit="person"),
                    sentence,
                    predicate=found["predicate"],
                    place=Span(found.start("place"), found.end("place"), found["place"]) if found["place"] else None,
                    chain=chain,
                    statement=f"a{i}" if by else None,
                    confidence=round(1 / (len(figures) + 2), 3),
                )
            )
    return Reading(Article(text, title=title, outlet=outlet, published=day), tuple(statements), tuple(figures), reader=reader)
