"""What a number counts: from the counted pointer, and from the tree and the words beside it where the pointer sees nothing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from sayso.domain import Span
from sayso.reader.analysis import Analysis, Word
from sayso.reader.encoder import Encoded, Structure
from sayso.reader.measured import measured
from sayso.reader.nouns import is_common
from sayso.reader.phrases import noun
from sayso.reader.pointing import Range, pointed
from sayso.reader.prices import behind_share, unmeasured

_INNER = frozenset({"amod", "compound", "nmod:poss", "nummod", "flat", "advmod", "goeswith", "punct", "case", "det", "acl"})
_COMPARING = frozenset({"more", "fewer", "less", "higher", "lower", "further", "additional"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB", "X", "SYM", "ADV"})
_SMALL_WORDS = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "SYM"})
_FAR = 30  # words from "number of" to the number
# A verb with one of these says what happened: it names nothing.
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "xcomp"})
_MEMBERS = frozenset("member members house houses branch branches degrees".split())
_LEVELS = frozenset("to from at was is were reached hit exceeded".split())
_JOINED = 4  # nouns that one number counts together
_SPANS = frozenset("year month week day hour minute km m mile".split())
_LONG_SPANS = ("decade", "centur")
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
        head = _kept(words, amount, numbers, keys[best][0]) if best < len(keys) else None
        if _measures(unit):
            if head is not None and unmeasured(words, amount, head):
                head = None
            if head is not None:
                head = behind_share(words, amount, head, unit, numbers)
            else:
                before = (
                    (amounts[n - 1], out[n - 1].head)
                    if n and _measures(units[n - 1]) and words[amounts[n - 1][0]].sentence == sentence
                    else None
                )
                head = measured(words, amount, unit, numbers, before)
        elif head is None:
            head = _beside(words, amount, numbers) or _of_those(words, amount, numbers) or _numbered(words, amount, numbers)
        elif _multiplies(words, amount, head):
            head = None
        out.append(Counting(None if head is None else _phrase(analysis, amount, head, numbers), head, chance))
    return out


def substance(analysis: Analysis, measure: Span, unit: str, numbers: Set[int]) -> Span:
    """The noun of a measure with what it is a measure of: "tonnes of grain", "litres of water"; spans of time and way stand by themselves."""
    inside = analysis.words_in(measure.start, measure.end)
    if unit in _SPANS or not len(inside) or measure.surface.lower().startswith(_LONG_SPANS):
        return measure
    last = _narrowed(analysis.words, inside[-1], numbers, proper=True)
    return Span.cut(analysis.text, measure.start, analysis.words[last].end)


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
    return Span.cut(analysis.text, words[first].start, words[_joined(words, amount, head, last, numbers)].end)


def _joined(words: tuple[Word, ...], amount: Range, head: int, last: int, numbers: Set[int]) -> int:
    """The last word of a noun phrase with what narrows or joins its head: "pages of emails", "books, papers and editorials"; with no number or
    article of their own."""
    last = _narrowed(words, last, numbers, proper=words[last].surface.lower() in _MEMBERS)
    if _bare(words, last + 1, numbers) and words[last + 1].surface.lower() == "per" and words[last + 2].pos == "NOUN":
        return last + 2  # "children per woman"
    at = last
    for _ in range(_JOINED):
        link = words[at + 1].surface.lower() if at + 1 < len(words) else ""
        if link not in {"and", "or", "&", ","} or not _bare(words, at + 1, numbers):
            break
        begin = at + 2 + (link == "," and at + 2 < len(words) and words[at + 2].surface.lower() in {"and", "or"})
        other = noun(words, begin, numbers, proper=False)
        if other is None or words[other].pos != "NOUN" or words[other].rel != "conj" or not _conjoined(words, other, amount, head):
            break
        at = other
        if link != "," or words[begin - 1].surface.lower() in {"and", "or"}:
            last = at
            break
    return last


def _narrowed(words: tuple[Word, ...], last: int, numbers: Set[int], *, proper: bool) -> int:
    """The last word of what "of" narrows the noun at ``last`` by, by itself where nothing does."""
    if not _bare(words, last + 1, numbers) or words[last + 1].surface.lower() != "of":
        return last
    narrowing = noun(words, last + 2, numbers, proper=proper)
    while narrowing is not None and narrowing > last + 2 and words[narrowing].pos == "PROPN" and words[narrowing - 1].pos == "NOUN":
        narrowing -= 1  # "pages of emails Clinton sent"
    return narrowing if narrowing is not None else last


def _bare(words: tuple[Word, ...], at: int, numbers: Set[int]) -> bool:
    """Whether what follows a small word at ``at`` begins a noun phrase of the same sentence without an article, an owner or a number."""
    if at + 1 >= len(words) or at + 1 in numbers or words[at + 1].sentence != words[at].sentence:
        return False
    return words[at + 1].pos in {"NOUN", "ADJ", "PROPN", "VERB", "CCONJ"}


def _conjoined(words: tuple[Word, ...], other: int, amount: Range, head: int) -> bool:
    """Whether ``other`` is joined to ``head``, straight, through another, or, as trees have it, to a word of the same phrase."""
    at = other
    for _ in range(_JOINED):
        if words[at].rel != "conj" or not amount[0] <= words[at].head < other:
            return False
        at = words[at].head
        if at <= head:
            return True
    return False


def _beside(words: tuple[Word, ...], amount: Range, numbers: Set[int]) -> int | None:
    """The common noun right behind the number."""
    at = amount[1] + 1
    if at >= len(words) or words[at].pos != "NOUN" or at in numbers or words[at].sentence != words[amount[0]].sentence:
        return None
    word = words[at].surface
    return noun(words, at, numbers, proper=False) if word.islower() and (is_common(word) or word.endswith("s")) else None


def _numbered(words: tuple[Word, ...], amount: Range, numbers: Set[int]) -> int | None:
    """What the number is said to be of: "the number of nurses went from 166 in May to 139", "its total number of boats was 40"."""
    first = amount[0]
    if first < 4 or words[first - 1].surface.lower() not in _LEVELS:
        return None
    for i in range(first - 2, max(0, first - _FAR), -1):
        if words[i].sentence != words[first].sentence or words[i].surface in {";", ":"}:
            return None
        if words[i].surface.lower() == "of" and words[i - 1].surface.lower() == "number":
            return noun(words, i + 1, numbers, proper=False)
    return None


def _of_those(words: tuple[Word, ...], amount: Range, numbers: Set[int]) -> int | None:
    """The noun of what a count is taken from: "15 of the 19 hijackers", "49 out of 54 seats", "seven of the past eight contests"."""
    at = amount[1] + 1
    link = words[at].surface.lower() if at < len(words) else ""
    if link == "to" and at + 1 in numbers:  # "516 to 39 among delegates"
        at += 1
        while at in numbers:
            at += 1
    at += link == "out"
    if (
        at + 1 >= len(words)
        or words[at].surface.lower() not in {"of", "among"}
        or words[at + 1].pos not in {"DET", "NUM", "ADJ", "NOUN", "PROPN"}
    ):
        return None
    at += 1
    while at < len(words) and at < amount[1] + _REACH and (at in numbers or words[at].pos in {"DET", "NUM"}):
        at += 1
    found = noun(words, at, numbers, proper=False) if at < len(words) else None
    if found is None and at < len(words) and words[at].pos == "ADJ":
        while at < amount[1] + _REACH and at < len(words) and (at in numbers or words[at].pos == "ADJ"):
            at += 1
        found = noun(words, at, numbers, proper=False) if at < len(words) else None
    return found


def _multiplies(words: tuple[Word, ...], amount: Range, head: int) -> bool:
    """Whether the pointed word is the "times" of a comparison: "five times more", "three times as large", "ten times the size"."""
    if head != amount[1] + 1 or words[head].surface.lower() != "times" or head + 1 >= len(words):
        return False
    after = words[head + 1]
    return after.surface.lower() in {"more", "less", "fewer", "as", "the", "that", "higher", "larger", "bigger", "greater"}


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
    if w.pos in _SMALL_WORDS or w.surface.lower() in _COMPARING or (w.pos == "VERB" and (at < amount[0] or w.rel in _CLAUSES)):
        return None
    between = range(amount[1] + 1, at)
    if w.pos == "PROPN" and any(words[i].pos == "ADP" and words[i].surface.lower() != "of" for i in between):
        return None  # "a crowd of 800 in Aster"
    if at < amount[0] and words[amount[0] - 1].surface == ":":
        return None
    return at
