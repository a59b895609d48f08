"""From one span to another: the pointer heads' scores, as log-probabilities over candidates and none of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.reader.encoder import Encoded, Floats, Structure
from sayso.reader.labels import EDGES, POINTERS

Range = tuple[int, int]  # first and last word
NEVER = -1e3  # a log-probability below this means that a pointer was ruled out


def pointed(kind: str, queries: Sequence[Range], keys: Sequence[Range], encoded: Encoded, structure: Structure) -> Floats:
    """Log-probabilities [queries, keys + 1] that each query points at each key; the last column is none of them.

    Across windows a pointer is ruled out: what it knows of a word is what the network saw of it in its window.

    Queries and keys are word ranges; a range is read by the mean of its first and last word's vectors.
    """
    none = np.full((len(queries), 1), structure.none[kind], np.float32)
    if not len(keys):
        return np.zeros_like(none)
    q, k = np.asarray(queries), np.asarray(keys)
    if not len(q):
        return np.zeros((0, len(keys) + 1), np.float32)
    from_ = (encoded.query[kind][q[:, 0]] + encoded.query[kind][q[:, 1]]) / 2
    to = (encoded.key[kind][k[:, 0]] + encoded.key[kind][k[:, 1]]) / 2
    after, before = k[None, :, 0] - q[:, None, 1], k[None, :, 1] - q[:, None, 0]
    gap = np.where(after > 0, after, np.where(before < 0, before, 0))
    scores = from_ @ to.T / np.float32(POINTERS[kind] ** 0.5) + structure.distance[kind][np.searchsorted(EDGES, gap)]
    apart = encoded.window[q[:, 0]][:, None] != encoded.window[k[:, 0]][None, :]
    scores = np.where(apart, np.float32(10 * NEVER), scores)
    return log_softmax(np.concatenate([scores, none], 1))


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis, of the same shape."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
