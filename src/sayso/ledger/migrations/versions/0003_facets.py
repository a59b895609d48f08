"""What lists are sorted and narrowed by: columns and indices for it, and tallies of every value, which the store itself keeps right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from sayso.ledger.search import ordered

revision = "0003"
down_revision = "0002"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_QUANTITY, _UNIT = 3, 3  # where they stand in a packed figure

_INDICES = {
    "articles": (("added", "id"), ("ordered", "id"), ("outlet", "id")),
    "figures": (("origin", "published"),),
    "questions": (("rank", "id"), ("origins", "id"), ("ordered", "id"), ("place", "id"), ("predicate", "id"), ("unit", "id")),
    "sources": (("described", "statements", "id"), ("described", "ordered", "id")),
    "statements": (("origin", "published"),),
}
_TALLIED = {
    "articles": (
        "1 = 1",
        ("outlet", "reader", "published"),
        (("'outlet'", "{}outlet"), ("'reader'", "{}reader"), ("'published'", "substr({}published, 1, 7)")),
    ),
    "questions": (
        "{}entries > 0",
        ("entries", "verdict", "place", "predicate", "unit", "until"),
        (
            ("'verdict'", "{}verdict"),
            ("'place'", "{}place"),
            ("'predicate'", "{}predicate"),
            ("'unit'", "{}unit"),
            ("'reported'", "substr({}until, 1, 7)"),
        ),
    ),
    "sources": (
        "{}called > 0",
        ("called", "described", "figures", "statements"),
        (
            (
                "CASE WHEN {}described = 1 THEN 'described' ELSE 'named' END",
                "CASE WHEN {}figures + {}statements > 0 THEN 'originates' ELSE 'relays' END",
            ),
        ),
    ),
}
"""Of each list: which rows count, the columns that say so, and each facet with its value."""


def upgrade() -> None:
    """Add the columns, fill them from what is there, and let the store keep the tallies from now on."""
    for table in ("articles", "questions", "sources"):
        op.add_column(table, sa.Column("ordered", Key, nullable=False, server_default=""))
    op.add_column("questions", sa.Column("unit", Key, nullable=False, server_default=""))
    op.add_column("sources", sa.Column("called", Id, nullable=False, server_default="0"))
    op.add_column("statements", sa.Column("published", Key, nullable=False, server_default=""))
    op.create_table(
        "tallies",
        sa.Column("list", Key, nullable=False),
        sa.Column("facet", Key, nullable=False),
        sa.Column("value", Key, nullable=False),
        sa.Column("count", Id, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("list", "facet", "value", name=op.f("pk_tallies")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tallies_list_facet_count"), "tallies", ["list", "facet", "count"], unique=False)
    op.execute("UPDATE sources SET called = (SELECT count(*) FROM names WHERE names.source = sources.id)")
    op.execute("UPDATE statements SET published = (SELECT published FROM articles WHERE articles.id = statements.article)")
    for table, title in (("articles", "title"), ("questions", "coalesce(renamed, title)"), ("sources", "title")):
        _order(table, title)
    _units()
    for table, indices in _INDICES.items():
        for columns in indices:
            op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)
    for table in _TALLIED:
        _count(table)
        _keep_tallies(table)
    _keep_called()


def _order(table: str, title: str) -> None:
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        sa.text(f"SELECT id, {title} AS title FROM {table} WHERE id > :last ORDER BY id LIMIT 5000"), {"last": last}
    ).all():
        last = rows[-1].id
        connection.execute(
            sa.text(f"UPDATE {table} SET ordered = :ordered WHERE id = :id"),
            [{"id": row.id, "ordered": ordered(row.title)} for row in rows],
        )


def _units() -> None:
    """The unit of a question is the one that most of its figures have."""
    connection = op.get_bind()
    made = [{"id": id, "unit": unit} for id, unit in _unit_of(connection) if unit]
    for at in range(0, len(made), 5000):
        connection.execute(sa.text("UPDATE questions SET unit = :unit WHERE id = :id"), made[at : at + 5000])


def _unit_of(connection: sa.Connection) -> Iterator[tuple[int, str]]:
    rows = connection.execute(sa.text("SELECT question, body FROM figures WHERE question IS NOT NULL ORDER BY question, published, id"))
    for question, held in groupby(rows, key=lambda row: row.question):
        units = Counter(str(json.loads(row.body)[_QUANTITY][_UNIT]) for row in held)
        yield question, max(units, key=lambda unit: (units[unit], unit))


def _rows(table: str, row: str) -> str:
    """The facets of one row, each with its value."""
    counts, _, facets = _TALLIED[table]
    each = " UNION ALL ".join(f"SELECT {facet.replace('{}', row)} AS facet, {value.replace('{}', row)} AS value" for facet, value in facets)
    return f"FROM ({each}) AS told WHERE {counts.replace('{}', row)}"


def _tally(table: str, row: str, by: int) -> str:
    return (
        f"INSERT INTO tallies (list, facet, value, count) SELECT '{table}', facet, value, {by} {_rows(table, row)} "
        "ON CONFLICT (list, facet, value) DO UPDATE SET count = tallies.count + excluded.count;"
    )


def _count(table: str) -> None:
    counts, _, facets = _TALLIED[table]
    for facet, value in facets:
        told = f"SELECT {facet} AS facet, {value} AS value FROM {table} WHERE {counts}".replace("{}", "")
        op.execute(
            f"INSERT INTO tallies (list, facet, value, count) SELECT '{table}', facet, value, count(*) FROM ({told}) AS told GROUP BY facet, value"
        )


def _keep_tallies(table: str) -> None:
    """Let what is added, changed and taken away be counted by the store."""
    _, columns, _ = _TALLIED[table]
    plus, minus = _tally(table, "NEW.", 1), _tally(table, "OLD.", -1)
    changed = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in columns)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {table}_tally_insert AFTER INSERT ON {table} BEGIN {plus} END")
        op.execute(
            f"CREATE TRIGGER {table}_tally_update AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {changed} BEGIN {minus} {plus} END"
        )
        op.execute(f"CREATE TRIGGER {table}_tally_delete AFTER DELETE ON {table} BEGIN {minus} END")
        return
    op.execute(
        f"CREATE FUNCTION {table}_tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {minus} END IF; IF TG_OP <> 'DELETE' THEN {plus} END IF; RETURN NULL; END $$"
    )
    for change, when in (("INSERT", ""), ("UPDATE", f"WHEN ({changed})"), ("DELETE", "")):
        op.execute(
            f"CREATE TRIGGER {table}_tally_{change.lower()} AFTER {change} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {table}_tally()"
        )


def _keep_called() -> None:
    """Let the store count the names of every source; one without a name is in no list."""
    more = "UPDATE sources SET called = called + 1 WHERE id = NEW.source;"
    less = "UPDATE sources SET called = called - 1 WHERE id = OLD.source;"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER names_called_insert AFTER INSERT ON names BEGIN {more} END")
        op.execute(
            f"CREATE TRIGGER names_called_update AFTER UPDATE OF source ON names WHEN OLD.source <> NEW.source BEGIN {less} {more} END"
        )
        op.execute(f"CREATE TRIGGER names_called_delete AFTER DELETE ON names BEGIN {less} END")
        return
    op.execute(
        f"CREATE FUNCTION names_called() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {less} END IF; IF TG_OP <> 'DELETE' THEN {more} END IF; RETURN NULL; END $$"
    )
    for change, when in (("INSERT", ""), ("UPDATE", "WHEN (OLD.source <> NEW.source)"), ("DELETE", "")):
        op.execute(
            f"CREATE TRIGGER names_called_{change.lower()} AFTER {change} ON names FOR EACH ROW {when} EXECUTE FUNCTION names_called()"
        )
