"""``sayso serve``: the ledger in the browser, on this machine alone."""

from __future__ import annotations

import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import LedgerOption, WhoOption, language, leave

if TYPE_CHECKING:
    from sayso.reader.pipeline import Reader

commands = typer.Typer(add_completion=False, rich_markup_mode=None)

_HOST = "127.0.0.1"
_PORT = 8765


@commands.command(
    help="""Open the ledger in the browser: read articles, follow figures, decide, add, take away.

The first line printed is the address with a key that works once: whoever opens it may decide and add, everybody else on this machine may
only read. Nothing is reachable from another machine. Ctrl+C stops it.

\b
Examples:
  sayso serve
  sayso serve --ledger news.db --port 9000
  sayso serve --no-browser

\b
Exit codes: 0 closed, 2 wrong use, 6 the ledger cannot be opened, 7 the port is
taken.
"""
)
def serve(
    ledger: LedgerOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes a free one.")] = _PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the address in the browser.")] = True,
    who: WhoOption = None,
    spoken: Annotated[
        str, typer.Option("--language", metavar="en|any", callback=language, help="'any' adds what does not seem to be English.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses on this machine and on private networks too.")
    ] = False,
) -> None:
    """Open the ledger in the browser."""
    from sayso.cli.ledger_run import run

    leave(run(lambda: _serve(ledger, port, browser, who, spoken, allow_private), as_json=False))


def _serve(where: str | None, port: int, browser: bool, who: str | None, spoken: str, allow_private: bool) -> int:
    import uvicorn

    from sayso.cli.ledger_run import opened
    from sayso.web import Settings, create_app

    with opened(where, write=True, who=who) as ledger, _listening(port) as listener:
        bound = listener.getsockname()[1]
        key = secrets.token_urlsafe(24)
        settings = Settings(port=bound, key=key, who=who, allow_private=allow_private, language=spoken)
        address = f"http://{_HOST}:{bound}/open?key={key}"
        config = uvicorn.Config(
            create_app(ledger, settings, _reader),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=5,
        )
        print(address, flush=True)
        print(f"The desk is open on {ledger.where}. Ctrl+C closes it.", file=sys.stderr)
        try:
            with _door(address) if browser else _nothing():
                uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:  # the way in which it is meant to end
            print("Closed.", file=sys.stderr)
    return 0


def _reader() -> Reader:
    from sayso.reader.pipeline import Reader

    return Reader.load()


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """A socket that listens on the loopback address. Raises PortTaken where the port cannot be had."""
    from sayso.errors import PortTaken

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":  # there it would let another program take the port over
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, port))
        except OSError as error:
            raise PortTaken(port, error.strerror or str(error)) from error
        listener.listen(128)
        yield listener


@contextmanager
def _door(address: str) -> Iterator[None]:
    """Open the browser on a private file that leads to the address: the key would else stand in the list of processes, for all to read."""
    import webbrowser

    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        page = Path(folder) / "open.html"
        page.write_text(
            f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address)}"><title>Sayso</title>', encoding="utf-8"
        )
        webbrowser.open(page.as_uri())
        yield


@contextmanager
def _nothing() -> Iterator[None]:
    yield
