"""Docs are tests: the pages show what the program says. ``SAYSO_RENEW=1 pytest tests/cli`` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.exchange.columns import TABLES
from sayso.exchange.json import schema
from sayso.reader.encoder import WEIGHTS
from sayso.reconcile.conventions import CONVENTIONS

PAGES = [
    "README.md",
    *(f"docs/{name}.md" for name in ("architecture", "commands", "export", "glossary", "json", "ledger", "why")),
]
TOP = typer.main.get_command(app).commands
COMMANDS: list[list[str]] = [
    [],
    *([name, *part] for name, one in TOP.items() for part in ([], *([p] for p in getattr(one, "commands", {})))),
]
DEMO = ["examples/harbour.txt", "--published", "2024-03-12", "--outlet", "Harbour Post"]


def compare(path: Path, text: str) -> None:
    """Hold a page against what it should be, or write it."""
    if os.environ.get("SAYSO_RENEW"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: SAYSO_RENEW=1 writes it anew"


def commands_page() -> str:
    """docs/commands.md: every help page."""
    parts = [
        "# Commands\n\nWritten by the program itself; a test holds it to what `--help` says. What `--json` prints is described in [json.md](json.md) for "
        "`read` and in [export.md](export.md) for the others.\n"
    ]
    for command in COMMANDS:
        result = CliRunner().invoke(app, [*command, "--help"], prog_name="sayso", terminal_width=80)
        assert result.exit_code == 0
        parts.append(f"## {' '.join(['sayso', *command])}\n\n```\n{result.stdout.rstrip()}\n```\n")
    return "\n".join(parts)


def test_every_command_is_documented(root: Path) -> None:
    compare(root / "docs" / "commands.md", commands_page())


def test_the_readme_names_every_option_of_read(root: Path) -> None:
    options = {o for p in typer.main.get_command(app).commands["read"].params for o in p.opts if o.startswith("--")}
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert {o for o in options if o not in readme} == set()


def test_links_between_the_pages_lead_somewhere(root: Path) -> None:
    """Pictures are held by their own test."""
    for page in [root / name for name in PAGES]:
        for target in re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points at {target}"


def test_every_key_of_the_schema_is_described(root: Path) -> None:
    page = (root / "docs" / "json.md").read_text(encoding="utf-8")
    defs = schema()["$defs"]
    keys = {*schema()["properties"], *(k for d in defs.values() for k in d.get("properties", {}))}
    assert {k for k in keys if f"`{k}`" not in page} == set()


def test_every_column_of_an_export_is_described(root: Path) -> None:
    page = (root / "docs" / "export.md").read_text(encoding="utf-8")
    rows = [f"| `{c.name}` | {c.type.value} | {c.meaning}" for table in TABLES.values() for c in table.columns]
    assert [row for row in rows if row not in page] == []
    assert [name for name in CONVENTIONS if f"| `{name}` |" not in page] == []


def test_every_schema_that_commands_print_is_described(root: Path) -> None:
    page = (root / "docs" / "export.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "src" / "sayso" / "cli").glob("ledger_*.py")))
    kinds = re.findall(r'listed\(\s*"(\w+)"', code)
    schemas = {*re.findall(r'"(sayso-[a-z-]+/1)"', code), *(f"sayso-{kind}/1" for kind in kinds)}
    assert len(kinds) == 4 and {schema for schema in schemas if f"`{schema}`" not in page} == set()


def test_the_picture_is_what_the_program_draws(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real reader on the example article, through the real command."""
    if not (WEIGHTS / "structure.json").is_file():
        pytest.skip("needs the weights")
    monkeypatch.chdir(root)
    result = CliRunner().invoke(app, ["read", *DEMO, "--svg", "-"])
    assert result.exit_code == 0, result.stderr
    compare(root / "docs" / "images" / "harbour.svg", result.stdout)
