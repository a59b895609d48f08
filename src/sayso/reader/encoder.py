"""The encoder: windows in, tag scores and pointer vectors out. The only place that runs the network.

A MiniLM (Wang et al., NeurIPS 2020), made smaller and trained by ``training/``, as an 8-bit ONNX graph that travels with the package.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.reader.labels import POINTERS, SENSE, TAGS
from sayso.reader.windows import Pieces, Window, pieces

Floats = npt.NDArray[np.float32]
Fit = tuple[float, float]  # bias and slope of a line over log-odds

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Structure:
    """What the decoders know beside the network's scores, learned with it.

    ``transitions`` [roles, roles] and ``starts`` [roles] are log-scores of role tags, illegal steps at -1e4; ``distance`` [pointers,
    buckets] and ``none`` [pointers] are added to a pointer's scores; ``figure`` and ``statement`` turn a chance of such a finding into its confidence.
    """

    version: str
    transitions: Floats
    starts: Floats
    distance: dict[str, Floats]
    none: dict[str, float]
    figure: Fit = (0.0, 1.0)
    statement: Fit = (0.0, 1.0)


@dataclass(frozen=True)
class Encoded:
    """What the network said of the words of one text: ``scores`` per head [words, tags], per pointer ``query`` and ``key`` vectors [words,
    width], ``sense`` [words, SENSE], what each word means in its place, and ``window`` [words], the index of the window that each word was seen in,
    -1 for none."""

    scores: dict[str, Floats]
    query: dict[str, Floats]
    key: dict[str, Floats]
    sense: Floats
    window: npt.NDArray[np.int64]


class Encoder:
    """The network with its tokenizer and its structure; load once, use for any number of texts, from one thread at a time."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 0) -> None:
        """Load the weights in ``folder``; ``threads`` 0 lets the runtime take every core. Raises ModelError where they are missing or do not fit."""
        try:
            self._tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
            self.structure = _structure(json.loads((folder / "structure.json").read_text(encoding="utf-8")))
            graph = (folder / "reader.onnx").read_bytes()
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"The reader's weights in {folder} cannot be used ({error}). Install the package again.") from error
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = threads
        self._options.inter_op_num_threads = 1
        self._options.log_severity_level = 3
        self._options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores to others
        self._graph = graph

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        # sums and normalisations apart are three times as fast as the kernel that the runtime would fuse them to
        apart = ["SkipLayerNormFusion"]
        return onnxruntime.InferenceSession(self._graph, self._options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)

    def pieces(self, text: str) -> Pieces:
        """``text`` as the words and word pieces that this encoder reads."""
        return pieces(text, self._tokenizer)

    def encode(self, p: Pieces, cuts: Sequence[Window]) -> Encoded:
        """What the network says of a text's windows; words outside all of them have zeros.

        Each window is a run of its own: nothing is spent on padding, the working set stays in the cache, and, since 8-bit scales are taken over a
        run, what is said of a text never hangs on what is read beside it.
        """
        tags = np.zeros((p.words, sum(len(t) for t in TAGS.values())), np.float32)
        vectors = np.zeros((p.words, 2 * sum(POINTERS.values())), np.float32)
        sense = np.zeros((p.words, SENSE), np.float32)
        window = np.full(p.words, -1, np.int64)
        for n, w in enumerate(cuts):
            inputs = {"ids": w.ids[None], "case": w.case[None], "quote": w.quote[None], "kept": w.kept}
            for whole, part in zip((tags, vectors, sense), self._session.run(["tags", "vectors", "sense"], inputs), strict=True):
                whole[w.begin : w.end] = part[0, w.at]
            window[w.begin : w.end] = n
        return _encoded(tags, vectors, sense, window)


def _encoded(tags: Floats, vectors: Floats, sense: Floats, window: npt.NDArray[np.int64]) -> Encoded:
    scores = dict(zip(TAGS, np.split(tags, np.cumsum([len(t) for t in TAGS.values()])[:-1], axis=1), strict=True))
    widths = [w for w in POINTERS.values() for _ in range(2)]
    parts = np.split(vectors, np.cumsum(widths)[:-1], axis=1)
    return Encoded(scores, dict(zip(POINTERS, parts[::2], strict=True)), dict(zip(POINTERS, parts[1::2], strict=True)), sense, window)


def _structure(stored: dict[str, object]) -> Structure:
    """Check the stored numbers against the labels that this version decodes. Raises ValueError where they differ."""
    if stored.get("tags") != {k: list(v) for k, v in TAGS.items()} or stored.get("pointers") != list(POINTERS):
        raise ValueError("they were made for other labels")
    transitions = np.where(np.array(stored["legal"], bool), np.array(stored["transitions"], np.float32), np.float32(-1e4))
    starts = np.array(stored["starts"], np.float32)
    starts[[i for i, tag in enumerate(TAGS["role"]) if tag.startswith("I-")]] = -1e4
    distance = np.array(stored["distance"], np.float32)
    none = np.array(stored["none"], float)
    fits = [(float(bias), float(slope)) for bias, slope in (np.array(stored[kind], float) for kind in ("figure", "statement"))]
    return Structure(
        str(stored["version"]),
        transitions.astype(np.float32),
        starts,
        dict(zip(POINTERS, distance, strict=True)),
        dict(zip(POINTERS, none.tolist(), strict=True)),
        *fits,
    )
