"""What sentences and phrases mean, as the packaged MiniLM has it: the vectors that the sense head is taught to keep.

MiniLM as trained for sentence similarity (Reimers and Gurevych, EMNLP 2019; Wang et al., NeurIPS 2020) gives a text the mean of its last layer.
The head learns that vector's projection on the directions in which the texts at hand differ most, for whole sentences and for runs of
a few words in them.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from tqdm import tqdm

from sayso.reader.labels import SENSE
from sayso.reader.sentences import sentences
from training.corpora import Marked, Pair
from training.model import Reader


def spans(text: str, draw: random.Random) -> list[Pair]:
    """The sentences of a text, and in each a run of two to six words."""
    out: list[Pair] = []
    for s in sentences(text):
        out.append((s.start, s.end))
        words = s.surface.split()
        if len(words) > 3:
            first = draw.randrange(len(words) - 2)
            begin = sum(len(w) for w in words[:first]) + first
            run = " ".join(words[first : first + draw.randint(2, 6)])
            if s.surface[begin : begin + len(run)] == run:  # else some space is not a single one
                out.append((s.start + begin, s.start + begin + len(run)))
    return out


@torch.no_grad()
def vectors(texts: Sequence[str], model: Reader, tokenizer: Tokenizer, length: int = 128, rows: int = 64) -> np.ndarray:
    """The unit vectors [texts, width] of ``texts`` by an untrained reader, which is MiniLM with features that are all zero."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), model.norm.weight.shape[0]), np.float32)
    device = model.norm.weight.device
    model.eval()
    for a in tqdm(range(0, len(order), rows), desc="senses", disable=None):
        some = order[a : a + rows]
        encoded = [e.ids[:length] for e in tokenizer.encode_batch([texts[i] for i in some])]
        ids = torch.zeros(len(some), max(map(len, encoded)), dtype=torch.long)
        for k, e in enumerate(encoded):
            ids[k, : len(e)] = torch.tensor(e)
        out[some] = _mean(model, ids.to(device)).cpu().numpy()
    return out


def _stored(kept: Path, name: str) -> np.ndarray | None:
    if not kept.exists():
        return None
    with np.load(kept, allow_pickle=False) as stored:
        return stored["vectors"] if str(stored["texts"]) == name else None


def _mean(model: Reader, ids: Tensor) -> Tensor:
    zero = torch.zeros_like(ids)
    every = torch.where(ids != 0, torch.arange(ids.shape[1], device=ids.device), -1)
    x = model.hidden(ids, zero, zero, every)
    real = (ids != 0)[:, :, None]
    return torch.nn.functional.normalize((x * real).sum(1) / real.sum(1), dim=1)


def teach(corpora: Sequence[Sequence[Marked]], model: Reader, tokenizer: Tokenizer, seed: int, kept: Path) -> None:
    """Give every text of the corpora its ``senses``: spans with projected vectors [SENSE] of length one at most. They take some minutes, so
    that they are kept in the file ``kept`` and taken from it where it is of these texts."""
    draw = random.Random(seed)
    found = [(m, span) for corpus in corpora for m in corpus for span in spans(m.text, draw)]
    texts = [m.text[a:b] for m, (a, b) in found]
    name = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    projected = _stored(kept, name)
    if projected is None:
        full = vectors(texts, model, tokenizer)
        _, _, directions = np.linalg.svd(full.T @ full)
        projected = full @ directions[:SENSE].T
        np.savez(kept, texts=np.array(name), vectors=projected)
    for (m, span), vector in zip(found, projected, strict=True):
        m.senses.append((span, vector))
