"""The doors by which others measure: their formats, and that every article comes out under its own name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.predict import predicted, questioned
from benchmarks.reconcile import reconciled
from tests.plain_reader import PlainReader

EVENT = "The ferry Aster struck the old lighthouse pier at dawn and broke in two. "
ARTICLES = [
    {
        "doc": "m",
        "text": EVENT + "25 people were killed in Tern Bay, the Norlight Monitor said.",
        "date": "2016-06-06",
        "outlet": "Harbour Post",
    },
    {
        "doc": "t",
        "text": EVENT + "At least 40 people were killed in Tern Bay, Mayor Tarrow told Gull Radio.",
        "date": "2016-06-06",
        "outlet": "Gazette",
    },
    {
        "doc": "twin",
        "text": EVENT + "25 people were killed in Tern Bay, the Norlight Monitor said.",
        "date": "2016-06-06",
        "outlet": "Harbour Post",
    },
    {
        "doc": "later",
        "text": EVENT + "31 people were killed in Tern Bay, the Norlight Monitor said.",
        "date": "2016-06-08",
        "outlet": "Harbour Post",
    },
    {"doc": "other", "text": "7 people were wounded in Upper Norlight.", "date": "no date", "outlet": None, "title": None},
    {"doc": "none", "text": "Nothing was counted."},
]


def test_figures_are_grouped_across_articles() -> None:
    rows = list(questioned(ARTICLES, PlainReader()))
    assert [row["doc"] for row in rows] == [a["doc"] for a in ARTICLES]
    asked = [[f["question"] for f in row["figures"]] for row in rows]
    assert asked[0] == asked[1] == asked[2] == asked[3] != asked[4] and asked[5] == [] and asked[0][0]
    without = list(predicted(ARTICLES, PlainReader()))
    for row in rows:
        for figure in row["figures"]:
            figure["question"] = None
    assert rows == without


def test_questions_are_reckoned() -> None:
    rows = list(reconciled(ARTICLES, PlainReader()))
    assert [len(row["figures"]) for row in rows] == [4, 1]
    killed = rows[0]
    keys = ("id", "title", "predicate", "counted", "place", "time", "figures", "accounts", "origins", "low", "best", "high", "verdict")
    assert tuple(killed) == keys
    assert {f["doc"] for f in killed["figures"]} == {"m", "t", "twin", "later"}
    docs = {a["doc"]: a["text"] for a in ARTICLES}
    assert all(docs[f["doc"]][slice(*f["amount"])].endswith(str(f["low"])) for f in killed["figures"])
    by_name = {a["originator"]: a for a in killed["accounts"]}
    monitor, mayor = by_name["the Norlight Monitor"], by_name["Mayor Tarrow"]
    assert (monitor["low"], monitor["high"], mayor["low"], mayor["high"]) == (31, 31, 40, None)
    assert {killed["figures"][i]["doc"] for i in monitor["figures"]} == {"m", "twin", "later"}
    (moved,) = monitor["revisions"]
    assert (moved["from"], moved["to"], killed["figures"][moved["after"]]["doc"]) == ([25, 25], [31, 31], "later")
    assert (killed["origins"], killed["verdict"]) == (2, "disagree")
    assert [f["sources"] for f in killed["figures"] if f["doc"] == "t"] == [["Mayor Tarrow", "Gull Radio"]]
    json.dumps(rows, allow_nan=False)


@pytest.mark.parametrize("door", ["predict.py", "reconcile.py"])
def test_the_doors_open_as_files(door: str, root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "benchmarks" / door), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "ARTICLES.jsonl" in done.stdout, done.stderr
