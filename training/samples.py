"""Marked texts to training samples: one window each, with what every head should answer there and where that is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.reader.labels import AMOUNT, FIGURE, NAMES, POS, RELATIONS, ROLES
from sayso.reader.windows import Pieces, Window, pieces, windows
from training.corpora import Marked, Pair, Soft, squeezed

UNKNOWN = -100
_SOURCE, _CUE, _CONTENT = (ROLES.index(f"B-{r}") for r in ("source", "cue", "content"))


@dataclass
class Pointer:
    """One question to a pointer head: from the words ``query`` (first, last) to one of ``keys``; ``gold`` -1 means to none of them."""

    kind: str
    query: Pair
    keys: list[Pair]
    gold: int


@dataclass
class Sample:
    """A window with targets per word: ``roles`` [words, roles] allowed tags, the rest class indices or UNKNOWN; ``governor`` is a word
    of the window, -1 for a root, UNKNOWN where not marked; ``senses`` are runs of words (first, last) with the vector of what they mean; ``soft``
    [words, roles] are the roles' probabilities by other networks, zeros for a word of which they say nothing."""

    window: Window
    sentence: np.ndarray
    starts: np.ndarray
    roles: np.ndarray | None = None
    tags: dict[str, np.ndarray] = field(default_factory=dict)
    governor: np.ndarray | None = None
    pointers: list[Pointer] = field(default_factory=list)
    senses: list[tuple[Pair, np.ndarray]] = field(default_factory=list)
    soft: np.ndarray | None = None


def samples(marked: Marked, tokenizer: Tokenizer, rng: random.Random | None = None) -> Iterator[Sample]:
    """The samples of one text. With ``rng``, attribution texts are varied: another annotator's reading, lost commas and line breaks,
    straight quotation marks; so that what is learned on edited text carries over to text as crawled."""
    if rng and marked.said is not None:
        marked = _varied(marked, rng)
    p = pieces(marked.text, tokenizer)
    for w in windows(p):
        sample = Sample(w, p.sentence[w.begin : w.end], p.starts[w.begin : w.end])
        if marked.soft is not None:
            sample.soft = _advised(sample.starts, marked.soft)
        if marked.said is not None:
            _attributions(sample, p, marked)
        if marked.figures is not None:
            _figures(sample, p, marked)
        if marked.tokens is not None:
            _trees(sample, p, marked)
            _antecedents(sample, p, marked)
        for span, vector in marked.senses:
            run = _inside(p, w, span)
            if run and p.starts[w.begin + run[0]] <= span[0] and span[1] <= p.ends[w.begin + run[1]]:
                sample.senses.append((run, vector))
        yield sample


def _advised(starts: np.ndarray, soft: Soft) -> np.ndarray:
    at = np.clip(np.searchsorted(soft.starts, starts, side="right") - 1, 0, None)
    return np.where((soft.starts[at] == starts)[:, None], soft.roles[at], 0).astype(np.float32)


