"""Quality floors: no measure may fall more than a point below the table that is checked in.

The table is renewed with ``make evaluate``, deliberately, together with what changed it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.evaluate import ROOT, fingerprint, measure
from sayso.reader.pipeline import Reader

KEPT = Path(__file__).parents[1] / "docs/tables/quality.json"
SLACK = 0.01


def test_no_measure_falls_below_its_floor() -> None:
    if not (ROOT / "eval").is_dir():
        pytest.skip(f"the scorers and data are not at {ROOT}")
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    if kept["data"] != fingerprint():
        pytest.skip("the data is not the data that the table was made on; renew it with make evaluate")
    found = measure(Reader.load())
    fallen = {
        (name, k): (floor, round(found[name][k], 4))
        for name, measures in kept["measures"].items()
        for k, floor in measures.items()
        if found[name][k] < floor - SLACK
    }
    assert not fallen
