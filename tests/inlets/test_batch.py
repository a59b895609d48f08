"""Many articles at once: what sources lead to, and that one bad row never stops the rest."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.domain import Article
from sayso.errors import AddressRefused, InputError, SaysoError
from sayso.inlets import batch
from sayso.inlets.batch import Options, columns, gather

TEXT = "The ferry sank in the night, and two sailors were brought ashore by fishermen. Police said that they looked for others."
PAGE = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry sinks</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def outcome(*sources: object, options: Options | None = None) -> list[Article | SaysoError]:
    """What each waiting article comes to."""
    found: list[Article | SaysoError] = []
    for waiting in gather(map(str, sources), options or Options()):
        try:
            article, raw = waiting.open()
            assert raw
            found.append(article)
        except SaysoError as error:
            found.append(error)
    return found


def texts(found: list[Article | SaysoError]) -> list[str]:
    """The texts of articles, the classes of errors."""
    return [one.text if isinstance(one, Article) else type(one).__name__ for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles, a table, and what is none of these."""
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b" / "c.HTML").write_text(PAGE)
    (tmp_path / "b" / ".hidden" / "d.txt").write_text(TEXT)
    (tmp_path / "b" / ".e.txt").write_text(TEXT)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "t.jsonl").write_text(json.dumps({"text": TEXT}) + "\n")
    return tmp_path


def test_folders_are_searched(folder: Path) -> None:
    names = [waiting.name for waiting in gather([str(folder)])]
    assert names == [str(folder / "a.txt"), f"{folder / 't.jsonl'}:1", str(folder / "b" / "c.HTML")]
    assert TEXT in texts(outcome(folder))[2]


def test_patterns_are_matched(folder: Path) -> None:
    assert [waiting.name for waiting in gather([f"{folder}/**/*.HTML"])] == [str(folder / "b" / "c.HTML")]
    assert texts(outcome(f"{folder}/*.pdf")) == ["NotFound"]


def test_a_file_with_a_sign_of_patterns_in_its_name_is_a_file(tmp_path: Path) -> None:
    odd = tmp_path / "what[1].txt"
    odd.write_text(TEXT)
    assert texts(outcome(odd)) == [TEXT]


def test_what_is_not_there_is_told_in_its_turn(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = outcome(tmp_path / "empty", "no\x00path", tmp_path / "none.csv", tmp_path / "none.txt")
    assert texts(found) == ["NotFound"] * 4 and "no file in this folder" in str(found[0])


def test_rows_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows: list[object] = [
        {"headline": "Ferry", "content": TEXT, "publisher": "Post", "date": "2024-03-12T08:00:00Z", "link": "https://example.org/1"},
        ["no", "object"],
        {"text": "", "title": "nothing"},
        {"text": TEXT, "published": "last week", "extra": {"deep": [1]}},
        {"text": 7},
        {"url": "http://127.0.0.1/"},
    ]
    path.write_text("not json\n\n" + "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = outcome(path)
    assert texts(found) == ["InputError", TEXT, "InputError", "InputError", TEXT, "7", "AddressRefused"]
    first, undated = found[1], found[4]
    assert isinstance(first, Article) and isinstance(undated, Article) and isinstance(found[6], AddressRefused)
    assert (first.title, first.outlet, str(first.published), first.url) == ("Ferry", "Post", "2024-03-12", "https://example.org/1")
    assert first.origin == f"{path}:3" and undated.published is None and "'last week'" in undated.notes[0]


def test_two_rows_with_the_same_text_of_two_outlets_are_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [{"text": TEXT, "outlet": "Post"}, {"text": TEXT, "outlet": "Gazette"}, {"outlet": "Post", "text": TEXT, "seen": 9}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second, third = (a.sha256 for a in outcome(path) if isinstance(a, Article))
    assert first == third != second


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_as_programs_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows([["Title", "Text", "Source"], ["Café fire", f"{TEXT}\nA second line, “quoted”.", "Post"], ["", "", ""], ["x"]])
    found = outcome(path)
    assert texts(found) == [f"{TEXT}\nA second line, “quoted”.", "InputError"]
    assert isinstance(found[0], Article) and (found[0].title, found[0].outlet) == ("Café fire", "Post")


def test_a_spreadsheet_of_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def opened(source: str, options: Options) -> tuple[Article, bytes]:
        asked.append((source, options.outlet))
        return Article(TEXT, url=source), b"raw"

    monkeypatch.setattr(batch, "_opened", opened)
    path = tmp_path / "t.csv"
    path.write_text("what,where,outlet\none,https://example.org/1,Post\ntwo, https://example.org/2 ,\n")
    assert texts(outcome(path)) == [TEXT, TEXT]
    assert asked == [("https://example.org/1", "Post"), ("https://example.org/2", None)]


def test_columns_and_options_go_first(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"text,body,outlet\nwrong,{TEXT.replace(',', '')},Post\n")
    options = Options(outlet="Mine", columns=columns("text=body"))
    (article,) = outcome(path, options=options)
    assert isinstance(article, Article) and article.outlet == "Mine" and article.text.startswith("The ferry")
    (error,) = outcome(path, options=Options(columns={"text": "words"}))
    assert "has no column 'words'; it has text, body, outlet" in str(error)


@pytest.mark.parametrize("text", ["text", "words=x", "text=", "=x", "text=a,outlet"])
def test_a_mapping_that_maps_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        columns(text)


def test_a_line_without_end_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_CELL", 1000)
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    assert texts(outcome(path)) == ["InputError", TEXT]
    path = tmp_path / "t.csv"
    path.write_text(f'text\n"{"x" * 5000}"\n"{TEXT}"\n')
    assert texts(outcome(path)) == ["InputError", TEXT]


@given(st.binary(max_size=300), st.sampled_from([".csv", ".tsv", ".jsonl", ".ndjson"]))
def test_no_bytes_raise_what_is_not_told(tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"t{ending}"
    path.write_bytes(raw)
    outcome(path, options=Options(language="any"))
