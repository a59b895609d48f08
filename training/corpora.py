"""The marked corpora as texts with marks: PolNeAR attributions, GUM trees and names, figures with their sources.

PolNeAR 1.0: Newell, Margolin and Ruths, LREC 2018. GUM 11: Zeldes, LREV 2017 and later. Figures: this project's own marks.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

Pair = tuple[int, int]
MARKS = Path(__file__).parent / "marks"
INVENTED = Path(__file__).parent / "invented"


@dataclass
class Said:
    """One marked attribution: code-point spans by role."""

    source: list[Pair]
    cue: list[Pair]
    content: list[Pair]


@dataclass
class Counted:
    """One marked figure. ``source`` is the span of its outermost source mention, ``origin`` of the innermost, ``place`` of the mention of its place
    nearest to it, None where unknown; ``voice``, ``has_counted`` and ``has_place`` tell whether it has any."""

    amount: Pair
    counted: Pair | None
    has_counted: bool
    relation: str
    whole: int | None
    voice: bool
    source: Pair | None
    has_place: bool
    place: Pair | None
    origin: Pair | None = None


@dataclass
class Mention:
    """Words that stand for a person or body; mentions of the same one share a ``group``."""

    span: Pair
    group: str


@dataclass
class Token:
    """One token of a tree: ``head`` an index into the document's tokens, -1 for a root."""

    span: Pair
    pos: str
    head: int
    relation: str
    name: str = "O"


@dataclass
class Soft:
    """How likely each role is for each word, by other networks: the word's first code point [words] and the probabilities [words, roles]."""

    starts: np.ndarray
    roles: np.ndarray


