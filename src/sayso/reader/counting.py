"""What a number counts: from the counted pointer, and from the tree and the words beside it where the pointer sees nothing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.measured import measured, noun
from sayso.reader.pointing import Range, pointed

_INNER = frozenset({"amod", "compound", "nmod:poss", "nummod", "flat", "advmod", "goeswith", "punct", "case", "det", "acl"})
_COMPARING = frozenset({"more", "fewer", "less", "higher", "lower", "further", "additional"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "X", "SYM", "ADV"})
_SMALL_WORDS = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "SYM"})
_REACH = 7  # words from an amount to a noun that it stands before
_STEPS = 12  # the longest way up a tree that is followed; trees are predicted word by word and may hold circles


@dataclass(frozen=True, slots=True)
class Counting:
    """What was found: the counted noun phrase or None, the index of its head word, and how likely the pointer held it."""

    span: Span | None
    head: int | None
    chance: float


def counting(amounts: list[Range], units: Sequence[str], analysis: Analysis, encoded: Encoded, structure: Structure) -> list[Counting]:
    """For each amount (word range) of a unit, the noun phrase it counts: the pointer's best word in the same sentence that is no part of
    another amount, or none. Shares and sums of money that the pointer leaves alone take the noun that grammar gives them."""
    words = analysis.words
    numbers = {i for first, last in amounts for i in range(first, last + 1)}
    out: list[Counting] = []
    for n, (amount, unit) in enumerate(zip(amounts, units, strict=True)):
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
        if _measures(unit) and best == len(keys):
            before = (
                (amounts[n - 1], out[n - 1].head)
                if n and _measures(units[n - 1]) and words[amounts[n - 1][0]].sentence == sentence
                else None
            )
            head = measured(words, amount, unit, numbers, before)
        else:
            head = _kept(words, amount, numbers, keys[best][0]) if best < len(keys) else None
        out.append(Counting(None if head is None else _phrase(analysis, amount, head, numbers), head, chance))
    return out


def _measures(unit: str) -> bool:
    """Whether a unit is that of a share or a sum of money: grammar shows better than the pointer what such an amount is the size of."""
    return unit in {"percent", "ratio"} or unit.startswith("money")


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


def _kept(words: tuple[Word, ...], amount: Range, numbers: Set[int], at: int) -> int | None:
    """The pointed word, or the noun that grammar knows better: within "hundreds of law-abiding men", or right behind the number."""
    last = amount[1]
    if last + 1 < len(words) and words[last + 1].surface.lower() == "of":
        head = noun(words, last + 2, numbers, proper=True)
        comma = head is not None and any(words[i].surface == "," for i in range(head, min(at, len(words))))
        if head is not None and (at <= head or at > last + 2 + _REACH or comma):
            return head
    numbered = words[last].head
    beside = words[last].rel == "nummod" and last < numbered <= last + _REACH and words[numbered].pos == "NOUN"
    if at < amount[0] and beside and all(words[i].pos in _MODIFIERS for i in range(last + 1, numbered)):
        return numbered
    return _nominal(words, amount, at)


def _nominal(words: tuple[Word, ...], amount: Range, at: int) -> int | None:
    """The pointed word if it can name what is counted, the noun it only describes, or None."""
    w = words[at]
    if (
        w.pos in {"ADJ", "VERB", "ADV"}
        and w.rel in {"amod", "compound", "advmod"}
        and at < w.head <= at + 4
        and words[w.head].pos in {"NOUN", "PROPN"}
    ):
        return w.head
    if w.pos in _SMALL_WORDS or w.surface.lower() in _COMPARING or (w.pos == "VERB" and at < amount[0]):
        return None
    between = range(amount[1] + 1, at)
    if w.pos == "PROPN" and any(words[i].pos == "ADP" and words[i].surface.lower() != "of" for i in between):
        return None  # "a crowd of 800 in Aster"
    if at < amount[0] and words[amount[0] - 1].surface == ":":
        return None
    return at
