"""What was decided, by whom and when: events as a list that can be narrowed down and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from sayso.ledger import events, narrowing
from sayso.ledger.choices import HistoryChoice
from sayso.ledger.packing import unpack_figure
from sayso.ledger.paging import Order, order_of, page
from sayso.ledger.rows import Event, Page, Target
from sayso.ledger.tables import articles, figures, questions, sources, statements, touched
from sayso.ledger.tables import events as events_table

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


_WORDS: Mapping[str, sa.Select[Any]] = {
    "a": sa.select(articles.c.id, articles.c.title.label("text")),
    "q": sa.select(questions.c.id, sa.func.coalesce(questions.c.renamed, questions.c.title).label("text")),
    "s": sa.select(sources.c.id, sources.c.title.label("text")),
    "e": sa.select(*figures.c["id", "article", "start", "stop", "body"]),
    "t": sa.select(*statements.c["id", "article", "start", "stop"], statements.c.content.label("text")),
}


def told(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Target]:
    """What stands under these ids, in words; those that are not there any more are left out."""
    found = {}
    wanted = set(ids)
    for letter, words in _WORDS.items():
        numbers = sorted(int(id[1:]) for id in wanted if id[:1] == letter and id[1:].isdecimal())
        for row in connection.execute(words.where(words.selected_columns.id.in_(numbers))) if numbers else ():
            id = f"{letter}{row.id}"
            if letter in ("e", "t"):
                text = unpack_figure(row.body).sentence.surface if letter == "e" else row.text
                found[id] = Target(id, text, f"a{row.article}", row.start, row.stop)
            else:
                found[id] = Target(id, row.text)
    return found
