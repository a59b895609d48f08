"""Scores to words: part of speech, governor and relation of each."""

from __future__ import annotations

import numpy as np

from sayso.reader.analysis import Word
from sayso.reader.encoder import Encoded, Floats, Structure
from sayso.reader.labels import EDGES, POINTERS, POS, RELATIONS
from sayso.reader.windows import Pieces


def words(p: Pieces, encoded: Encoded, structure: Structure) -> tuple[Word, ...]:
    """The words of a text with their likeliest part of speech, governor in the same sentence, and relation to it."""
    pos = encoded.scores["pos"].argmax(1).tolist()
    relation = encoded.scores["relation"].argmax(1).tolist()
    heads = _governors(p, encoded, structure)
    rows = zip(p.starts.tolist(), p.ends.tolist(), pos, heads, relation, p.sentence.tolist(), strict=True)
    return tuple(Word(s, e, p.text[s:e], POS[t], h, RELATIONS[r] if h >= 0 else "root", i) for s, e, t, h, r, i in rows)


def _governors(p: Pieces, encoded: Encoded, structure: Structure) -> list[int]:
    heads: list[int] = []
    cuts = np.flatnonzero(np.diff(p.sentence)) + 1
    for first, last in zip([0, *cuts.tolist()], [*cuts.tolist(), p.words], strict=True):
        if last > first:
            q, k = encoded.query["governor"][first:last], encoded.key["governor"][first:last]
            heads += [first + h if h < last - first else -1 for h in _sentence(q, k, structure).tolist()]
    return heads


def _sentence(q: Floats, k: Floats, structure: Structure) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The likeliest governor of each word of a sentence; the number of words stands for the root."""
    place = np.arange(len(q))
    scores = q @ k.T / np.float32(POINTERS["governor"] ** 0.5)
    scores += structure.distance["governor"][np.searchsorted(EDGES, place[None, :] - place[:, None])]
    np.fill_diagonal(scores, -1e4)
    best: np.ndarray[tuple[int], np.dtype[np.int64]] = scores.argmax(1)
    return np.where(scores.max(1) >= structure.none["governor"], best, len(q))
