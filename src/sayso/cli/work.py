"""What ``sayso read`` does: open each source, read it, show it; one bad article never stops the others."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from sayso.domain import Article, Reading
    from sayso.reader.pipeline import Reader

INTERRUPTED = 130
ERROR_SCHEMA = "sayso-error/1"
_STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class Order:
    """One call of ``sayso read``: its sources and options, checked."""

    sources: tuple[str, ...]
    as_json: bool = False
    html: Path | None = None
    svg: Path | None = None
    published: dt.date | None = None
    outlet: str | None = None
    language: Literal["en", "any"] = "en"
    allow_private: bool = False
    max_chars: int = 1_000_000
    width: int | None = None


def carry_out(order: Order) -> int:
    """Read every source of ``order`` and show it. The exit code: 0, or that of the first error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign gets its escape, not a crash
            stream.reconfigure(errors="backslashreplace")
    try:
        return _read_all(order)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; without this Python complains again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _read_all(order: Order) -> int:
    first = 0
    reader: Reader | None = None
    with _progress(order) as advance:
        for source in order.sources:
            try:
                article = _open(source, order)
                if reader is None:
                    reader = _load()
                _deliver(reader.read(article), order)
            except SaysoError as error:
                _report(source, error, order)
                first = first or error.exit_code
            advance()
    return first


def _open(source: str, order: Order) -> Article:
    from sayso.inlets import open_article

    return open_article(
        source,
        published=order.published,
        outlet=order.outlet,
        language=order.language,
        allow_private=order.allow_private,
        max_chars=order.max_chars,
    )


def _load() -> Reader:
    from sayso.reader.pipeline import Reader

    return Reader.load()


def _deliver(reading: Reading, order: Order) -> None:
    if order.html:
        from sayso.exchange import page

        _write(order.html, page.write(reading))
    if order.svg:
        from sayso.exchange import picture

        _write(order.svg, picture.write(reading))
    if order.as_json:
        from sayso.exchange import json as exchange

        print(exchange.write(reading), flush=True)
    elif not order.html and not order.svg:
        _show(reading, order)


def _show(reading: Reading, order: Order) -> None:
    from rich.console import Console

    from sayso.cli.view import show
    from sayso.exchange.harmless import one_line

    console = Console(width=order.width, emoji=False, markup=False)
    with console.capture() as drawn:  # Rich itself would end the program with 1 where the pipe is closed
        if len(order.sources) > 1:
            console.rule(one_line(reading.article.origin))
        show(console, reading)
    print(drawn.get(), end="", flush=True)


def _write(path: Path, text: str) -> None:
    if path == _STDOUT:
        print(text, end="", flush=True)
        return
    try:
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}. Choose another file.") from error
    print(f"Wrote {path}.", file=sys.stderr)


def _report(source: str, error: SaysoError, order: Order) -> None:
    """One line on standard error, whatever the message holds."""
    if order.as_json:
        row = {"schema": ERROR_SCHEMA, "source": source, "error": type(error).__name__, "message": str(error), "exit_code": error.exit_code}
        print(json.dumps(row), file=sys.stderr)
    else:
        from sayso.exchange.harmless import one_line

        print(f"sayso: {one_line(str(error))}", file=sys.stderr)


@contextmanager
def _progress(order: Order) -> Iterator[Callable[[], None]]:
    """A bar on standard error where several articles are read and somebody looks."""
    if len(order.sources) < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Readings go to standard output meanwhile: a live bar may not rewrite that stream.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty(), redirect_stderr=True) as bar:
        task = bar.add_task("Reading", total=len(order.sources))
        yield lambda: bar.advance(task)
