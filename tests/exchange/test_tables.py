"""Tables of an export: what is written is what was there, in every format, and no text is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.exchange.columns import TABLES, Type
from sayso.exchange.tables import BOM, Written, csv_lines, harmless_cell, json_lines, package, write_parquet
from tests.stories import ferry

ROW = {
    "id": "q1",
    "title": "=HYPERLINK(“x”)",
    "predicate": "killed",
    "counted": "people\r\nthere",
    "place": 'the "Gull"',
    "time": "2016-06",
    "entries": 3,
    "articles": 2,
    "origins": 2,
    "low": -4,
    "best": Decimal("2.50"),
    "high": None,
    "verdict": "agree",
    "since": dt.date(2016, 6, 6),
    "until": "",
}


def read_csv(lines: Iterator[str]) -> list[dict[str, str]]:
    """The rows of CSV lines, by a reader of RFC 4180."""
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def test_csv_keeps_everything() -> None:
    (row,) = read_csv(csv_lines([ROW], "questions"))
    assert row == {**{k: str(v) for k, v in ROW.items()}, "high": "", "since": "2016-06-06"}


def test_csv_holds_no_row_but_the_one_it_writes() -> None:
    left = iter([ROW] * 10)
    lines = csv_lines(left, "questions")
    next(lines)
    next(lines)
    assert len(list(left)) == 9


def test_csv_for_a_spreadsheet_runs_nothing() -> None:
    text = "".join(csv_lines([ROW], "questions", spreadsheet=True))
    (row,) = read_csv(iter([text.removeprefix(BOM)]))
    assert text.startswith(BOM) and text.count(BOM) == 1
    assert (row["title"], row["low"], row["counted"]) == ("'=HYPERLINK(“x”)", "-4", "people\r\nthere")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r1", "\n=1", " =1", "＝1", "\ufeff=1"])
def test_what_begins_a_formula_is_defused(cell: str) -> None:
    assert harmless_cell(cell) == f"'{cell}"


@given(st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    kept = text.replace("\x00", "\ufffd")
    (row,) = read_csv(csv_lines([ROW | {"title": text}], "questions"))
    assert row["title"] == kept
    assert json.loads(next(json_lines([ROW | {"title": text}], "questions")))["title"] == kept


def test_json_lines_have_no_floats_for_amounts() -> None:
    row = json.loads(next(json_lines([ROW], "questions")))
    assert (row["low"], row["best"], row["high"], row["since"], row["until"]) == (-4, "2.50", None, "2016-06-06", None)


def test_parquet_keeps_types() -> None:
    sink = io.BytesIO()
    rows = [ROW, ROW | {"low": 10**40, "best": Decimal("1E-12"), "high": 10**28}]
    assert write_parquet(iter(rows), "questions", sink) == 2
    table = pq.read_table(io.BytesIO(sink.getvalue()))
    first, second = table.to_pylist()
    assert first["best"] == Decimal("2.5") and first["since"] == dt.date(2016, 6, 6) and first["until"] is None
    assert (second["low"], second["best"], second["high"]) == (None, None, Decimal(10**28))
    assert table.schema.field("low").metadata[b"description"].startswith(b"the lowest")


def test_parquet_of_nothing_has_its_columns() -> None:
    sink = io.BytesIO()
    write_parquet([], "sources", sink)
    assert pq.read_schema(io.BytesIO(sink.getvalue())).names == [c.name for c in TABLES["sources"].columns]


def test_the_columns_are_those_of_the_ledger(tmp_path: Path) -> None:
    with sayso.Ledger.open(tmp_path / "ledger.db") as ledger:
        added = ledger.add(ferry(), b"ferry")
        ledger.rename_question(added.questions[0], "Idle boats")
        for name, table in TABLES.items():
            row = next(iter(ledger.rows(name)))
            assert list(row) == [c.name for c in table.columns], name
            for column in table.columns:
                value = row[column.name]
                fits = {Type.LIST: (tuple,), Type.COUNT: (int,), Type.FLAG: (bool,), Type.SHARE: (float,), Type.TIME: (dt.datetime,)}
                assert value is None or isinstance(value, fits.get(column.type, object)), column.name


def test_the_description_is_a_data_package() -> None:
    files = [Written("figures", "figures.csv", "csv", 9, "ab"), Written("articles", "articles.csv", "csv", 9, "cd")]
    made = package(files, name="news", title="News", created=dt.datetime(2024, 3, 12, tzinfo=dt.UTC))
    figures, articles = made["resources"]
    assert made["$schema"].endswith("/2.0/datapackage.json") and figures["$schema"].endswith("/2.0/dataresource.json")
    assert (figures["name"], figures["type"], figures["format"], figures["hash"]) == ("figures", "table", "csv", "sha256:ab")
    assert figures["schema"]["foreignKeys"] == [{"fields": ["article"], "reference": {"resource": "articles", "fields": ["id"]}}]
    assert "foreignKeys" not in articles["schema"]
    types = {field["name"]: field["type"] for field in figures["schema"]["fields"]}
    assert (types["low"], types["chain"], types["published"], types["start"]) == ("number", "array", "date", "integer")
    known = {"string", "number", "integer", "boolean", "date", "datetime", "array"}
    assert set(types.values()) <= known and all(f["description"] for f in figures["schema"]["fields"])
