"""The tokens that the grammar of numbers reads: runs of letters, runs of digits, single marks."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[¼-¾⅐-⅞]|[^\W\d_¼-¾⅐-⅞]+|\d+|\S")
_THIN = frozenset("\u00a0\u2007\u2009\u202f")
HYPHENS = frozenset("-\u2010\u2011")


class Token(NamedTuple):
    """A run of letters, a run of digits or one mark: its code points and lower-case form.

    ``digits`` says that it is digits, ``thin`` that a no-break or thin space stands before it.
    """

    start: int
    end: int
    surface: str
    low: str
    digits: bool
    thin: bool


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in order, white space left out.

    >>> [t.surface for t in tokens("US$1.5bn, 4-strong")]
    ['US', '$', '1', '.', '5', 'bn', ',', '4', '-', 'strong']
    """
    return [
        Token(m.start(), m.end(), s := m.group(), s.lower(), s.isdecimal(), text[m.start() - 1 : m.start()] in _THIN)
        for m in _TOKEN.finditer(text)
    ]


def low(ts: list[Token], i: int) -> str:
    """The lower-case form of token ``i``, an empty string outside the text."""
    return ts[i].low if 0 <= i < len(ts) else ""


def joined(ts: list[Token], i: int) -> bool:
    """Whether token ``i`` stands right behind the one before it, without white space."""
    return 0 < i < len(ts) and ts[i - 1].end == ts[i].start
