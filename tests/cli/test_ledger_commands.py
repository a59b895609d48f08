"""The commands of the ledger: what they print, what they keep, and how they end."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sayso
from sayso.cli import work
from sayso.cli.app import app
from sayso.errors import LedgerFull
from tests.plain_reader import PlainReader

MONITOR = (
    "25 people were killed in Tern Bay, the Norlight Monitor said. The harbour stayed shut while boats looked for others in the dark.\n"
)
MAYOR = "At least 40 people were killed in Tern Bay, Mayor Ilse Tarrow told Gull Radio. She spoke in front of the town hall before noon.\n"
RETOLD = "On the coast people wait for news. 25 people were killed in Tern Bay, the Norlight Monitor told Gull Radio. Schools are closed.\n"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> PlainReader:
    """The plain reader in the place of the real one."""
    plain = PlainReader()
    monkeypatch.setattr(work, "_load", lambda: plain)
    return plain


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledger lies."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("SAYSO_LEDGER", str(path))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three articles, two of which contradict each other."""
    path = tmp_path / "articles.jsonl"
    rows = [
        {"text": MONITOR, "title": "Blast", "outlet": "Harbour Post", "date": "2016-06-06"},
        {"text": MAYOR, "title": "Toll up", "outlet": "Tern Gazette", "date": "2016-06-06T10:00"},
        {"text": RETOLD, "title": "Waiting", "outlet": "Coast News", "date": "2016-06-07"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def filled(reader: PlainReader, book: Path, table: Path) -> Path:
    """A ledger with the three articles."""
    assert run("add", table).exit_code == 0
    return book


def run(*args: object) -> Result:
    """One call of the command line."""
    return CliRunner().invoke(app, [*map(str, args)])


def told(*args: object) -> dict[str, object]:
    """What a command prints with --json."""
    result = run(*args, "--json")
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


def only_question() -> dict[str, object]:
    """The row of the question that the three articles answer."""
    rows = told("questions", "killed")["rows"]
    assert isinstance(rows, list) and len(rows) == 1
    return dict(rows[0])


def test_add_says_what_became_of_each(reader: PlainReader, book: Path, table: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    first = run("add", table, empty)
    assert first.exit_code == 3
    assert [line.split()[0] for line in first.stdout.splitlines()] == ["added"] * 3
    assert "holds no text" in first.stderr and first.stderr.splitlines()[-1] == f"3 added, 1 failed · {book}"
    again = run("add", table)
    assert (again.exit_code, reader.read_so_far) == (0, 3)
    assert again.stderr == f"0 added, 3 already there · {book}\n"


def test_add_with_json_is_one_line_an_article(reader: PlainReader, book: Path, table: Path) -> None:
    result = run("add", table, "nowhere.txt", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["schema"], row["state"], row["article"]) for row in rows] == [("sayso-added/1", "added", f"a{i}") for i in (1, 2, 3)]
    error, summary = [json.loads(line) for line in result.stderr.splitlines()]
    assert (error["error"], error["source"]) == ("NotFound", "nowhere.txt")
    assert (summary["schema"], summary["added"], summary["failed"]) == ("sayso-added-summary/1", 3, 1)


def test_the_reader_failing_on_one_article_does_not_stop_the_rest(reader: PlainReader, book: Path, table: Path) -> None:
    reader.fails = "Mayor"
    result = run("add", table)
    assert (result.exit_code, result.stdout.count("added")) == (1, 2)
    assert "articles.jsonl:2" in result.stderr


def test_an_interruption_keeps_what_was_added(reader: PlainReader, book: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader.read

    def interrupted(article: sayso.Article) -> sayso.Reading:
        if "Mayor" in article.text:
            raise KeyboardInterrupt
        return read(article)

    monkeypatch.setattr(reader, "read", interrupted)
    result = run("add", table)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == ["Interrupted. What was added is kept; run the command again to go on.", f"1 added · {book}"]
    monkeypatch.setattr(reader, "read", read)
    assert run("add", table).stderr == f"2 added, 1 already there · {book}\n"


def test_a_signal_keeps_what_was_added(book: Path, root: Path, tmp_path: Path) -> None:
    """The real program, stopped from outside while it adds."""
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"text": MONITOR, "title": f"Report {i}"}) + "\n" for i in range(500)))
    code = (
        "import time, sayso.cli.work as w; from tests.plain_reader import PlainReader as R\n"
        "class Slow(R):\n    def read(self, article):\n        time.sleep(0.05)\n        return super().read(article)\n"
        "w._load = Slow\nfrom sayso.cli import main\nmain()"
    )
    args = [sys.executable, "-c", code, "add", str(path), "--ledger", str(book)]
    with subprocess.Popen(args, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as going:
        assert going.stdout and going.stderr
        lines = [going.stdout.readline() for _ in range(3)]
        going.send_signal(signal.SIGINT)
        lines += going.stdout.readlines()
        said = going.stderr.read().splitlines()
        code_left = going.wait()
    assert (code_left, said[0]) == (130, "Interrupted. What was added is kept; run the command again to go on.")
    with sayso.Ledger.open(book, readonly=True) as ledger:
        kept = len(ledger.articles(limit=1000))
        assert list(ledger.check()) == []
    assert 3 <= len([line for line in lines if line.startswith("added")]) <= kept < 500 and said[1] == f"{kept} added · {book}"


def test_a_full_disk_ends_the_run(reader: PlainReader, book: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LedgerFull(str(book))

    monkeypatch.setattr(sayso.Ledger, "add", full)
    result = run("add", table)
    assert (result.exit_code, result.stdout) == (6, "")
    assert "Free some space" in result.stderr and f"0 added · {book}" in result.stderr


def test_a_newer_reader_reads_anew(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = PlainReader("plain 2")
    monkeypatch.setattr(work, "_load", lambda: newer)
    result = run("add", "--stale")
    assert (result.exit_code, result.stderr) == (0, f"0 added, 3 read anew · {filled}\n")
    assert run("add", "--stale").stderr == f"0 added · {filled}\n"


def test_columns_are_mapped(reader: PlainReader, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["Words", "Paper", "Printed"], [MONITOR, "Harbour Post", "2016-06-06"]])
    assert run("add", path, "--columns", "text=Words,outlet=Paper,published=Printed").exit_code == 0
    with sayso.Ledger.open(book, readonly=True) as ledger:
        row = ledger.articles().rows[0]
    assert (row.outlet, str(row.published)) == ("Harbour Post", "2016-06-06")
    missing = run("add", path, "--columns", "text=Body")
    assert missing.exit_code == 3 and "has no column 'Body'" in missing.stderr


@pytest.mark.usefixtures("filled")
def test_questions_are_listed() -> None:
    row = only_question()
    assert (row["entries"], row["articles"], row["verdict"]) == (3, 3, "disagree")
    listed = run("questions", "--disagreeing", "--place", "tern bay", "--since", "2016-06-01", "--until", "2016-06-30")
    assert listed.exit_code == 0 and str(row["title"]) in listed.stdout and "disagree" in listed.stdout
    assert "No question was found" in run("questions", "eclipse").stdout
    assert told("questions", "--limit", 1)["next"] is None


@pytest.mark.usefixtures("filled")
def test_a_question_shows_accounts_and_why() -> None:
    id = only_question()["id"]
    shown = run("question", id, "--why")
    assert shown.exit_code == 0
    for words in ("Norlight Monitor", "(1 retold)", "Mayor Ilse Tarrow", "≥ 40", "disagree", "by acled", "ACLED"):
        assert words in shown.stdout
    answer = told("question", id, "--why", "--by", "ibc")
    assert answer["question"]["id"] == id
    assert [e["figure"]["quantity"]["low"] for e in answer["question"]["entries"]] == [25, 40, 25]
    assert answer["reckoning"]["convention"] == "ibc" and answer["why"]


@pytest.mark.usefixtures("filled")
def test_a_question_is_drawn(tmp_path: Path) -> None:
    id = only_question()["id"]
    for name, begins in (("t.svg", b"<svg"), ("t.png", b"\x89PNG"), ("t.json", b"{")):
        result = run("question", id, "--plot", tmp_path / name)
        assert result.exit_code == 0 and f"Wrote {tmp_path / name}." in result.stderr
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert "Norlight Monitor" in (tmp_path / "t.svg").read_text(encoding="utf-8")
    assert run("question", id, "--plot", "t.gif").exit_code == 2
    assert run("question", id, "--plot", tmp_path / "no" / "t.svg").exit_code == 3


@pytest.mark.usefixtures("filled")
def test_sources_and_search() -> None:
    rows = told("sources", "monitor")["rows"]
    assert rows[0]["name"] == "the Norlight Monitor" and rows[0]["figures"] == 2
    source = run("source", rows[0]["id"])
    assert source.exit_code == 0 and "2 figures" in source.stdout and str(only_question()["id"]) in source.stdout
    assert told("source", rows[0]["id"])["names"][0]["name"] == "the Norlight Monitor"
    found = told("search", "town", "hall", "--kind", "article")["rows"]
    assert [hit["kind"] for hit in found] == ["article"]
    assert "Mayor" in run("search", "killed -monitor").stdout
    assert run("search", '"').exit_code in (0, 6)
    assert run("search", "killed", "--kind", "weather").exit_code == 6


@pytest.mark.usefixtures("filled")
def test_people_decide_and_take_it_back() -> None:
    question = told("question", only_question()["id"])["question"]
    mayor = next(e["id"] for e in question["entries"] if e["figure"]["quantity"]["low"] == 40)
    split = run("split", question["id"], mayor, "--who", "Ada")
    assert split.exit_code == 0 and "1 figure moved" in split.stdout and "by Ada" in split.stdout
    assert len(told("questions")["rows"]) == 2
    event = split.stdout.split()[0]
    assert run("undo", event).exit_code == 0 and len(told("questions")["rows"]) == 1
    assert run("redo").exit_code == 0
    ids = [row["id"] for row in told("questions")["rows"]]
    assert told("merge", *ids)["event"]["what"] == "merge_questions"
    assert run("rename", ids[0], "Killed at Tern Bay").exit_code == 0
    assert only_question()["title"] == "Killed at Tern Bay"
    assert run("decide", mayor, "mend", "--set", "low=41", "--set", "high=open").exit_code == 0
    assert run("decide", mayor, "mend", "--set", "low=many").exit_code == 6
    assert run("decide", mayor, "reject").exit_code == 0 and only_question()["entries"] == 2
    whats = [row["what"] for row in told("history", "--limit", 100)["rows"]]
    assert [w for w in whats[::-1] if w != "moved"] == [
        *("split_question", "undo", "redo", "merge_questions", "rename_question", "mend", "reject"),
    ]
    assert "split_question" in run("history", question["id"]).stdout
    assert run("check").exit_code == 0


@pytest.mark.usefixtures("filled")
def test_sources_are_merged_and_named() -> None:
    ids = [row["id"] for row in told("sources")["rows"] if row["name"] in ("Gull Radio", "Coast News")]
    assert told("merge", *ids)["event"]["what"] == "merge_sources"
    assert run("rename", ids[0], "Radio Gull", "--also").exit_code == 0
    assert {n["name"] for n in told("source", ids[0])["names"]} == {"Gull Radio", "Coast News", "Radio Gull"}
    assert run("split", ids[0], "Radio Gull").exit_code == 0
    assert run("merge", "q1", ids[0]).exit_code == 6
    assert run("rename", only_question()["id"], "x", "--also").exit_code == 6


@pytest.mark.usefixtures("filled")
def test_all_of_it_is_exported(tmp_path: Path) -> None:
    for format in ("csv", "jsonl", "parquet"):
        out = tmp_path / format
        assert run("export", out, "--format", format).exit_code == 0
        package = json.loads((out / "datapackage.json").read_text())
        assert {r["path"] for r in package["resources"]} == {p.name for p in out.iterdir()} - {"datapackage.json"}
        assert all((out / r["path"]).stat().st_size == r["bytes"] for r in package["resources"])
    with (tmp_path / "csv" / "figures.csv").open(newline="", encoding="utf-8") as stream:
        figures = list(csv.DictReader(stream))
    assert [(f["low"], f["high"], json.loads(f["chain"])[0]) for f in figures] == [
        ("25", "25", "the Norlight Monitor"),
        ("40", "", "Mayor Ilse Tarrow"),
        ("25", "25", "the Norlight Monitor"),
    ]
    assert run("export", tmp_path / "ld", "--format", "jsonld").exit_code == 0
    graph = json.loads((tmp_path / "ld" / "ledger.jsonld").read_text(encoding="utf-8"))["@graph"]
    by_id = {node["id"]: node for node in graph}
    assert by_id[by_id["urn:sayso:e3"]["author"]]["name"] == "the Norlight Monitor"
    assert by_id["urn:sayso:e1"]["about"] == by_id["urn:sayso:e2"]["about"] == f"urn:sayso:{only_question()['id']}"
    assert run("export", "-", "--table", "sources").stdout.startswith("id,name,")
    assert told("export", tmp_path / "one", "--table", "events")["files"][0]["table"] == "events"


@pytest.mark.parametrize(
    "args",
    [
        ["add"],
        ["add", "x", "--columns", "words=text"],
        ["question", "q1", "--by", "guess"],
        ["questions", "--since", "june"],
        ["export", "-"],
        ["export", "-", "--format", "parquet", "--table", "figures"],
        ["export", "out", "--format", "xlsx"],
        ["export", "out", "--table", "weather"],
        ["export", "out", "--format", "jsonl", "--spreadsheet"],
        ["questions", "--limit", "0"],
    ],
)
def test_wrong_use_is_2(args: list[str]) -> None:
    assert run(*args).exit_code == 2


@pytest.mark.parametrize(
    "args",
    [
        *(["question", "q9"], ["question", "nine"], ["source", "s999"], ["undo"], ["redo"], ["undo", "v9"], ["merge", "q1", "q9"]),
        *(["split", "q1", "e99"], ["decide", "e99", "accept"], ["questions", "--after", "nonsense"], ["merge", "x1", "x2"]),
    ],
)
@pytest.mark.usefixtures("filled")
def test_what_is_not_there_is_6(args: list[str]) -> None:
    result = run(*args, "--json")
    assert (result.exit_code, result.stdout) == (6, "")
    error = json.loads(result.stderr)
    assert error["schema"] == "sayso-error/1" and error["message"].endswith(".")


def test_asking_makes_no_ledger(book: Path) -> None:
    result = run("questions")
    assert result.exit_code == 6 and "there is no such file" in result.stderr and not book.exists()


def test_a_damaged_ledger_is_told(filled: Path) -> None:
    import sqlite3

    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE articles SET raw = x'00' WHERE id = 1")
    connection.close()
    result = run("check")
    assert result.exit_code == 1 and "a1: Its raw bytes are not those that were added." in result.stdout
    assert json.loads(run("check", "--json").stdout)["where"] == "a1"


def test_nothing_heavy_is_imported_for_help(root: Path) -> None:
    code = "import sys, sayso.cli.app; print({'sqlalchemy', 'pyarrow', 'vl_convert', 'rich.console'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tables are not folded where the terminal is narrow."""
    monkeypatch.setenv("COLUMNS", "200")
    yield
