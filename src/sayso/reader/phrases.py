"""Noun phrases over tagged words: the head that one ends at, and who owns it."""

from __future__ import annotations

from collections.abc import Set

from sayso.reader.analysis import Word
from sayso.reader.tokens import HYPHENS
from sayso.reader.voices_lexicon import TIME_NAMES

_PHRASE = 8  # words of a noun phrase that are looked at
TIMES = (
    frozenset(
        """year years month months week weeks day days hour hours night quarter decade century term today yesterday tonight time times age
    person head piece annually yearly monthly daily overall""".split()
    )
    | TIME_NAMES
)
# "An average of 13 percent": these say nothing of what is measured.
SIZES = frozenset(
    "average averages total totals high low maximum minimum sum median mean rate level range excess majority combined tune amount".split()
)
_PARTICLES = frozenset("down up short".split())
_MODIFIERS = frozenset("DET ADJ PRON VERB ADV NUM PUNCT PART X PROPN".split())


def noun(words: tuple[Word, ...], at: int, numbers: Set[int], proper: bool) -> int | None:
    """The head of the noun phrase that starts at a word: the last noun before anything else begins. A name by itself is one where ``proper``."""
    found = None
    i = at
    while i < min(len(words), at + _PHRASE):
        w = words[i]
        if w.sentence != words[at - 1].sentence or (i in numbers and found is not None) or w.surface.lower() in _PARTICLES:
            break
        if found is None and i + 2 < len(words) and words[i + 1].surface in HYPHENS and w.pos != "NUM":
            i += 2  # "law-abiding men", "for-profit schools": what stands before the hyphen is not the head
            if words[i].pos == "NOUN":
                found = i
        elif _heads(words, i, proper or found is not None):
            if w.surface.lower() in TIMES and (found is not None or not proper):
                break
            found = i
        elif found is not None and owner(words, found):
            i, found = owner(words, found), None
        elif not ((w.surface in HYPHENS and found is not None) or w.rel == "goeswith" or (found is None and _leads(w))):
            break
        i += 1
    return found


def _heads(words: tuple[Word, ...], i: int, proper: bool) -> bool:
    """Whether a word may be the head of a noun phrase; a name only where ``proper`` or before another noun."""
    w = words[i]
    if w.pos == "NOUN":
        return w.surface[0].isalnum()
    return w.pos == "PROPN" and (proper or pos(words, i + 1) in {"NOUN", "PROPN", "PART"})


def _leads(w: Word) -> bool:
    """Whether a word may stand in a noun phrase before its head."""
    return w.pos in _MODIFIERS and w.surface not in {",", ";", ".", ":", "(", ")"}


def owner(words: tuple[Word, ...], i: int) -> int:
    """The last word of the possessive ending behind a word, 0 where there is none."""
    if low(words, i + 1) in {"'s", "\u2019s"}:
        return i + 1
    if low(words, i + 1) in {"'", "\u2019"} and i + 2 < len(words) and (low(words, i + 2) == "s" or words[i + 1].pos == "PART"):
        return i + 2 if low(words, i + 2) == "s" else i + 1
    return 0


def low(words: tuple[Word, ...], i: int) -> str:
    """The lower-case form of a word, an empty string outside the text."""
    return words[i].surface.lower() if 0 <= i < len(words) else ""


def pos(words: tuple[Word, ...], i: int) -> str:
    """The part of speech of a word, an empty string behind the text."""
    return words[i].pos if i < len(words) else ""
