"""What all commands on a ledger share: opening it, ending with the right code, and JSON on one line."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from sayso.cli.work import ERROR_SCHEMA, INTERRUPTED
from sayso.domain import Period
from sayso.errors import LedgerReadOnly, SaysoError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.ledger import Ledger

_WIDE = 160  # columns where nobody's terminal says how many it has


def run(action: Callable[[], int], *, as_json: bool, source: str = "") -> int:
    """Carry out a command. The exit code: what ``action`` returns, or that of the error that ended it, told in one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign gets its escape, not a crash
            stream.reconfigure(errors="backslashreplace")
    try:
        return action()
    except SaysoError as error:
        report(error, source=source, as_json=as_json)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; without this Python complains again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def report(error: SaysoError, *, source: str, as_json: bool) -> None:
    """One line on standard error, whatever the message holds."""
    if as_json:
        row = {"schema": ERROR_SCHEMA, "source": source, "error": type(error).__name__, "message": str(error), "exit_code": error.exit_code}
        print(json.dumps(row), file=sys.stderr)
    else:
        from sayso.exchange.harmless import one_line

        print(f"sayso: {one_line(str(error))}", file=sys.stderr)


@contextmanager
def opened(where: str | None, *, write: bool = False, who: str | None = None) -> Iterator[Ledger]:
    """The ledger at a path or URL, or the user's own. What only reads makes no ledger where there is none, but brings an older one up."""
    from sayso.ledger import Ledger

    try:
        ledger = Ledger.open(where, readonly=not write, who=who)
    except LedgerReadOnly:
        if write:
            raise
        ledger = Ledger.open(where, who=who)
    with ledger:
        if ledger.copied:
            print(f"The ledger was of an older version. A copy of it is kept as {ledger.copied}.", file=sys.stderr)
        yield ledger


def value(of: object) -> object:
    """Anything the ledger hands out as JSON values: rows as objects, Decimals as strings, days and periods in their ISO form.
    Fields that hold bytes are left out: they are for the program alone.

    >>> value((Decimal("2.5"), dt.date(2016, 6, 6), Period.parse("2016")))
    ['2.5', '2016-06-06', '2016']
    """
    if dataclasses.is_dataclass(of) and not isinstance(of, (type, Period)):
        held = ((f.name, getattr(of, f.name)) for f in dataclasses.fields(of))
        return {name: value(inside) for name, inside in held if not isinstance(inside, bytes)}
    if isinstance(of, Mapping):
        return {str(key): value(item) for key, item in of.items()}
    if isinstance(of, (list, tuple, frozenset)):
        return [value(item) for item in of]
    if isinstance(of, Period):
        return of.iso()
    if isinstance(of, (dt.date, dt.datetime)):
        return of.isoformat()
    if isinstance(of, Enum):
        return of.value
    return str(of) if isinstance(of, Decimal) else of


def say(schema: str, fields: Mapping[str, object]) -> None:
    """One JSON object on one line of standard output."""
    print(json.dumps({"schema": schema} | {key: value(item) for key, item in fields.items()}, ensure_ascii=True), flush=True)


def show(parts: Iterable[RenderableType]) -> None:
    """Print for people: as wide as their terminal, or wide enough for a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else _WIDE
    console = Console(width=width, emoji=False, markup=False, highlight=False)
    with console.capture() as drawn:  # Rich itself would end the program with 1 where the pipe is closed
        for part in parts:
            console.print(part)
    print(drawn.get(), end="", flush=True)


@contextmanager
def progress(what: str, total: Callable[[], int | None]) -> Iterator[Callable[[], None]]:
    """A bar on standard error while somebody looks, and none otherwise; call what it gives once for each step. ``total`` is asked only then."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Lines go to standard output meanwhile: a live bar may not rewrite that stream where it is no terminal.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task(what, total=total())
        yield lambda: bar.advance(task)
