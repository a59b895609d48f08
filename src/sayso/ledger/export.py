"""All rows of a kind, flat, one at a time: what tables of an export are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from sayso.domain import NOBODY, Party
from sayso.errors import NotPossible
from sayso.ledger import events, lists
from sayso.ledger.entries import parties, unnamed
from sayso.ledger.mending import mended
from sayso.ledger.packing import unpack_figure
from sayso.ledger.tables import articles, figures, names, questions, sources, statements
from sayso.ledger.tables import events as events_table

_AT_ONCE = 500


def rows(connection: sa.Connection, kind: str) -> Iterator[dict[str, object]]:
    """The rows of a kind in order of arrival. Values are text, int, Decimal, float (confidence), dates, tuples of text or None."""
    if kind not in _KINDS:
        raise NotPossible(f"There are no rows of {kind!r}. Name one of {', '.join(_KINDS)}.")
    return _KINDS[kind](connection)


def _runs(connection: sa.Connection, chosen: sa.Select[Any], id: sa.ColumnElement[int]) -> Iterator[list[sa.Row[Any]]]:
    """All rows of a query, some at a time, without holding more than those."""
    last = 0
    while found := list(connection.execute(chosen.where(id > last).order_by(id).limit(_AT_ONCE))):
        last = found[-1].id
        yield found


def _articles(connection: sa.Connection) -> Iterator[dict[str, object]]:
    for run in _runs(connection, lists.ARTICLES, articles.c.id):
        for row in run:
            a = lists.article_row(row)
            yield {name: getattr(a, name) for name in a.__dataclass_fields__}


def _figures(connection: sa.Connection) -> Iterator[dict[str, object]]:
    a, f = articles.c, figures.c
    chosen = (
        sa.select(
            *f["id", "article", "question", "body", "published", "confidence", "state", "mended"],
            a.title,
            a.outlet,
            a.url,
            sources.c.id.label("speaker"),
            sources.c.title.label("says"),
        )
        .join(articles, f.article == a.id)
        .outerjoin(names, a.speaker == names.c.id)
        .outerjoin(sources, names.c.source == sources.c.id)
    )
    for run in _runs(connection, chosen, f.id):
        chains = parties(connection, [row.id for row in run])
        for row in run:
            figure = mended(unpack_figure(row.body), row.mended)
            outlet = Party(f"s{row.speaker}", row.says) if row.speaker else unnamed(row.article, row.title)
            chain = chains.get(row.id, [])
            originator = chain[0] if chain else outlet
            yield {
                "id": f"e{row.id}",
                "article": f"a{row.article}",
                "question": f"q{row.question}" if row.question is not None else None,
                "amount": figure.amount.surface,
                "low": figure.quantity.low,
                "high": figure.quantity.high,
                "qualifier": figure.quantity.qualifier.value,
                "unit": figure.quantity.unit,
                "counted": figure.counted.surface if figure.counted else "",
                "predicate": figure.predicate,
                "relation": figure.relation.value,
                "place": figure.place.surface if figure.place else "",
                "time": figure.time.iso() if figure.time else "",
                "originator": originator.name,
                "originator_id": originator.id,
                "chain": tuple(party.name for party in chain),
                "chain_ids": tuple(party.id for party in chain),
                "outlet": row.outlet,
                "published": row.published,
                "title": row.title,
                "url": row.url,
                "sentence": figure.sentence.surface,
                "start": figure.amount.start,
                "end": figure.amount.end,
                "confidence": row.confidence,
                "state": row.state,
            }


def _statements(connection: sa.Connection) -> Iterator[dict[str, object]]:
    s = statements.c
    chosen = sa.select(statements, sources.c.id.label("source"), sources.c.title.label("says"))
    chosen = chosen.outerjoin(names, s.origin == names.c.id).outerjoin(sources, names.c.source == sources.c.id)
    for run in _runs(connection, chosen, s.id):
        for row in run:
            yield {
                "id": f"t{row.id}",
                "article": f"a{row.article}",
                "content": row.content,
                "chain": tuple(row.chain.split(" → ")) if row.chain else (),
                "originator": row.says if row.source else NOBODY if row.chain else "",
                "originator_id": f"s{row.source}" if row.source else None,
                "start": row.start,
                "end": row.stop,
                "confidence": row.confidence,
                "state": row.state,
            }


def _questions(connection: sa.Connection) -> Iterator[dict[str, object]]:
    for run in _runs(connection, sa.select(questions).where(questions.c.entries > 0), questions.c.id):
        for row in run:
            q = lists.question_row(row)
            made = {name: getattr(q, name) for name in q.__dataclass_fields__}
            yield made | {"time": row.time, "verdict": row.verdict}


def _sources(connection: sa.Connection) -> Iterator[dict[str, object]]:
    for run in _runs(connection, sa.select(sources).where(sa.exists().where(names.c.source == sources.c.id)), sources.c.id):
        called: dict[int, list[str]] = {row.id: [] for row in run}
        for source, name in connection.execute(
            sa.select(names.c.source, names.c.name).where(names.c.source.in_(called)).order_by(names.c.id)
        ):
            called[source].append(name)
        for row in run:
            s = lists.source_row(row)
            yield {name: getattr(s, name) for name in s.__dataclass_fields__} | {"names": tuple(called[row.id])}


def _events(connection: sa.Connection) -> Iterator[dict[str, object]]:
    for run in _runs(connection, events.query(), events_table.c.id):
        for row in run:
            e = events.row(row)
            made: dict[str, object] = {name: getattr(e, name) for name in e.__dataclass_fields__}
            yield made | {"details": events.canonical(dict(e.details))}


_KINDS: dict[str, Callable[[sa.Connection], Iterator[dict[str, object]]]] = {
    "articles": _articles,
    "figures": _figures,
    "statements": _statements,
    "questions": _questions,
    "sources": _sources,
    "events": _events,
}
