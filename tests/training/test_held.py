"""The held-out articles and the fit of confidence."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from types import ModuleType

import pytest

from training import asked, confidence, corpora, held


@pytest.mark.parametrize("module", [held, confidence])
def test_examples_hold(module: ModuleType) -> None:
    """The examples in the docstrings, which the run over the package does not reach."""
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_invented_articles_that_are_kept_out_are_read_as_marks_are() -> None:
    read = held.articles(Path("no data are needed"), "invented_held")
    assert len(read) == 80
    assert sum(len(a["figures"]) for a in read) == 1673


def test_an_event_of_invented_articles_is_told_by_several_papers() -> None:
    events = asked.of_invented(corpora.INVENTED)
    assert events
    assert all(len({x.article.text for x in told}) > 1 and {x.about for x in told} == {about} for about, told in events.items())
    assert all(len(x.questions) == len(x.by_hand.figures) for told in events.values() for x in told)


def test_nothing_held_out_is_trained_on() -> None:
    """No article stands both among the held-out marks and among those for training."""
    docs = {}
    for name in ("held", "politics", "gum", "statements", "statements_held"):
        with (corpora.MARKS / f"{name}.jsonl").open(encoding="utf-8") as f:
            docs[name] = {json.loads(row)["doc"] for row in f}
    assert docs["held"] and not docs["held"] & (docs["politics"] | docs["gum"])
    assert docs["statements_held"] and not docs["statements_held"] & docs["statements"]


def test_held_statements_are_words_of_their_texts(data: Path) -> None:
    """Every held-out article has its text, and every attribution a content within it."""
    for article in held.statements(data):
        contents = [span for a in article["attributions"] for span in a["content"]]
        assert all(0 <= start < end <= len(article["text"]) for start, end in contents), article["doc"]


def test_marked_statements_reach_training(data: Path) -> None:
    """War reports and trees whose attributions are marked are trained on with them."""
    train = pytest.importorskip("training.train", reason="needs the training dependencies")
    texts = train.corpora(data, 0)
    with (corpora.MARKS / "statements.jsonl").open(encoding="utf-8") as f:
        marked = {json.loads(row)["doc"] for row in f}
    said = {m.doc for name in ("gum", "figures") for m in texts[name] if m.said is not None}
    assert said == marked
