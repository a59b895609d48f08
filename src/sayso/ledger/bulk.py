"""Many rows into a table at once, each store in the way that costs it least: an article brings some hundred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import exc


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write new rows, which all have the same columns; nothing where there are none.

    PostgreSQL takes them as one COPY, for there every row that is bound and sent by itself costs the client anew. Raises DBAPIError as every statement does.
    """
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(_insert(table), list(rows))
        return
    import psycopg

    columns = tuple(rows[0])
    statement = _copy(table, columns)
    try:
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([row[name] for name in columns])
    except psycopg.Error as error:
        raise exc.DBAPIError.instance(statement, None, error, psycopg.Error) from error


@lru_cache
def _insert(table: sa.Table) -> sa.Insert:
    return sa.insert(table)


@lru_cache
def _copy(table: sa.Table, columns: tuple[str, ...]) -> str:
    return f"COPY {table.name} ({', '.join(columns)}) FROM STDIN"
