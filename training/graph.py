"""The encoder as an ONNX graph, built node by node from its weights, in 32-bit floats or with 8-bit weights.

The nodes are those that onnxruntime runs fastest on a plain CPU: one product for queries, keys and values, fused attention, plain
normalisation (eight times as fast as the fused kind), and products that quantise their input as they go. In the 8-bit graph
each column of a weight has its own scale.

A product's input has one scale for all its channels, so a few channels with large values would leave the others little precision. As in
SmoothQuant (Xiao et al., ICML 2023) such channels are divided by a factor, and the weight's rows multiplied by it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

State = Mapping[str, np.ndarray]
Floats = npt.NDArray[np.float32]

# Two products of an unsigned and a signed byte are added in 16 bits on CPUs without VNNI: weights up to 64 cannot overflow there.
TOP = 64
_FUSED = "com.microsoft"
_OPSET, _IR = 21, 10  # the newest that onnxruntime 1.19 reads


class Nodes:
    """Nodes and constants of a graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: npt.ArrayLike) -> str:
        """The name of a new constant."""
        name = f"w{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, out: str = "", **attributes: object) -> str:
        """The name of a new node's only output."""
        out = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [out], **attributes))
        return out

    def split(self, name: str, parts: int) -> list[str]:
        """The names of equal parts of the last axis."""
        outs = [f"n{len(self.nodes)}_{i}" for i in range(parts)]
        self.nodes.append(helper.make_node("Split", [name], outs, axis=-1, num_outputs=parts))
        return outs


def quantised(weight: np.ndarray, top: int = TOP) -> tuple[npt.NDArray[np.int8], Floats]:
    """A weight [inputs, outputs] as whole numbers of at most ``top``, and the scale of each column [outputs].

    A column's largest values are clipped where that makes the mean square error of the column smaller.

    >>> whole, scale = quantised(np.array([[0.5, 2.0], [-0.25, 1.0]]), top=4)
    >>> whole.tolist(), scale.tolist()
    ([[4, 4], [-2, 2]], [0.125, 0.5])
    """
    largest = np.maximum(np.abs(weight).max(0), 1e-9)
    scale, least = largest / top, np.full(weight.shape[1], np.inf)
    for part in np.linspace(1, 0.6, 9):
        trial = largest * part / top
        error = ((np.clip(np.rint(weight / trial), -top, top) * trial - weight) ** 2).sum(0)
        scale, least = np.where(error < least, trial, scale), np.minimum(error, least)
    return np.clip(np.rint(weight / scale), -top, top).astype(np.int8), scale.astype(np.float32)


def encoder(
    state: State,
    heads: int,
    outputs: Mapping[str, str],
    features: tuple[str, ...] = (),
    smooth: State | None = None,
    eight: bool = True,
    whole: int = 1,
) -> onnx.ModelProto:
    """The graph of ``training.model.Reader.forward`` (in evaluation) for the weights in ``state``, named as there.

    Inputs are ``ids`` and one per feature table, int64 [rows, pieces], without padding, and ``kept``, int64 [kept], the positions that go on
    after the first ``whole`` layers, the same in every row. ``outputs`` names each output, float32 [rows, kept, n], and the linear layer it comes
    from. ``smooth`` gives the factors [inputs] by which the input channels of the layers ``layers.*.up`` and ``layers.*.down`` are divided
    before they are quantised (see ``factors``). ``eight`` False: all in 32-bit floats.
    """
    g, smooth = Nodes(), (smooth or {}) if eight else {}
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    x = _embedded(g, state, features, eight)
    for i in range(layers):
        if i == whole:
            x = g.node("Gather", x, "kept", axis=1)
        at = f"layers.{i}."
        qkv = g.split(_linear(g, x, state[at + "qkv.weight"], state[at + "qkv.bias"], eight), 3)
        y = _linear(
            g,
            g.node("MultiHeadAttention", *qkv, domain=_FUSED, num_heads=heads),
            state[at + "out.weight"],
            state[at + "out.bias"],
            eight,
        )
        x = _normalised(g, g.node("Add", x, y), state, at + "norm1")
        up = smooth.get(at + "up")
        y = _linear(g, _divided(g, x, up), _spread(state[at + "up.weight"], up), state[at + "up.bias"], eight)
        down = smooth.get(at + "down")
        y = _divided(g, g.node("Gelu", y, domain=_FUSED), down)
        y = _linear(g, y, _spread(state[at + "down.weight"], down), state[at + "down.bias"], eight)
        x = _normalised(g, g.node("Add", x, y), state, at + "norm2")
    if whole >= layers:
        x = g.node("Gather", x, "kept", axis=1)
    for out, name in outputs.items():
        _linear(g, x, state[name + ".weight"], state[name + ".bias"], eight, out)
    shape = ["rows", "pieces"]
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [
            *(helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n in ("ids", *features)),
            helper.make_tensor_value_info("kept", TensorProto.INT64, ["kept"]),
        ],
        [helper.make_tensor_value_info(o, TensorProto.FLOAT, ["rows", "kept", len(state[n + ".bias"])]) for o, n in outputs.items()],
        g.constants,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)], ir_version=_IR)


