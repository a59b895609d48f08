"""``sayso users``: who may sign in, said and shown."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.cli.users import password_from
from sayso.errors import NotPossible
from sayso.ledger import Ledger, passwords

PASSWORD = "seven gulls on a roof"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hashes that take no time, and a ledger of its own."""
    monkeypatch.setattr(passwords, "COST", passwords.Cost(4, 8, 1))
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "ledger.db"))


def users(*words: str, typed: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["users", *words], input=typed)


def test_users_are_added_shown_changed_and_removed(tmp_path: Path) -> None:
    assert users("add", "ada.lind", "--role", "reviewer", "--stdin", typed=f"{PASSWORD}\n").stdout == "added ada.lind, reviewer\n"
    assert users("add", "bo", "--stdin", typed=PASSWORD).stdout == "added bo, reader\n"
    shown = users("list").stdout.splitlines()
    assert [line.split()[:2] for line in shown] == [["ada.lind", "reviewer"], ["bo", "reader"]]
    assert users("role", "bo", "reviewer").stdout == "changed bo, reviewer\n"
    assert users("password", "bo", "--stdin", typed="eight boats in a bay\r\n").exit_code == 0
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        found = ledger.users.find("bo")
        assert found is not None and passwords.fits("eight boats in a bay", found.password)
    assert users("remove", "ada.lind").stdout == "removed ada.lind, reviewer\n"
    assert [line.split()[0] for line in users("list").stdout.splitlines()] == ["bo"]


def test_json_holds_no_hash() -> None:
    told = json.loads(users("add", "ada", "--stdin", "--json", typed=PASSWORD).stdout)
    assert told["schema"] == "sayso-user/1" and told["done"] == "added" and set(told["user"]) == {"name", "role", "added", "changed"}
    listed = json.loads(users("list", "--json").stdout)
    assert listed["schema"] == "sayso-users/1" and [row["name"] for row in listed["rows"]] == ["ada"] and "scrypt" not in str(listed)


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (["add", "Ada Lind", "--stdin"], PASSWORD),
        (["add", "ada", "--stdin"], "short\n"),
        (["add", "ada", "--stdin"], ""),
        (["add", "ada", "--role", "owner", "--stdin"], PASSWORD),
        (["add", "ada"], PASSWORD),
        (["remove", "nobody"], None),
        (["role", "nobody", "reader"], None),
        (["password", "nobody", "--stdin"], PASSWORD),
    ],
)
def test_what_cannot_be_is_told(words: list[str], typed: str | None) -> None:
    result = users(*words, typed=typed)
    assert result.exit_code == 6 and result.stdout == "" and result.stderr.startswith("sayso: ") and "Traceback" not in result.stderr
    assert json.loads(users(*words, "--json", typed=typed).stderr.splitlines()[-1])["exit_code"] == 6


def test_a_password_is_typed_twice_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter([PASSWORD, PASSWORD, PASSWORD, "something else"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert password_from(stdin=False) == PASSWORD
    with pytest.raises(NotPossible, match="not the same"):
        password_from(stdin=False)


def test_an_empty_list_says_what_to_do() -> None:
    users("add", "ada", "--stdin", typed=PASSWORD)
    users("remove", "ada")
    result = users("list")
    assert result.exit_code == 0 and "sayso users add" in result.stderr


def test_wrong_use_is_told() -> None:
    assert users("role", "ada").exit_code == 2 and users("nothing").exit_code == 2
