"""What several commands ask for in the same words: days, a language, and which ledger."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer


def day(text: str) -> dt.date:
    """The day that an option names.

    >>> day("2024-03-12").year
    2024
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date like 2024-03-12") from error


def language(text: str) -> str:
    """The language that an option names.

    >>> language("any")
    'any'
    """
    if text not in ("en", "any"):
        raise typer.BadParameter(f"{text!r} is not en or any")
    return text


def leave(code: int) -> None:
    """End a command with an exit code."""
    if code:
        raise typer.Exit(code)


EXITS = """
\b
Exit codes: 0 done, 2 wrong use, 6 the ledger cannot do it, 130 interrupted.
"""
"""The end of the help of commands that only have to do with the ledger."""

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH|URL",
        envvar="SAYSO_LEDGER",
        show_default=False,
        help="The ledger: a file, or the URL of a PostgreSQL database. Yours in the data folder unless given.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON (docs/export.md).")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="At most so many rows.")]
AfterOption = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", show_default=False, help="Go on where an earlier page ended.")
]
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="NAME", show_default=False, help="Sign as this; your login name unless given.")
]
SinceOption = Annotated[dt.date | None, typer.Option("--since", metavar="DATE", parser=day, show_default=False, help="From this day on.")]
UntilOption = Annotated[dt.date | None, typer.Option("--until", metavar="DATE", parser=day, show_default=False, help="Up to this day.")]
