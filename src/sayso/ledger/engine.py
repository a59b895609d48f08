"""Doors to the store: how it is opened, read and written to on SQLite and on PostgreSQL, and its errors in the words of ``sayso.errors``."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from sayso.errors import LedgerBusy, LedgerError, LedgerFull, LedgerReadOnly, LedgerUnreachable, NotALedger

WAIT = 60
"""Seconds to wait for another process that writes."""

_LOCK = 0x5A1505
"""The advisory lock that writers on PostgreSQL take, one after the other."""

_BY_SQLSTATE = {"53100": LedgerFull, "25006": LedgerReadOnly, "42501": LedgerReadOnly, "55P03": LedgerBusy}
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: LedgerFull,
    sqlite3.SQLITE_READONLY: LedgerReadOnly,
    sqlite3.SQLITE_PERM: LedgerReadOnly,
    sqlite3.SQLITE_BUSY: LedgerBusy,
    sqlite3.SQLITE_LOCKED: LedgerBusy,
}


def default_path() -> Path:
    """Where the ledger lies when nobody says: ``ledger.db`` in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("sayso") / "ledger.db"


class Store:
    """One database, with a door for reading and, unless it is ``readonly``, one for writing.

    ``where`` is a path to a SQLite file or the URL of a database. Raises LedgerError where it cannot be reached.
    """

    def __init__(self, where: str | Path | None, *, readonly: bool = False) -> None:
        target = default_path() if where is None else where
        url = sa.make_url(str(target)) if "://" in str(target) else None
        if url is not None and url.get_backend_name() not in ("sqlite", "postgresql"):
            raise LedgerUnreachable(url.render_as_string(), f"{url.get_backend_name()} is no kind of store that Sayso knows")
        self.path: Path | None = None
        if url is None or url.get_backend_name() == "sqlite":
            if url is not None and url.database in (None, "", ":memory:"):
                raise LedgerUnreachable(str(target), "a ledger is kept in a file")
            self.path = Path(target if url is None else url.database or "").expanduser().absolute()
            self.where = str(self.path)
        else:
            url = url.set(drivername="postgresql+psycopg")
            self.where = url.render_as_string(hide_password=True)
        self.readonly = readonly
        with self.told():
            if self.path is not None:
                self._open_file(self.path)
            elif url is not None:
                self.reading = sa.create_engine(url, execution_options={"postgresql_readonly": True}, pool_pre_ping=True)
                self.writing = _patient(sa.create_engine(url, pool_pre_ping=True))
            with self.reading.connect() as connection:
                connection.execute(sa.text("SELECT 1"))

    def _open_file(self, path: Path) -> None:
        if self.readonly and not path.is_file():
            raise LedgerUnreachable(self.where, "there is no such file")
        if path.is_dir():
            raise LedgerUnreachable(self.where, "it is a folder")
        if not self.readonly:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LedgerUnreachable(self.where, error.strerror or "its folder cannot be made") from error
        # A file in write-ahead mode needs a helper file beside it; where none can be made, nobody else can be writing either.
        alone = self.readonly and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
        self.reading = _sqlite(path, "mode=ro&immutable=1" if alone else "mode=ro", cache=4)
        self.writing = _sqlite(path, "mode=rwc", cache=32)
        if not self.readonly:
            with self.writing.connect() as connection:
                connection.exec_driver_sql("SELECT 1")

    @property
    def sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.path is not None

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection on which nothing changes while it is held."""
        with self.told(), self.reading.begin() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A connection inside one transaction, which is kept whole or not at all; one writer at a time, in this process and all others."""
        if self.readonly:
            raise LedgerReadOnly(self.where)
        with self.told(), self.writing.begin() as connection:
            if self.sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns the store's own errors into those of the ledger."""
        try:
            yield
        except exc.DBAPIError as error:
            raise _told(error, self.where) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.reading.dispose()
        self.writing.dispose()


class _Compiler(SQLiteCompiler):
    """SQLite's statements, with the hints that name an index, which SQLAlchemy leaves out for this store."""

    def get_from_hint_text(self, table: sa.FromClause, text: str | None) -> str | None:
        """A hint as it stands after the table."""
        return text


def _sqlite(path: Path, mode: str, *, cache: int) -> sa.Engine:
    """An engine whose every connection keeps up to ``cache`` MiB of pages to itself.

    Many read at once, each over a connection of its own, and the system's cache of the file serves all of them; so a reader keeps little. The one writer
    keeps what a transaction touches again and again.
    """
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True, timeout=WAIT, check_same_thread=False),
        poolclass=sa.QueuePool,
    )
    engine.dialect.statement_compiler = _Compiler

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA cache_size = -{cache * 1024}")
        cursor.execute("PRAGMA temp_store = MEMORY")
        if "rwc" in mode:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    return engine


def _patient(engine: sa.Engine) -> sa.Engine:
    """The engine of a PostgreSQL server with connections that wait ``WAIT`` seconds for a lock: said once for each, and not in every transaction."""

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = '{WAIT}s'")
        cursor.close()
        connection.commit()

    return engine


def _told(error: exc.DBAPIError, where: str) -> LedgerError:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _BY_SQLITE:
            return _BY_SQLITE[code](where)
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return NotALedger(where, str(cause))
        if code == sqlite3.SQLITE_CANTOPEN:
            return LedgerUnreachable(where, str(cause))
        return LedgerError(f"The ledger at {where} reports: {cause}. Run sayso check on it.")
    state = getattr(cause, "sqlstate", None)
    if state in _BY_SQLSTATE:
        return _BY_SQLSTATE[state](where)
    if state is None or state.startswith(("08", "28", "3D", "57P")):
        return LedgerUnreachable(where, str(cause).strip().splitlines()[0] if str(cause).strip() else "no answer")
    return LedgerError(f"The ledger at {where} reports: {cause}. Run sayso check on it.")
