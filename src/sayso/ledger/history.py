"""What was decided, by whom and when: events as a list that can be narrowed down and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from sayso.ledger import events, narrowing
from sayso.ledger.choices import HistoryChoice
from sayso.ledger.paging import Order, order_of, page
from sayso.ledger.rows import Event, Page
from sayso.ledger.tables import events as events_table
from sayso.ledger.tables import touched

HISTORY_ORDERS: Mapping[str, Order] = {"latest": Order((events_table.c.id,)), "earliest": Order((events_table.c.id,), down=False)}
"""The latest first; in the order in which it happened."""


def chosen(choice: HistoryChoice) -> sa.Select[Any]:
    """The events of a choice, not sorted yet."""
    e = events_table.c
    found = events.query()
    if choice.target:
        found = found.where(e.id.in_(sa.select(touched.c.event).where(touched.c.target == choice.target)))
    if choice.who:
        found = found.where(e.who == choice.who)
    if choice.what:
        found = found.where(e.what == choice.what)
    if choice.day:
        found = found.where(narrowing.within(e.at, choice.day))
    return found


def history(connection: sa.Connection, choice: HistoryChoice, sort: str, after: str | None, limit: int) -> Page[Event]:
    """A page of events, in one of the orders ``HISTORY_ORDERS``. Raises NotPossible for another."""
    name, order = order_of(HISTORY_ORDERS, sort)
    rows, following = page(connection, chosen(choice), name, order, after, limit)
    return Page(tuple(events.row(row) for row in rows), following)
