"""The reader's network in PyTorch: MiniLM with case and quotation features, tag heads, pointer heads, and their losses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.reader.labels import BUCKETS, EDGES, POINTERS, ROLES, SENSE, TAGS
from sayso.reader.windows import CASES, QUOTES
from training.samples import UNKNOWN, Batch

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
WHOLE = 1  # layers that see every piece; the others see the first piece of each word
BLIND = 0.05  # share of word pieces that training hides: what stands around a name must tell what it is
WEIGHTS = {"role": 1.0, "pos": 0.15, "relation": 0.15, "name": 0.4, "amount": 0.5, "figure": 0.3, "governor": 0.15}
WEIGHTS |= {
    "cue_source": 0.3,
    "content_cue": 0.3,
    "content_source": 0.3,
    "counted": 0.5,
    "whole": 0.2,
    "place": 0.3,
    "antecedent": 0.3,
    "voice": 0.4,
    "sense": 0.3,
    "soft": 1.0,
}


class Layer(nn.Module):
    """One transformer layer of BERT's shape; input and output [rows, pieces, width]."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """The encoder with all heads. ``forward`` gives what the exported graph gives: tag scores, pointer and sense vectors per kept piece.

    The first layer mixes the pieces of a word into its first piece; from there on only first pieces are carried, a fifth fewer in news.

    The role head's structure (``transitions`` [roles, roles], ``starts`` [roles]) and the pointers' distance biases are parameters
    beside the graph, for the decoders.
    """

    def __init__(
        self,
        layers: int = LAYERS,
        width: int = WIDTH,
        heads: int = HEADS,
        inner: int = INNER,
        vocabulary: int = VOCABULARY,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, width))
        self.case, self.quote = nn.Embedding(CASES, width), nn.Embedding(QUOTES, width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.tags = nn.Linear(width, sum(len(v) for v in TAGS.values()))
        self.pointers = nn.Linear(width, 2 * sum(POINTERS.values()))
        self.sense = nn.Linear(width, SENSE)
        self.transitions = nn.Parameter(torch.zeros(len(ROLES), len(ROLES)))
        self.starts = nn.Parameter(torch.zeros(len(ROLES)))
        self.distance = nn.Parameter(torch.zeros(len(POINTERS), BUCKETS))
        self.none = nn.Parameter(torch.zeros(len(POINTERS)))
        self.register_buffer("legal", torch.from_numpy(legal()))

    @classmethod
    def from_minilm(cls, folder: Path) -> Reader:
        """Start from the packaged MiniLM weights in ``folder`` (``model.safetensors``)."""
        model, w = cls(), load_file(folder / "model.safetensors")
        e = "embeddings."
        state = {
            "words.weight": w[e + "word_embeddings.weight"],
            "norm.weight": w[e + "LayerNorm.weight"],
            "norm.bias": w[e + "LayerNorm.bias"],
        }
        state["positions"] = w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0]
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            for kind in ("weight", "bias"):
                state[new + f"qkv.{kind}"] = torch.cat([w[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
                for ours, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    state[new + f"{ours}.{kind}"] = w[f"{old}{theirs}.{kind}"]
        model.load_state_dict(state, strict=False)
        return model

    def hidden(self, ids: Tensor, case: Tensor, quote: Tensor, kept: Tensor) -> Tensor:
        """ids, case, quote [rows, pieces], kept [rows, kept] positions in them, -1 for padding -> [rows, kept, width]."""
        words = self.words(ids)
        if self.training:
            words = words * (torch.rand_like(words[..., :1]) >= BLIND)
        x = words + self.positions[: ids.shape[1]] + self.case(case) + self.quote(quote)
        x, mask = self.drop(self.norm(x)), ids != 0
        for i, layer in enumerate(self.layers):
            if i == WHOLE:
                at = kept.clamp(min=0)
                x, mask = x.gather(1, at[:, :, None].expand(-1, -1, x.shape[2])), mask.gather(1, at) & (kept >= 0)
            x = layer(x, mask)
        return x

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, kept: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As ``hidden`` -> tag scores [rows, kept, all tags], pointer vectors [rows, kept, 2 x all widths], sense vectors [rows, kept, SENSE]."""
        x = self.hidden(ids, case, quote, kept)
        return self.tags(x), self.pointers(x), self.sense(x)

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The mean loss of every head that the batch has answers for."""
        x = self.hidden(batch.ids, batch.case, batch.quote, batch.kept)
        x = self.drop(x.gather(1, batch.at.clamp(min=0)[:, :, None].expand(-1, -1, x.shape[2])))
        tags, vectors = self.tags(x), self.pointers(x)
        out: dict[str, Tensor] = {}
        heads = dict(zip(TAGS, tags.split([len(v) for v in TAGS.values()], 2), strict=True))
        rows = [i for i, s in enumerate(batch.samples) if s.roles is not None]
        if rows:
            allowed = torch.zeros(len(rows), tags.shape[1], len(ROLES), dtype=torch.bool)
            for k, i in enumerate(rows):
                r = torch.from_numpy(batch.samples[i].roles)
                allowed[k, : len(r)] = r
            allowed = allowed.to(tags.device)
            out["role"] = self._structured(heads["role"][rows], allowed, batch.at[rows] >= 0)
        advised = [(i, s.soft) for i, s in enumerate(batch.samples) if s.soft is not None]
        if advised:
            theirs = torch.zeros(len(advised), *heads["role"].shape[1:])
            for k, (_, soft) in enumerate(advised):
                theirs[k, : len(soft)] = torch.from_numpy(soft)
            theirs, ours = theirs.to(tags.device), heads["role"][[i for i, _ in advised]].log_softmax(2)
            out["soft"] = -(theirs * ours).sum() / theirs.sum()
        for name, scores in heads.items():
            known = [(i, s.tags[name]) for i, s in enumerate(batch.samples) if name in s.tags]
            if known:
                target = torch.full(scores.shape[:2], UNKNOWN)
                for i, t in known:
                    target[i, : len(t)] = torch.from_numpy(t)
                if (target != UNKNOWN).any():
                    out[name] = F.cross_entropy(scores.flatten(0, 1), target.flatten().to(scores.device), ignore_index=UNKNOWN)
        meant = [(i, span, vector) for i, s in enumerate(batch.samples) for span, vector in s.senses]
        if meant:
            sense = self.sense(x)
            ours = torch.stack([sense[i, a : b + 1].mean(0) for i, (a, b), _ in meant])
            theirs = torch.from_numpy(np.stack([v for *_, v in meant])).to(ours.device)
            out["sense"] = (1 - F.cosine_similarity(ours, theirs)).mean()
        return out | self._pointing(batch, vectors)

    def _structured(self, scores: Tensor, allowed: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood per word of the allowed tag paths in a linear chain, plus half the plain cross-entropy where one tag is allowed.

        scores [rows, words, roles]; allowed the same shape; real [rows, words]. Partly marked text allows several paths.
        """
        low = -1e4
        step = self.transitions.masked_fill(~self.legal, low)
        first = self.starts.masked_fill(torch.tensor([r.startswith("I") for r in ROLES], device=scores.device), low)
        limited = scores.masked_fill(~allowed, low)
        a, b = first + scores[:, 0], first + limited[:, 0]
        for t in range(1, scores.shape[1]):
            keep = real[:, t, None]
            a = torch.where(keep, torch.logsumexp(a[:, :, None] + step, 1) + scores[:, t], a)
            b = torch.where(keep, torch.logsumexp(b[:, :, None] + step, 1) + limited[:, t], b)
        loss = (torch.logsumexp(a, 1) - torch.logsumexp(b, 1)).sum() / real.sum()
        one = (allowed.sum(2) == 1) & real
        if one.any():
            loss = loss + 0.5 * F.cross_entropy(scores[one], allowed[one].float().argmax(1))
        return loss

    def _pointing(self, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
        out: dict[str, Tensor] = {}
        sums: dict[str, list[Tensor]] = {}
        parts = dict(
            zip(((k, s) for k in POINTERS for s in "qk"), vectors.split([w for w in POINTERS.values() for _ in "qk"], 2), strict=True)
        )
        edges = torch.tensor(EDGES, device=vectors.device)
        for i, sample in enumerate(batch.samples):
            for p in sample.pointers:
                q, keys = parts[p.kind, "q"][i], parts[p.kind, "k"][i]
                spans = torch.tensor(p.keys, device=vectors.device)
                query = (q[p.query[0]] + q[p.query[1]]) / 2
                key = (keys[spans[:, 0]] + keys[spans[:, 1]]) / 2
                gap = torch.where(
                    spans[:, 0] > p.query[1], spans[:, 0] - p.query[1], torch.where(spans[:, 1] < p.query[0], spans[:, 1] - p.query[0], 0)
                )
                n = list(POINTERS).index(p.kind)
                scores = key @ query / POINTERS[p.kind] ** 0.5 + self.distance[n][torch.bucketize(gap, edges)]
                scores = torch.cat([scores, self.none[n : n + 1]])
                sums.setdefault(p.kind, []).append(F.cross_entropy(scores, torch.tensor(p.gold % len(scores), device=scores.device)))
        for kind, losses in sums.items():
            out[kind] = torch.stack(losses).mean()
        rows = [i for i, s in enumerate(batch.samples) if s.governor is not None]
        if rows:
            out["governor"] = self._governors(batch, rows, parts["governor", "q"][rows], parts["governor", "k"][rows])
        return out

    def _governors(self, batch: Batch, rows: list[int], q: Tensor, k: Tensor) -> Tensor:
        """Cross-entropy of each word's governor among the words of its sentence and the root; q, k [rows, words, width]."""
        n, words = list(POINTERS).index("governor"), q.shape[1]
        target = torch.full((len(rows), words), UNKNOWN)
        sentence = torch.full((len(rows), words), -1)
        for j, i in enumerate(rows):
            g = torch.from_numpy(batch.samples[i].governor)
            target[j, : len(g)] = torch.where(g == -1, words, g)
            sentence[j, : len(g)] = torch.from_numpy(batch.samples[i].sentence)
        place = torch.arange(words, device=q.device)
        bias = self.distance[n][torch.bucketize(place[None, :] - place[:, None], torch.tensor(EDGES, device=q.device))]
        scores = q @ k.transpose(1, 2) / POINTERS["governor"] ** 0.5 + bias
        same = (sentence[:, :, None] == sentence[:, None, :]).to(q.device)
        scores = scores.masked_fill(~same, -1e4)
        scores = torch.cat([scores, self.none[n].expand(len(rows), words, 1)], 2)
        return F.cross_entropy(scores.flatten(0, 1), target.flatten().to(q.device), ignore_index=UNKNOWN)


def trained(state: dict[str, Tensor]) -> Reader:
    """The network that a state dict holds the weights of; its number of layers and of their hidden units are the state's."""
    layers = 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers."))
    model = Reader(layers, inner=len(state["layers.0.up.bias"]))
    model.load_state_dict(state)
    return model


def legal() -> np.ndarray:
    """Which role may follow which, [roles, roles]: a tag that continues a role only follows that role."""
    ok = np.ones((len(ROLES), len(ROLES)), bool)
    for j, tag in enumerate(ROLES):
        if tag.startswith("I-"):
            ok[:, j] = [before[2:] == tag[2:] for before in ROLES]
    return ok
