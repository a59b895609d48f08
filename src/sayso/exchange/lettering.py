"""How wide words are and where lines break, for pictures that are drawn without a font at hand.

Advance widths are those of Helvetica in Adobe's Core 14 metrics, which Arial and Liberation Sans share; whoever draws the words pins
each piece to its width, so that another font cannot push a line out of its column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

# Thousandths of the size, for the code points 32 to 126.
_ASCII = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556),
    *(556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556),
    *(556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
]
_MARKS = {"“": 333, "”": 333, "‘": 222, "’": 222, "–": 556, "—": 1000, "…": 1000, "→": 1000, "≤": 549, "≥": 549, "∅": 780, "·": 278}
_OTHER, _WIDE, _BOLD = 600, 1000, 1.06
_WORDS = re.compile(r"\s+|\S+\s*")
_CHIP = 0.7  # room around the words of a chip, in sizes


@dataclass(frozen=True, slots=True)
class Ink:
    """Words in one style: ``size`` in pixels, ``style`` and ``ground`` the classes of the letters and of the tint behind them.

    A ``chip`` stands on a filled ground and holds on to the word after it; ``raised`` moves the letters up, in pixels.
    """

    text: str
    size: float
    style: str = ""
    bold: bool = False
    ground: str = ""
    chip: bool = False
    raised: float = 0

    @property
    def width(self) -> float:
        """How far the words reach, in pixels."""
        return _wide(self, self.text)


@dataclass(frozen=True, slots=True)
class Placed:
    """Words and how far from the column's edge they stand, in pixels."""

    ink: Ink
    x: float


@lru_cache(maxsize=20_000)  # an article says the same words again and again
def advance(text: str, size: float, bold: bool = False) -> float:
    """The width of ``text`` in pixels.

    >>> advance("ill", 10), advance("i", 10, bold=True)
    (6.66, 2.35)
    """
    units = sum(_advance(c) for c in text)
    return round(units * size * (_BOLD if bold else 1) / 1000, 2)


def _advance(c: str) -> int:
    if " " <= c <= "~":
        return _ASCII[ord(c) - 32]
    if c in _MARKS:
        return _MARKS[c]
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Mn"):
        return 0
    return _WIDE if unicodedata.east_asian_width(c) in "WF" else _OTHER


def lines(inks: Iterable[Ink], width: float) -> list[list[Placed]]:
    """Words set into lines of ``width`` pixels, broken at white space, and inside a word only where it is wider than a line.

    >>> [[p.ink.text for p in line] for line in lines([Ink("up to ", 10), Ink("1,600 tonnes", 10, bold=True)], 60)]
    [['up to ', '1,600 '], ['tonnes']]
    """
    out: list[list[_Piece]] = [[]]
    x = 0.0
    for unit in _units(inks, width):
        end = unit[-1]
        wide = sum(_wide(ink, text) for ink, text in unit[:-1]) + _wide(end[0], end[1].rstrip())
        if out[-1] and x + wide > width:
            out.append([])
            x = 0.0
        for ink, text in unit:
            if not out[-1] and text.isspace():
                continue
            if out[-1] and out[-1][-1].ink is ink:
                out[-1][-1].text += text
            else:
                out[-1].append(_Piece(ink, text, round(x, 2)))
            x += _wide(ink, text)
    return [[Placed(replace(p.ink, text=p.text), p.x) for p in line] for line in out if line]


@dataclass(slots=True)
class _Piece:
    """A stretch of one ink's words on a line that is still being set."""

    ink: Ink
    text: str
    x: float


def _wide(ink: Ink, text: str) -> float:
    return advance(text, ink.size, ink.bold) + (_CHIP * ink.size if ink.chip else 0)


def _units(inks: Iterable[Ink], width: float) -> Iterator[list[tuple[Ink, str]]]:
    """Runs of words that no line may break; a word of more letters than surely fit is cut."""
    unit: list[tuple[Ink, str]] = []
    for ink in inks:
        most = max(1, int(width / ink.size / _BOLD))
        for word in [ink.text] if ink.chip else _WORDS.findall(ink.text):
            for start in range(0, len(word), most):
                piece = word[start : start + most]
                unit.append((ink, piece))
                if not ink.chip and (piece[-1].isspace() or len(piece) == most):
                    yield unit
                    unit = []
    if unit:
        yield unit
