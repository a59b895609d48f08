"""Many rows at once are the rows that were given, on either store."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sayso.errors import LedgerError
from sayso.ledger import Ledger, bulk
from sayso.ledger.engine import WAIT
from sayso.ledger.tables import keys, sources

ODD = ("plain", "", "\\N", "a\tb", "two\nlines", "back\\slash", "\\.", 'quo"ted, {braces}', "Élysée – 🙂")


def test_texts_come_back_as_they_were(ledger: Ledger) -> None:
    rows = [{"id": 100 + i, "title": title, "described": 0, "ordered": title} for i, title in enumerate(ODD)]
    with ledger._store.write() as connection:
        bulk.insert(connection, sources, rows)
        bulk.insert(connection, sources, [])
    with ledger._store.read() as connection:
        kept = connection.execute(sa.select(sources.c.title, sources.c.figures).order_by(sources.c.id)).all()
    assert [tuple(row) for row in kept] == [(title, 0) for title in ODD]


def test_a_row_that_is_there_already_is_an_error_of_the_ledger(ledger: Ledger) -> None:
    row = {"id": 7, "title": "SANA", "described": 0, "ordered": "sana"}
    with pytest.raises(LedgerError), ledger._store.write() as connection:
        bulk.insert(connection, sources, [row, row])
    with ledger._store.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(sources)) == 0


def test_who_waits_for_a_lock_waits_for_so_long(ledger: Ledger) -> None:
    if not ledger.on_server:
        pytest.skip("a file's own way of waiting is tested with its being busy")
    with ledger._store.write() as connection:
        assert connection.exec_driver_sql("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'").scalar_one() == str(1000 * WAIT)


def test_a_figure_that_is_not_there_cannot_be_looked_for(ledger: Ledger) -> None:
    with pytest.raises(LedgerError), ledger._store.write() as connection:
        bulk.insert(connection, keys, [{"key": "killed||0", "published": "2016-07-06", "figure": 12}])
