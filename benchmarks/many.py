"""A ledger of many figures, generated from real ones.

Real readings are added as always. Their rows are then laid down again and again, each time as other articles on other questions at other places,
with their days moved on; the sources stay who they are, so that a few of them are heard very often, as in the world. Every column is filled as adding
would have filled it, and ``Ledger.check`` finds nothing wrong with the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from sayso.domain import Reading
from sayso.ledger import Ledger, search
from sayso.ledger.checking import counted_anew
from sayso.ledger.packing import unpack_figure, unpack_text
from sayso.ledger.tables import articles, figures, keys, links, questions, readings, statements, tallies

# Each with the columns that refer to a row that is laid down again too.
_COPIED: tuple[tuple[sa.Table, dict[str, str]], ...] = (
    (articles, {"id": "articles"}),
    (readings, {"id": "readings", "article": "articles"}),
    (statements, {"id": "statements", "article": "articles"}),
    (questions, {"id": "questions", "founder": "figures"}),
    (figures, {"id": "figures", "article": "articles", "question": "questions"}),
    (links, {"figure": "figures"}),
    (keys, {"figure": "figures"}),
)
_DAYS = {"published", "first", "last", "since", "until"}
_APART = {"articles": {"title", "sha256"}, "questions": {"title", "place"}, "keys": {"key"}}
STEP = 3
"""By how many days each copy is later than the one before."""


def fill(ledger: Ledger, seeds: Iterable[Reading]) -> int:
    """Add real readings; the number of figures."""
    for reading in seeds:
        ledger.add(reading, reading.article.text.encode())
    with ledger._store.read() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(figures)) or 0


def multiply(ledger: Ledger, sizes: Iterable[int]) -> Iterator[int]:
    """Lay the rows down again until there are as many figures as each of ``sizes`` asks for, rising; yields each size when it is reached."""
    with ledger._store.write() as connection:
        spans = {t.name: (connection.scalar(sa.select(sa.func.max(t.c.id))) or 0) for t, _ in _COPIED if "id" in t.c}
        _keep_words(connection)
        seed = connection.scalar(sa.select(sa.func.count()).select_from(figures)) or 0
    have = seed
    for size in sizes:
        while have < size:
            with ledger._store.write() as connection:
                free = _free(connection, spans)
                for copy in range(free, free + 5):
                    if have < size:
                        _lay_down(connection, copy, spans)
                        have += seed
        _settle(ledger, spans)
        yield size
    with ledger._store.write() as connection:
        connection.exec_driver_sql("DROP TABLE seed_words")


def _free(connection: sa.Connection, spans: dict[str, int]) -> int:
    """The first copy whose rows come after all that are there."""
    tables = [t for t, _ in _COPIED if t.name in spans]
    return max(-(-(connection.scalar(sa.select(sa.func.max(t.c.id))) or 0) // spans[t.name]) for t in tables)


def _keep_words(connection: sa.Connection) -> None:
    """The words of the real rows, for on SQLite the index alone has them."""
    connection.exec_driver_sql("CREATE TABLE seed_words (kind TEXT, id BIGINT, words TEXT)")
    rows: list[dict[str, Any]] = []
    for id, title, body in connection.execute(sa.select(articles.c.id, articles.c.title, readings.c.body).join(readings)):
        rows.append({"kind": "articles", "id": id, "words": search.folded(f"{title}\n{unpack_text(body)}")})
    for id, content in connection.execute(sa.select(statements.c.id, statements.c.content)):
        rows.append({"kind": "statements", "id": id, "words": search.folded(content)})
    for id, body in connection.execute(sa.select(figures.c.id, figures.c.body)):
        rows.append({"kind": "figures", "id": id, "words": search.folded(unpack_figure(body).sentence.surface)})
    q = questions.c
    for id, *words in connection.execute(sa.select(q.id, q.title, q.predicate, q.counted, q.place).where(q.entries > 0)):
        rows.append({"kind": "questions", "id": id, "words": search.folded(" · ".join(w for w in words if w))})
    connection.execute(sa.text("INSERT INTO seed_words VALUES (:kind, :id, :words)"), rows)


def _lay_down(connection: sa.Connection, copy: int, spans: dict[str, int]) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        # A server counts each row by itself, and keeps every count there was until the transaction ends: tallies are counted afterwards.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    for table, numbered in _COPIED:
        own = next(iter(numbered))
        first = table.c[own] <= spans[numbered[own]]
        columns = [_moved(column, table.name, numbered, copy, spans, sqlite) for column in table.c]
        connection.execute(sa.insert(table).from_select([c.name for c in table.c], sa.select(*columns).where(first)))
    for kind in ("articles", "statements", "figures", "questions"):
        words = f"words || ' copy{copy}'" if kind in _APART else "words"
        made = words if sqlite else f"to_tsvector('simple', {words})"
        connection.exec_driver_sql(
            f"INSERT INTO {kind}_words(rowid, words) SELECT id + {copy * spans[kind]}, {made} FROM seed_words WHERE kind = '{kind}'"
        )


def _moved(
    column: sa.Column[Any], table: str, numbered: dict[str, str], copy: int, spans: dict[str, int], sqlite: bool
) -> sa.ColumnElement[Any]:
    if column.name in numbered:
        most = spans[numbered[column.name]]
        if column.nullable:  # a real article added since may have taken a row of the seed into a question of its own, which has no copy
            return sa.case((column <= most, column + copy * most), else_=sa.null())
        return column + copy * most
    if column.name in _DAYS:
        days = copy * STEP
        later: sa.ColumnElement[Any] = sa.func.date(column, f"+{days} days")
        if not sqlite:
            later = sa.cast(sa.cast(sa.func.nullif(column, ""), sa.Date) + days, sa.Text)
        return sa.case((column == "", ""), else_=later)
    if column.name in _APART.get(table, ()):
        return column + f" copy{copy}"
    return sa.literal(b"", sa.LargeBinary()) if column.name == "raw" else column


def _settle(ledger: Ledger, spans: dict[str, int]) -> None:
    """Go on numbering after the last row, count the tallies, and let a server look at what it holds, as it does by itself after a while."""
    if ledger._store.sqlite:
        return
    with ledger._store.write() as connection:
        for name in spans:
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
        connection.execute(sa.delete(tallies))
        for (kind, facet), counted in counted_anew().items():
            value, count = counted.subquery().c
            told = sa.select(sa.literal(kind), sa.literal(facet), value, count).where(count > 0)
            connection.execute(sa.insert(tallies).from_select(["list", "facet", "value", "count"], told))
        connection.exec_driver_sql("ANALYZE")
