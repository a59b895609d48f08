"""Row numbers that are taken before the rows are written, so that many rows that refer to each other go to the store at once."""

from __future__ import annotations

import sqlalchemy as sa

_TAKEN = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_NEXT = sa.text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")


def numbers(connection: sa.Connection, table: sa.Table, count: int) -> list[int]:
    """The numbers of the next ``count`` rows of a table whose rows are numbered; no other row gets one of them.

    On SQLite the store counts on from the highest number ever given, and takes notice of rows that come with a number; so the rows must be
    written before numbers of the same table are asked for again. Nobody else writes meanwhile, since a writer keeps others out from its first
    word on.
    """
    if connection.dialect.name == "sqlite":
        taken = int(connection.scalar(_TAKEN, {"name": table.name}) or 0)
        return list(range(taken + 1, taken + count + 1))
    return [int(id) for id in connection.scalars(_NEXT, {"name": table.name, "count": count})]
