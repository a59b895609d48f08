"""Ledgers to test on: SQLite always, PostgreSQL where SAYSO_TEST_POSTGRES is the URL of a server on which schemas may be made."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.ledger import Ledger
from tests.ledger.plain import PlainRules

SERVER = "SAYSO_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new ledger may be made; what was made on a server is dropped afterwards."""
    if request.param == "sqlite":
        yield str(tmp_path / "ledger.db")
        return
    if not os.environ.get(SERVER):
        pytest.skip(f"needs a PostgreSQL server; name its URL in {SERVER}")
    url = sa.make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    name = f"sayso_{uuid.uuid4().hex}"
    server = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    try:
        yield url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
        server.dispose()


@pytest.fixture
def open_ledger(where: str) -> Iterator[Callable[..., Ledger]]:
    """Opens the ledger of this test, with rules that a test can foresee; closes all that were opened."""
    opened: list[Ledger] = []

    def open_it(*, readonly: bool = False) -> Ledger:
        opened.append(Ledger.open(where, readonly=readonly, who="ada", rules=PlainRules()))
        return opened[-1]

    yield open_it
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: Callable[..., Ledger]) -> Ledger:
    """An empty ledger."""
    return open_ledger()


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where a new SQLite ledger may be made."""
    return tmp_path / "ledger.db"
