"""What is stored of a question so that lists need not reckon: its heading, its bounds, its verdict, and how far its answers lie apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from sayso.domain import Entry, Number, Question, Reckoning, VerdictKind
from sayso.ledger import search
from sayso.ledger.entries import load, load_whole
from sayso.ledger.grouping import chunks
from sayso.ledger.packing import number_out, plain
from sayso.ledger.rules import Heading, Rules
from sayso.ledger.tables import figures, questions

CONVENTION = "acled"
"""The convention by which lists give low, best and high."""

MOST_RECKONED = 300
"""How many entries of one question its summary is reckoned from, the latest by publication."""


_STORED = (
    *(
        "title",
        "predicate",
        "counted",
        "place",
        "place_words",
        "first",
        "last",
        "time",
        "entries",
        "articles",
        "origins",
        "low",
        "best",
        "high",
    ),
    *("verdict", "rank", "since", "until", "unit", "ordered"),
)
_EMPTY = {"entries": 0, "articles": 0, "origins": 0, "low": None, "best": None, "high": None, "verdict": "", "rank": 0.0}
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_BEFORE = sa.select(questions).where(questions.c.id.in_(_IDS))
_PROFILES_OF_ONE = (
    sa.select(figures.c.profile)
    .where(figures.c.question == sa.bindparam("question"))
    .order_by(figures.c.published.desc(), figures.c.id.desc())
    .limit(MOST_RECKONED)
)
_PROFILES = sa.select(figures.c.question, figures.c.profile).where(figures.c.question.in_(_IDS))
_COUNTS = (
    sa.select(
        figures.c.question,
        sa.func.count(),
        sa.func.count(figures.c.article.distinct()),
        sa.func.min(figures.c.published),
        sa.func.max(figures.c.published),
    )
    .where(figures.c.question.in_(_IDS))
    .group_by(figures.c.question)
)
_STORE = sa.update(questions).where(questions.c.id == sa.bindparam("of")).values({name: sa.bindparam(f"new_{name}") for name in _STORED})


def refresh(connection: sa.Connection, rules: Rules, ids: Iterable[int]) -> None:
    """Reckon the questions anew and store the outcome."""
    for some in chunks(sorted(set(ids)), 100):
        before = connection.execute(_BEFORE, {"ids": some}).all()
        counts = {row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(_COUNTS, {"ids": some})}
        small = [id for id in some if id in counts and counts[id][0] <= MOST_RECKONED]
        profiles: dict[int, list[str]] = {}
        for id, profile in connection.execute(_PROFILES, {"ids": small}):
            profiles.setdefault(id, []).append(profile)
        entries = load_whole(connection, small)
        updates, gone, come = [], [], []
        for row in before:
            stored = {name: row._mapping[name] for name in _STORED}
            if row.id not in counts:
                now = stored | _EMPTY
            else:
                known = profiles.get(row.id) or connection.scalars(_PROFILES_OF_ONE, {"question": row.id}).all()
                held = entries.get(row.id) or load(connection, row.id, MOST_RECKONED)
                now = _summary(rules, f"q{row.id}", rules.heading(known), held, counts[row.id])
                now["ordered"] = search.ordered(row.renamed or str(now["title"]))
            if now != stored:
                updates.append({"of": row.id, **{f"new_{name}": value for name, value in now.items()}})
            words, fresh = findable(row.renamed, stored), findable(row.renamed, now)
            if words != fresh:
                gone += [(row.id, words)] if words else []
                come += [(row.id, fresh)] if fresh else []
        if updates:
            connection.execute(_STORE, updates)
        search.unindex(connection, "questions", gone)
        search.index(connection, "questions", come)


def findable(renamed: str | None, values: Mapping[str, object]) -> str:
    """The words under which a question with these columns is found; none for one without entries."""
    if not values["entries"]:
        return ""
    return " · ".join(str(part) for part in (renamed, values["title"], values["predicate"], values["counted"], values["place"]) if part)


def _summary(rules: Rules, id: str, heading: Heading, entries: tuple[Entry, ...], counts: tuple[int, int, str, str]) -> dict[str, object]:
    number, articles, since, until = counts
    time = heading.time
    title, predicate, counted, place = (plain(part) for part in (heading.title, heading.predicate, heading.counted, heading.place))
    outcome = rules.reckon(Question(id, title, predicate, counted, place, time, entries), CONVENTION)
    return {
        "title": title,
        "predicate": predicate,
        "counted": counted,
        "place": place,
        "place_words": f" {search.folded(place)} ",
        "time": time.iso() if time else "",
        "first": time.first.isoformat() if time else since,
        "last": time.last.isoformat() if time else until,
        "entries": number,
        "articles": articles,
        "origins": outcome.origins,
        "low": number_out(outcome.low),
        "best": number_out(outcome.best),
        "high": number_out(outcome.high),
        "verdict": outcome.verdict.value,
        "rank": distance(outcome),
        "since": since,
        "until": until,
        "unit": unit_of(entries),
    }


def unit_of(entries: Iterable[Entry]) -> str:
    """The unit that most of the entries have; of several the last in the alphabet.

    >>> unit_of(())
    ''
    """
    units = Counter(plain(e.figure.quantity.unit) for e in entries)
    return max(units, key=lambda unit: (units[unit], unit), default="")


def distance(outcome: Reckoning) -> float:
    """How much a disagreement weighs in lists: how often the lowest answer goes into the highest, as a logarithm, for each origin that answers.

    0 where the answers do not disagree.
    """
    if outcome.verdict is not VerdictKind.DISAGREE:
        return 0.0
    low, high = (_logarithm(side) for side in (outcome.low, outcome.high))
    return round((1.0 + max(0.0, high - low)) * math.log1p(outcome.origins), 6)


def _logarithm(number: Number | None) -> float:
    """The natural logarithm of one more than a number's size, however large: an integer may be larger than a float."""
    if number is None:
        return 0.0
    if isinstance(number, Decimal):
        return number.adjusted() * math.log(10) if number.adjusted() > 100 else math.log(float(abs(number)) + 1)
    return math.log(abs(number) + 1)
