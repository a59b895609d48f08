"""``sayso read``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from sayso.cli import work
from sayso.cli.app import app
from sayso.cli.view import show
from sayso.domain import Article, Reading
from sayso.errors import ModelError
from sayso.exchange.json import read as read_json
from tests.stories import ferry

STORY = """At least 70 boats lie idle since the spill, fishermen told the Tern Bay Courier, the Norlight agency reported on Monday. The minister said that
the state would pay every crew that stayed ashore until the northern grounds can be opened again in the spring."""

VIEW = """\
Spill keeps boats ashore
Harbour Post · R. Lund · 12 Mar 2024

[A1 At least 70‹F1› boats lie idle since the spill], fishermen told the Tern Bay Courier, the
Norlight agency reported.

The minister said [B2 up to 1,600‹F2› tonnes had leaked, and some 40‹F3› of the crews had been told
that [∅3 the warning came late]].

[B4 “We will pay every crew,”] she said. [B4 “Nobody is left alone.”]

There are now 4,800‹F4› fishermen, 1,200‹F5› fewer than the previous year. It is thought that [∅5
dozens‹F6› have left].

A fishermen   B Ilse Tarrow   ∅ nobody named

Who says so ────────────────────────────────────────────────────────────────────────────────────────
A1  fishermen → Tern Bay Courier → Norlight → Harbour Post  “told” · in other words
    At least 70 boats lie idle since the spill
B2  Ilse Tarrow → Harbour Post  “said” · in other words
    up to 1,600 tonnes had leaked, and some 40 of the crews had been told that the warning came late
    ∅3  nobody named → Ilse Tarrow → Harbour Post  “that” · in other words
        the warning came late
B4  Ilse Tarrow → Harbour Post  “said” · quoted
    “We will pay every crew,” … “Nobody is left alone.”
∅5  nobody named → Harbour Post  “It is thought that” · in other words · ?
    dozens have left

How many ───────────────────────────────────────────────────────────────────────────────────────────
    amount           of what       where, when  relation                  on whose word
F1  ≥ 70             boats · idle  Mar 2024                               fishermen → Tern Bay
                                                                          Courier → Norlight
F2  ≤ 1,600 tonnes                                                        Ilse Tarrow
F3  ~40              the crews                  part of F1                Ilse Tarrow
F4  4,800                                                                 Harbour Post
F5  1,200            fishermen                  decrease; implies 6,000   Harbour Post
                                                in 2023 (derived)
F6  dozens (≥ 24) ?                                                       nobody named
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A text file with an article in it."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(*args: object, **options: object):
    """One call of the command line."""
    return CliRunner().invoke(app, ["read", *map(str, args)], **options)


def shown(reading: Reading, **console: object) -> str:
    """The terminal view as it is printed on a console."""
    out = StringIO()
    show(Console(file=out, emoji=False, markup=False, **console), reading)
    return out.getvalue()


@pytest.mark.usefixtures("by_hand")
def test_the_view_in_a_pipe(story: Path) -> None:
    """Every source is marked by its letter where there is no colour."""
    result = run(story, "--width", 100)
    assert result.exit_code == 0, result.stderr
    assert [line.rstrip() for line in result.stdout.splitlines()] == VIEW.splitlines()


def test_the_view_in_colour_says_the_same() -> None:
    coloured = shown(ferry(), width=100, force_terminal=True, color_system="truecolor", no_color=False)
    assert "\x1b[38;2;47;134;204m" in coloured
    assert "A1" in coloured and "F6" in coloured


def test_a_hostile_text_does_not_steer_the_terminal() -> None:
    out = shown(Reading(Article("One \x1b[2Jtwo\u202e three\x07\r\nfour", title="\x1b]0;title\x07")), width=80)
    assert not set(out) & {"\x1b", "\x07", "\u202e", "\r"}


@pytest.mark.usefixtures("by_hand")
def test_json_can_be_read_back(story: Path) -> None:
    result = run(story, "--json", "--outlet", "Norlight", "--published", "2024-03-13")
    reading = read_json(result.stdout)
    assert (reading.article.outlet, str(reading.article.published)) == ("Norlight", "2024-03-13")
    assert reading.article.origin == str(story)


@pytest.mark.usefixtures("by_hand")
def test_standard_input(story: Path) -> None:
    assert read_json(run("-", "--json", input=STORY).stdout).article.origin == "-"


@pytest.mark.usefixtures("by_hand")
def test_page_and_picture_are_written(story: Path, tmp_path: Path) -> None:
    result = run(story, "--html", tmp_path / "a.html", "--svg", tmp_path / "a.svg")
    assert result.exit_code == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")
    assert result.stdout == ""


@pytest.mark.usefixtures("by_hand")
def test_a_page_that_cannot_be_written_is_an_error_in_one_line(story: Path, tmp_path: Path) -> None:
    result = run(story, "--html", tmp_path / "no" / "a.html")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1 and "cannot be written" in result.stderr


@pytest.mark.usefixtures("by_hand")
def test_one_bad_article_does_not_stop_the_others(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    result = run(tmp_path / "none.txt", story, empty, "http://127.0.0.1/", story, "--json")
    assert result.exit_code == 3
    assert [bool(read_json(line)) for line in result.stdout.splitlines()] == [True, True]
    errors = [json.loads(line) for line in result.stderr.splitlines()]
    assert [(e["error"], e["exit_code"]) for e in errors] == [("NotFound", 3), ("EmptyInput", 3), ("AddressRefused", 4)]
    assert all(e["schema"] == "sayso-error/1" and e["message"] for e in errors)


@pytest.mark.usefixtures("by_hand")
def test_an_error_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path / "no\nsuch\x1b[31mfile")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert result.stderr.startswith("sayso: ") and "\x1b" not in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--published", "yesterday", "a"],
        ["--language", "fr", "a"],
        ["--width", "2", "a"],
        ["--max-chars", "0", "a"],
        ["a", "b", "--html", "c"],
        ["a", "--json", "--html", "-"],
        ["--nonsense", "a"],
    ],
)
def test_wrong_use_is_2(args: list[str]) -> None:
    assert run(*args).exit_code == 2


def test_missing_weights_are_5(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise ModelError("The weights are missing. Install the package again.")

    monkeypatch.setattr(work, "_load", load)
    assert run(story).exit_code == 5


def test_an_interruption_is_130(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(work, "_load", load)
    result = run(story)
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def test_a_pipe_that_closes_early_is_no_error(story: Path, root: Path) -> None:
    code = (
        "import sayso.cli.work as w; from tests.cli.conftest import ByHand; w._load = ByHand; "
        "import os; r, o = os.pipe(); os.dup2(o, 1); os.close(o); os.close(r); from sayso.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "read", str(story), str(story)], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_is_quick(root: Path) -> None:
    """Nothing heavy is imported before a command needs it."""
    code = "import sys, sayso.cli.app; print({'numpy', 'onnxruntime', 'rich.console', 'trafilatura', 'tokenizers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
