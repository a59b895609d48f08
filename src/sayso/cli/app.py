"""The commands and their options. Everything heavy is imported when a command runs, so that help and errors come at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli.ledger_app import commands as ledger_commands
from sayso.cli.options import day
from sayso.cli.options import language as check_language
from sayso.cli.serve import commands as serve_commands
from sayso.cli.users import commands as users_commands
from sayso.cli.work import Order, carry_out

_READ_HELP = """Take articles apart: every statement and figure, with the chain of people and papers on whose word it stands.

SOURCE is a text file, an HTML file, a URL, or - for standard input. Several are read one after another; one that fails does not stop the rest.

\b
Examples:
  sayso read article.txt
  sayso read report.html --published 2024-03-12 --outlet "Harbour Post"
  sayso read https://example.org/story --html story.page.html
  curl -s https://example.org/feed-item | sayso read - --json
  sayso read *.txt --json > readings.jsonl

\b
Exit codes: 0 read, 2 wrong use, 3 no article in the source, 4 not fetched,
5 no usable weights, 130 interrupted.
"""

_HELP = """On whose say-so? Sayso reads news reports and lays out every statement and every figure with the chain of people
and papers on whose word it stands.

\b
Examples:
  sayso read article.txt
  sayso read https://example.org/story --published 2024-03-12
  sayso read - --json < article.txt
  sayso add archive/ --outlet "Harbour Post"
  sayso questions --disagreeing
"""

app = typer.Typer(help=_HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sayso {version('sayso')}")
        raise typer.Exit


@app.callback()
def sayso(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """What stands before every command."""


@app.command(help=_READ_HELP, no_args_is_help=True)
def read(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, URLs, or - for standard input.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/json.md), one line an article.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page; - prints it.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write one picture; - prints it.")] = None,
    published: Annotated[
        dt.date | None,
        typer.Option("--published", metavar="DATE", parser=day, help="The day of publication, against which 'last year' is resolved."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="The outlet whose own voice the article speaks in.")
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="en|any", callback=check_language, help="'any' reads what does not seem to be English.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses on this machine and on private networks too.")
    ] = False,
    max_chars: Annotated[
        int, typer.Option("--max-chars", min=1, metavar="N", help="Read at most so many characters of an article.")
    ] = 1_000_000,
    width: Annotated[
        int | None, typer.Option("--width", min=40, max=400, metavar="COLUMNS", help="Width of the view; the terminal's unless given.")
    ] = None,
) -> None:
    """Take articles apart."""
    if (html or svg) and len(sources) > 1:
        raise typer.BadParameter("--html and --svg take one SOURCE")
    if [as_json, html == Path("-"), svg == Path("-")].count(True) > 1:
        raise typer.BadParameter("only one of --json, --html - and --svg - can go to standard output")
    spoken: Literal["en", "any"] = "any" if language == "any" else "en"
    order = Order(tuple(sources), as_json, html, svg, published, outlet, spoken, allow_private, max_chars, width)
    if code := carry_out(order):
        raise typer.Exit(code)


app.add_typer(ledger_commands)
app.add_typer(serve_commands)
app.add_typer(users_commands)
