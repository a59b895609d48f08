"""The text in runs: all of it, once, with letters that hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from sayso.domain import Reading
from sayso.exchange.runs import UNNAMED, Plan
from tests.exchange.strategies import readings
from tests.stories import ferry


@settings(max_examples=30)
@given(readings())
def test_runs_are_the_text(reading: Reading) -> None:
    runs = Plan(reading).runs
    assert "".join(run.text for run in runs) == reading.article.text
    assert sum(len(run.opens) for run in runs) == sum(run.closes for run in runs) == sum(len(a.content) for a in reading.attributions)


def test_an_empty_text_has_no_runs() -> None:
    assert Plan(Reading(replace(ferry().article, text=""))).runs == ()


def test_sources_keep_their_letters() -> None:
    plan = Plan(ferry())
    assert [(s.name, s.letter, s.hue) for s in plan.sources] == [
        ("fishermen", "A", 0),
        ("Ilse Tarrow", "B", 1),
        ("nobody named", UNNAMED, None),
    ]
    assert [plan.badge(i) for i in range(5)] == ["A1", "B2", "∅3", "B4", "∅5"]
    assert plan.depths == (0, 0, 1, 0, 0)


def test_the_innermost_statement_wins() -> None:
    plan = Plan(ferry())
    by_words = {run.text: run.statement for run in plan.runs}
    assert by_words["the warning came late"] == 2
    assert by_words[" boats lie idle since the spill"] == 0


def test_statements_that_stand_in_each_other_still_have_a_depth() -> None:
    reading = ferry()
    a, b, *rest = reading.attributions
    ring = replace(reading, attributions=(replace(a, within=b.id), replace(b, within=a.id), *rest))
    assert len(Plan(ring).depths) == len(ring.attributions)
