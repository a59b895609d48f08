"""What the largest questions of the marked groups come to, written down by reading the articles: see ``cases.json`` for the reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.domain import Question
from sayso.reconcile.reckon import explain, reckon
from tests.reconcile.gold import questions

_TABLE = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
_FOUND: dict[str, dict[str, Question]] = {}


@pytest.mark.parametrize("case", _TABLE["cases"], ids=lambda c: f"{c['id']}-{c['question']}")
def test_case(case: dict[str, Any], data: Path) -> None:
    group = case["group"]
    if group not in _FOUND:
        _FOUND[group] = questions(data / "figures" / f"{group}.json", _TABLE["sources"].get(group, {}))
    question = _FOUND[group][case["question"]]
    for what, expected in case["expect"].items():
        convention = expected["convention"] if what == "bounds" else "acled"
        reckoning = reckon(question, convention)
        shown = "\n".join([case["reason"], *explain(question, reckoning)])
        if what == "origins":
            assert reckoning.origins == expected, shown
        elif what == "verdict":
            assert reckoning.verdict == expected, shown
        elif what == "bounds":
            assert (reckoning.low, reckoning.best, reckoning.high) == (expected["low"], expected["best"], expected["high"]), shown
        elif what == "between":
            kinds = {
                v.kind
                for v in reckoning.verdicts
                if set(v.parties) == set(expected["parties"]) and expected.get("population", "") in v.reason
            }
            assert expected["kind"] in kinds, shown
        elif what == "account":
            account = next(a for a in reckoning.accounts if a.originator.id == expected["party"])
            assert (account.low, account.high, len(account.revisions)) == (expected["low"], expected["high"], expected["revisions"]), shown
        else:
            assert what == "derived"
            assert (expected["low"], expected["high"]) in {(d.quantity.low, d.quantity.high) for d in reckoning.derived}, shown


def test_there_are_enough_cases_and_each_has_a_reason() -> None:
    assert len(_TABLE["cases"]) >= 40
    assert all(case["reason"].endswith(".") for case in _TABLE["cases"])
