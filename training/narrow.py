"""A smaller network from a trained one: a layer is left out, and of the others the hidden units that contribute most are kept.

A unit's contribution is its mean square activation over news times the square length of its outgoing weights (after Molchanov et al.,
ICLR 2017, with activations in place of gradients). Training goes on afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.model import Reader, trained
from training.samples import Sample, collate


@torch.no_grad()
def narrowed(model: Reader, over: Sequence[Sample], inner: int, without: int) -> Reader:
    """A copy of ``model`` without the layer ``without`` and with ``inner`` hidden units a layer, chosen by what they do on the windows ``over``."""
    model = trained(_shortened(model.state_dict(), without))
    worth = _contributions(model, over)
    small = Reader(layers=len(model.layers), inner=inner)
    state = model.state_dict()
    for i, w in enumerate(worth):
        kept = w.topk(inner).indices.sort().values
        for name in (f"layers.{i}.up.weight", f"layers.{i}.up.bias"):
            state[name] = state[name][kept]
        state[f"layers.{i}.down.weight"] = state[f"layers.{i}.down.weight"][:, kept]
    small.load_state_dict(state)
    return small


def _shortened(state: dict[str, Tensor], without: int) -> dict[str, Tensor]:
    """The weights with one layer left out and those above it moved down."""
    out = {}
    for name, value in state.items():
        at = int(name.split(".")[1]) if name.startswith("layers.") else -1
        if at != without:
            out[name.replace(f"layers.{at}.", f"layers.{at - 1}.", 1) if at > without else name] = value
    return out


def _contributions(model: Reader, over: Sequence[Sample]) -> list[Tensor]:
    sums = [torch.zeros(layer.up.out_features) for layer in model.layers]

    def watch(i: int) -> torch.utils.hooks.RemovableHandle:
        def seen(_: nn.Module, inputs: tuple[Tensor]) -> None:
            sums[i] += inputs[0].square().flatten(0, -2).sum(0)

        return model.layers[i].down.register_forward_pre_hook(seen)

    handles = [watch(i) for i in range(len(model.layers))]
    model.eval()
    for sample in over:
        b = collate([sample])
        model.hidden(b.ids, b.case, b.quote, b.kept)
    for h in handles:
        h.remove()
    return [s * layer.down.weight.square().sum(0) for s, layer in zip(sums, model.layers, strict=True)]