def _varied(marked: Marked, rng: random.Random) -> Marked:
    if marked.others and rng.random() < 0.5:
        marked = replace(marked, said=rng.choice(marked.others))
    draw = rng.random()
    if draw < 0.2:
        return squeezed(marked, ",'\u2019\u2018", breaks=rng.random() < 0.8)
    if draw < 0.3:
        return squeezed(marked, "", breaks=True)
    if draw < 0.4:
        straight = marked.text.translate(str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''"))
        return replace(marked, text=straight)
    return marked


def _inside(p: Pieces, w: Window, span: Pair) -> Pair | None:
    """First and last word of the window (counted from its start) that share a code point with ``span``; None where none does."""
    first = int(np.searchsorted(p.ends, span[0], side="right"))
    last = int(np.searchsorted(p.starts, span[1], side="left")) - 1
    first, last = max(first, w.begin), min(last, w.end - 1)
    return (first - w.begin, last - w.begin) if first <= last else None


def _attributions(sample: Sample, p: Pieces, marked: Marked) -> None:
    n = sample.window.end - sample.window.begin
    tags = np.zeros(n, np.int64)
    spans: dict[str, list[Pair]] = {"source": [], "cue": [], "content": []}
    links: list[tuple[str, Pair, str, Pair | None]] = []
    for a in marked.said or []:
        at = {role: [x for s in getattr(a, role) if (x := _inside(p, sample.window, s))] for role in spans}
        for role, base in (("content", _CONTENT), ("source", _SOURCE), ("cue", _CUE)):
            for first, last in at[role]:
                tags[first : last + 1] = base + 1
                tags[first] = base
                if (first, last) not in spans[role]:
                    spans[role].append((first, last))
        source = at["source"][0] if at["source"] else None
        for cue in at["cue"]:
            links.append(("cue_source", cue, "source", source))
        for content in at["content"]:
            links.append(("content_cue", content, "cue", at["cue"][0] if at["cue"] else None))
            links.append(("content_source", content, "source", source))
    sample.roles = np.eye(len(ROLES), dtype=bool)[tags]
    for kind, query, role, gold in links:
        if spans[role]:
            sample.pointers.append(Pointer(kind, query, spans[role], spans[role].index(gold) if gold else -1))


def _figures(sample: Sample, p: Pieces, marked: Marked) -> None:
    n = sample.window.end - sample.window.begin
    amount, figure = np.zeros(n, np.int64), np.full(n, UNKNOWN)
    allowed = np.ones((n, len(ROLES)), bool)
    figures = [(f, x) for f in marked.figures or [] if (x := _inside(p, sample.window, f.amount))]
    at = {id(f): x for f, x in figures}
    heads = [x for _, x in figures]
    sources = list(dict.fromkeys(s for f, _ in figures if f.source and (s := _inside(p, sample.window, f.source))))
    words = [(i, i) for i in range(n)]
    for f, (first, last) in figures:
        amount[first : last + 1] = AMOUNT.index("I")
        amount[first] = AMOUNT.index("B")
        figure[first] = FIGURE.index(f.relation)
        is_content = np.zeros(len(ROLES), bool)
        is_content[[_CONTENT, _CONTENT + 1]] = True
        if f.source or not f.voice:
            allowed[first : last + 1] &= is_content if f.voice else ~is_content
        if f.counted or not f.has_counted:
            c = _inside(p, sample.window, f.counted) if f.counted else None
            if c or not f.counted:
                sample.pointers.append(Pointer("counted", (first, last), words, c[1] if c else -1))
        if f.place or not f.has_place:
            where = _inside(p, sample.window, f.place) if f.place else None
            if where or not f.place:
                sample.pointers.append(Pointer("place", (first, last), words, where[1] if where else -1))
        if f.origin or not f.voice:
            told = _inside(p, sample.window, f.origin) if f.origin else None
            if told or not f.origin:
                sample.pointers.append(Pointer("voice", (first, last), words, told[1] if told else -1))
        whole = at.get(id(marked.figures[f.whole])) if marked.figures and f.whole is not None else None
        sample.pointers.append(Pointer("whole", (first, last), heads, heads.index(whole) if whole else -1))
        source = _inside(p, sample.window, f.source) if f.source else None
        if sources and (source or not f.voice):
            sample.pointers.append(Pointer("content_source", (first, last), sources, sources.index(source) if source else -1))
    for first, last in sources:
        mask = np.zeros(len(ROLES), bool)
        mask[[_SOURCE, _SOURCE + 1]] = True
        if (allowed[first : last + 1] & mask).any(1).all():
            allowed[first : last + 1] &= mask
    if marked.said is None:
        sample.roles = allowed if figures else None
    sample.tags |= {"amount": amount, "figure": figure}


def _trees(sample: Sample, p: Pieces, marked: Marked) -> None:
    w, tokens = sample.window, marked.tokens or []
    n = w.end - w.begin
    starts = np.array([t.span[0] for t in tokens])
    token = np.searchsorted(starts, p.starts[w.begin : w.end], side="right") - 1
    first_word: dict[int, int] = {}
    for i, t in enumerate(token.tolist()):
        first_word.setdefault(t, i)
    tags = {k: np.full(n, UNKNOWN) for k in ("pos", "relation", "name")}
    governor = np.full(n, UNKNOWN)
    for i, t in enumerate(token.tolist()):
        mark = tokens[t]
        tags["pos"][i] = POS.index(mark.pos) if mark.pos in POS else UNKNOWN
        name = mark.name if first_word[t] == i else mark.name.replace("B-", "I-")
        tags["name"][i] = NAMES.index(name)
        relation = mark.relation if mark.relation in RELATIONS else mark.relation.split(":")[0]
        if first_word[t] == i:
            tags["relation"][i] = RELATIONS.index(relation) if relation in RELATIONS else UNKNOWN
            head = first_word.get(mark.head) if mark.head >= 0 else -1
            same = head is not None and (head < 0 or sample.sentence[head] == sample.sentence[i])
            governor[i] = head if same and head is not None else UNKNOWN
        else:
            tags["relation"][i] = RELATIONS.index("goeswith")
            governor[i] = first_word[t]
        if marked.figures is None and mark.relation == "nummod" and mark.pos == "NUM" and first_word[t] == i and governor[i] >= 0:
            sample.pointers.append(Pointer("counted", (i, i), [(j, j) for j in range(n)], int(governor[i])))
    sample.tags |= tags
    sample.governor = governor


def _antecedents(sample: Sample, p: Pieces, marked: Marked) -> None:
    """For each mention of a person or body, which earlier mention in the window it goes back to."""
    seen: list[tuple[str, Pair]] = []
    for m in marked.mentions:
        run = _inside(p, sample.window, m.span)
        if not run or p.ends[sample.window.begin + run[1]] < m.span[1]:
            continue
        before = [(g, s) for g, s in seen if s != run]
        if before:
            same = [i for i, (g, _) in enumerate(before) if g == m.group]
            sample.pointers.append(Pointer("antecedent", run, [s for _, s in before], same[-1] if same else -1))
        seen.append((m.group, run))


@dataclass
class Batch:
    """Samples side by side, padded: ``ids``, ``case``, ``quote`` [rows, pieces]; ``kept`` [rows, kept] piece positions and ``at`` [rows, words]
    positions among these, -1 for padding."""

    samples: list[Sample]
    ids: torch.Tensor
    case: torch.Tensor
    quote: torch.Tensor
    kept: torch.Tensor
    at: torch.Tensor


def collate(rows: list[Sample]) -> Batch:
    """Pad samples to one batch."""

    def pad(arrays: list[np.ndarray], value: int) -> torch.Tensor:
        width = max(len(a) for a in arrays)
        return torch.from_numpy(np.stack([np.pad(a, (0, width - len(a)), constant_values=value) for a in arrays]))

    w = [r.window for r in rows]
    features = (pad([getattr(x, name) for x in w], 0) for name in ("ids", "case", "quote"))
    return Batch(rows, *features, pad([x.kept for x in w], -1), pad([x.at for x in w], -1))
