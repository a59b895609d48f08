"""Fit how sure the reader may be of a figure and of a statement, on marked articles kept out of training: ``python -m training.confidence [--write]``.

A figure is right where its bounds, what it counts and its origin are, as the shared scorer's ``whole`` has it; a statement where its content and source
are, as ``relation`` has it. A straight line over the log-odds of the
reader's chance is fitted by maximum likelihood (Platt, 1999). Printed are the expected calibration error (ten bins of equal size, Naeini, Cooper and
Hauskrecht, AAAI 2015) of the chances as they are and of the fit, the latter on halves of the articles that it was not fitted on. ``--write`` puts the
lines' numbers beside the weights.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from scipy.optimize import minimize

from benchmarks.predict import entered, line, watched
from sayso.reader.confidence import calibrated
from sayso.reader.encoder import WEIGHTS, Fit
from sayso.reader.pipeline import Reader
from training.held import articles, statements

BINS = 10


def fitted(chances: np.ndarray, right: np.ndarray) -> Fit:
    """Bias and slope that make ``right`` [figures] likeliest for the ``chances`` [figures], each strictly between 0 and 1.

    >>> bias, slope = fitted(np.array([0.9] * 10 + [0.6] * 10), np.array([1] * 8 + [0] * 2 + [1] * 4 + [0] * 6))
    >>> [round(calibrated(chance, (bias, slope)), 2) for chance in (0.9, 0.6)]
    [0.8, 0.4]
    """

    def loss(fit: np.ndarray) -> float:
        z = fit[0] + fit[1] * np.log(chances / (1 - chances))
        return float(np.logaddexp(0, np.where(right > 0, -z, z)).sum())

    bias, slope = minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-9}).x
    return float(bias), float(slope)


def error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: how far confidence and the share that is right lie apart, over bins of equal size.

    >>> error(np.full(200, 0.8), np.tile([1, 1, 1, 1, 0], 40)) < 1e-9
    True
    """
    order = np.argsort(confidence, kind="stable")
    parts = [p for p in np.array_split(order, BINS) if len(p)]
    return float(sum(abs(confidence[p].mean() - right[p].mean()) * len(p) for p in parts) / len(order))


Judged = tuple[np.ndarray, np.ndarray, np.ndarray]  # chances, whether right, indices of the articles; each [findings]


def judged_figures(reader: Reader, data: Path, scorer: ModuleType) -> Judged:
    """The chance of each figure that the reader finds in the held-out articles, and whether it is right."""
    found = []
    for i, article in enumerate(watched([*articles(data), *articles(data, "local")])):
        reading = reader.read(entered(article))
        for figure, said in zip(reading.figures, line(reading)["figures"], strict=True):
            alone = {article["doc"]: {"figures": [said | {"part_of": None}]}}
            right = scorer.score([{"group": "held", "articles": [article]}], alone)["whole"] > 0
            found.append((figure.confidence, right, i))
    return _uncalibrated(found, reader.fits["figure"])


def judged_statements(reader: Reader, data: Path, scorer: ModuleType) -> Judged:
    """The chance of each outermost statement that the reader finds in the held-out articles, and whether it is right."""
    found = []
    for i, article in enumerate(watched(statements(data))):
        reading, doc = reader.read(entered(article)), article["doc"]
        for statement, said in zip(reading.attributions, line(reading)["attributions"], strict=True):
            if statement.within is None:
                right = scorer.score({doc: article}, {doc: {"attributions": [said]}})["relation"][0] > 0
                found.append((statement.confidence, right, i))
    return _uncalibrated(found, reader.fits["statement"])


def _uncalibrated(found: list[tuple[float, bool, int]], fit: Fit) -> Judged:
    confidence, right, where = (np.array(column) for column in zip(*found, strict=True))
    at = np.clip(confidence, 1e-4, 1 - 1e-4)
    odds = (np.log(at / (1 - at)) - fit[0]) / fit[1]
    return 1 / (1 + np.exp(-odds)), right.astype(float), where


def told(kind: str, found: Judged) -> Fit:
    """Fit, and print how well the chances are calibrated without and with a fit on the other half of the articles."""
    chances, right, where = found
    crossed = np.zeros(len(chances))
    for half in (0, 1):
        fit = fitted(chances[where % 2 != half], right[where % 2 != half])
        crossed[where % 2 == half] = [calibrated(chance, fit) for chance in chances[where % 2 == half]]
    fit = fitted(chances, right)
    print(f"{len(right)} {kind}s, {right.mean():.3f} of them right")
    print(f"expected calibration error: {error(chances, right):.3f} as they are, {error(crossed, right):.3f} fitted on the other half")
    print(f"bias {fit[0]:.4f}, slope {fit[1]:.4f}")
    return fit


def main() -> None:
    """Read the command line, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the fits beside the weights")
    a = parser.parse_args()
    sys.path.insert(0, str(a.data.parent / "eval"))
    # a figure is trusted as far as the statement that it stands in, so that statements come first
    for kind, judge, scorer in (("statement", judged_statements, "attributions"), ("figure", judged_figures, "figures")):
        fit = told(kind, judge(Reader.load(), a.data, importlib.import_module(scorer)))
        if a.write:
            kept = WEIGHTS / "structure.json"
            stored = json.loads(kept.read_text(encoding="utf-8")) | {kind: [round(x, 4) for x in fit]}
            kept.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
