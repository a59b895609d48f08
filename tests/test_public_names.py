"""The public names are listed once, sorted, and are there."""

from __future__ import annotations

import subprocess
import sys

import sayso


def test_the_list_is_sorted_and_true() -> None:
    """Constants, then classes, then functions, each by name."""
    assert sayso.__all__ == sorted(set(sayso.__all__), key=lambda name: (not name.isupper(), name.islower(), name))
    assert [name for name in sayso.__all__ if not hasattr(sayso, name)] == []


def test_nothing_public_is_left_off_the_list() -> None:
    own = {name for name, value in vars(sayso).items() if getattr(value, "__module__", "").startswith("sayso") and not name.startswith("_")}
    assert own <= set(sayso.__all__)


def test_importing_is_light() -> None:
    code = "import sys, sayso; print({'numpy', 'onnxruntime', 'rich', 'typer', 'trafilatura'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"
