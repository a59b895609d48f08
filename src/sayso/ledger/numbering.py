"""Row numbers that are taken before the rows are written, so that many rows that refer to each other go to the store at once."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

_TAKEN = sa.text("SELECT name, seq FROM sqlite_sequence")
_NEXT = sa.text(
    "SELECT name, nextval(pg_get_serial_sequence(name, 'id')) "
    "FROM unnest(CAST(:names AS text[]), CAST(:counts AS bigint[])) AS wanted (name, count), generate_series(1, count)"
)


class Numbers:
    """The numbers of new rows, within one transaction; no other row gets one of them.

    On SQLite the store counts on from the highest number ever given, takes notice of rows that come with a number, and has no other writer
    meanwhile; so it is asked once and counted on here. A table of which numbers were taken must not get rows that the store numbers in the same
    transaction.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._taken: dict[str, int] | None = None
        self._free: dict[str, list[int]] = {}

    def expect(self, wanted: Mapping[sa.Table, int]) -> None:
        """Get numbers of several tables ready by one statement: for each table, how many more are taken at most."""
        counts = {table.name: count for table, count in wanted.items() if count}
        if self._connection.dialect.name == "sqlite":
            if self._taken is None:
                self._taken = {row.name: row.seq for row in self._connection.execute(_TAKEN)}
            for name, count in counts.items():
                last = self._taken.get(name, 0)
                self._taken[name] = last + count
                self._free.setdefault(name, []).extend(range(last + 1, last + count + 1))
        elif counts:
            for name, number in self._connection.execute(_NEXT, {"names": list(counts), "counts": list(counts.values())}):
                self._free.setdefault(name, []).append(number)

    def take(self, table: sa.Table, count: int = 1) -> list[int]:
        """The numbers of the next ``count`` rows of a table whose rows are numbered."""
        free = self._free.setdefault(table.name, [])
        self.expect({table: max(0, count - len(free))})
        taken, free[:] = free[:count], free[count:]
        return taken
