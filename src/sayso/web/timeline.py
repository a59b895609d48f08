"""A question's answers over time as a Vega-Lite specification: the one place where the picture is laid out.

A band for each originator, all on one scale: a dot where the answer is one number, a bar between two bounds, an arrow from a bound whose
other side is open. What only relays an originator stands beside its origin, faint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import Question, Reckoning
from sayso.web import shown
from sayso.web.plain import plain
from sayso.web.plotted import Plotted, plotted

_BANDS = ((1, 150), (3, 92), (6, 70), (10**6, 56))  # up to so many bands, the height of one in pixels
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture: ground, ink, soft ink, lines, and eight hues; the same as in the style sheet."""

    ground: str
    ink: str
    soft: str
    line: str
    hues: tuple[str, ...]


LIGHT = Palette(
    "#fbfaf7", "#22242a", "#646873", "#e3e0d8", ("#0b5fa5", "#b04a00", "#00725a", "#8f3a7c", "#786000", "#00707f", "#ab2a41", "#5553b0")
)
DARK = Palette(
    "#17181c", "#e6e4df", "#a4a7b0", "#33353c", ("#7db9f5", "#f3a171", "#5ccbaa", "#e39ed3", "#dcc163", "#63cbdd", "#ff94a5", "#b0b1ff")
)
HUES = len(LIGHT.hues)
THEMES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK}


def specification(question: Question, reckoning: Reckoning, palette: Palette, width: int = 620) -> dict[str, object]:
    """The picture of a question; ``width`` is that of a band in pixels. The same question gives the same specification."""
    rows = plotted(question, reckoning)
    bands = list(dict.fromkeys(row.originator for row in rows))
    sides = [side for row in rows for side in (row.low, row.high) if side is not None]
    lowest, highest = (min(sides), max(sides)) if sides else (0.0, 1.0)
    room = (highest - lowest) * 0.18 or abs(highest) * 0.2 or 1.0
    colour = {
        "field": "originator",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": bands, "range": [palette.hues[i % len(palette.hues)] for i in range(len(bands))]},
    }
    faint = {"condition": {"test": "datum.relay", "value": 0.38}, "value": 1}
    scale = {"domain": [lowest - room, highest + room], "zero": False, "nice": False}
    y = {
        "field": "at",
        "type": "quantitative",
        "scale": scale,
        "title": None,
        "axis": {"tickCount": 2 if len(bands) > 3 else 4, "format": ",~r"},
    }
    x = {"field": "when", "type": "temporal", "title": None, "axis": _days(rows)}
    base = {"x": x, "color": colour, "opacity": faint, "href": {"field": "where"}}
    words = [
        {"field": name, "title": title}
        for name, title in (("said", "Answer"), ("chain", "Through"), ("day", "Published"), ("text", "Words"))
    ]
    layers: list[dict[str, object]] = [
        {
            "transform": [{"filter": "!datum.relay"}],
            "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1, "opacity": 0.35},
            "encoding": {"x": x, "y": y, "color": colour},
        },
        {
            "transform": [{"filter": "datum.low !== null && datum.high !== null && datum.low !== datum.high"}],
            "mark": {"type": "rule", "strokeWidth": 5, "strokeCap": "round"},
            "encoding": base | {"y": y | {"field": "low"}, "y2": {"field": "high"}, "tooltip": words},
        },
        {
            "transform": [{"filter": "datum.low === null || datum.high === null"}],
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": base | {"y": y, "y2": {"field": "tip"}, "tooltip": words},
        },
        {
            "transform": [{"filter": "datum.low === null || datum.high === null"}],
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
            "encoding": base
            | {
                "y": y | {"field": "tip"},
                "shape": {
                    "field": "open",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": ["up", "down"], "range": ["triangle-up", "triangle-down"]},
                },
                "tooltip": words,
            },
        },
        {
            "transform": [{"filter": "datum.low === null || datum.high === null || datum.low === datum.high"}],
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": base | {"y": y, "tooltip": words},
        },
        {
            "transform": [{"filter": "datum.label"}],
            "mark": {"type": "text", "align": "left", "dx": 6, "dy": -9, "fontSize": 11, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}, "color": colour},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": f"{question.title}: the answers of {shown.plural(len(bands), 'originator')} over time",
        "background": palette.ground,
        "data": {"values": plain(rows)},
        "spacing": 6,
        "facet": {
            "row": {
                "field": "originator",
                "type": "nominal",
                "sort": bands,
                "title": None,
                "header": {
                    "labelAngle": 0,
                    "labelAlign": "left",
                    "labelLimit": 180 if width >= 300 else 112,
                    "labelFontSize": 12,
                    "labelPadding": 8,
                    "labelColor": palette.ink,
                },
            }
        },
        "spec": {"width": width, "height": next(height for most, height in _BANDS if len(bands) <= most), "layer": layers},
        "config": {
            "font": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
            "view": {"stroke": None},
            "axis": {
                "domain": False,
                "gridColor": palette.line,
                "tickColor": palette.line,
                "labelColor": palette.soft,
                "labelFontSize": 11,
            },
            "text": {"font": 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'},
        },
    }


def _days(rows: Sequence[Plotted]) -> dict[str, object]:
    """The axis of time: whole days, as many as there is room to name."""
    days = sorted({row.when[:10] for row in rows})
    if not days:
        return {}
    span = (dt.date.fromisoformat(days[-1]) - dt.date.fromisoformat(days[0])).days + 1
    near = span <= 400
    ticks = {"interval": "day", "step": -(-span // _TICKS)} if span <= 28 else _TICKS
    return {"format": "%-d %b" if near else "%b %Y", "tickCount": ticks, "labelOverlap": True}
