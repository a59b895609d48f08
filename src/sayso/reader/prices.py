"""What money pays for or prices, and the words beside a sum that only say per what it is reckoned: "spent $5 million on ads", "$70 per square foot"."""

from __future__ import annotations

from collections.abc import Set

from sayso.reader.analysis import Word
from sayso.reader.phrases import SIZES, TIMES, low, noun, pos
from sayso.reader.pointing import Range

# What a price is reckoned by.
_RATED = frozenset(
    """foot mile acre hectare metre meter barrel gallon litre liter ton tonne pound kilo kilogram ounce share vote worker resident household employee
    capita""".split()
)
_PAYING = frozenset("pay pays paid paying spend spends spent spending invest invests invested investing".split())
_TRADING = frozenset("buy buys bought buying sell sells sold selling purchase purchased purchasing acquire acquired acquiring".split())


def unmeasured(words: tuple[Word, ...], amount: Range, at: int) -> bool:
    """Whether a word beside a share or a sum only says per what it is reckoned, or how it was: "an hour", "per square foot", "a total of"."""
    word, last = low(words, at), amount[1]
    if word in SIZES - {"rate", "level", "majority", "excess"} | TIMES or word in {"apiece", "each", "figure"}:
        return True
    led = low(words, last + 1) in {"per", "a", "an", "each", "/"}
    return led and word in _RATED and at == last + 2 + (low(words, last + 2) in {"square", "cubic", "metric"})


def behind_share(words: tuple[Word, ...], amount: Range, at: int, unit: str, numbers: Set[int]) -> int:
    """The pointed word, or the noun right behind a share where a preposition leads to the pointed one: "90 percent support for checks"."""
    last = amount[1]
    between = range(last + 2, at)
    if unit == "percent" and pos(words, last + 1) == "NOUN" and any(words[i].pos == "ADP" for i in between):
        found = noun(words, last + 1, numbers, proper=False)
        return at if found is None or low(words, found) in TIMES else found
    return at


def spent(words: tuple[Word, ...], amount: Range, unit: str, numbers: Set[int]) -> int | None:
    """What is paid for: "spent $5 million on ads", "to pay $1,495 for a seminar", "investing millions in advertising"."""
    first, last = amount
    if not unit.startswith("money") or last + 2 >= len(words):
        return None
    verb = next((i for i in range(first - 1, max(-1, first - 5), -1) if low(words, i) in _PAYING), None)
    if verb is None or words[verb].sentence != words[first].sentence:
        return None
    for at in range(last + 1, min(last + 8, len(words) - 1)):
        if words[at].sentence != words[last].sentence or words[at].surface in {",", ";", ".", "(", ":"} or words[at].pos == "VERB":
            return None
        if low(words, at) in {"on", "for", "in", "into"}:
            found = noun(words, at + 1, numbers, proper=True)
            return found if found is not None and words[found].pos == "NOUN" and low(words, found) not in TIMES else None
    return None


def priced(words: tuple[Word, ...], first: int, unit: str, numbers: Set[int]) -> int | None:
    """What is bought or sold for the sum: "bought the mill for $5 million"."""
    if not unit.startswith("money") or first < 2:
        return None
    colon = words[first - 1].surface == ":"
    label = first - 1 - colon
    if (colon or pos(words, first - 1) == "NOUN") and _named_alone(words, label, numbers):
        return label
    if low(words, first - 1) != "for" or first < 3:
        return None
    at = first - 2
    if words[at].pos not in {"NOUN", "PROPN"} or words[at].sentence != words[first].sentence or at in numbers:
        return None
    sold = any(low(words, i) in _TRADING and words[i].sentence == words[first].sentence for i in range(max(0, at - 7), at))
    return at if sold else None


def _named_alone(words: tuple[Word, ...], label: int, numbers: Set[int]) -> bool:
    """Whether a noun stands with its price in a list: "(entrance € 5, drinks € 3)", "Dinghies: 225 DKK"."""
    if words[label].pos not in {"NOUN", "PROPN"} or label in numbers:
        return False
    at = label
    while at > 0 and at > label - 3 and words[at - 1].pos in {"NOUN", "PROPN", "ADJ"} and words[at - 1].sentence == words[label].sentence:
        at -= 1
    return at == 0 or words[at - 1].sentence != words[label].sentence or words[at - 1].surface in {"(", ",", "/"}
