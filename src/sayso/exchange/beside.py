"""Words beside signs in a picture: a corner for each, so that none covers a sign or other words, or none where there is no room."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 11
"""The height of a letter's body in pixels."""

_NARROW, _WIDE = 0.62, 1.1  # how wide a letter is against its height: most, and those of East Asian scripts


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, width: float, height: float) -> bool:
        """Whether a picture of this size holds all of it."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Corner:
    """Where words begin (``align`` left) or end (right), in pixels from the sign's middle to the middle of their line."""

    align: str
    dx: float
    dy: float

    def box(self, words: str, x: float, y: float) -> Box:
        """What the words of a sign at ``x`` and ``y`` cover."""
        size = SIZE * sum(_WIDE if unicodedata.east_asian_width(c) in "FW" else _NARROW for c in words)
        left = x + self.dx - (size if self.align == "right" else 0)
        return Box(left, y + self.dy - 0.55 * SIZE, left + size, y + self.dy + 0.55 * SIZE)


CORNERS = (Corner("left", 7, -9), Corner("right", -7, -9), Corner("left", 7, 10), Corner("right", -7, 10), Corner("left", 9, 0))
"""The corners in the order in which they are tried."""


def corners(words: Sequence[tuple[str, float, float]], taken: Sequence[Box], width: float, height: float) -> list[Corner | None]:
    """A corner for the words of each sign (words, and the sign's middle in pixels), the first served first; None where there is no room.

    ``taken`` is what the signs cover; the picture is ``width`` by ``height`` pixels.

    >>> sign = Box(4, 14, 16, 26)
    >>> [corner.dx if corner else None for corner in corners([("12", 10, 20), ("40", 10, 20)], [sign], 90, 40)]
    [7, 7]
    >>> corners([("12", 10, 20)], [sign], 20, 40)
    [None]
    """
    covered = list(taken)
    found: list[Corner | None] = []
    for said, x, y in words:
        fitting = None
        for corner in CORNERS:
            box = corner.box(said, x, y)
            if box.within(width, height) and not any(box.meets(other) for other in covered):
                fitting = corner
                covered.append(box)
                break
        found.append(fitting)
    return found
