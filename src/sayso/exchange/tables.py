"""Rows to CSV, JSON lines and Parquet, one at a time, and the Data Package that describes them.

The description follows Data Package 2.0 (datapackage.org), so that tools that know it read every column with its type. CSV is that of RFC 4180.
Text that a spreadsheet would run as a formula can be defused (OWASP, "CSV injection"): an apostrophe is put before it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from sayso.exchange.columns import TABLES, Column, Table, Type

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, object]

BOM = "\ufeff"
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
# The signs that begin a formula, their full-width forms, and what spreadsheets skip before them.
_FORMULA = re.compile("[\\s\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")
_AT_ONCE = 5_000
_DIGITS, _PLACES = 38, 9
_SMALLEST = Decimal(1).scaleb(-_PLACES)


def csv_lines(rows: Iterable[Row], table: str, *, spreadsheet: bool = False) -> Iterator[str]:
    """The rows of ``table`` as lines of CSV, the header first.

    Lists are JSON arrays, what is not known is empty. ``spreadsheet`` puts a byte-order mark first, so that Excel reads UTF-8, and an
    apostrophe before text that would be run as a formula.

    >>> next(csv_lines([], "sources"))
    'id,name,described,figures,statements,articles,names\\r\\n'
    """
    columns = TABLES[table].columns
    written = dict(_CELLS) | ({Type.TEXT: _defused} if spreadsheet else {})
    cells = [(c.name, written.get(c.type, str)) for c in columns]
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow([c.name for c in columns])
    yield (BOM if spreadsheet else "") + line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(["" if (value := row[name]) is None else cell(value) for name, cell in cells])
        yield line.getvalue()


def json_lines(rows: Iterable[Row], table: str) -> Iterator[str]:
    """The rows of ``table`` as JSON, one a line; a Decimal is a string, what is not known is null.

    >>> list(json_lines([], "sources"))
    []
    """
    columns = TABLES[table].columns
    for row in rows:
        yield json.dumps({c.name: _json(row[c.name], c) for c in columns}, ensure_ascii=False, allow_nan=False) + "\n"


def write_parquet(rows: Iterable[Row], table: str, sink: BinaryIO) -> int:
    """The rows of ``table`` as Parquet into ``sink``, some thousands at a time.

    Amounts are decimals of 29 digits before the point and 9 behind it. Returns how many amounts did not fit and were left empty.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = TABLES[table].columns
    schema = _arrow(TABLES[table])
    misfits = 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for some in _runs(rows, _AT_ONCE):
            arrays = []
            for column, field in zip(columns, schema, strict=True):
                values = [_value(row[column.name], column) for row in some]
                if column.type is Type.AMOUNT:
                    fitting = [_fitting(value) for value in values]
                    misfits += sum(a is not None and b is None for a, b in zip(values, fitting, strict=True))
                    values = list(fitting)
                arrays.append(pa.array(values, field.type))
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return misfits


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: its ``table``, its ``path`` within the package, how large it is and the sha256 of its bytes."""

    table: str
    path: str
    format: str
    bytes: int
    sha256: str


_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
_TYPES = {
    Type.TEXT: "string",
    Type.COUNT: "integer",
    Type.AMOUNT: "number",
    Type.SHARE: "number",
    Type.FLAG: "boolean",
    Type.DAY: "date",
    Type.TIME: "datetime",
    Type.LIST: "array",
}
_PROFILES = "https://datapackage.org/profiles/2.0/"


def package(files: Sequence[Written], *, name: str, title: str, created: dt.datetime) -> dict[str, object]:
    """The description of an export: a Data Package 2.0 descriptor with each table's columns, types and references.

    >>> package([], name="news", title="News", created=dt.datetime(2024, 3, 12, tzinfo=dt.UTC))["created"]
    '2024-03-12T00:00:00Z'
    """
    there = {file.table for file in files}
    return {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": name,
        "title": title,
        "created": created.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "resources": [_resource(file, there) for file in files],
    }


def _resource(file: Written, there: set[str]) -> dict[str, object]:
    table = TABLES[file.table]
    keys = [
        {"fields": [c.name], "reference": {"resource": "" if c.to == table.name else c.to, "fields": ["id"]}}
        for c in table.columns
        if c.to in there
    ]
    schema = {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [{"name": c.name, "type": _TYPES[c.type], "description": c.meaning} for c in table.columns],
        "missingValues": [""],
        "primaryKey": ["id"],
    }
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": file.table,
        "type": "table",
        "path": file.path,
        "description": table.meaning,
        "format": file.format,
        "mediatype": _MEDIA[file.format],
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def harmless_cell(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it.

    >>> harmless_cell("=1+1"), harmless_cell("@home"), harmless_cell("two - three")
    ("'=1+1", "'@home", 'two - three')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _text(value: object) -> str:
    text = str(value)
    return _UNKEPT.sub("\ufffd", text) if "\0" in text or not text.isascii() else text


def _value(value: object, column: Column) -> object:
    """A value in its column's own type; None where it is not known."""
    if value is None:
        return None
    if column.type is Type.TEXT:
        return _text(value)
    if column.type is Type.DAY and isinstance(value, str):
        return dt.date.fromisoformat(value) if value else None
    if column.type is Type.LIST and isinstance(value, (list, tuple)):
        return [_text(item) for item in value]
    return value


def _defused(value: object) -> str:
    return harmless_cell(_text(value))


def _flag(value: object) -> str:
    return "true" if value else "false"


def _list(value: object) -> str:
    return json.dumps([_text(item) for item in value] if isinstance(value, (list, tuple)) else value, ensure_ascii=False)


def _moment(value: object) -> str:
    return _iso(value) if isinstance(value, dt.date) else str(value)


_CELLS: Mapping[Type, Callable[[object], str]] = MappingProxyType(
    {Type.TEXT: _text, Type.FLAG: _flag, Type.LIST: _list, Type.DAY: _moment, Type.TIME: _moment}
)


def _json(raw: object, column: Column) -> object:
    value = _value(raw, column)
    if isinstance(value, (dt.date, dt.datetime)):
        return _iso(value)
    return str(value) if isinstance(value, Decimal) else value


def _iso(value: dt.date | dt.datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _fitting(value: object) -> Decimal | None:
    """An amount as a decimal that the Parquet column holds exactly; None where there is none."""
    if not isinstance(value, (int, Decimal)):
        return None
    exact = Decimal(value)
    if exact.adjusted() >= _DIGITS - _PLACES or exact.adjusted() < -_PLACES:
        return None if exact else Decimal(0)
    with localcontext(prec=_DIGITS):
        rounded = exact.quantize(_SMALLEST)
    return rounded if rounded == exact else None


def _arrow(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {
        Type.TEXT: pa.string(),
        Type.COUNT: pa.int64(),
        Type.AMOUNT: pa.decimal128(_DIGITS, _PLACES),
        Type.SHARE: pa.float64(),
        Type.FLAG: pa.bool_(),
        Type.DAY: pa.date32(),
        Type.TIME: pa.timestamp("us", tz="UTC"),
        Type.LIST: pa.list_(pa.string()),
    }
    return pa.schema([pa.field(c.name, types[c.type], metadata={"description": c.meaning}) for c in table.columns])


def _runs(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) >= size:
            yield held
            held = []
    if held:
        yield held
