"""The floors of the house: what may import what, as written down in pyproject.toml, and what the bottom floor stands on."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest


def imports(path: Path) -> set[str]:
    """The modules that a file imports, at any depth of its code.

    >>> sorted(imports(Path(__file__)))[:2]
    ['__future__', 'ast']
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def test_the_contracts_hold(root: Path) -> None:
    """Every contract of import-linter is kept; its report is shown where one is broken."""
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("name", ["domain", "errors.py"])
def test_the_bottom_floor_stands_on_the_standard_library_alone(root: Path, name: str) -> None:
    place = root / "src" / "sayso" / name
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        foreign = {m for m in imports(path) if m.split(".")[0] not in sys.stdlib_module_names and not m.startswith("sayso.domain")}
        assert not foreign, f"{path.relative_to(root)} imports {sorted(foreign)}"


def test_nobody_reaches_into_the_top(root: Path) -> None:
    """The package's front door may gather the rooms; the rooms themselves may not go back out through it."""
    rooms = [p for p in sorted((root / "src" / "sayso").rglob("*.py")) if p.parent.name != "sayso"]
    reaching = {str(p.relative_to(root)) for p in rooms if "sayso" in imports(p)}
    assert {p for p in reaching if "/cli/" not in p} == set()
