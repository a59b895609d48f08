"""Rows that people take away: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from starlette.responses import Response

from sayso.errors import NotPossible
from sayso.web.plain import dumps, plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(rows: Iterable[object], name: str, form: str) -> Response:
    """The rows, which are frozen values or mappings, as a file. Raises NotPossible for a form that is neither ``csv`` nor ``json``."""
    flat = [row if isinstance(row, Mapping) else _fields(row) for row in rows]
    if form == "json":
        return attachment(dumps(flat).encode(), "application/json", f"{name}.json")
    if form == "csv":
        return attachment(csv_of(flat).encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")
    raise NotPossible(f"Rows can be taken as csv or json, not as {form[:20]!r}.")


def attachment(body: bytes, kind: str, name: str) -> Response:
    """Bytes that a browser saves under a name."""
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def csv_of(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV with a head; empty without rows. A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> csv_of([{"a": 1, "b": "=2+2", "c": None}])
    "a,b,c\\r\\n1,'=2+2,\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for i, row in enumerate(rows):
        if not i:
            writer.writerow(row)
        writer.writerow(_cell(plain(value)) for value in row.values())
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return _cell(" → ".join(str(part) for part in value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _fields(row: object) -> dict[str, object]:
    assert is_dataclass(row)
    return {field.name: getattr(row, field.name) for field in fields(row)}
