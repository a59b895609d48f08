"""Soft labels: what trained networks say of every word's role, averaged, for another network to learn beside the marks.

Distillation after Hinton, Vinyals and Dean (2015), at temperature one. The teachers read each text once, as it was written, and their answers stay with the
words: where training takes commas or line breaks away, what is left is taught what was said of the whole text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from sayso.reader.labels import ROLES
from training.corpora import Marked, Soft
from training.model import Reader
from training.samples import collate, samples


@torch.inference_mode()
def answers(marked: Sequence[Marked], teachers: Sequence[Reader], tokenizer: Tokenizer, rows: int = 16) -> list[Soft]:
    """For each text the first code point of every word and the teachers' mean probability of its roles [words, roles]."""
    found: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in marked]
    windows = [(i, s) for i, m in enumerate(marked) for s in samples(m, tokenizer)]
    windows.sort(key=lambda pair: len(pair[1].window.ids))
    device = teachers[0].norm.weight.device
    for a in tqdm(range(0, len(windows), rows), desc="soft labels", disable=None):
        some = windows[a : a + rows]
        batch = collate([s for _, s in some])
        inputs = [t.to(device) for t in (batch.ids, batch.case, batch.quote, batch.kept)]
        mean = sum(t.eval()(*inputs)[0][..., : len(ROLES)].softmax(2) for t in teachers) / len(teachers)
        for row, (i, s) in enumerate(some):
            found[i].append((s.starts, mean[row, torch.from_numpy(s.window.at)].cpu().numpy().astype(np.float16)))
    return [Soft(*(np.concatenate(part) for part in zip(*sorted(f, key=lambda pair: pair[0][0]), strict=True))) for f in found]


def advise(corpora: Sequence[Sequence[Marked]], teachers: Sequence[Reader], tokenizer: Tokenizer, kept: Path) -> None:
    """Give every text of the corpora its ``soft`` labels. They take some minutes, so that they are kept in the file ``kept`` and taken from it
    where it is of these texts and teachers."""
    marked = [m for corpus in corpora for m in corpus]
    known = _stored(kept)
    teaching = hashlib.sha256(b"".join(t.tags.weight.detach().cpu().numpy().tobytes() for t in teachers)).hexdigest()
    names = [hashlib.sha256((teaching + m.text).encode()).hexdigest() for m in marked]
    new = {name: m for name, m in zip(names, marked, strict=True) if name not in known}
    known |= dict(zip(new, answers(list(new.values()), teachers, tokenizer), strict=True))
    if new:
        np.savez(kept, **{f"{name}.{part}": getattr(s, part) for name, s in known.items() for part in ("starts", "roles")})
    for name, m in zip(names, marked, strict=True):
        m.soft = known[name]


def _stored(kept: Path) -> dict[str, Soft]:
    if not kept.exists():
        return {}
    with np.load(kept, allow_pickle=False) as stored:
        names = {key.partition(".")[0] for key in stored.files}
        return {name: Soft(stored[f"{name}.starts"], stored[f"{name}.roles"]) for name in names}
