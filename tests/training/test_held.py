"""The held-out articles and the fit of confidence."""

from __future__ import annotations

import doctest
import json
from types import ModuleType

import pytest

from training import confidence, corpora, held


@pytest.mark.parametrize("module", [held, confidence])
def test_examples_hold(module: ModuleType) -> None:
    """The examples in the docstrings, which the run over the package does not reach."""
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def test_nothing_held_out_is_trained_on() -> None:
    """No article stands both among the held-out marks and among those for training."""
    docs = {}
    for name in ("held", "politics", "gum"):
        with (corpora.MARKS / f"{name}.jsonl").open(encoding="utf-8") as f:
            docs[name] = {json.loads(row)["doc"] for row in f}
    assert docs["held"] and not docs["held"] & (docs["politics"] | docs["gum"])
