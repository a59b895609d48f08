"""Fit the weights by which the reader chooses the place of a figure, and write them as a module.

    python -m training.places DATA EVAL

DATA is the folder of articles with marked figures (``figures-train``), EVAL the folder with the scorer ``figures.py``, whose notion of two
names that agree says which candidates are right. A conditional logit with a quadratic penalty, fitted by L-BFGS; the same data give the same weights.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from scipy.optimize import minimize

from sayso.domain import Span
from sayso.reader.analysis import Analysis
from sayso.reader.gazetteer import Gazetteer
from sayso.reader.places import Places
from sayso.reader.sentences import paragraphs, sentences

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "reader" / "placeweights.py"
PENALTY = 5.0

Choice = list[tuple[dict[str, float], bool]]


def choices(folder: Path, scorer: ModuleType) -> list[Choice]:
    """For each marked figure with a place: the features of every candidate, and whether its name agrees with the marked one."""
    gazetteer = Gazetteer()
    found = []
    for path in sorted(folder.glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            text = article["text"]
            places = Places(Analysis(text, (), sentences(text), paragraphs(text)), gazetteer)
            for figure in article["figures"]:
                if figure["place"]:
                    amount = Span.cut(text, *scorer.offsets(article, figure))
                    found.append([(f, scorer.same_name(figure["place"], m.span.surface)) for m, f in places.candidates(amount)])
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


def main(folder: str, measures: str) -> None:
    """Fit on the articles in ``folder`` and write the module."""
    spec = importlib.util.spec_from_file_location("figures", Path(measures) / "figures.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no figures.py in {measures}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    data = choices(Path(folder), scorer)
    weights = fitted(data)
    lines = "".join(f'    "{name}": {weight:.3f},\n' for name, weight in weights.items())
    head = '"""The weights of what speaks for and against a place; written by ``training/places.py``, not by hand."""\n\n'
    TARGET.write_text(f"{head}WEIGHTS: dict[str, float] = {{\n{lines}}}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(weights)} weights from {len(data)} figures")


if __name__ == "__main__":
    main(*sys.argv[1:])
