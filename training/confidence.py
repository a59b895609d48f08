"""Fit how sure the reader may be of a figure, on marked articles kept out of training: ``python -m training.confidence [--write]``.

A figure is right where its bounds, what it counts and its origin are, as the shared scorer's ``whole`` has it. A straight line over the log-odds of the
reader's chance is fitted by maximum likelihood (Platt, 1999). Printed are the expected calibration error (ten bins of equal size, Naeini, Cooper and
Hauskrecht, AAAI 2015) of the chances as they are and of the fit, the latter on halves of the articles that it was not fitted on. ``--write`` puts the
line's two numbers beside the weights.
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
from training.held import articles

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


def judged(data: Path, scorer: ModuleType) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The chance of each figure that the reader finds in the held-out articles, whether it is right, and the index of its article."""
    reader = Reader.load()
    bias, slope = reader.fit
    found = []
    for i, article in enumerate(watched(articles(data))):
        reading = reader.read(entered(article))
        for figure, said in zip(reading.figures, line(reading)["figures"], strict=True):
            alone = {article["doc"]: {"figures": [said | {"part_of": None}]}}
            right = scorer.score([{"group": "held", "articles": [article]}], alone)["whole"] > 0
            at = min(max(figure.confidence, 1e-4), 1 - 1e-4)
            found.append(((np.log(at / (1 - at)) - bias) / slope, right, i))
    odds, right, where = (np.array(column) for column in zip(*found, strict=True))
    return 1 / (1 + np.exp(-odds)), right.astype(float), where


def main() -> None:
    """Read the command line, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the fit beside the weights")
    a = parser.parse_args()
    sys.path.insert(0, str(a.data.parent / "eval"))
    chances, right, where = judged(a.data, importlib.import_module("figures"))
    crossed = np.zeros(len(chances))
    for half in (0, 1):
        fit = fitted(chances[where % 2 != half], right[where % 2 != half])
        crossed[where % 2 == half] = [calibrated(chance, fit) for chance in chances[where % 2 == half]]
    fit = fitted(chances, right)
    print(f"{len(right)} figures, {right.mean():.3f} of them right")
    print(f"expected calibration error: {error(chances, right):.3f} as they are, {error(crossed, right):.3f} fitted on the other half")
    print(f"bias {fit[0]:.4f}, slope {fit[1]:.4f}")
    if a.write:
        kept = WEIGHTS / "structure.json"
        stored = json.loads(kept.read_text(encoding="utf-8")) | {"figure": [round(x, 4) for x in fit]}
        kept.write_text(json.dumps(stored) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
