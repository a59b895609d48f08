"""What a person looks at next: figures and statements that nobody decided about, those of which the reader is least sure first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.ledger import narrowing
from sayso.ledger.choices import BANDS, QUEUED, QueueChoice
from sayso.ledger.packing import unpack_figure
from sayso.ledger.paging import Order, beyond, cursor, limited, order_of, position
from sayso.ledger.rows import Page, QueueItem
from sayso.ledger.tables import articles, figures, questions, statements

MOST_GATHERED = {"article": 5_000, "question": 20_000}
"""Of how many articles of an outlet, or questions of a kind, what is in the queue is gathered and then sorted; of more of them so much is in it that
it is found going down the queue. Either way the cost has a bound."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """An order of the queue: the column by which each table is sorted before kind and number, and the index that has it so."""

    column: str
    index: str
    down: bool

    def order(self, kind: str) -> Order:
        """The order of the rows of one kind."""
        t = _TABLES[kind].c
        return Order((t[self.column], sa.literal(kind), t.id), down=self.down)


_TABLES = {"figure": figures, "statement": statements}
_SORTS = {
    "doubt": _Sort("confidence", "state_confidence_id", False),
    "sure": _Sort("confidence", "state_confidence_id", True),
    "added": _Sort("article", "article", True),
}
QUEUE_ORDERS: Mapping[str, Order] = {name: sort.order("figure") for name, sort in _SORTS.items()}
"""Least sure first; surest first; the article added last first."""


def kinds_of(choice: QueueChoice) -> tuple[str, ...]:
    """Of which kinds there can be something: statements answer no question."""
    asked = tuple(kind for kind in QUEUED if kind in choice.kinds) or QUEUED
    return tuple(kind for kind in asked if kind in possible(choice))


def possible(choice: QueueChoice) -> tuple[str, ...]:
    """Which kinds can fit a choice, whatever kinds it asks for."""
    return ("figure",) if choice.predicate or choice.verdict else QUEUED


def chosen(connection: sa.Connection, kind: str, choice: QueueChoice, sort: str = "") -> tuple[sa.Select[Any], Order]:
    """What is in the queue of one kind, not sorted yet, with what it is narrowed by; and the order to sort it in."""
    name, _ = order_of(QUEUE_ORDERS, sort)
    table, way = _TABLES[kind], _SORTS[name]
    t = table.c
    of: sa.FromClause = table.join(articles, t.article == articles.c.id)
    columns: list[Any] = [t.confidence, articles.c.outlet]
    if kind == "figure":
        of = of.outerjoin(questions, t.question == questions.c.id)
        columns += [questions.c.predicate, questions.c.verdict]
    found = sa.select(*columns).select_from(of).where(t.state == "")
    if choice.sure:
        least, most = BANDS[choice.sure]
        found = found.where(t.confidence >= least, t.confidence < most)
    gathered = ""
    if choice.outlet:
        having = articles.c.outlet == choice.outlet
        few = narrowing.tally(connection, "articles", "outlet", choice.outlet) <= MOST_GATHERED["article"]
        gathered = "article" if few else ""
        found = found.where(t.article.in_(sa.select(_A.c.id).where(_A.c.outlet == choice.outlet)) if few else having)
    exact = {"predicate": choice.predicate, "verdict": choice.verdict}
    for facet, value in exact.items():
        if value:
            few = not gathered and narrowing.tally(connection, "questions", facet, value) <= MOST_GATHERED["question"]
            gathered = "question_published_id" if few else gathered
            found = found.where(t.question.in_(sa.select(_Q.c.id).where(_Q.c[facet] == value)) if few else questions.c[facet] == value)
    return found.with_hint(table, f"INDEXED BY ix_{table.name}_{gathered or way.index}", "sqlite"), way.order(kind)


_A, _Q = articles.alias(), questions.alias()


def queue(connection: sa.Connection, choice: QueueChoice, sort: str, after: str | None, limit: int) -> Page[QueueItem]:
    """A page of the queue, in one of the orders ``QUEUE_ORDERS``. Raises NotPossible for another."""
    size = limited(limit)
    name, first = order_of(QUEUE_ORDERS, sort)
    at = position(after, [key.type.python_type for key in first.keys], name) if after else None
    found: list[tuple[Any, str, int]] = []
    for kind in kinds_of(choice):
        rows, order = chosen(connection, kind, choice, name)
        lead, _, id = order.keys
        if at is not None:
            rows = rows.where(lead <= at[0] if order.down else lead >= at[0], beyond(order, at))
        keys = rows.with_only_columns(lead, id).order_by(*(key.desc() if order.down else key.asc() for key in (lead, id)))
        found += [(first_of, kind, number) for first_of, number in connection.execute(keys.limit(size + 1))]
    found.sort(reverse=first.down)
    shown = found[:size]
    items = {kind: _items(connection, kind, [id for _, of, id in shown if of == kind]) for kind in QUEUED}
    return Page(tuple(items[kind][id] for _, kind, id in shown), cursor(shown[-1], name) if len(found) > size else None)


def _items(connection: sa.Connection, kind: str, ids: Sequence[int]) -> dict[int, QueueItem]:
    """What is in the queue under these numbers."""
    t = _TABLES[kind]
    with_article: sa.Select[Any] = sa.select(*t.c, articles.c.title.label("of"), articles.c.outlet).join(
        articles, t.c.article == articles.c.id
    )
    made = _figure if kind == "figure" else _statement
    return {row.id: made(row) for row in connection.execute(with_article.where(t.c.id.in_(ids)))}


def in_band(connection: sa.Connection, kind: str, band: str, most: int) -> int:
    """How many of a kind are in the queue with a confidence of this band, no more than ``most`` of them counted."""
    t, (least, below) = _TABLES[kind].c, BANDS[band]
    some = sa.select(t.id).where(t.state == "", t.confidence >= least, t.confidence < below).limit(most)
    return connection.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0


def _figure(row: sa.Row[Any]) -> QueueItem:
    f = unpack_figure(row.body)
    amount = (f.amount.start - f.sentence.start, f.amount.end - f.sentence.start)
    asked = f"q{row.question}" if row.question is not None else None
    marks = (amount,) if f.sentence.holds(f.amount) else ()
    return QueueItem(
        "figure", f"e{row.id}", f"a{row.article}", row.of, f.sentence.surface, marks, f.chain.names, f.confidence, asked, row.outlet
    )


def _statement(row: sa.Row[Any]) -> QueueItem:
    chain = tuple(row.chain.split(" → ")) if row.chain else ()
    return QueueItem("statement", f"t{row.id}", f"a{row.article}", row.of, row.content, (), chain, row.confidence, None, row.outlet)
