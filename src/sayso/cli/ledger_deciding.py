"""The commands by which people decide, and their options. What carries them out is imported when one runs."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import EXITS, JsonOption, LedgerOption, WhoOption, leave

commands = typer.Typer(add_completion=False, rich_markup_mode=None)

EventArgument = Annotated[str | None, typer.Argument(metavar="EVENT", help="The id of a decision.", show_default=False)]


@commands.command(
    no_args_is_help=True,
    help=f"""Say that questions are one question, or that sources are one source.

The oldest question's id is kept, and the first source's.

\b
Examples:
  sayso merge q12 q31
  sayso merge s3 s8
{EXITS}""",
)
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Two or more questions, or two or more sources.", show_default=False)],
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Merge questions or sources."""
    from sayso.cli.ledger_decide import merge as carry_out

    leave(carry_out(ids, who=who, ledger=ledger, as_json=as_json))


@commands.command(
    no_args_is_help=True,
    help=f"""Say that some of a question's figures answer another one, or that some of a source's names are somebody else.

This also refuses what the program merged.

\b
Examples:
  sayso split q12 e40 e41
  sayso split s3 "the monitor"
{EXITS}""",
)
def split(
    id: Annotated[str, typer.Argument(metavar="ID", help="A question or a source.", show_default=False)],
    parts: Annotated[list[str], typer.Argument(metavar="PART", help="Ids of its figures (e40), or its names.", show_default=False)],
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Split a question or a source."""
    from sayso.cli.ledger_decide import split as carry_out

    leave(carry_out(id, parts, who=who, ledger=ledger, as_json=as_json))


@commands.command(
    no_args_is_help=True,
    help=f"""Give a question a title, or a source a name.

An empty title gives a question back the program's. A source keeps its other names; with --also the new one is only one more of them.

\b
Examples:
  sayso rename q12 "Killed in the market strike"
  sayso rename s3 "Observatory"
  sayso rename s3 "the Coventry monitor" --also
{EXITS}""",
)
def rename(
    id: Annotated[str, typer.Argument(metavar="ID", help="A question or a source.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its title or name.", show_default=False)],
    also: Annotated[bool, typer.Option("--also", help="Add the name to a source, and show it under the old one.")] = False,
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rename a question or a source."""
    from sayso.cli.ledger_decide import rename as carry_out

    leave(carry_out(id, name, also=also, who=who, ledger=ledger, as_json=as_json))


@commands.command(
    no_args_is_help=True,
    help=f"""Accept, reject or mend a figure (e40) or a statement (t7).

A rejected figure answers no question. Of a figure low, high, qualifier, unit, predicate, time and chain can be set, of a statement chain, voice and
denied; counted and place can be emptied.

\b
Examples:
  sayso decide e40 accept
  sayso decide e40 reject
  sayso decide e40 mend --set low=25 --set high=open --set qualifier=at_least
  sayso decide t7 mend --set "chain=Mayor > Harbour Post"
{EXITS}""",
)
def decide(
    id: Annotated[str, typer.Argument(metavar="ID", help="A figure or a statement.", show_default=False)],
    verdict: Annotated[str, typer.Argument(metavar="accept|reject|mend", help="What you decide.", show_default=False)],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", show_default=False, help="What to mend; may be repeated.")
    ] = None,
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide about a figure or a statement."""
    from sayso.cli.ledger_decide import decide as carry_out

    leave(carry_out(id, verdict, settings or [], who=who, ledger=ledger, as_json=as_json))


@commands.command(
    help=f"""Take a decision back: the last one, or EVENT. What was decided after it stays.

\b
Examples:
  sayso undo
  sayso undo v12
{EXITS}"""
)
def undo(
    event: EventArgument = None,
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Undo a decision."""
    from sayso.cli.ledger_decide import undo as carry_out

    leave(carry_out(event, who=who, ledger=ledger, as_json=as_json))


@commands.command(
    help=f"""Give a decision that was taken back its effect again: the one taken back last, or EVENT.

\b
Examples:
  sayso redo
  sayso redo v12
{EXITS}"""
)
def redo(
    event: EventArgument = None,
    who: WhoOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Redo a decision."""
    from sayso.cli.ledger_decide import redo as carry_out

    leave(carry_out(event, who=who, ledger=ledger, as_json=as_json))