def factors(largest: State) -> dict[str, np.ndarray]:
    """The factors for ``smooth`` from the largest magnitude of each input channel [inputs] of each linear layer.

    Channels are brought down to two and a half times the median channel's magnitude; smaller ones stay. Which bound keeps the 8-bit outputs
    closest to the float ones was measured: 1.5 and 4 are both worse.

    >>> factors({"layers.0.up": np.array([1.0, 1.0, 10.0])})["layers.0.up"].tolist()
    [1.0, 1.0, 4.0]
    """
    return {name: np.maximum(peak / (2.5 * np.maximum(np.median(peak), 1e-6)), 1).astype(np.float32) for name, peak in largest.items()}


def _embedded(g: Nodes, state: State, features: tuple[str, ...], eight: bool) -> str:
    words = state["words.weight"]
    if eight:  # a scale for each word piece
        scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-9) / 127
        whole = g.node("Gather", g.constant(np.rint(words / scale).astype(np.int8)), "ids")
        x = g.node("Mul", g.node("Cast", whole, to=TensorProto.FLOAT), g.node("Gather", g.constant(scale.astype(np.float32)), "ids"))
    else:
        x = g.node("Gather", g.constant(words), "ids")
    length = g.node("Shape", "ids", start=1, end=2)
    zero = g.constant(np.zeros(1, np.int64))
    x = g.node("Add", x, g.node("Slice", g.constant(state["positions"]), zero, length, zero))
    for name in features:
        x = g.node("Add", x, g.node("Gather", g.constant(state[f"{name}.weight"]), name))
    return _normalised(g, x, state, "norm")


def _linear(g: Nodes, x: str, weight: np.ndarray, bias: np.ndarray, eight: bool, out: str = "") -> str:
    """``weight`` [outputs, inputs] as in PyTorch."""
    if eight:
        whole, scale = quantised(weight.T)
        weights = g.constant(whole), g.constant(scale), "", g.constant(bias.astype(np.float32))
        return g.node("DynamicQuantizeMatMul", x, *weights, domain=_FUSED, out=out)
    return g.node("Add", g.node("MatMul", x, g.constant(weight.T.astype(np.float32))), g.constant(bias.astype(np.float32)), out=out)


def _normalised(g: Nodes, x: str, state: State, name: str) -> str:
    return g.node("LayerNormalization", x, g.constant(state[f"{name}.weight"]), g.constant(state[f"{name}.bias"]), epsilon=1e-12, axis=-1)


def _divided(g: Nodes, x: str, smooth: np.ndarray | None) -> str:
    return x if smooth is None else g.node("Mul", x, g.constant((1 / smooth).astype(np.float32)))


def _spread(weight: np.ndarray, smooth: np.ndarray | None) -> np.ndarray:
    return weight if smooth is None else weight * smooth
