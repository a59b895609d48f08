"""From chances that the network gives to how often such findings are right."""

from __future__ import annotations

import math

from sayso.reader.encoder import Fit

_LEAST = 1e-4  # a chance of nothing or of all has no odds


def calibrated(chance: float, fit: Fit) -> float:
    """The share of findings of such a ``chance`` (0 to 1) that are right: a straight line over log-odds, fitted on articles kept out of training.

    The line's two numbers come with the weights (``training/confidence.py``); (0, 1) leaves a chance as it is. Method: Platt, 1999.

    >>> round(calibrated(0.9, (0.0, 1.0)), 4), round(calibrated(0.9, (-0.5, 0.5)), 4)
    (0.9, 0.6453)
    """
    at = min(max(chance, _LEAST), 1 - _LEAST)
    bias, slope = fit
    return 1 / (1 + math.exp(-(bias + slope * math.log(at / (1 - at)))))
