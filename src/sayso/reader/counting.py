"""What a number counts, and what is asserted of it: from the counted pointer and the tree around it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.pointing import Range, pointed

_INNER = frozenset({"amod", "compound", "nmod:poss", "nummod", "flat", "advmod", "goeswith", "punct", "case", "det", "acl"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "X", "SYM", "ADV"})
_STEPS = 12  # the longest way up a tree that is followed; trees are predicted word by word and may hold circles

# The field counts these under one word, whatever verb or noun a report chose.
_SAME = {
    "killed": "kill kills killing killed die dies died dying dead death deaths slain slay fatalities fatality perished martyred murdered executed massacred",
    "wounded": "wound wounds wounding wounded injure injures injured injuring injuries injury hurt maimed",
    "detained": "detain detains detained arrest arrests arrested jailed imprisoned",
    "displaced": "displace displaces displaced uprooted",
    "evacuated": "evacuate evacuated evacuating",
    "returned": "return returns returned returning",
    "fled": "flee flees fled fleeing",
    "missing": "missing",
}
PREDICATES = {form: name for name, forms in _SAME.items() for form in forms.split()}
_SUPPORT = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "have", "has", "had", "do", "does", "did", "become", "became", "remain", "remained"]
)


@dataclass(frozen=True, slots=True)
class Counting:
    """What was found: the counted noun phrase or None, the index of its head word, and how likely the pointer held it."""

    span: Span | None
    head: int | None
    chance: float


def counting(amounts: list[Range], analysis: Analysis, encoded: Encoded, structure: Structure) -> list[Counting]:
    """For each amount (word range), the noun phrase it counts: the pointer's best word in the same sentence
    that is no part of another amount, or none."""
    words = analysis.words
    numbers = {i for first, last in amounts for i in range(first, last + 1)}
    out = []
    for amount in amounts:
        sentence = words[amount[0]].sentence
        first, last = amount
        while first > 0 and words[first - 1].sentence == sentence:
            first -= 1
        while last + 1 < len(words) and words[last + 1].sentence == sentence:
            last += 1
        keys = [(i, i) for i in range(first, last + 1) if i not in numbers and words[i].surface[0].isalnum()]
        scores = pointed("counted", [amount], keys, encoded, structure)[0]
        best = int(scores.argmax())
        chance = float(np.exp(scores[best]))
        if best == len(keys):
            out.append(Counting(None, None, chance))
        else:
            head = keys[best][0]
            out.append(Counting(_phrase(analysis, amount, head, numbers), head, chance))
    return out


def _phrase(analysis: Analysis, amount: Range, head: int, numbers: Set[int]) -> Span:
    """The noun phrase around ``head``: back to the amount where it stands before, else to the head's own modifiers; never into
    another amount."""
    words = analysis.words
    first = head
    while first - 1 > amount[1] or (first > 0 and first - 1 < amount[0] and head < amount[0]):
        w = words[first - 1]
        if (w.pos not in _MODIFIERS and w.surface not in {"-", "\u2011"}) or w.sentence != words[head].sentence:
            break
        if first - 1 in numbers or not _under(words, first - 1, head):
            break
        first -= 1
    while first < head and words[first].surface in {"-", "\u2011"}:
        first += 1
    last = head
    while last + 1 < len(words) and words[last + 1].head == head and words[last + 1].rel in {"flat", "goeswith"}:
        last += 1
    return Span.cut(analysis.text, words[first].start, words[last].end)


def _under(words: tuple[Word, ...], word: int, head: int) -> bool:
    """Whether ``word`` hangs, by modifiers only, on ``head``."""
    for _ in range(_STEPS):
        if word == head:
            return True
        if words[word].head < 0 or words[word].rel not in _INNER:
            return False
        word = words[word].head
    return False


def predicate(amount: Range, found: Counting, analysis: Analysis) -> str:
    """One or two lower-case words for what is asserted of the counted; an empty string where the tree tells nothing.

    "killed 32" and "32 dead" are both ``killed``; a copula or "there were" is ``present``.
    """
    words = analysis.words
    start = found.head if found.head is not None else amount[1]
    named = PREDICATES.get(words[start].surface.lower())
    if named:
        return named
    verb = _verb(words, start)
    if verb is None:
        return ""
    chosen = PREDICATES.get(words[verb].surface.lower(), words[verb].surface.lower())
    if verb + 2 < len(words) and chosen in _SAME and words[verb + 1].rel == "cc" and words[verb + 2].head == verb:
        other = PREDICATES.get(words[verb + 2].surface.lower(), chosen)
        if other != chosen:
            return f"{chosen} or {other}"
    return "present" if chosen in _SUPPORT else chosen


def _verb(words: tuple[Word, ...], start: int) -> int | None:
    """The nearest verb above ``start``, or a support verb or predicate word beside it."""
    at = start
    for _ in range(_STEPS):
        w = words[at]
        if at != start and (w.pos == "VERB" or w.surface.lower() in PREDICATES):
            return at
        below = [
            i
            for i in range(max(0, at - 8), min(len(words), at + 9))
            if words[i].head == at and words[i].rel in {"acl", "acl:relcl", "cop", "amod"}
        ]
        for i in below:
            if words[i].surface.lower() in PREDICATES or (at == start and words[i].rel == "acl" and words[i].pos == "VERB"):
                return i
        if w.head < 0:
            return next((i for i in below if words[i].rel == "cop"), at if w.pos in {"VERB", "AUX"} else None)
        at = w.head
    return None
