"""What is stored of a question so that lists need not reckon: its heading, its bounds, its verdict, and how far its answers lie apart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

import sqlalchemy as sa

from sayso.domain import Number, Period, Reckoning, VerdictKind
from sayso.ledger import search
from sayso.ledger.entries import question
from sayso.ledger.grouping import chunks
from sayso.ledger.packing import number_out, plain
from sayso.ledger.rules import Heading, Rules
from sayso.ledger.tables import figures, questions

CONVENTION = "acled"
"""The convention by which lists give low, best and high."""

MOST_RECKONED = 300
"""How many entries of one question its summary is reckoned from, the latest by publication."""


def refresh(connection: sa.Connection, rules: Rules, ids: Iterable[int]) -> None:
    """Reckon the questions anew and store the outcome."""
    for some in chunks(sorted(set(ids)), 200):
        before = {row.id: row for row in connection.execute(sa.select(questions).where(questions.c.id.in_(some)))}
        counts = sa.select(
            figures.c.question,
            sa.func.count(),
            sa.func.count(figures.c.article.distinct()),
            sa.func.min(figures.c.published),
            sa.func.max(figures.c.published),
        ).where(figures.c.question.in_(some))
        now = {row[0]: row[1:] for row in connection.execute(counts.group_by(figures.c.question))}
        for id, row in before.items():
            values = _summary(connection, rules, id, now[id]) if id in now else {"entries": 0, "articles": 0, "verdict": "", "rank": 0.0}
            connection.execute(sa.update(questions).where(questions.c.id == id).values(**values))
            reindex(connection, id, findable(row), findable_as(row.renamed, values) if id in now else "")


def findable(row: sa.Row[tuple[object, ...]]) -> str:
    """The words under which a stored question is found; none for one without entries."""
    return findable_as(row.renamed, dict(row._mapping)) if row.entries else ""


def findable_as(renamed: str | None, values: dict[str, object]) -> str:
    """The words under which a question with these values is found."""
    return " · ".join(str(part) for part in (renamed, values["title"], values["predicate"], values["counted"], values["place"]) if part)


def reindex(connection: sa.Connection, id: int, before: str, after: str) -> None:
    if before != after:
        search.unindex(connection, "questions", [(id, before)] if before else [])
        search.index(connection, "questions", [(id, after)] if after else [])


def _summary(connection: sa.Connection, rules: Rules, id: int, counts: tuple[int, int, str, str]) -> dict[str, object]:
    entries, articles, since, until = counts
    latest = sa.select(figures.c.profile).where(figures.c.question == id).order_by(figures.c.published.desc(), figures.c.id.desc())
    heading = rules.heading(list(connection.scalars(latest.limit(MOST_RECKONED))))
    connection.execute(sa.update(questions).where(questions.c.id == id).values(**_heading(heading, since, until)))
    outcome = rules.reckon(question(connection, id, MOST_RECKONED), CONVENTION)
    return _heading(heading, since, until) | {
        "entries": entries,
        "articles": articles,
        "origins": outcome.origins,
        "low": number_out(outcome.low),
        "best": number_out(outcome.best),
        "high": number_out(outcome.high),
        "verdict": outcome.verdict.value,
        "rank": distance(outcome),
        "since": since,
        "until": until,
    }


def _heading(heading: Heading, since: str, until: str) -> dict[str, object]:
    time: Period | None = heading.time
    return {
        "title": plain(heading.title),
        "predicate": plain(heading.predicate),
        "counted": plain(heading.counted),
        "place": plain(heading.place),
        "time": time.iso() if time else "",
        "first": time.first.isoformat() if time else since,
        "last": time.last.isoformat() if time else until,
    }


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
