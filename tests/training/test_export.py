"""The graph says what the network says: in floats to rounding, in 8 bits closely, and so do the weights that travel with the package."""

from __future__ import annotations

import doctest
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from sayso.reader.labels import POINTERS, ROLES, TAGS


def run(graph: bytes, **feed: Any) -> tuple[np.ndarray, ...]:
    """The outputs of a graph for inputs [rows, pieces] and [kept]."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return tuple(session.run(["tags", "vectors", "sense"], {k: np.asarray(v, np.int64) for k, v in feed.items()}))


def cosine(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosine along the last axis."""
    return (a * b).sum(-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


def test_shipped_model_matches_reference(root: Path) -> None:
    """The 8-bit graph that is shipped against what the float network answered when it was exported."""
    folder = root / "src/sayso/reader/weights"
    if not (folder / "reader.onnx").exists():
        pytest.skip("the reader's weights are not in this tree")
    kept = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    graph = (folder / "reader.onnx").read_bytes()
    same, seen, near = 0, 0, []
    for w in kept["windows"]:
        tags, vectors, sense = (a[0] for a in run(graph, ids=[w["ids"]], case=[w["case"]], quote=[w["quote"]], kept=w["kept"]))
        roles = tags[w["words"], : len(ROLES)].argmax(1)
        same, seen = same + int((roles == w["roles"]).sum()), seen + len(roles)
        near += cosine(tags[w["some"]], np.array(w["tags"])).tolist()
        for ours, theirs in ((vectors, w["vectors"]), (sense, w["sense"])):
            near += cosine(ours[w["some"]][:, :: kept["every"]], np.array(theirs)).tolist()
    assert same >= 0.97 * seen
    assert min(near) >= 0.98


def test_shipped_structure_fits_the_labels(root: Path) -> None:
    """The decoders' numbers have the shapes of the labels, and the version names the graph."""
    folder = root / "src/sayso/reader/weights"
    if not (folder / "structure.json").exists():
        pytest.skip("the reader's weights are not in this tree")
    kept = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    assert kept["tags"] == {k: list(v) for k, v in TAGS.items()}
    assert kept["pointers"] == list(POINTERS)
    assert np.shape(kept["transitions"]) == np.shape(kept["legal"]) == (len(ROLES), len(ROLES))
    assert np.shape(kept["starts"]) == (len(ROLES),)
    assert len(kept["distance"]) == len(kept["none"]) == len(POINTERS)
    assert kept["version"].endswith(hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest()[:12])
    assert sum(f.stat().st_size for f in folder.iterdir()) <= 30_000_000


@pytest.fixture(scope="module")
def batch() -> dict[str, np.ndarray]:
    """Three rows of word pieces."""
    rng = np.random.default_rng(3)
    ids, case, quote = (rng.integers(low, high, (3, 40)) for low, high in ((1, 500), (0, 5), (0, 4)))
    return {"ids": ids, "case": case, "quote": quote, "kept": np.arange(0, 40, 2)}


@pytest.fixture(scope="module")
def small() -> Any:
    """A small network with random weights, no two of its features alike."""
    torch = pytest.importorskip("torch", reason="needs the training dependencies (uv sync --group training)")
    pytest.importorskip("onnx", reason="needs the training dependencies (uv sync --group training)")
    from training.model import Reader

    torch.manual_seed(5)
    model = Reader(layers=2, width=64, heads=4, inner=128, vocabulary=500)
    with torch.no_grad():
        for p in model.parameters():
            p.add_(torch.randn_like(p) * 0.1)
    return model.eval()


@pytest.mark.parametrize(("eight", "far"), [(False, 1e-4), (True, 0.2)])
def test_graph_matches_network(small: Any, batch: dict[str, np.ndarray], eight: bool, far: float) -> None:
    """Both graphs on a batch, the 8-bit one with factors for its inputs."""
    import torch

    from training.export import FEATURES, OUTPUTS
    from training.graph import encoder, factors

    state = {k: v.numpy() for k, v in small.state_dict().items()}
    rng = np.random.default_rng(4)
    smooth = factors({f"layers.{i}.{n}": rng.uniform(0.5, 6, width) for i in range(2) for n, width in (("up", 64), ("down", 128))})
    made = encoder(state, 4, OUTPUTS, FEATURES, smooth, eight)
    with torch.no_grad():
        features = (torch.from_numpy(batch[n]) for n in ("ids", "case", "quote"))
        expected = [t.numpy() for t in small(*features, torch.from_numpy(batch["kept"]).expand(3, -1))]
    for ours, theirs in zip(run(made.SerializeToString(), **batch), expected, strict=True):
        assert ours.shape == theirs.shape
        assert np.abs(ours - theirs).max() < far * np.abs(theirs).max()
        assert cosine(ours, theirs).min() > 0.995


def test_quantised_weight_is_close() -> None:
    """No value is further off than the scale allows, but for the few that were clipped."""
    pytest.importorskip("onnx", reason="needs the training dependencies (uv sync --group training)")
    from training.graph import TOP, quantised

    weight = np.random.default_rng(6).normal(size=(300, 20))
    whole, scale = quantised(weight)
    assert np.abs(whole).max() <= TOP
    assert np.sqrt(((whole * scale - weight) ** 2).mean()) < 0.02


def test_examples_in_the_builder_hold() -> None:
    """The examples in its docstrings, which the run over the package does not reach."""
    pytest.importorskip("onnx", reason="needs the training dependencies (uv sync --group training)")
    from training import graph

    result = doctest.testmod(graph)
    assert result.attempted and not result.failed
