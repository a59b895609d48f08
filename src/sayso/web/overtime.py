"""When a source was heard, as a picture: bars for the figures that it begins, hollow ones for those it passes on, pins for statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from markupsafe import Markup

from sayso.domain import Period
from sayso.ledger import OverTime, Spell
from sayso.web.shown import period, plural

_LEFT, _RIGHT, _TOP = 40, 36, 10
_FIGURES, _STATEMENTS, _GAP, _FOOT = 110, 56, 22, 26
_NARROWEST, _WIDEST = 14.0, 44.0
_ACROSS = 640  # pixels that the spells take where there is room
_LABEL = 84  # pixels of a day's name


def called(when: str) -> str:
    """A day, month or year in words.

    >>> called("2016-06"), called("")
    ('Jun 2016', 'day not known')
    """
    return period(Period.parse(when)) if when else "day not known"


def told(seen: OverTime) -> str:
    """The picture in a sentence: from when to when, how many of each, and when most was heard."""
    known = [spell for spell in seen.spells if spell.when]
    sums = [sum(getattr(spell, part) for spell in seen.spells) for part in ("figures", "passed", "statements")]
    counted = f"{plural(sums[0], 'figure')} begun, {'at least ' if seen.more else ''}{sums[1]:,} passed on, {plural(sums[2], 'statement')}"
    if not known:
        return f"{counted}; no day is known."
    most = max(known, key=_loud)
    across = called(known[0].when) if len(known) == 1 else f"{called(known[0].when)} to {called(known[-1].when)}"
    return f"{across}, by {seen.by}: {counted}; most in one {seen.by}: {called(most.when)}."


def _loud(spell: Spell) -> int:
    return spell.figures + spell.passed + spell.statements


def drawn(seen: OverTime) -> Markup:
    """The picture as inline SVG that takes its colours from the page; empty where there is no time to go over: less than two days.

    >>> drawn(OverTime("day", ()))
    Markup('')
    """
    if len(seen.spells) < 2:
        return Markup("")
    step = min(_WIDEST, max(_NARROWEST, _ACROSS / len(seen.spells)))
    width = ceil(_LEFT + max(step * len(seen.spells) + _RIGHT, 2 * _LABEL))
    height = _TOP + _FIGURES + _GAP + _STATEMENTS + _FOOT
    parts = [*_grid(seen.spells, width), *_marks(seen.spells, step), *_names(seen.spells, step)]
    head = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="'
    return Markup(head) + told(seen) + Markup('">' + "".join(parts) + "</svg>")


def _most(spells: Sequence[Spell]) -> tuple[int, int]:
    return max(1, *(max(s.figures, s.passed) for s in spells)), max(1, *(s.statements for s in spells))


def _grid(spells: Sequence[Spell], width: int) -> Iterator[str]:
    """The ground line of each of the two rows, and how far up its most is."""
    figures, statements = _most(spells)
    for top, size, most in ((_TOP, _FIGURES, figures), (_TOP + _FIGURES + _GAP, _STATEMENTS, statements)):
        yield f'<path class="line" d="M{_LEFT} {top}H{width - 4}"/><path class="ground" d="M{_LEFT} {top + size}H{width - 4}"/>'
        yield f'<text x="{_LEFT - 6}" y="{top + 4}" text-anchor="end">{most:,}</text>'
        yield f'<text x="{_LEFT - 6}" y="{top + size + 4}" text-anchor="end">0</text>'


def _marks(spells: Sequence[Spell], step: float) -> Iterator[str]:
    figures, statements = _most(spells)
    ground, floor = _TOP + _FIGURES, _TOP + _FIGURES + _GAP + _STATEMENTS
    bar = max(4.0, min(12.0, step / 2 - 2))
    for i, spell in enumerate(spells):
        middle = _LEFT + (i + 0.5) * step
        if spell.figures:
            size = spell.figures / figures * _FIGURES
            yield f'<rect class="begun" x="{middle - bar:.1f}" y="{ground - size:.1f}" width="{bar:.1f}" height="{size:.1f}"/>'
        if spell.passed:
            size = spell.passed / figures * _FIGURES
            yield f'<rect class="passed" x="{middle + 1.5:.1f}" y="{ground - size:.1f}" width="{bar - 1:.1f}" height="{size:.1f}"/>'
        if spell.statements:
            top = floor - spell.statements / statements * _STATEMENTS
            yield f'<path class="pin" d="M{middle:.1f} {floor}V{top:.1f}"/><circle class="pin" cx="{middle:.1f}" cy="{top:.1f}" r="3.4"/>'


def _names(spells: Sequence[Spell], step: float) -> Iterator[str]:
    """The days under the picture, as many as there is room for."""
    foot = _TOP + _FIGURES + _GAP + _STATEMENTS + 18
    each = ceil(_LABEL / step)
    for i in range(0, len(spells), each):
        if i and (len(spells) - i) * step < _LABEL / 2:
            break
        yield f'<text x="{_LEFT + (i + 0.5) * step:.1f}" y="{foot}" text-anchor="middle">{called(spells[i].when)}</text>'
