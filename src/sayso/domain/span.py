"""A piece of an article's text: half-open code points together with the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of code points of an article's stored text, with its surface.

    ``start`` and ``end`` count code points, ``end`` exclusive; ``surface`` is the text between them, so that a span can
    be shown, exported and checked without the article at hand.

    Raises ValueError where the offsets are negative, empty or do not fit the surface.

    >>> Span.cut("about 150 people", 6, 9)
    Span(start=6, end=9, surface='150')
    """

    start: int
    end: int
    surface: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")
        if len(self.surface) != self.end - self.start:
            raise ValueError(f"the surface {self.surface[:40]!r} is not {self.end - self.start} code points long")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The span from ``start`` to ``end`` of ``text``.

        >>> Span.cut("up to 1,600", 6, 11).surface
        '1,600'
        """
        return cls(start, end, text[start:end])

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def stands_in(self, text: str) -> bool:
        """Whether ``text`` has this span's surface at its offsets."""
        return text[self.start : self.end] == self.surface
