"""Fit the weights by which the reader chooses the place of a figure, and write them as a module.

    python -m training.places DATA EVAL

DATA is the folder of articles with marked figures (``figures-train``), to which the project's own marks are added; EVAL is the folder with
the scorer ``figures.py``, whose notion of two names that agree says which candidates are right. The articles are read by the packaged
network first: run this again when its weights change.
It prints in what share of the figures of a file the right place is chosen by weights fitted on the other files.

A conditional logit with a quadratic penalty, fitted by L-BFGS; the same data give the same weights.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import minimize

from sayso.domain import Article, Span
from sayso.reader.gazetteer import Gazetteer
from sayso.reader.pipeline import Reader
from sayso.reader.places import Places
from training.held import articles

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "reader" / "placeweights.py"
PENALTY = 25.0
SLIGHT = 0.02  # weights smaller than this are left out

Choice = list[tuple[dict[str, float], bool]]


def marked(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The marked articles by file: those of ``folder``, and those that this project marked by offsets."""
    files = {path.stem: json.loads(path.read_text(encoding="utf-8"))["articles"] for path in sorted(folder.glob("*.json"))}
    return files | {name: articles(folder.parent, name) for name in ("gum", "politics")}


def choices(folder: Path, scorer: ModuleType) -> dict[str, list[Choice]]:
    """By file, for each marked figure with a place: the features of every candidate, and whether its name agrees with the marked one."""
    gazetteer, reader = Gazetteer(), Reader.load(threads=1)
    found: dict[str, list[Choice]] = {}
    for name, several in marked(folder).items():
        here = found.setdefault(name, [])
        for article in several:
            text = article["text"]
            places = Places(reader.analyse(Article(text)), gazetteer)
            for figure in article["figures"]:
                if figure["place"]:
                    amount = Span.cut(text, *scorer.offsets(article, figure))
                    here.append(
                        [(f, scorer.same_name(figure["place"], places.mentions[i].span.surface)) for i, f in places.candidates(amount)]
                    )
    return found


def fitted(data: list[Choice]) -> dict[str, float]:
    """The weights under which the right candidates are likeliest, by feature."""
    names = sorted({name for choice in data for features, _ in choice for name in features})
    index = {name: i for i, name in enumerate(names)}
    tables = []
    for choice in data:
        right = np.array([ok for _, ok in choice], dtype=bool)
        if right.any():
            table = np.zeros((len(choice), len(names)))
            for row, (features, _) in enumerate(choice):
                for name, value in features.items():
                    table[row, index[name]] = value
            tables.append((table, right))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for table, right in tables:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            good = odds * right
            total -= float(np.log(good.sum() / odds.sum()))
            slope = slope - (good / good.sum() - odds / odds.sum()) @ table
        return total, slope

    solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, (float(w) for w in solved.x), strict=True))


def right(weights: dict[str, float], data: list[Choice]) -> float:
    """The share of figures for which the candidate of most weight is a right one."""
    best = [max(c, key=lambda m: sum(weights.get(name, 0.0) * value for name, value in m[0].items()))[1] for c in data if c]
    return sum(best) / max(1, len(data))


def main(folder: str, measures: str) -> None:
    """Fit on the articles in ``folder`` and write the module."""
    spec = importlib.util.spec_from_file_location("figures", Path(measures) / "figures.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no figures.py in {measures}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    files = choices(Path(folder), scorer)
    for name, held in files.items():
        others = [c for other, found in files.items() if other != name for c in found]
        print(f"{name}: {right(fitted(others), held):.3f} of {len(held)} figures, fitted on the others")
    data = [c for found in files.values() for c in found]
    weights = fitted(data)
    entries = [f'"{name}": {weight:.3f},' for name, weight in weights.items() if abs(weight) >= SLIGHT]
    body = textwrap.fill(
        " ".join(e.replace(" ", "\0") for e in entries), 150, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
    )
    head = '"""The weights of what speaks for and against a place; written by ``training/places.py``, not by hand."""\n\n'
    text = body.replace("\0", " ")
    TARGET.write_text(f"{head}WEIGHTS: dict[str, float] = {{\n{text}\n}}  # fmt: skip\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(entries)} weights from {len(data)} figures")


if __name__ == "__main__":
    main(*sys.argv[1:])
