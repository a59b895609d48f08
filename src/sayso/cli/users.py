"""``sayso users``: who may sign in to a shared desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import EXITS, JsonOption, LedgerOption, leave

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger import User
    from sayso.ledger.users import Users

commands = typer.Typer(add_completion=False, rich_markup_mode=None)
_users = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Say who may sign in to a shared desk (sayso serve --shared), and what they may do there.

\b
Examples:
  sayso users add ada.lind --role reviewer
  sayso users list
  sayso users role ada.lind reader
  sayso users password ada.lind
  sayso users remove ada.lind
""",
)
commands.add_typer(_users, name="users")

_PASSWORD = """A password has at least 10 characters. It is asked for in the terminal, twice and without showing it, or read from the first line of standard
input with --stdin. The ledger keeps a salted hash of it alone."""
_ENDED = "Open sessions end with the next request."

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Small letters a-z, digits, and . _ - between them.", show_default=False)]
StdinOption = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input.")]


@_users.command(
    no_args_is_help=True,
    help=f"""Let somebody sign in.

{_PASSWORD}

\b
Examples:
  sayso users add ada.lind --role reviewer
  sayso users add bo --stdin < password.txt
{EXITS}""",
)
def add(
    name: NameArgument,
    role: Annotated[
        str, typer.Option("--role", metavar="reader|reviewer", help="A reader changes nothing; a reviewer decides and adds.")
    ] = "reader",
    stdin: StdinOption = False,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let somebody sign in."""
    _change("added", lambda users: users.add(name, password_from(stdin=stdin), role), ledger, as_json)


@_users.command(
    no_args_is_help=True,
    help=f"""Let somebody sign in no more. {_ENDED} What they decided stays, under their name.

\b
Examples:
  sayso users remove ada.lind
{EXITS}""",
)
def remove(name: NameArgument, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Let somebody sign in no more."""
    _change("removed", lambda users: users.remove(name), ledger, as_json)


@_users.command(
    no_args_is_help=True,
    help=f"""Make somebody a reader or a reviewer, from their next request on.

\b
Examples:
  sayso users role ada.lind reviewer
  sayso users role bo reader --json
{EXITS}""",
)
def role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="reader|reviewer", help="What they may do.", show_default=False)],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make somebody a reader or a reviewer."""
    _change("changed", lambda users: users.set_role(name, role), ledger, as_json)


@_users.command(
    no_args_is_help=True,
    help=f"""Give somebody another password. {_ENDED}

{_PASSWORD}

\b
Examples:
  sayso users password ada.lind
  sayso users password bo --stdin < password.txt
{EXITS}""",
)
def password(name: NameArgument, stdin: StdinOption = False, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Give somebody another password."""
    _change("changed", lambda users: users.set_password(name, password_from(stdin=stdin)), ledger, as_json)


@_users.command(
    "list",
    help=f"""Show who may sign in.

\b
Examples:
  sayso users list
  sayso users list --ledger postgresql://desk@localhost/news --json
{EXITS}""",
)
def show_all(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Show who may sign in."""
    from sayso.cli.ledger_run import opened, run, say

    def carried() -> int:
        with opened(ledger) as book:
            found = book.users.all()
        if as_json:
            say("sayso-users/1", {"rows": [_told(user) for user in found]})
        elif not found:
            print("Nobody may sign in yet: sayso users add NAME --role reviewer", file=sys.stderr)
        else:
            width = max(len(user.name) for user in found)
            for user in found:
                print(f"{user.name:<{width}}  {user.role.value:<8}  since {user.added:%Y-%m-%d}, password of {user.changed:%Y-%m-%d}")
        return 0

    leave(run(carried, as_json=as_json))


def _change(done: str, change: Callable[[Users], User], ledger: str | None, as_json: bool) -> None:
    from sayso.cli.ledger_run import opened, run, say

    def carried() -> int:
        with opened(ledger, write=True) as book:
            user = change(book.users)
            if not book.on_server:
                print("A desk can be shared where the ledger lies on a PostgreSQL server; this one is a file.", file=sys.stderr)
        if as_json:
            say("sayso-user/1", {"done": done, "user": _told(user)})
        else:
            print(f"{done} {user.name}, {user.role.value}")
        return 0

    leave(run(carried, as_json=as_json))


def _told(user: User) -> dict[str, object]:
    """A user for all to see: without the hash."""
    return {"name": user.name, "role": user.role, "added": user.added, "changed": user.changed}


def password_from(*, stdin: bool) -> str:
    """The password that is typed twice, or stands in the first line of standard input. Raises NotPossible where it is none."""
    import getpass

    from sayso.errors import NotPossible

    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise NotPossible("There is no terminal to ask for the password in. Give it on standard input, with --stdin.")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != typed:
        raise NotPossible("The two are not the same. Run the command again.")
    return typed
