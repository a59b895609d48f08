"""Whatever happens while articles are added, what was committed is whole."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import LedgerBusy, LedgerFull, LedgerReadOnly
from sayso.exchange import json as exchange
from sayso.ledger import Ledger, engine
from tests.ledger.adder import lines, sent, start
from tests.ledger.plain import PlainRules, report

KILLS = 100


def test_a_hundred_kills(sqlite_path: Path) -> None:
    """Killed at any moment of adding, the ledger opens clean, with every article of which it was said that it is in it."""
    where = str(sqlite_path)
    Ledger.open(where).close()
    chance = random.Random(4)
    told: set[str] = set()
    begun, pace = 0, 0.03
    for _ in range(KILLS):
        process, out = start(where, lines(8, start=begun))
        assert out.recv() == "open"
        for _ in range(chance.randrange(3)):
            before = time.monotonic()
            told.add(out.recv())
            pace = (pace + time.monotonic() - before) / 2
            begun += 1
        time.sleep(chance.uniform(0, 1.2 * pace))
        process.kill()
        told.update(sent(out))
        process.join()
    with Ledger.open(where, rules=PlainRules()) as ledger:
        assert len(told) > KILLS / 2
        assert told <= {str(row["id"]) for row in ledger.rows("articles")}
        assert list(ledger.check()) == []


def test_two_processes_add_at_once(open_ledger: Callable[..., Ledger], where: str) -> None:
    """Both get all their articles in, the shared ones once."""
    ledger = open_ledger()
    both = [start(where, lines(30)), start(where, lines(30, start=15))]
    added = [sent(out)[1:] for _, out in both]
    for process, _ in both:
        process.join()
        assert process.exitcode == 0
    assert [len(ids) for ids in added] == [30, 30]
    assert len(set(added[0]) & set(added[1])) == 15
    assert len(list(ledger.rows("articles"))) == 45
    assert list(ledger.check()) == []
    assert sum(row.entries for row in ledger.questions()) == 90


def test_reading_while_another_writes(open_ledger: Callable[..., Ledger]) -> None:
    """A reader sees what was committed, and does not wait."""
    ledger, other = open_ledger(), open_ledger(readonly=True)
    ledger.add(report("12 people died in Quayside."))
    with ledger._store.write() as connection:
        connection.exec_driver_sql("DELETE FROM keys")
        assert len(other.articles()) == 1


def test_a_busy_ledger(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.05)
    with Ledger.open(sqlite_path, rules=PlainRules()) as ledger, closing(sqlite3.connect(sqlite_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="Wait until it has finished"):
            ledger.add(report("12 people died in Quayside."))
        other.execute("ROLLBACK")
        assert ledger.add(report("12 people died in Quayside.")).new


def test_a_full_disk(sqlite_path: Path) -> None:
    """An article that does not fit leaves nothing of itself; those before it are whole, and there is more room afterwards."""
    readings = [exchange.read(line) for line in lines(80)]
    with Ledger.open(sqlite_path, rules=PlainRules()) as ledger:
        added = ledger.add(readings[0])
        with ledger._store.writing.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(LedgerFull, match="Free some space"):
            for reading in readings:
                added = ledger.add(reading)
        with ledger._store.writing.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert list(ledger.check()) == []
        assert len(ledger.articles(limit=100)) == int(added.article[1:])
        for reading in readings:
            ledger.add(reading)
        assert len(ledger.articles(limit=100)) == len(readings)
        assert list(ledger.check()) == []


def test_a_file_that_cannot_be_written(sqlite_path: Path) -> None:
    with Ledger.open(sqlite_path, rules=PlainRules()) as ledger:
        with ledger._store.writing.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(LedgerReadOnly, match="Check the permissions"):
            ledger.add(report("12 people died in Quayside."))
        assert list(ledger.articles()) == []


def test_what_is_open_for_reading_is_not_written(open_ledger: Callable[..., Ledger]) -> None:
    open_ledger()
    with pytest.raises(LedgerReadOnly):
        open_ledger(readonly=True).add(report("12 people died in Quayside."))


def test_damage_is_found(ledger: Ledger) -> None:
    """Raw bytes, readings, figures, counts: each is checked against its other half."""
    ledger.add(report("12 people died in Quayside. Then 3 people fled in Upton."), b"raw")
    with ledger._store.write() as connection:
        connection.exec_driver_sql("UPDATE articles SET sha256 = 'f00'")
        connection.exec_driver_sql("UPDATE figures SET start = start + 1 WHERE id = 1")
        connection.exec_driver_sql("UPDATE questions SET entries = 7 WHERE id = 2")
    assert [p.where for p in ledger.check()] == ["a1", "e1", "q2"]
    with ledger._store.write() as connection:
        connection.exec_driver_sql("DELETE FROM readings")
    assert "It has no reading." in [p.what for p in ledger.check()]
