"""Run the three scorers on the development data and print one table: ``python benchmarks/evaluate.py [--write docs/tables]``.

The scorers and the data lie beside the project, in ``../shared``; every measure is defined there and nowhere else.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib
import json
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks.predict import predicted
from sayso.reader.pipeline import Reader

ROOT = Path(__file__).resolve().parents[2] / "shared"

# What each measure is meant to reach, as (set, measure): share.
TARGETS = {
    ("polnear", "tokens source"): 0.84,
    ("polnear", "tokens cue"): 0.71,
    ("polnear", "tokens content"): 0.90,
    ("polnear", "exact source"): 0.79,
    ("polnear", "exact cue"): 0.73,
    ("polnear", "exact content"): 0.66,
    ("polnear", "relation"): 0.71,
    ("attributions", "relation"): 0.70,
    ("figures", "found"): 0.93,
    ("figures", "value"): 0.93,
    ("figures", "qualifier"): 0.93,
    ("figures", "counted"): 0.85,
    ("figures", "origin"): 0.80,
    ("figures", "sourced"): 0.70,
    ("figures", "whole"): 0.68,
    ("chains", "chain"): 0.50,
    ("chains", "relayed"): 0.40,
}


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as f:
        return [json.loads(row) for row in f]


def _read(articles: list[dict[str, Any]], reader: Reader) -> dict[str, dict[str, Any]]:
    return {row["doc"]: row for row in predicted(articles, reader)}


def measure(reader: Reader, shared: Path = ROOT, data: str = "") -> dict[str, dict[str, float]]:
    """Every set's measures, each 0 to 1 (the F1 where a scorer gives three), by the scorers in ``shared/eval``. ``data`` limits to one set."""
    sys.path.insert(0, str(shared / "eval"))
    scorers = {n: importlib.import_module(n) for n in ("attributions", "figures", "chains")}
    sys.path.pop(0)
    out: dict[str, dict[str, float]] = {}
    for name, path in (("polnear", "polnear/dev.jsonl"), ("attributions", "attributions/articles.jsonl")):
        if data in ("", name):
            gold = scorers["attributions"].read(shared / "data" / path)
            out[name] = {k: v[2] for k, v in scorers["attributions"].score(gold, _read(list(gold.values()), reader)).items()}
    if data in ("", "figures"):
        groups = scorers["figures"].read_groups(shared / "data/figures")
        found = _read([a for g in groups for a in g["articles"]], reader)
        out["figures"] = scorers["figures"].score(groups, found)
        out["figures, general"] = scorers["figures"].score([g for g in groups if g["group"].startswith("general")], found)
    if data in ("", "seed"):
        seed = scorers["figures"].read_groups(shared / "data/seed")
        out["seed"] = scorers["figures"].score(seed, _read([a for g in seed for a in g["articles"]], reader))
    if data in ("", "chains"):
        marked = _lines(shared / "data/chains/sentences.jsonl")
        articles = list({m["doc"]: m for m in marked}.values())
        out["chains"] = scorers["chains"].score(marked, _read(articles, reader))
    return out


def fingerprint(shared: Path = ROOT) -> str:
    """A digest of the data that is measured on and of the scorers: measures compare only where it is the same."""
    digest = hashlib.sha256()
    folders = ("polnear/dev.jsonl", "attributions", "figures", "seed", "chains")
    files = [f for d in folders for f in sorted([shared / "data" / d, *(shared / "data" / d).glob("*.json*")]) if f.is_file()]
    for file in [*files, *sorted((shared / "eval").glob("*.py"))]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def table(measures: dict[str, dict[str, float]], version: str) -> str:
    """The measures as a Markdown table under a line with date, machine and command."""
    head = f"{dt.date.today().isoformat()}, {platform.machine()}, Python {platform.python_version()}, {version}; `make evaluate`\n"
    rows = ["| set | measure | reached | to reach |", "|---|---|---:|---:|"]
    for name, found in measures.items():
        for k, v in found.items():
            goal = TARGETS.get((name, k))
            rows.append(f"| {name} | {k} | {v:.3f} | {f'{goal:.2f}' if goal else ''} |")
    return "\n".join([head, *rows]) + "\n"


def main() -> None:
    """Measure, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="one set: polnear, attributions, figures, seed or chains")
    parser.add_argument("--weights", type=Path, help="measure the weights in this folder")
    parser.add_argument(
        "--write", type=Path, help="write quality.md and quality.json, which the floors in the tests stand on, to this folder"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    a = parser.parse_args()
    if not ROOT.is_dir():
        raise SystemExit(f"The scorers and data are not at {ROOT}; see docs/measures.md.")
    reader = Reader.load(a.weights) if a.weights else Reader.load()
    measures = measure(reader, data=a.only)
    text = table(measures, reader.version)
    print(json.dumps(measures, indent=1) if a.json else text)
    if a.write:
        (a.write / "quality.md").write_text("# Quality\n\n" + text, encoding="utf-8")
        kept = {
            "data": fingerprint(),
            "version": reader.version,
            "measures": {n: {k: round(v, 4) for k, v in m.items()} for n, m in measures.items()},
        }
        (a.write / "quality.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
