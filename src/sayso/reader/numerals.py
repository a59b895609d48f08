"""Every written number of a text with its value: digits, words, mixed, fractions and vague words.

A hand-written scanner cuts the text into runs of letters, runs of digits and marks; a longest-match parser over those tokens reads
one number after another. Each parse looks at a bounded number of tokens, so that the whole is linear in the length of the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from sayso.domain import Number, Span
from sayso.reader.digits import MINUS, in_digits, sign, slashed
from sayso.reader.lexicon_numbers import (
    DENOMINATORS,
    DOZEN,
    FEW,
    HOUSE,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    VAGUE_BASES,
    Convention,
)
from sayso.reader.tokens import HYPHENS, Token, joined, low, tokens

_CHAIN = 24  # tokens that one number may be long
_ROUND = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10**4, 10**5, 10**6})
_OPENERS = frozenset(
    {*SMALL, *TENS, *VAGUE_BASES, *FEW, *MINUS, "a", "an", ".", "minus", "negative", "half", "quarter", "hundred", "dozen"}
)
_POINTING = frozenset("the this that which any no every each another".split())  # with "one", pronouns
_CONTEXT = Context(prec=28)


class Parsed(NamedTuple):
    """A number read from the tokens ``first`` to ``end`` (exclusive).

    ``scale`` is the scale word that closed it ("million"), by which a range shares it; ``shape`` is digits, words, fraction, ratio or vague.
    """

    first: int
    end: int
    value: Fraction
    shape: str
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Numeral:
    """A written number: its span and value; for a vague word the value is the lower bound of the convention."""

    span: Span
    value: Number
    vague: bool = False


def number(value: Fraction) -> Number:
    """A fraction as an int where it is whole, else as a Decimal of 28 digits.

    >>> number(Fraction(5, 2)), number(Fraction(6, 2))
    (Decimal('2.5'), 3)
    """
    if value.denominator == 1:
        return value.numerator
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def numerals(text: str, convention: Convention = HOUSE) -> tuple[Numeral, ...]:
    """Every written number of ``text`` in order, before anything is said about what it is for.

    >>> [(n.span.surface, n.value) for n in numerals("two and a half of 1,600, or half a million")]
    [('two and a half', Decimal('2.5')), ('1,600', 1600), ('half a million', 500000)]
    """
    found = tokens(text)
    out, i = [], 0
    while i < len(found):
        parsed = parse(found, i, convention)
        if parsed is None:
            i += 1
            continue
        span = Span.cut(text, found[parsed.first].start, found[parsed.end - 1].end)
        out.append(Numeral(span, number(parsed.value), parsed.shape == "vague"))
        i = parsed.end
    return tuple(out)


def parse(ts: list[Token], i: int, convention: Convention = HOUSE) -> Parsed | None:
    """The longest number that begins at token ``i``; None where none does or the text is over."""
    if i >= len(ts):
        return None
    if not ts[i].digits and ts[i].low not in _OPENERS and _glyph(ts[i].surface) is None:
        return None
    signed = sign(ts, i)
    found = _vague(ts, i, convention) if not signed else None
    found = found or _mixed(ts, i + signed)
    if found is None or not signed:
        return found
    return found._replace(first=i, value=-found.value)


def _vague(ts: list[Token], i: int, convention: Convention) -> Parsed | None:
    """ "dozens", "tens of thousands", "several hundred", "a few", "a couple of dozen"."""
    word = low(ts, i)
    if word in VAGUE_BASES:
        value, end = Fraction(convention.of(word)), i + 1
        while low(ts, end) == "of" and low(ts, end + 1) in VAGUE_BASES and end - i < 4:
            value, end = value * VAGUE_BASES[low(ts, end + 1)], end + 2
        return Parsed(i, end, value, "vague")
    at = i + 1 if word in {"a", "an"} and low(ts, i + 1) in FEW else i
    if low(ts, at) not in FEW:
        return None
    value, end = Fraction(convention.of(low(ts, at))), at + 1
    shape = "couple" if low(ts, at) in {"couple", "pair"} else "vague"
    if shape == "couple" and (at == i or (low(ts, at) == "pair" and low(ts, end) != "of")):
        return None
    after = end + 1 if low(ts, end) == "of" and shape == "couple" else end
    while (size := _multiplier(low(ts, after))) and after - i < 6:
        value, end = value * size, after + 1
        after = end
    return Parsed(i, end, value, shape)


def _multiplier(word: str) -> int:
    if word == "hundred" or word == "hundreds":
        return 100
    if word in DOZEN:
        return 12
    return SCALES.get(word) or (SCALES.get(word[:-1], 0) if word.endswith("s") else 0)


def _mixed(ts: list[Token], i: int) -> Parsed | None:
    """A cardinal with what may follow it: a fraction, a denominator, a point in words, a ratio."""
    if low(ts, i) in {"half", "quarter"}:
        return _half(ts, i)
    if i < len(ts) and not ts[i].digits and (part := _glyph(ts[i].surface)) is not None:
        return _scaled(ts, Parsed(i, i + 1, part, "fraction"))
    base = _cardinal(ts, i)
    if base is None:
        return _article_part(ts, i)
    if base.end == i + 1 and low(ts, i) == "one" and (low(ts, i - 1) in _POINTING or _named_one(ts, i)):
        return None
    return _ratio(ts, _point(ts, base) or _parts(ts, base) or base)


def _named_one(ts: list[Token], i: int) -> bool:
    """Whether "One" ends a name ("Air Force One said"): capitals on it and before it, none behind."""
    follows = i + 1 < len(ts) and not ts[i + 1].surface[0].isupper()
    return i > 0 and follows and ts[i].surface == "One" and ts[i - 1].surface.isalpha() and ts[i - 1].surface[0].isupper()


def _glyph(mark: str) -> Fraction | None:
    """The value of a one-character fraction."""
    if not ("¼" <= mark <= "¾" or "⅐" <= mark <= "⅞") or len(mark) != 1:
        return None
    top, _, bottom = unicodedata.normalize("NFKC", mark).partition("\u2044")
    return Fraction(int(top), int(bottom)) if bottom else None


def _half(ts: list[Token], i: int) -> Parsed | None:
    """ "half", "half a million", "quarter of a million"; a bare "quarter" is no number."""
    half = low(ts, i) == "half"
    end, value = i + 1, Fraction(1, 2 if half else 4)
    after = _past_hyphen(ts, end)
    if low(ts, after) == "of" and low(ts, _past_hyphen(ts, after + 1)) == "a":
        after = _past_hyphen(ts, after + 1)
    after = _past_hyphen(ts, after + 1) if low(ts, after) == "a" else after
    if size := _multiplier(low(ts, after)):
        return Parsed(i, after + 1, value * size, "words", size)
    return Parsed(i, end, value, "fraction") if half else None


def _past_hyphen(ts: list[Token], i: int) -> int:
    return i + (low(ts, i) in HYPHENS)


def _article_part(ts: list[Token], i: int) -> Parsed | None:
    """ "a third", "an eighth", "a quarter of a million"."""
    if low(ts, i) not in {"a", "an"}:
        return None
    if low(ts, i + 1) in {"half", "quarter"} and (found := _half(ts, i + 1)):
        return found._replace(first=i)
    bottom = DENOMINATORS.get(low(ts, i + 1))
    return _scaled(ts, Parsed(i, i + 2, Fraction(1, bottom), "fraction")) if bottom and not low(ts, i + 1).endswith("s") else None


def _parts(ts: list[Token], base: Parsed) -> Parsed | None:
    """ "two thirds", "two-thirds", "two and a half", "three million and a quarter", "2 1/4", "2½"."""
    end = base.end
    if base.shape == "digits" and base.scale == 1:
        if end < len(ts) and (glyph := _glyph(ts[end].surface)) is not None:
            return _scaled(ts, base._replace(end=end + 1, value=base.value + glyph, shape="mixed"))
        slash = slashed(ts, end)
        if slash and not joined(ts, end) and slash[1] < 1:
            return _scaled(ts, base._replace(end=slash[0], value=base.value + slash[1], shape="mixed"))
    at = end + 1 if low(ts, end) in HYPHENS else end
    if (found := _denominated(ts, at, base)) is not None:
        return _scaled(ts, found)
    if low(ts, end) != "and":
        return None
    top = _cardinal(ts, end + 1)
    if low(ts, end + 1) in {"a", "an"} and low(ts, end + 2) == "half" and base.scale == 1:
        part: Parsed | None = Parsed(end + 1, end + 3, Fraction(1, 2), "fraction")
    elif top is None or low(ts, end + 1) in {"a", "an"}:
        part = _article_part(ts, end + 1)
    else:
        part = _denominated(ts, top.end + (low(ts, top.end) in HYPHENS), top)
    if part is None or part.value >= base.scale * 1000:
        return None
    size = base.scale if part.shape == "fraction" and base.scale >= 1000 else 1
    return _scaled(ts, Parsed(base.first, part.end, base.value + part.value * size, "mixed", base.scale))


def _denominated(ts: list[Token], at: int, top: Parsed) -> Parsed | None:
    bottom = DENOMINATORS.get(low(ts, at))
    if not bottom or top.scale != 1 or top.value.denominator != 1:
        return None
    plural = low(ts, at).endswith("s")
    if plural != (top.value != 1) or (bottom == 4 and plural and low(ts, at) == "quarters" and top.value != 3):
        return None
    return Parsed(top.first, at + 1, top.value / bottom, "fraction")


def _scaled(ts: list[Token], part: Parsed) -> Parsed:
    """A fraction before a scale: "two thirds of a million", "five and a half million", "1½ million"."""
    after = part.end
    if low(ts, after) == "of" and low(ts, after + 1) == "a":
        after += 2
    size = SCALES.get(low(ts, after), 0)
    if not size or part.scale != 1:
        return part
    return part._replace(end=after + 1, value=part.value * size, shape="mixed", scale=size)


def _point(ts: list[Token], base: Parsed) -> Parsed | None:
    """ "five point five", "nought point eleven"."""
    if low(ts, base.end) != "point" or base.shape != "words":
        return None
    end, digits = base.end + 1, ""
    while end < len(ts) and len(digits) < 12:
        if (found := _below_hundred(ts, end)) is None or not (found[1] < 10 or not digits):
            break
        end, digits = found[0], digits + str(found[1])
    return _scaled(ts, base._replace(end=end, value=base.value + Fraction(int(digits), 10 ** len(digits)))) if digits else None


def _ratio(ts: list[Token], top: Parsed) -> Parsed:
    """ "one in five", "four in 10", "three out of four": a small number of a round one."""
    at = top.end + 1 if low(ts, top.end) == "in" else top.end + 2 if (low(ts, top.end), low(ts, top.end + 1)) == ("out", "of") else 0
    if not at or top.value.denominator != 1 or not 1 <= top.value <= 99:
        return top
    bottom = _cardinal(ts, at + (low(ts, at) == "every"))
    if bottom is None or bottom.value.denominator != 1 or not top.value < bottom.value:
        return top
    said_out = at == top.end + 2
    if said_out or (top.value < 10 and (bottom.value in _ROUND or (top.value == 1 and bottom.shape == "words"))):
        return Parsed(top.first, bottom.end, top.value / bottom.value, "ratio")
    return top


def _cardinal(ts: list[Token], i: int) -> Parsed | None:
    """A whole number in words, digits or both ("4 thousand 3 hundred and 21"), or digits with a point."""
    if slash := slashed(ts, i):
        return _scaled(ts, Parsed(i, slash[0], slash[1], "fraction"))
    total, ceiling, at, end, scale = Fraction(0), 0, i, i, 1
    digits = i < len(ts) and (ts[i].digits or ts[i].low == ".")
    while at - i < _CHAIN:
        group = _group(ts, at, digits, end == i)
        if group is None:
            break
        after, value, size = group
        if ceiling and (value >= ceiling or size >= ceiling or value == 0 or (low(ts, at - 1) == "and" and _is_part(ts, after, value))):
            break
        total, end, ceiling, scale = total + value, after, size, size
        if size < 100:
            break
        at = after + (low(ts, after) == "and")
    return Parsed(i, end, total, "digits" if digits and scale == 1 else "words", scale) if end > i else None


def _group(ts: list[Token], i: int, digits: bool, first: bool) -> tuple[int, Fraction, int] | None:
    """The end, value and size of the next group: "three", "two hundred and five", "12.5 million", "two dozen"."""
    number_ = in_digits(ts, i) if digits else None
    if number_:
        end, value, size = number_
        if size > 1:
            return end, value, size
    elif (small := _below_hundred(ts, i)) is not None:
        end, value = small[0], Fraction(small[1])
    elif first and low(ts, i) in {"a", "an"} and (low(ts, i + 1) in {"hundred", "dozen"} or low(ts, i + 1) in SCALES):
        end, value = i + 1, Fraction(1)
    elif first and (low(ts, i) == "dozen" or (low(ts, i) == "hundred" and low(ts, i + 1) in SCALES)):
        end, value = i, Fraction(1)
    else:
        return None
    hyphen = low(ts, end) in HYPHENS and joined(ts, end) and joined(ts, end + 1)
    if low(ts, end + hyphen) in DOZEN:
        return end + hyphen + 1, value * 12, 12
    if low(ts, end + hyphen) == "hundred" or (low(ts, end + hyphen) == "hundreds" and not digits):
        end, value = end + hyphen + 1, value * 100
        size = 100
        more = end + (low(ts, end) == "and")
        rest = _below_hundred(ts, more) or (_tail_digits(ts, more) if digits else None)
        if rest and low(ts, rest[0]) not in {"hundred", "hundreds"} and not (more > end and _is_part(ts, rest[0], rest[1])):
            end, value, size = rest[0], value + rest[1], 1
    else:
        size = 1
    hyphen = low(ts, end) in HYPHENS and joined(ts, end) and joined(ts, end + 1)
    while multiplier := SCALES.get(low(ts, end + hyphen)):
        end, value, size = end + hyphen + 1, value * multiplier, (size if size > 100 else 1) * multiplier
        hyphen = False
    return end, value, size


def _is_part(ts: list[Token], at: int, top: Fraction | int) -> bool:
    """Whether ``top`` is that of a proper fraction whose denominator stands at ``at`` ("one hundred and three quarters")."""
    return DENOMINATORS.get(low(ts, at + (low(ts, at) in HYPHENS)), 0) > top


def _tail_digits(ts: list[Token], i: int) -> tuple[int, int] | None:
    plain = i < len(ts) and ts[i].digits and len(ts[i].surface) <= 2 and low(ts, i + 1) not in {".", ","}
    return (i + 1, int(ts[i].surface)) if plain and int(ts[i].surface) > 0 else None


def _below_hundred(ts: list[Token], i: int) -> tuple[int, int] | None:
    """ "seven", "seventeen", "seventy-seven", "seventy seven"; not "seventy-seventh"."""
    word = low(ts, i)
    if word in SMALL:
        return i + 1, SMALL[word]
    if word not in TENS:
        return None
    at = i + 2 if low(ts, i + 1) in HYPHENS else i + 1
    unit = SMALL.get(low(ts, at), 0)
    if 1 <= unit <= 9:
        return at + 1, TENS[word] + unit
    return None if at == i + 2 and low(ts, at) in ORDINALS else (i + 1, TENS[word])
