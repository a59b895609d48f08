"""A question's values as a picture of a word's size: one mark an answer, in order of publication, its bounds as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from sayso.domain import Entry, Number
from sayso.web.shown import bounds

_WIDTH, _HEIGHT, _EDGE = 96, 22, 3
_MOST = 24


def spark(entries: Sequence[Entry]) -> Markup:
    """The picture as inline SVG, with the lowest and highest bound in words; empty where nothing has a finite size.

    An open side runs to the picture's edge. Of more than 24 answers the latest are drawn.

    >>> spark(())
    Markup('')
    """
    shown = [(e.figure.quantity.low, e.figure.quantity.high) for e in entries[-_MOST:]]
    sides = [side for pair in shown for side in pair if side is not None]
    if not sides:
        return Markup("")
    low, high = min(sides), max(sides)
    step = (_WIDTH - 2 * _EDGE) / max(1, len(shown) - 1)
    marks: list[str] = []
    way: list[str] = []
    for i, (lower, upper) in enumerate(shown):
        x = _EDGE + i * step if len(shown) > 1 else _WIDTH / 2
        top = 0.0 if upper is None else _height(upper, low, high)
        foot = float(_HEIGHT) if lower is None else _height(lower, low, high)
        way.append(f"{x:.1f} {(top + foot) / 2:.1f}")
        if foot - top < 1:
            marks.append(f'<circle cx="{x:.1f}" cy="{top:.1f}" r="2.2"/>')
        else:
            marks.append(f'<path d="M{x:.1f} {top:.1f}V{foot:.1f}"/>')
    if len(way) > 1:
        marks.insert(0, f'<path class="way" d="M{"L".join(way)}"/>')
    said = f"{len(entries)} answers, {bounds(low, high)}"
    return Markup(
        f'<svg class="spark" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-label="{said}">'
    ) + Markup("".join(marks) + "</svg>")


def _height(value: Number, low: Number, high: Number) -> float:
    """Where a value stands between the lowest and the highest, in pixels from the top."""
    bottom, top = Decimal(low), Decimal(high)
    share = float((Decimal(value) - bottom) / (top - bottom)) if top != bottom else 0.5
    return _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)
