"""Who may sign in to a shared desk, on both stores."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from sayso.errors import LedgerReadOnly, NotPossible
from sayso.ledger import Ledger, Role, passwords, schema
from sayso.ledger.engine import Store
from tests.ledger.plain import PlainRules, report

PASSWORD = "seven gulls on a roof"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    monkeypatch.setattr(passwords, "COST", passwords.Cost(4, 8, 1))


def test_users_come_change_and_go(ledger: Ledger) -> None:
    assert ledger.users.all() == ()
    added = ledger.users.add("ada.lind", PASSWORD)
    assert (added.name, added.role) == ("ada.lind", Role.READER)
    ledger.users.add("bo", PASSWORD, "reviewer")
    assert [user.name for user in ledger.users.all()] == ["ada.lind", "bo"]
    assert ledger.users.set_role("ada.lind", "reviewer").role is Role.REVIEWER
    changed = ledger.users.set_password("ada.lind", "eight gulls on a roof")
    assert passwords.fits("eight gulls on a roof", changed.password) and not passwords.fits(PASSWORD, changed.password)
    assert ledger.users.remove("bo").name == "bo"
    assert ledger.users.find("bo") is None and ledger.users.find("ada.lind") == changed


def test_no_password_stands_in_the_store(ledger: Ledger) -> None:
    one, other = (ledger.users.add(name, PASSWORD) for name in ("ada", "bo"))
    assert PASSWORD not in one.password and one.password != other.password and one.password not in repr(one)
    assert one.password.startswith("scrypt$4$8$1$")


@pytest.mark.parametrize("name", ["", "Ada", "ada lind", "-ada", "ada.", "a" * 41, "ädä", "ada\n", "ada\0", "sayso", "somebody", "ада"])
def test_names_are_checked(ledger: Ledger, name: str) -> None:
    with pytest.raises(NotPossible):
        ledger.users.add(name, PASSWORD)
    assert ledger.users.find(name) is None and ledger.users.all() == ()


@pytest.mark.parametrize("password", ["", "short one", "a" * 12, "ababababababab", "ada12345678", "x" * 500 + "yzw " * 200])
def test_passwords_are_checked(ledger: Ledger, password: str) -> None:
    with pytest.raises(NotPossible):
        ledger.users.add("ada", password)
    ledger.users.add("ada", PASSWORD)
    with pytest.raises(NotPossible):
        ledger.users.set_password("ada", password)


def test_what_is_not_there_is_told(ledger: Ledger) -> None:
    ledger.users.add("ada", PASSWORD)
    with pytest.raises(NotPossible, match="already"):
        ledger.users.add("ada", PASSWORD)
    with pytest.raises(NotPossible, match="reader or a reviewer"):
        ledger.users.add("bo", PASSWORD, "owner")
    for refused in (ledger.users.remove, lambda name: ledger.users.set_role(name, "reader")):
        with pytest.raises(NotPossible, match="users list"):
            refused("nobody")


def test_only_what_writes_needs_to_write(open_ledger: Callable[..., Ledger]) -> None:
    open_ledger().users.add("ada", PASSWORD)
    read = open_ledger(readonly=True)
    assert [user.name for user in read.users.all()] == ["ada"]
    with pytest.raises(LedgerReadOnly):
        read.users.add("bo", PASSWORD)


def test_one_keyboard_is_as_good_as_another() -> None:
    """An accent is one sign or two, depending on where it was typed."""
    assert passwords.fits("café au lait", passwords.hashed("cafe\u0301 au lait"))


@pytest.mark.parametrize(
    "kept", ["", "scrypt", "scrypt$4$8$1$%%$%%", "scrypt$99$8$1$AAAA$AAAA", "plain$4$8$1$AAAA$AAAA", "scrypt$x$8$1$AAAA$AAAA"]
)
def test_a_hash_that_is_none_fits_nothing(kept: str) -> None:
    assert not passwords.fits("", kept)


def test_the_real_cost_is_not_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert 128 * passwords.COST.r * 2**passwords.COST.log_n >= 2**25
    assert passwords.hashed(PASSWORD).startswith("scrypt$15$8$3$")


def test_a_ledger_of_before_gets_the_table(sqlite_path: Path) -> None:
    store = Store(sqlite_path)
    schema.bring_up(store, ("0001",))
    store.close()
    with closing(sqlite3.connect(sqlite_path)) as file:
        assert not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'users'").fetchall()
    with Ledger.open(sqlite_path, rules=PlainRules()) as ledger:
        assert ledger.copied is not None and ledger.users.add("ada", PASSWORD).name == "ada"


def test_one_takes_back_ones_own(ledger: Ledger) -> None:
    """Two people at one ledger: the last decision is not always one's own."""
    added = ledger.add(report("12 people died in Quayside."))
    (entry,) = ledger.article(added.article).entries.values()
    first = ledger.decide(entry, "accept", who="ada")
    second = ledger.decide(entry, "reject", who="bo")
    assert ledger.undo(who="ada", own=True).undoes == first.id
    with pytest.raises(NotPossible):
        ledger.undo(who="ada", own=True)
    assert ledger.undo(who="bo", own=True).undoes == second.id
    assert ledger.redo(who="ada", own=True).undoes == first.id
    with pytest.raises(NotPossible):
        ledger.redo(who="ada", own=True)
    assert list(ledger.check()) == []


def test_a_name_is_there_once(ledger: Ledger) -> None:
    """The store itself refuses a second user of one name."""
    ledger.users.add("ada", PASSWORD)
    with ledger._store.writing.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(
            sa.text("INSERT INTO users (name, password, role, added, changed) VALUES ('ada', '', 'reader', '', '')"),
        )
