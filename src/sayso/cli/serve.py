"""``sayso serve``: the ledger in the browser, on this machine alone or, with ``--shared``, for people with names and passwords."""

from __future__ import annotations

import re
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import LedgerOption, WhoOption, language, leave

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reader.pipeline import Reader

commands = typer.Typer(add_completion=False, rich_markup_mode=None)

_HOST = "127.0.0.1"
_PORT = 8765
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


@commands.command(
    help="""Open the ledger in the browser: read articles, follow figures, decide, add, take away.

The first line printed is the address with a key that works once: whoever opens it may decide and add, everybody else on this machine may
only read. Nothing is reachable from another machine. Ctrl+C stops it.

With --shared people sign in under names and passwords that sayso users gives, as readers or reviewers, and sign what they decide with their name.
The ledger must lie on a PostgreSQL server. Let a proxy before it speak https: without, passwords and sessions can be read on the way.

\b
Examples:
  sayso serve
  sayso serve --ledger news.db --port 9000
  sayso serve --no-browser
  sayso serve --shared --ledger postgresql://desk@localhost/news \\
    --allow-host desk.example.org --proxy 127.0.0.1

\b
Exit codes: 0 closed, 2 wrong use, 6 the ledger cannot be opened, 7 the port is
taken.
"""
)
def serve(
    ledger: LedgerOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes a free one.")] = _PORT,
    browser: Annotated[
        bool | None,
        typer.Option("--browser/--no-browser", show_default=False, help="Open the address in the browser, as is done unless --shared."),
    ] = None,
    who: WhoOption = None,
    spoken: Annotated[
        str, typer.Option("--language", metavar="en|any", callback=language, help="'any' adds what does not seem to be English.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses on this machine and on private networks too.")
    ] = False,
    shared: Annotated[bool, typer.Option("--shared", help="Let people sign in from other machines; needs PostgreSQL.")] = False,
    host: Annotated[
        str | None,
        typer.Option("--host", metavar="ADDRESS", show_default=False, help=f"With --shared: where to listen; {_HOST} unless given."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            show_default=False,
            help="With --shared: a name by which browsers call the desk, with :PORT if another; may be repeated.",
        ),
    ] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy",
            metavar="ADDRESS",
            show_default=False,
            help="With --shared: a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed; may be repeated.",
        ),
    ] = None,
) -> None:
    """Open the ledger in the browser."""
    from sayso.cli.ledger_run import run

    if not shared and (host or names or proxies):
        raise typer.BadParameter("--host, --allow-host and --proxy are for a desk that is --shared; without, it is on this machine alone")
    if shared and who:
        raise typer.BadParameter("on a --shared desk everybody signs with their own name; leave --who out")
    called = tuple(name.lower() for name in names or ())
    for name in called:
        if not _NAME.fullmatch(name):
            raise typer.BadParameter(f"{name!r} is not the name of a host, like desk.example.org or desk.example.org:8443")
    order = _Order(
        ledger, port, not shared if browser is None else browser, who, spoken, allow_private, shared, host, called, tuple(proxies or ())
    )
    leave(run(lambda: _serve(order), as_json=False))


@dataclass(frozen=True, slots=True)
class _Order:
    """One call of ``sayso serve``, checked."""

    ledger: str | None
    port: int
    browser: bool
    who: str | None
    language: str
    allow_private: bool
    shared: bool
    host: str | None
    names: tuple[str, ...]
    proxies: tuple[str, ...]


def _serve(order: _Order) -> int:
    import uvicorn

    from sayso.cli.ledger_run import opened
    from sayso.errors import NotPossible
    from sayso.web import Settings, create_app

    if order.shared and not (order.ledger or "").startswith("postgresql"):
        raise NotPossible(
            "A desk is shared where its ledger lies on a PostgreSQL server, not in a file. Name the server's database with --ledger "
            "postgresql://USER@HOST/NAME and add the articles to it, or leave --shared out to work on this machine alone."
        )
    with opened(order.ledger, write=True, who=order.who) as ledger, _listening(order.host or _HOST, order.port) as listener:
        if order.shared:
            _warn(order, ledger)
        bound = listener.getsockname()[1]
        key = "" if order.shared else secrets.token_urlsafe(24)
        settings = Settings(bound, key, order.who, order.allow_private, order.language, order.shared, _names(order))
        address = _address(order, bound) if order.shared else f"http://{_HOST}:{bound}/open?key={key}"
        config = uvicorn.Config(
            create_app(ledger, settings, _reader),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(order.proxies),
            forwarded_allow_ips=list(order.proxies),
            ws="none",
            timeout_graceful_shutdown=5,
        )
        print(address, flush=True)
        print(f"The desk is open on {ledger.where}. Ctrl+C closes it.", file=sys.stderr)
        try:
            with _door(address) if order.browser else _nothing():
                uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:  # the way in which it is meant to end
            print("Closed.", file=sys.stderr)
    return 0


def _warn(order: _Order, ledger: Ledger) -> None:
    """Tell what stands in the way of a shared desk that is of use, and safe."""
    if not ledger.users.all():
        print("Nobody may sign in yet: sayso users add NAME --role reviewer --ledger URL", file=sys.stderr)
    if not order.proxies and order.host not in (None, _HOST, "localhost", "::1"):
        print(
            "Passwords go over the network as they are typed: nothing here speaks https. Put a proxy before the desk that does, and name it with "
            "--proxy.",
            file=sys.stderr,
        )


def _names(order: _Order) -> tuple[str, ...]:
    """The hosts by which a desk is called besides this machine's: those allowed, and the address that it listens on where that is a certain one."""
    return order.names if order.host in (None, "", "0.0.0.0", "::") else (*order.names, _bracketed(str(order.host).lower()))


def _address(order: _Order, port: int) -> str:
    """The address that people open."""
    if not order.names:
        return f"http://{_bracketed(order.host or _HOST)}:{port}/"
    name = order.names[0]
    if order.proxies:
        return f"https://{name}/"
    return f"http://{name}/" if re.search(r":[0-9]+\Z", name) else f"http://{name}:{port}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reader() -> Reader:
    from sayso.reader.pipeline import Reader

    return Reader.load()


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens on an address. Raises PortTaken where the port cannot be had."""
    from sayso.errors import PortTaken

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError) as error:
        raise PortTaken(port, f"{host} is no address of this machine") from error
    with socket.socket(family, kind, protocol) as listener:
        if sys.platform != "win32":  # there it would let another program take the port over
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
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
