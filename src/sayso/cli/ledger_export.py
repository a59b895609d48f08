"""``sayso export`` and ``sayso check``: all of the ledger as files, and whether it is sound."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.cli.ledger_files import digest, whole
from sayso.cli.ledger_run import opened, progress, run, say
from sayso.errors import InputError
from sayso.exchange.harmless import one_line

if TYPE_CHECKING:
    from sayso.ledger import Ledger

FORMATS = ("csv", "jsonl", "parquet", "jsonld")
KINDS = ("figures", "statements", "questions", "articles", "sources", "events")
"""The tables, those that refer to others first: what they refer to is then there, whatever is added meanwhile."""

LINKED = "ledger.jsonld"
DESCRIPTION = "datapackage.json"
_STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """One call of ``sayso export``: where to, in which format and which tables (none named: all)."""

    to: Path
    format: str = "csv"
    tables: tuple[str, ...] = ()
    spreadsheet: bool = False
    base: str = "urn:sayso:"
    ledger: str | None = None
    as_json: bool = False


def refused(order: ExportOrder) -> str:
    """Why an order makes no sense, in a sentence; empty for one that does.

    >>> refused(ExportOrder(Path("out"), "xlsx"))
    "'xlsx' is no format; choose one of csv, jsonl, parquet, jsonld"
    """
    if order.format not in FORMATS:
        return f"{order.format!r} is no format; choose one of {', '.join(FORMATS)}"
    if unknown := [kind for kind in order.tables if kind not in KINDS]:
        return f"there is no table {unknown[0]!r}; choose from {', '.join(KINDS)}"
    if order.spreadsheet and order.format != "csv":
        return "--spreadsheet is for csv; the other formats need nothing"
    if order.format == "jsonld" and order.tables:
        return "linked data holds everything that is linked; leave --table out"
    if order.to == _STDOUT and (order.format == "parquet" or (order.format != "jsonld" and len(_chosen(order)) != 1)):
        return "standard output takes jsonld, or one --table as csv or jsonl; name a folder instead"
    return ""


def _chosen(order: ExportOrder) -> list[str]:
    return [kind for kind in KINDS if kind in (order.tables or KINDS)]


def export(order: ExportOrder) -> int:
    """Carry out ``sayso export``."""
    return run(partial(_export, order), as_json=order.as_json)


def _export(order: ExportOrder) -> int:
    tables = _chosen(order)
    with opened(order.ledger) as book:
        if order.to == _STDOUT:
            for piece in _pieces(book, order, tables[0], lambda: None):
                sys.stdout.write(piece)
            sys.stdout.flush()
            return 0
        _folder(order.to)
        written = [_linked(book, order)] if order.format == "jsonld" else _tables(book, order, tables)
    if order.as_json:
        say("sayso-export/1", {"folder": str(order.to), "files": written})
    return 0


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror or error}. Choose another folder.") from error


def _pieces(book: Ledger, order: ExportOrder, table: str, advance: Callable[[], None]) -> Iterator[str]:
    """The text of a file, a row at a time."""
    from sayso.exchange import linked, tables

    if order.format == "jsonld":
        return linked.document(_counted(_nodes(book, order.base), advance))
    rows = _counted(book.rows(table), advance)
    return tables.csv_lines(rows, table, spreadsheet=order.spreadsheet) if order.format == "csv" else tables.json_lines(rows, table)


def _counted(rows: Iterable[Any], advance: Callable[[], None]) -> Iterator[Any]:
    for row in rows:
        yield row
        advance()


def _tables(book: Ledger, order: ExportOrder, kinds: Sequence[str]) -> list[Any]:
    from sayso.exchange import tables

    written = []
    for kind in kinds:
        path = order.to / f"{kind}.{order.format}"
        with progress(kind, lambda: None) as advance, whole(path) as stream:
            if order.format == "parquet":
                misfits = tables.write_parquet(_counted(book.rows(kind), advance), kind, stream)
                if misfits:
                    print(f"{misfits} amounts of {kind} are too long for Parquet and were left empty; CSV has them.", file=sys.stderr)
            else:
                for piece in _pieces(book, order, kind, advance):
                    stream.write(piece.encode("utf-8", "replace"))
        written.append(tables.Written(kind, path.name, order.format, path.stat().st_size, digest(path)))
    described = tables.package(written, name="sayso-ledger", title="Figures, statements and their sources", created=dt.datetime.now(dt.UTC))
    with whole(order.to / DESCRIPTION) as stream:
        stream.write(json.dumps(described, indent=1).encode())
    return written


def _linked(book: Ledger, order: ExportOrder) -> Any:
    from sayso.exchange.tables import Written

    path = order.to / LINKED
    with progress("nodes", lambda: None) as advance, whole(path) as stream:
        for piece in _pieces(book, order, "", advance):
            stream.write(piece.encode("utf-8", "replace"))
    return Written("", path.name, "jsonld", path.stat().st_size, digest(path))


def _nodes(book: Ledger, base: str) -> Iterator[dict[str, Any]]:
    """Sources, then articles with what is in them, then questions."""
    from sayso.exchange import linked

    known: dict[str, str] = {}
    for row in book.rows("sources"):
        if not row["described"]:
            names = row["names"]
            known.update(dict.fromkeys(names if isinstance(names, tuple) else (), str(row["id"])))
            yield linked.source_node(row, base)
    for filed in book.all_articles():
        rejected = frozenset(id for id, state in filed.states.items() if state == "rejected")
        called = linked.Filed(filed.row.id, filed.entries, filed.statements, filed.questions, known, filed.mended, rejected)
        yield from linked.article_nodes(filed.reading, called, base)
    for row in book.rows("questions"):
        yield linked.question_node(row, base)


def check(*, ledger: str | None, as_json: bool) -> int:
    """Carry out ``sayso check``. The exit code: 0 for a sound ledger, 1 where something is wrong with it."""

    def carried() -> int:
        found = 0
        with opened(ledger) as book, progress("Checking", lambda: None) as advance:
            where = book.where
            for problem in book.check():
                found += 1
                advance()
                if as_json:
                    say("sayso-problem/1", {"where": problem.where, "what": problem.what})
                else:
                    print(f"{one_line(problem.where)}: {one_line(problem.what)}", flush=True)
        if not as_json:
            print(f"{where} is sound." if not found else f"{found} problems in {where}.", file=sys.stderr)
        return 1 if found else 0

    return run(carried, as_json=as_json)