@dataclass
class Marked:
    """A text with whatever is marked in it; ``said``, ``figures`` and ``tokens`` are None where that layer is not marked."""

    doc: str
    text: str
    said: list[Said] | None = None
    figures: list[Counted] | None = None
    tokens: list[Token] | None = None
    others: list[list[Said]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    senses: list[tuple[Pair, np.ndarray]] = field(default_factory=list)
    soft: Soft | None = None


def polnear(path: Path) -> Iterator[Marked]:
    """The articles of a PolNeAR file, with further annotators' readings as ``others``."""
    with path.open(encoding="utf-8") as f:
        for article in map(json.loads, f):
            yield Marked(
                article["doc"], article["text"], _said(article["attributions"]), others=[_said(m) for m in article.get("more") or []]
            )


def _said(marks: list[dict[str, list[list[int]]]]) -> list[Said]:
    roles = ([[(s, e) for s, e in m.get(r) or []] for r in ("source", "cue", "content")] for m in marks)
    return [Said(*r) for r in roles if r[2]]


def figures(folder: Path) -> Iterator[Marked]:
    """The articles of a folder of marked figures."""
    for path in sorted(folder.glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            ids = {f["id"]: i for i, f in enumerate(article["figures"])}
            yield Marked(article["doc"], article["text"], figures=[_figure(article["text"], f, ids) for f in article["figures"]])


def _figure(text: str, f: dict[str, Any], ids: dict[str, int]) -> Counted:
    base, at = text.index(f["sentence"]), -1
    for _ in range(f.get("nth", 0) + 1):
        at = f["sentence"].index(f["amount"], at + 1)
    amount = (base + at, base + at + len(f["amount"]))
    counted = _nearest(text, f["counted"], amount, base, base + len(f["sentence"])) if f["counted"] else None
    named = [s for s in f["sources"] if s != "?"]
    source = _nearest(text, named[-1], amount, max(0, base - 250), base + len(f["sentence"]) + 150) if named else None
    origin = _nearest(text, named[0], amount, 0, len(text)) if f["sources"][:1] not in ([], ["?"]) else None
    place = _nearest(text, f["place"], amount, 0, len(text)) if f["place"] else None
    return Counted(
        amount,
        counted,
        bool(f["counted"]),
        f["relation"],
        ids.get(f.get("part_of")),
        bool(f["sources"]),
        source,
        bool(f["place"]),
        place,
        origin,
    )


def with_marks(texts: Sequence[Marked], path: Path) -> list[Marked]:
    """The texts, those with their figures that are marked by offsets in the file ``path``. Raises ValueError where a text is not the one that was marked."""
    found = _by_offsets(texts, path)
    return [replace(m, figures=[_offset_figure(f) for f in found[m.doc]["figures"]]) if m.doc in found else m for m in texts]


def with_statements(texts: Sequence[Marked], path: Path) -> list[Marked]:
    """The texts, those with their attributions that are marked by offsets in the file ``path``. Raises ValueError where a text is not the marked one."""
    found = _by_offsets(texts, path)
    return [replace(m, said=_said(found[m.doc]["attributions"])) if m.doc in found else m for m in texts]


def _by_offsets(texts: Sequence[Marked], path: Path) -> dict[str, dict[str, Any]]:
    with path.open(encoding="utf-8") as f:
        found = {article["doc"]: article for article in map(json.loads, f)}
    for m in texts:
        if m.doc in found:
            check(found[m.doc], m.text)
    return found


def check(article: Mapping[str, Any], text: str) -> None:
    """Raise ValueError where ``text`` is not the one that an ``article`` of marks by offsets was marked on."""
    if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
        raise ValueError(f"{article['doc']} is not the text that was marked")


def _offset_figure(m: dict[str, Any]) -> Counted:
    def pair(span: list[int] | None) -> Pair | None:
        return (span[0], span[1]) if span else None

    named = [s for s in m["sources"] if s != "?"]
    source, (start, end) = pair(named[-1]) if named else None, m["amount"]
    origin = pair(m["sources"][0]) if m["sources"][:1] not in ([], ["?"]) else None
    counted, place = pair(m["counted"]), pair(m["place"])
    return Counted(
        (start, end), counted, bool(counted), m["relation"], m["part_of"], bool(m["sources"]), source, bool(place), place, origin
    )


def _nearest(text: str, words: str, to: Pair, first: int, last: int) -> Pair | None:
    """The occurrence of ``words`` between ``first`` and ``last`` nearest to the span ``to``."""
    found = [m.start() for m in re.finditer(re.escape(words), text[first:last])]
    if not found:
        return None
    start = first + min(found, key=lambda i: abs(first + i - to[0]))
    return start, start + len(words)


def opening(text: str) -> str:
    """The first letters of a text, by which it is known again whatever its spaces, breaks and marks.

    >>> opening("Two boats\nhave left.") == opening("Two  boats have left")
    True
    """
    return "".join(c for c in text.lower() if c.isalnum())[:120]


def judged(data: Path) -> set[str]:
    """The openings of all articles that only judge: ``figures`` and ``attributions``."""
    groups = (json.loads(path.read_text(encoding="utf-8"))["articles"] for path in sorted((data / "figures").glob("*.json")))
    with (data / "attributions/articles.jsonl").open(encoding="utf-8") as f:
        more = [json.loads(line) for line in f]
    return {opening(a["text"]) for articles in (*groups, more) for a in articles}


NAMED = {"person": "person", "organization": "organization", "place": "place"}


def gum(path: Path, skip: tuple[str, ...] = ("conversation", "vlog", "reddit", "fiction", "court", "letter")) -> Iterator[Marked]:
    """The documents of a GUM CoNLL-U file as running text with tokens; genres in ``skip`` are far from news and left out."""
    for block in re.split(r"(?m)^# newdoc id = ", path.read_text(encoding="utf-8"))[1:]:
        doc = block.split("\n", 1)[0].strip()
        if not any(f"_{genre}_" in doc for genre in skip):
            yield _document(doc, block)


def _document(doc: str, block: str) -> Marked:
    text, tokens, opened, mentions = "", [], [], []
    paragraph = False
    for sentence in block.split("\n\n"):
        rows = [line.split("\t") for line in sentence.split("\n") if re.match(r"\d", line)]
        paragraph = paragraph or "# newpar" in sentence
        rows = [r for r in rows if "." not in r[0]]
        if not rows:
            continue
        text += ("\n" if paragraph else " ") if text else ""
        paragraph = False
        base, spans, skip_to = len(tokens), {}, 0
        for r in rows:
            space = "" if "SpaceAfter=No" in r[9] else " "
            if "-" in r[0]:
                first, last = map(int, r[0].split("-"))
                parts = [q[1] for q in rows if q[0].isdigit() and first <= int(q[0]) <= last]
                start = len(text)
                text += r[1]
                for i, part in enumerate(parts):  # the parts share the letters as far as they are spelt the same
                    end = len(text) if i == len(parts) - 1 else min(len(text), start + len(part))
                    spans[first + i] = (start, max(end, start + 1))
                    start = end
                text += space
                skip_to = last
            elif int(r[0]) > skip_to:
                spans[int(r[0])] = (len(text), len(text) + len(r[1]))
                text += r[1] + space
        text = text.rstrip(" ")
        for r in rows:
            if "-" in r[0]:
                continue
            head = int(r[6])
            tokens.append(Token(spans[int(r[0])], r[3], base + head - 1 if head else -1, r[7]))
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
            for fields, alone, closing in re.findall(r"\(([^()]+)(\)?)|([^()]+)\)", entity.group(1)) if entity else []:
                if fields:
                    group, kind = fields.split("-")[:2]
                    opened.append((group, kind, len(tokens) - 1))
                key = group if alone else closing
                for i in range(len(opened) - 1, -1, -1):
                    if key and (alone or closing) and opened[i][0] == key:
                        mentions.append((*opened.pop(i), len(tokens) - 1))
                        break
    for _, kind, first, last in sorted(mentions, key=lambda m: m[3] - m[2], reverse=True):
        _name(tokens, NAMED.get(kind, "other"), first, last)
    said = sorted((tokens[a].span[0], tokens[b].span[1], group) for group, kind, a, b in mentions if kind in ("person", "organization"))
    return Marked(doc, text, tokens=tokens, mentions=[Mention((s, e), group) for s, e, group in said])


def _name(tokens: list[Token], kind: str, first: int, last: int) -> None:
    """Mark the proper-noun core of a mention: the run of proper nouns around its head, short links between them included."""
    head = next((i for i in range(first, last + 1) if not first <= tokens[i].head <= last), first)
    if tokens[head].pos != "PROPN":
        return
    lo = hi = head
    small = {"ADP", "DET", "CCONJ", "NUM", "PART", "ADJ", "NOUN"}
    while lo > first and (
        tokens[lo - 1].pos == "PROPN" or (tokens[lo - 1].pos in small and lo - 2 >= first and tokens[lo - 2].pos == "PROPN")
    ):
        lo -= 1
    while hi < last and (
        tokens[hi + 1].pos == "PROPN"
        or any(tokens[j].pos == "PROPN" and all(t.pos in small for t in tokens[hi + 1 : j]) for j in (hi + 2, hi + 3) if j <= last)
    ):
        hi += 1
    for i in range(lo, hi + 1):
        tokens[i].name = ("B-" if i == lo else "I-") + kind


def squeezed(marked: Marked, drop: str, breaks: bool) -> Marked:
    """The text without the characters in ``drop`` and, where ``breaks`` is set, with line breaks as spaces: as crawled sets often come.

    Marks move with their words; a mark of which nothing is left is dropped.
    """
    keep = np.fromiter((c not in drop for c in marked.text), bool, len(marked.text))
    to = np.concatenate([[0], np.cumsum(keep)])
    text = "".join(c for c in marked.text if c not in drop)
    text = text.replace("\n", " ") if breaks else text

    def move(spans: list[Pair]) -> list[Pair]:
        return [(a, b) for s, e in spans if (a := int(to[s])) < (b := int(to[e]))]

    said = [Said(move(a.source), move(a.cue), move(a.content)) for a in marked.said or []]

    def moved(f: Counted) -> Counted:
        places = {
            name: next(iter(move([span])), None) if (span := getattr(f, name)) else None
            for name in ("counted", "source", "place", "origin")
        }
        return replace(f, amount=(int(to[f.amount[0]]), int(to[f.amount[1]])), **places)

    figures = None if marked.figures is None else [moved(f) for f in marked.figures]
    soft = marked.soft and Soft(to[marked.soft.starts], marked.soft.roles)
    return Marked(marked.doc, text, [a for a in said if a.content], figures, soft=soft)
