"""What a number counts: from the counted pointer, and from the tree and the words beside it where the pointer sees nothing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.pointing import Range, pointed

_INNER = frozenset({"amod", "compound", "nmod:poss", "nummod", "flat", "advmod", "goeswith", "punct", "case", "det", "acl"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "X", "SYM", "ADV"})
_TIMES = frozenset("year years month months week weeks day days quarter decade today yesterday".split())
_MEASURING = frozenset(
    """
    is was are were be been reach reached reaches total totaled totalled totals cost costs rise rose rises risen fall fell falls fallen grow grew grown
    grows climb climbed drop dropped drops increase increased decrease decreased decline declined jump jumped surpass surpassed exceed exceeded exceeds
    equal equals equaled stand stands stood remain remained hit shrink shrank averaged average worth
    """.split()
)
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
    out = []
    for amount, unit in zip(amounts, units, strict=True):
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
        head = keys[best][0] if best < len(keys) else _by_grammar(words, amount, unit, numbers)
        if head is None:
            out.append(Counting(None, None, chance))
        else:
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


def _by_grammar(words: tuple[Word, ...], amount: Range, unit: str, numbers: Set[int]) -> int | None:
    """The noun of "58 percent of voters", "$5 million in aid", "a $2 million bond", "a loan of $5 million", or the subject of "turnout was
    58 percent"."""
    share, money = unit in {"percent", "ratio"}, unit.startswith("money")
    if not share and not money:
        return None
    at = amount[1] + 1
    link = words[at].surface.lower() if at < len(words) else ""
    if link == "of" or (money and link in {"in", "worth"}):
        at += 2 if link == "worth" and at + 1 < len(words) and words[at + 1].surface.lower() == "of" else 1
        return _noun(words, at, numbers, proper=link == "of")
    if money and (head := _noun(words, at, numbers, proper=False)) is not None:
        return head
    if (head := _measured(words, amount[0])) is not None:
        return head
    return _subject(words, amount[1])


def _measured(words: tuple[Word, ...], first: int) -> int | None:
    """The noun whose size an amount gives: "a loan of", "fines totaling", "a house worth"."""
    if first < 2 or words[first - 1].surface.lower() not in {"of", "worth", "totaling", "totalling"} or words[first - 2].pos != "NOUN":
        return None
    return first - 2 if words[first - 2].sentence == words[first].sentence else None


def _noun(words: tuple[Word, ...], at: int, numbers: Set[int], proper: bool) -> int | None:
    """The head of the noun phrase that starts at a word: the last noun before anything else begins."""
    last = None
    nouns = {"NOUN", "PROPN"} if proper else {"NOUN"}
    for i in range(at, min(len(words), at + 8)):
        w = words[i]
        if i in numbers or w.sentence != words[at - 1].sentence or w.surface.lower() in _TIMES:
            return None if last is None else last
        if w.pos in nouns:
            last = i
        elif last is not None or w.pos not in {"DET", "ADJ", "PROPN", "PRON", "VERB"}:
            break
    return last


def _subject(words: tuple[Word, ...], at: int) -> int | None:
    """The common noun that is said to be, reach, cost or move by an amount."""
    for _ in range(4):
        if at < 0:
            return None
        near = range(max(0, at - 25), at)
        subject = next((i for i in near if words[i].head == at and words[i].rel in {"nsubj", "nsubj:pass"}), None)
        if subject is not None:
            measured = words[at].surface.lower() in _MEASURING or any(words[i].head == at and words[i].rel == "cop" for i in near)
            return subject if measured and words[subject].pos == "NOUN" else None
        at = words[at].head
    return None
