"""Ledgers of other versions, and files that are no ledgers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sayso.errors import LedgerReadOnly, LedgerUnreachable, NewerLedger, NotALedger
from sayso.ledger import Ledger, schema
from sayso.ledger.engine import Store
from sayso.ledger.tables import metadata
from tests.ledger.plain import PlainRules, report

NEXT = '''
"""A step that a later version might bring."""

import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("sources", sa.Column("motto", sa.Text(), nullable=False, server_default="none"))
'''


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A folder with one step more than this version has."""
    folder = tmp_path / "steps" / "versions"
    folder.mkdir(parents=True)
    (folder / "later.py").write_text(NEXT.format(before=schema.REVISIONS[-1]))
    return folder.parent


def test_the_steps_lead_to_the_tables(ledger: Ledger) -> None:
    """What the migrations make is what the program works with."""
    with ledger._store.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, parents: "_words" not in (name or "")})
        found = [d for d in compare_metadata(context, metadata) if "_words" not in str(d)]
    assert found == []


def test_sqlite_is_strict_and_ahead(sqlite_path: Path) -> None:
    Ledger.open(sqlite_path, rules=PlainRules()).close()
    with closing(sqlite3.connect(sqlite_path)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"
        assert {name for (name,) in file.execute(loose)} == {"alembic_version"}


def test_an_older_ledger_is_copied_and_migrated(open_ledger: Callable[..., Ledger], where: str, later: Path) -> None:
    open_ledger().add(report("12 people died in Quayside."))
    store = Store(where)
    copy = schema.bring_up(store, (*schema.REVISIONS, "later"), later)
    with store.read() as connection:
        assert connection.scalar(sa.text("SELECT motto FROM sources")) == "none"
    store.close()
    if store.sqlite:
        assert copy is not None
        with Ledger.open(copy, rules=PlainRules()) as old:
            assert len(old.articles()) == 1
    else:
        assert copy is None


def test_a_newer_ledger_is_refused(open_ledger: Callable[..., Ledger], where: str, later: Path) -> None:
    open_ledger()
    store = Store(where)
    schema.bring_up(store, (*schema.REVISIONS, "later"), later)
    store.close()
    with pytest.raises(NewerLedger, match=f"has schema later, this version of Sayso knows schemas up to {schema.REVISIONS[-1]}"):
        open_ledger()
    with pytest.raises(NewerLedger):
        open_ledger(readonly=True)


def test_an_older_ledger_is_not_migrated_for_reading(sqlite_path: Path, later: Path) -> None:
    Ledger.open(sqlite_path, rules=PlainRules()).close()
    with pytest.raises(LedgerReadOnly):
        schema.bring_up(Store(sqlite_path, readonly=True), (*schema.REVISIONS, "later"), later)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("not a ledger at all, but long enough to have a header" * 40)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE things (id INTEGER)")
    for path in (words, other):
        before = path.read_bytes()
        for readonly in (False, True):
            with pytest.raises(NotALedger):
                Ledger.open(path, readonly=readonly, rules=PlainRules())
        assert path.read_bytes()[100:] == before[100:]


def test_places_that_cannot_be(tmp_path: Path) -> None:
    plain_file = tmp_path / "file"
    plain_file.write_text("x")
    for where in (tmp_path, plain_file / "ledger.db", "sqlite://", "mysql://server/base", "postgresql://nobody@localhost:1/none"):
        with pytest.raises(LedgerUnreachable):
            Ledger.open(where, rules=PlainRules())
    with pytest.raises(LedgerUnreachable, match="no such file"):
        Ledger.open(tmp_path / "none.db", readonly=True, rules=PlainRules())


def test_a_password_is_not_shown() -> None:
    with pytest.raises(LedgerUnreachable) as caught:
        Ledger.open("postgresql://me:geheim@localhost:1/none", rules=PlainRules())
    assert "geheim" not in str(caught.value)


def test_the_folder_is_made(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a" / "b" / "100% news?.db", rules=PlainRules()) as ledger:
        ledger.add(report("12 people died in Quayside."))
        assert Path(ledger.where).is_file()
