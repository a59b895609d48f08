"""The commands that ask the ledger, and their options. What carries them out is imported when one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli.options import EXITS, AfterOption, JsonOption, LedgerOption, LimitOption, SinceOption, UntilOption, leave

commands = typer.Typer(add_completion=False, rich_markup_mode=None)


@commands.command(
    help=f"""List questions: what figures of several articles answer together, the latest reported first.

QUERY is words of the question. With --disagreeing those come first whose answers lie furthest apart.

\b
Examples:
  sayso questions
  sayso questions "killed market" --since 2016-06-01 --until 2016-06-30
  sayso questions --place Aleppo --disagreeing
  sayso questions --sort origins
{EXITS}"""
)
def questions(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words of the question.", show_default=False)] = "",
    place: Annotated[str, typer.Option("--place", metavar="NAME", show_default=False, help="Only where this stands in the place.")] = "",
    since: SinceOption = None,
    until: UntilOption = None,
    disagreeing: Annotated[bool, typer.Option("--disagreeing", help="Only those whose originators contradict each other.")] = False,
    sort: Annotated[
        Literal["latest", "spread", "origins", "title"] | None,
        typer.Option("--sort", help="The latest reported first, or the furthest apart, or those with most origins, or by title."),
    ] = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List questions."""
    from sayso.cli.ledger_lists import listed

    leave(
        listed(
            "questions",
            lambda book: book.questions(
                query, place=place, since=since, until=until, disagreeing=disagreeing, sort=sort or "", after=after, limit=limit
            ),
            ledger=ledger,
            as_json=as_json,
        )
    )


@commands.command(
    no_args_is_help=True,
    help=f"""Show what a question's figures come to: who says what, who only retells it, how it moved, and low, best and high.

\b
Examples:
  sayso question q12
  sayso question q12 --why
  sayso question q12 --plot timeline.svg
  sayso question q12 --by ucdp --json
{EXITS}""",
)
def question(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a question, as lists show it.", show_default=False)],
    why: Annotated[bool, typer.Option("--why", help="Give the figures and the rule behind every verdict and bound.")] = False,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", show_default=False, help="Draw the timeline: .svg, .png, or .json for Vega-Lite."),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", metavar="CONVENTION", help="By whose practice low, best and high are found (docs/export.md).")
    ] = "acled",
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show at most so many of its figures.")] = 40,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a question."""
    from sayso.cli.ledger_lists import PICTURES
    from sayso.cli.ledger_lists import question as carry_out
    from sayso.reconcile.conventions import CONVENTIONS

    if by not in CONVENTIONS:
        raise typer.BadParameter(f"{by!r} is no convention; choose one of {', '.join(CONVENTIONS)}")
    if plot and plot.suffix.lower() not in PICTURES:
        raise typer.BadParameter(f"{plot} names no kind of picture; let it end in one of {', '.join(PICTURES)}")
    leave(carry_out(id, convention=by, why=why, plot=plot, limit=limit, ledger=ledger, as_json=as_json))


@commands.command(
    help=f"""List sources: whose word counts, across articles, those with most figures first.

\b
Examples:
  sayso sources
  sayso sources observatory
  sayso sources police --described
  sayso sources --sort name
{EXITS}"""
)
def sources(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words of a name.", show_default=False)] = "",
    described: Annotated[bool, typer.Option("--described", help="Those without a name instead, such as a police source.")] = False,
    sort: Annotated[
        Literal["figures", "statements", "name"] | None,
        typer.Option("--sort", help="Those with most figures first, or most statements, or by name."),
    ] = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List sources."""
    from sayso.cli.ledger_lists import listed

    leave(
        listed(
            "sources",
            lambda book: book.sources(query, described=described, sort=sort or "", after=after, limit=limit),
            ledger=ledger,
            as_json=as_json,
        )
    )


@commands.command(
    no_args_is_help=True,
    help=f"""Show a source: all its names, why each is taken for one of them, and the questions that it answers.

\b
Examples:
  sayso source s3
  sayso source s3 --json
{EXITS}""",
)
def source(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a source, as lists show it.", show_default=False)],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a source."""
    from sayso.cli.ledger_lists import source as carry_out

    leave(carry_out(id, ledger=ledger, as_json=as_json))


@commands.command(
    no_args_is_help=True,
    help=f"""Search sources, questions, articles, statements and figures, the newest of each kind first.

All WORDS must be there; "words in quotes" follow each other; kill* finds every word that begins so; -word leaves out.

\b
Examples:
  sayso search market strike
  sayso search '"at least" killed' --kind figure
  sayso search "evacuat* -hospital"
{EXITS}""",
    context_settings={"ignore_unknown_options": True},
)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to search for.", show_default=False)],
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", show_default=False, help="Only source, question, article, statement or figure; may be repeated."
        ),
    ] = None,
    sort: Annotated[
        Literal["newest", "relevance"] | None, typer.Option("--sort", help="The newest of each kind first, or what fits best.")
    ] = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search everything."""
    from sayso.cli.ledger_lists import listed

    leave(
        listed(
            "search",
            lambda book: book.search(" ".join(words), kinds=kinds or (), sort=sort or "", after=after, limit=limit),
            ledger=ledger,
            as_json=as_json,
        )
    )


@commands.command(
    help=f"""List what was decided, by whom and when, the latest first: about everything, or about ID.

\b
Examples:
  sayso history
  sayso history q12
{EXITS}"""
)
def history(
    target: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="A question, source, figure, statement or article.", show_default=False),
    ] = None,
    limit: LimitOption = 20,
    after: AfterOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List decisions."""
    from sayso.cli.ledger_lists import listed

    leave(listed("history", lambda book: book.history(target, after=after, limit=limit), ledger=ledger, as_json=as_json))
