"""The ledger's schema: which one a store has, and how it comes to be the newest."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import LedgerReadOnly, NewerLedger, NotALedger
from sayso.ledger.engine import Store

REVISIONS = ("0001", "0002", "0003")
"""All schemas there have been, oldest first; the last is the one that this version works with."""

STEPS = Path(__file__).parent / "migrations"
"""Where the steps from one to the next are."""


def found(connection: sa.Connection) -> str | None:
    """The schema that a store has; None where it is empty, and the empty text where it holds something else."""
    inspector = sa.inspect(connection)
    if inspector.has_table("alembic_version"):
        revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return str(revision) if revision is not None and inspector.has_table("articles") else ""
    return "" if inspector.get_table_names() else None


def bring_up(store: Store, revisions: tuple[str, ...] = REVISIONS, steps: Path = STEPS) -> Path | None:
    """Make a store ready for use: make its tables where it is empty, and migrate an older ledger after copying it.

    Returns the copy's path; None where none was made (on a server, copies are the server's matter). Raises NewerLedger, NotALedger, and
    LedgerReadOnly where there is something to write and the store is open for reading only.
    """
    with store.read() as connection:
        have = found(connection)
    _refuse(store, have, revisions)
    if have == revisions[-1]:
        return None
    if store.readonly:
        if have is None:
            raise NotALedger(store.where, "it is empty")
        raise LedgerReadOnly(store.where)
    copy = _copy(store, have) if have else None
    with store.write() as connection:
        # Another process may have been quicker.
        have = found(connection)
        _refuse(store, have, revisions)
        if have != revisions[-1]:
            _migrate(connection, have, revisions[-1], steps)
    return copy


def _refuse(store: Store, have: str | None, revisions: tuple[str, ...]) -> None:
    if have == "":
        raise NotALedger(store.where, "it holds other tables")
    if have is not None and have not in revisions:
        raise NewerLedger(store.where, have, revisions[-1])


def _migrate(connection: sa.Connection, have: str | None, to: str, steps: Path) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    folders = [str(folder / "versions") for folder in dict.fromkeys((STEPS, steps))]
    directory = ScriptDirectory(str(STEPS), version_locations=folders)
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for step in reversed(list(directory.iterate_revisions(to, have or "base"))):
            if step.revision != have:
                step.module.upgrade()
    context.stamp(directory, to)


def _copy(store: Store, have: str) -> Path | None:
    if store.path is None:
        return None
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = store.path.with_name(f"{store.path.name}.{have}.{stamp}.backup")
    with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
