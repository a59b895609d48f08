"""The commands on a ledger and their options: filling and emptying it here, asking and deciding beside. What carries them out is imported when one runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli import ledger_asking, ledger_deciding
from sayso.cli.options import EXITS, JsonOption, LedgerOption, day, language, leave

commands = typer.Typer(add_completion=False, rich_markup_mode=None)


@commands.command(
    no_args_is_help=True,
    help="""Read articles and keep them, with every statement and figure, in the ledger.

SOURCE is a text or HTML file, a URL, - for standard input, a folder, a pattern, or a table with an article a row: CSV, TSV or JSON lines, with
its text or its address. An article that is there already is left as it is. Each is added whole or not at all: whatever ends the run keeps what was
added, and the same command goes on.

\b
Examples:
  sayso add article.txt --published 2024-03-12 --outlet "Harbour Post"
  sayso add https://example.org/story
  sayso add archive/ --ledger news.db
  sayso add "archive/**/*.html"
  sayso add articles.csv --columns text=body,published=printed,outlet=paper
  sayso add addresses.csv --columns url=link
  sayso add --stale

\b
Exit codes: 0 added or there already, 2 wrong use, 3 no article in a source,
4 not fetched, 5 no usable weights, 6 the ledger cannot do it, 130 interrupted.
Where some articles failed and the others were added, it is that of the first.
""",
)
def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files, folders, patterns, tables, URLs, or - for standard input.", show_default=False),
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="MAP",
            show_default=False,
            help="Which column of a table holds what: PART=COLUMN with commas between; parts are text, url, title, outlet, published.",
        ),
    ] = "",
    stale: Annotated[bool, typer.Option("--stale", help="Read again what an older reader has read; its reading is kept beside.")] = False,
    published: Annotated[
        dt.date | None, typer.Option("--published", metavar="DATE", parser=day, help="The day of publication, for all of them.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="The outlet, for all of them.")] = None,
    spoken: Annotated[
        str, typer.Option("--language", metavar="en|any", callback=language, help="'any' reads what does not seem to be English.")
    ] = "en",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses on this machine and on private networks too.")
    ] = False,
    max_chars: Annotated[
        int, typer.Option("--max-chars", min=1, metavar="N", help="Read at most so many characters of an article.")
    ] = 1_000_000,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles and keep them."""
    from sayso.cli.ledger_add import AddOrder
    from sayso.cli.ledger_add import add as carry_out
    from sayso.errors import InputError
    from sayso.inlets.batch import Options
    from sayso.inlets.batch import columns as read_columns

    if not sources and not stale:
        raise typer.BadParameter("name a SOURCE, or give --stale")
    try:
        mapping = read_columns(columns)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    either: Literal["en", "any"] = "any" if spoken == "any" else "en"
    options = Options(published, outlet, either, allow_private, max_chars, mapping)
    leave(carry_out(AddOrder(tuple(sources or ()), options, ledger, stale, as_json)))


commands.add_typer(ledger_asking.commands)
commands.add_typer(ledger_deciding.commands)


@commands.command(
    no_args_is_help=True,
    help=f"""Write all of the ledger into FOLDER, or one table to standard output (-).

csv, jsonl and parquet give a file for each table with datapackage.json, which says what its columns mean; jsonld gives one file of linked data.

\b
Examples:
  sayso export out/
  sayso export out/ --spreadsheet
  sayso export out/ --format parquet --table figures --table questions
  sayso export out/ --format jsonld --base https://example.org/ledger/
  sayso export - --table figures > figures.csv
{EXITS}""",
)
def export(
    to: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write; - for standard output.", show_default=False)],
    format: Annotated[str, typer.Option("--format", metavar="csv|jsonl|parquet|jsonld", help="The kind of file.")] = "csv",
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="NAME",
            show_default=False,
            help="Only figures, statements, questions, articles, sources or events; may be repeated.",
        ),
    ] = None,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="CSV that a spreadsheet opens without running any text as a formula.")
    ] = False,
    base: Annotated[str, typer.Option("--base", metavar="IRI", help="What ids of linked data begin with.")] = "urn:sayso:",
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write all of the ledger."""
    from sayso.cli.ledger_export import ExportOrder, refused
    from sayso.cli.ledger_export import export as carry_out

    order = ExportOrder(to, format, tuple(tables or ()), spreadsheet, base, ledger, as_json)
    if reason := refused(order):
        raise typer.BadParameter(reason)
    leave(carry_out(order))


@commands.command(
    help="""Check that the ledger is sound: the file, the chain of events, raw bytes against their hash, spans against texts, and that nothing lacks
its other half.

\b
Examples:
  sayso check
  sayso check --ledger news.db --json

\b
Exit codes: 0 sound, 1 something is wrong, 2 wrong use, 6 it cannot be opened,
130 interrupted.
"""
)
def check(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Check the ledger."""
    from sayso.cli.ledger_export import check as carry_out

    leave(carry_out(ledger=ledger, as_json=as_json))
