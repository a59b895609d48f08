"""Write the weights that travel with the package: ``python -m training.export --weights reader.pt --out src/sayso/reader/weights``.

``reader.onnx`` is the 8-bit graph, ``tokenizer.json`` the word pieces, ``structure.json`` what the decoders know, ``reference.json`` what the
float network answers on a few invented sentences, against which the tests hold the shipped graph.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.reader.labels import POINTERS, ROLES, TAGS
from sayso.reader.windows import Window, pieces, windows
from training.graph import encoder, factors
from training.model import Reader, trained
from training.train import minilm

OUTPUTS = {"tags": "tags", "vectors": "pointers", "sense": "sense"}
FEATURES = ("case", "quote")
EVERY = 16  # of a pointer vector's components, every so many are kept for reference

SENTENCES = (
    "The harbour board said on Monday that 1,200 containers were waiting, twice as many as a year ago.",
    "“We were never asked,” Mira Holt, who runs the shelter, told the Valley Courier. “Nobody even called.”",
    "According to a report by the water authority, seen by the Courier, at least 40 wells in the district are dry.",
    "Some 300 of the 2,500 evacuees have gone home, a ministry spokesman said, citing figures from the provincial police.",
    "It is widely believed that the bridge was sabotaged.\n\nGeneral Aran Dole denied it. His men, he insisted, “had no part in it”.",
    "The union claims that wages fell by 3.5 percent; the company puts the loss at less than one percent.",
    "Rain stopped play twice before lunch, and the visitors closed on 212 for four.",
    "An e-mail obtained by Channel 9 shows that the mayor KNEW about the leak in March, two aides to Ms. Okoro told the broadcaster.",
)


def graph(model: Reader, eight: bool = True) -> onnx.ModelProto:
    """The graph of ``model``; 8-bit weights are smoothed by what the model does on the reference sentences."""
    state = {k: v.detach().cpu().numpy() for k, v in model.state_dict().items()}
    smooth = factors(_peaks(model, reference_windows())) if eight else None
    return encoder(state, model.layers[0].heads, OUTPUTS, FEATURES, smooth, eight)


def reference_windows() -> list[Window]:
    """The reference sentences as the encoder reads them."""
    tokenizer = packaged_tokenizer()
    return [w for s in SENTENCES for w in windows(pieces(s, tokenizer))]


def packaged_tokenizer() -> Tokenizer:
    """The tokenizer of the packaged MiniLM, which cuts and pads nothing."""
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def rows(window: Window) -> tuple[Tensor, ...]:
    """A window as the network's inputs: [1, pieces] three times, and [1, kept]."""
    return tuple(torch.from_numpy(a)[None] for a in (window.ids, window.case, window.quote, window.kept))


def _peaks(model: Reader, over: list[Window]) -> dict[str, np.ndarray]:
    """The largest magnitude of each input channel of the linear layers that are smoothed."""
    found: dict[str, np.ndarray] = {}

    def watch(module: nn.Linear, name: str) -> torch.utils.hooks.RemovableHandle:
        def seen(_: nn.Module, inputs: tuple[Tensor]) -> None:
            peak = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, 0), peak)

        return module.register_forward_pre_hook(seen)

    handles = [watch(getattr(layer, n), f"layers.{i}.{n}") for i, layer in enumerate(model.layers) for n in ("up", "down")]
    model.eval()
    with torch.no_grad():
        for w in over:
            model(*rows(w))
    for h in handles:
        h.remove()
    return found


def structure(model: Reader, version: str) -> dict[str, object]:
    """The decoders' parameters as plain numbers, with the labels that they are made for."""

    def plain(t: Tensor) -> object:
        return np.round(t.detach().cpu().double().numpy(), 6).tolist()

    return {
        "version": version,
        "tags": {head: list(labels) for head, labels in TAGS.items()},
        "pointers": list(POINTERS),
        "legal": model.legal.int().tolist(),
        "transitions": plain(model.transitions),
        "starts": plain(model.starts),
        "distance": plain(model.distance),
        "none": plain(model.none),
        "figure": [0.0, 1.0],
        "statement": [0.0, 1.0],
    }


def reference(model: Reader) -> list[dict[str, object]]:
    """What the float network answers on the reference sentences: the best role of every word, and all tag scores and some components of the
    pointer vectors at two words of each."""
    model.eval()
    out: list[dict[str, object]] = []
    for w in reference_windows():
        with torch.no_grad():
            tags, vectors, sense = (t[0].numpy() for t in model(*rows(w)))
        at = w.at.tolist()
        some = [at[len(at) // 3], at[-2]]
        out.append(
            {
                "ids": w.ids.tolist(),
                "case": w.case.tolist(),
                "quote": w.quote.tolist(),
                "kept": w.kept.tolist(),
                "words": at,
                "roles": tags[at, : len(ROLES)].argmax(1).tolist(),
                "some": some,
                "tags": np.round(tags[some].astype(float), 4).tolist(),
                "vectors": np.round(vectors[some, ::EVERY].astype(float), 4).tolist(),
                "sense": np.round(sense[some, ::EVERY].astype(float), 4).tolist(),
            }
        )
    return out


def export(model: Reader, out: Path, name: str) -> None:
    """Write the four files to ``out``; the version is ``name`` and the beginning of the graph's sha256."""
    out.mkdir(parents=True, exist_ok=True)
    made = graph(model).SerializeToString(deterministic=True)
    (out / "reader.onnx").write_bytes(made)
    packaged_tokenizer().save(str(out / "tokenizer.json"), pretty=False)
    for file, content in (
        ("structure.json", structure(model, f"{name}-{hashlib.sha256(made).hexdigest()[:12]}")),
        ("reference.json", {"every": EVERY, "windows": reference(model)}),
    ):
        (out / file).write_text(json.dumps(content) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=Path("build/taught/reader.pt"), help="what training wrote: reader.pt or last.pt")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/reader/weights"))
    parser.add_argument("--version", default="reader-5", help="name of this version of the weights")
    a = parser.parse_args()
    saved = torch.load(a.weights, weights_only=True, map_location="cpu")
    export(trained(saved.get("model", saved)), a.out, a.version)
    for file in sorted(a.out.iterdir()):
        print(f"{file.stat().st_size:>12,} {file}")


if __name__ == "__main__":
    main()
