"""The words of number: cardinals, scales, fractions, vague words and the convention that gives those values.

The short scale and the denominators are those of English news prose; lakh and crore are the Indian scales.
"""

from __future__ import annotations

from dataclasses import dataclass

SMALL = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15, "lakh": 10**5, "crore": 10**7,
    "mln": 10**6, "bln": 10**9, "tln": 10**12, "bn": 10**9, "tn": 10**12, "mn": 10**6,
}  # fmt: skip
# Written right behind the digits: "10k", "$2m", "1.5bn".
GLUED = {
    "k": 10**3, "m": 10**6, "mil": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
    "tn": 10**12, "tln": 10**12, "trn": 10**12,
}  # fmt: skip
DOZEN = {"dozen", "dozens", "dz", "dzs", "doz", "dozs"}
_DENOMINATORS = {
    "half": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fifteenth": 15, "sixteenth": 16, "twentieth": 20, "thirtieth": 30, "fiftieth": 50,
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip
DENOMINATORS = _DENOMINATORS | {word + "s": n for word, n in _DENOMINATORS.items()} | {"halves": 2}
# The second part of an ordinal, which makes "twenty-first" no number.
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth hundredth thousandth".split())
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split())


# What a vague plural stands for: so many of these. "A score" alone is as good as never written.
VAGUE_BASES = {
    "tens": 10, "tenths": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12,
    "lakhs": 10**5, "crores": 10**7,
}  # fmt: skip
FEW = frozenset({"several", "few", "handful", "couple", "pair"})


@dataclass(frozen=True, slots=True)
class Convention:
    """What a vague word is counted as: lower bounds, stated so that they can be changed.

    ``plural`` is how many of its base a bare plural stands for ("dozens": two dozen in the house convention), ``few`` what "several", "a few"
    and "a handful" stand for, alone or before dozen, hundred and thousand.

    >>> HOUSE.of("dozens"), ACLED.of("dozens"), HOUSE.of("several")
    (24, 12, 3)
    """

    name: str
    plural: int = 2
    few: int = 3

    def of(self, word: str) -> int:
        """The lower bound of one vague word, as in VAGUE_BASES or FEW. Raises KeyError for any other."""
        if word in FEW:
            return 2 if word in {"couple", "pair"} else self.few
        return self.plural * VAGUE_BASES[word]


HOUSE = Convention("house")
# The two counts of crowds and conflict that the field cites most take a bare plural for one and for two of its base.
ACLED = Convention("acled", plural=1)
CCC = Convention("ccc", plural=2)
