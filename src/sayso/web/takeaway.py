"""Rows that people take away: CSV for spreadsheets, JSON for programs, as many as there are, sent while they are read."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeVar

from starlette.responses import Response, StreamingResponse

from sayso.errors import NotPossible
from sayso.ledger import Page
from sayso.web.plain import dumps, plain

T = TypeVar("T")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


FORMS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "json": "application/json"}
"""The forms in which rows can be taken: a table, one JSON value a line, all of them as one JSON value."""


def table(rows: Iterable[object], name: str, form: str) -> Response:
    """The rows, which are frozen values or mappings, as a file. Raises NotPossible for a form that is not one of ``FORMS``."""
    return streamed([list(rows)], name, form)


def every(ask: Callable[[str | None], Page[T]]) -> Iterator[tuple[T, ...]]:
    """All pages of a list; the first is asked for at once, so that what cannot be had is refused before anything is sent."""
    first = ask(None)

    def pages() -> Iterator[tuple[T, ...]]:
        page = first
        yield page.rows
        while page.next is not None:
            page = ask(page.next)
            yield page.rows

    return pages()


def streamed(pages: Iterable[Sequence[object]], name: str, form: str) -> Response:
    """Rows, which are frozen values or mappings, as a file that is sent while they are read. Raises NotPossible for another form."""
    if form not in FORMS:
        raise NotPossible(f"Rows can be taken as csv, jsonl or json, not as {form[:20]!r}.")
    flat = ([row if isinstance(row, Mapping) else _fields(row) for row in page] for page in pages)
    said = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(_written(flat, form), media_type=FORMS[form], headers=said)


def _written(pages: Iterable[Sequence[Mapping[str, object]]], form: str) -> Iterator[bytes]:
    begun = False
    if form == "csv":
        yield codecs.BOM_UTF8
    for page in pages:
        if form == "csv":
            yield csv_of(page, head=not begun).encode("utf-8", "replace")
        elif form == "jsonl":
            yield "".join(f"{dumps(row)}\n" for row in page).encode()
        elif page:
            yield (("," if begun else "[") + ",".join(map(dumps, page))).encode()
        begun = begun or bool(page)
    if form == "json":
        yield b"]" if begun else b"[]"


def attachment(body: bytes, kind: str, name: str) -> Response:
    """Bytes that a browser saves under a name."""
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def csv_of(rows: Iterable[Mapping[str, object]], *, head: bool = True) -> str:
    """Rows as CSV with a ``head``; empty without rows. A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> csv_of([{"a": 1, "b": "=2+2", "c": None}])
    "a,b,c\\r\\n1,'=2+2,\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for i, row in enumerate(rows):
        if head and not i:
            writer.writerow(row)
        writer.writerow(_cell(plain(value)) for value in row.values())
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return _cell(" → ".join(str(part) for part in value))
    if isinstance(value, dict):
        return dumps(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _fields(row: object) -> dict[str, object]:
    assert is_dataclass(row)
    return {field.name: getattr(row, field.name) for field in fields(row)}
