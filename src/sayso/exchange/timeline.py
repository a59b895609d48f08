"""A question's timeline as a picture that draws itself: what each originator said when, bounds as bars, as one Vega-Lite specification.

The page, the command line and whoever takes the specification see the same. A number is a sign, a range a bar between its bounds, an open
bound an arrow; what only retells an originator is faint. Every originator has a colour and a shape, so that no colour stands alone. A grey
band runs from low to high and a dashed line through best. Numbers become floats here and nowhere else, because screens have no others.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sayso.domain import NOBODY, Account, Entry, Number, Period, Question, Reckoning
from sayso.exchange import wording
from sayso.exchange.harmless import one_line

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

MOST_ENTRIES = 400
"""How many entries are drawn, the latest reported."""

OTHERS = "others"
HUES = ("#2f86cc", "#c9600a", "#15936b", "#b4559b", "#8f7700", "#1c8ca3", "#d0485a", "#7a78d0")
SHAPES = ("circle", "square", "diamond", "triangle-right", "cross", "triangle-left", "triangle-up", "triangle-down")
_GREY = "#808080"
_DAY = 86_400_000  # milliseconds
_WIDE = 100.0  # the largest bound against the smallest from which the scale is logarithmic
_FAINT = 0.35
_STUB = 0.06  # the length of an arrow as a share of the scale
_LONGEST = 100  # digits beyond which a number is drawn at the edge of what a screen can place
_LEGEND = {"title": "on whose word", "labelLimit": 260, "orient": "bottom", "columns": 3}


@dataclass(frozen=True, slots=True)
class _Scale:
    """The amounts from ``bottom`` to ``top``, ``logarithmic`` where they are far apart."""

    bottom: float
    top: float
    logarithmic: bool

    def beyond(self, at: float, direction: int) -> float:
        """Where an arrow ends that starts at ``at`` and points up (+1) or down (-1)."""
        if self.logarithmic:
            return float(at * (self.top / self.bottom) ** (direction * _STUB))
        return at + direction * _STUB * (self.top - self.bottom)


def timeline(question: Question, reckoning: Reckoning) -> dict[str, Any]:
    """The Vega-Lite specification of a question's timeline; plain JSON values.

    The horizontal axis is the day of publication. Entries without one stand before all others, or in order of arrival where none has one.

    >>> from sayso.domain import VerdictKind
    >>> nothing = Reckoning((), (), 0, None, None, None, "acled", VerdictKind.NOT_COMPARABLE)
    >>> timeline(Question("q1", "ferries sunk", "", "", "", None, ()), nothing)["title"]["text"]
    'ferries sunk'
    """
    entries = question.entries[-MOST_ENTRIES:]
    accounts = {id: account for account in reckoning.accounts for id in account.entries}
    names = _names(entries, accounts)
    scale = _scale(entries, reckoning)
    places, dated = _places(entries)
    rows = [_row(e, accounts.get(e.id), names, places[e.id], scale) for e in entries]
    shown = [*dict.fromkeys(row["who"] for row in rows)]
    shown.sort(key=lambda name: name == OTHERS)
    undated = [places[e.id] for e in entries if dated and e.published is None]
    since = max(undated, default=None)
    return {
        "$schema": SCHEMA,
        "description": _described(question, reckoning, len(entries)),
        "title": {"text": one_line(question.title) or "Reported figures", "subtitle": _subtitle(question, reckoning), "anchor": "start"},
        "width": 640,
        "height": 320,
        "data": {"values": rows},
        "layer": [
            *_span(reckoning, scale),
            *_moves(reckoning, rows, names),
            _bars(),
            _ends("low"),
            _ends("high"),
            _heads("up", "triangle-up"),
            _heads("down", "triangle-down"),
            _signs(shown),
            *([_unknown(undated)] if undated else []),
        ],
        "encoding": {"x": _days(dated, places, since), "y": _amounts(question, scale), "color": _colours(shown), "opacity": _opacity()},
        "resolve": {"scale": {"color": "shared", "shape": "shared"}},
    }


def _names(entries: Sequence[Entry], accounts: Mapping[str, Account]) -> dict[str, str]:
    """The name in the legend for each entry: the originators most heard of have their own, the rest are others."""
    named = {e.id: _called(accounts[e.id].originator.name if e.id in accounts else e.originator.name) for e in entries}
    often = [name for name, _ in Counter(named.values()).most_common()]
    own = set(often if len(often) <= len(HUES) else often[: len(HUES) - 1])
    return {id: name if name in own else OTHERS for id, name in named.items()}


def _called(name: str) -> str:
    return wording.NOBODY_NAMED if name == NOBODY else one_line(name) or wording.ITSELF


def _float(n: Number | None) -> float | None:
    """As a float that a screen can place."""
    if n is None:
        return None
    size = Decimal(n)
    if size and abs(size.adjusted()) > _LONGEST:
        return math.copysign(10.0**_LONGEST, size) if size.adjusted() > 0 else 0.0
    return float(size)


def _scale(entries: Sequence[Entry], reckoning: Reckoning) -> _Scale:
    sides = [side for e in entries for side in (e.figure.quantity.low, e.figure.quantity.high)]
    values = [v for v in map(_float, (*sides, reckoning.low, reckoning.best, reckoning.high)) if v is not None]
    if not values:
        return _Scale(0.0, 1.0, False)
    bottom, top = min(values), max(values)
    if bottom > 0 and top / bottom >= _WIDE:
        room = (top / bottom) ** (1.5 * _STUB)
        return _Scale(bottom / room, top * room, True)
    room = 1.5 * _STUB * ((top - bottom) or abs(top) or 1.0)
    return _Scale(max(0.0, bottom - room) if bottom >= 0 else bottom - room, top + room, False)


def _places(entries: Sequence[Entry]) -> tuple[dict[str, float], bool]:
    """Where each entry stands on the horizontal axis, in milliseconds of 1970 or, where no day is known, by its number; and which of the two.

    Entries of one day stand side by side.
    """
    if not any(e.published for e in entries):
        return {e.id: i + 1.0 for i, e in enumerate(entries)}, False
    by_day: dict[dt.date | None, list[str]] = defaultdict(list)
    for e in entries:
        by_day[e.published].append(e.id)
    days = sorted(day for day in by_day if day)
    gap = min(((b - a).days for a, b in pairwise(days)), default=1) * _DAY
    span = max((days[-1] - days[0]).days, 1) * _DAY
    step = min(0.02 * span, 0.8 * gap / max(map(len, by_day.values())))
    places: dict[str, float] = {}
    for day, ids in by_day.items():
        middle = _milliseconds(day) if day else _milliseconds(days[0]) - max(gap, 0.08 * span)
        for i, id in enumerate(ids):
            places[id] = round(middle + (i - (len(ids) - 1) / 2) * step)
    return places, True


def _milliseconds(day: dt.date) -> float:
    return (day - dt.date(1970, 1, 1)).days * float(_DAY)


def _row(e: Entry, account: Account | None, names: Mapping[str, str], at: float, scale: _Scale) -> dict[str, Any]:
    q = e.figure.quantity
    low, high = _float(q.low), _float(q.high)
    start = low if low is not None else scale.beyond(high or 0.0, -1)
    end = high if high is not None else scale.beyond(low or 0.0, +1)
    through = [_called(p.name) for p in e.parties] + [_called(e.outlet.name)]
    return {
        "entry": e.id,
        "at": at,
        "who": names[e.id],
        "low": low,
        "high": high,
        "from": start,
        "to": end,
        "exact": low == high,
        "open": "up" if high is None else "down" if low is None else "",
        "relay": account is not None and e.id in account.relays,
        "amount": one_line(wording.amount(e.figure)),
        "chain": wording.ARROW.join(through),
        "day": wording.period(Period.day(e.published)) if e.published else "day not known",
        "sentence": one_line(e.figure.sentence.surface)[:300],
    }


def _described(question: Question, reckoning: Reckoning, drawn: int) -> str:
    whole = f"{drawn} reported figures" if drawn == len(question.entries) else f"The latest {drawn} of {len(question.entries)} figures"
    return f"{whole} on {one_line(question.title)} by day of publication and originator. {' '.join(_subtitle(question, reckoning))}"


def _subtitle(question: Question, reckoning: Reckoning) -> list[str]:
    many = "origin" if reckoning.origins == 1 else "origins"
    shown = [f"{side} {wording.number(n)}" for side in ("low", "best", "high") if (n := getattr(reckoning, side)) is not None]
    return [" · ".join([reckoning.verdict.value.replace("_", " "), f"{reckoning.origins} {many}", *shown, f"by {reckoning.convention}"])]


def _span(reckoning: Reckoning, scale: _Scale) -> list[dict[str, Any]]:
    """The band from low to high, to the edge where a side is open, and the line of best."""
    layers: list[dict[str, Any]] = []
    low, best, high = map(_float, (reckoning.low, reckoning.best, reckoning.high))
    if low is not None or high is not None:
        band = {"low": scale.bottom if low is None else low, "high": scale.top if high is None else high}
        layers.append(_alone("rect", [band], {"color": _GREY, "opacity": 0.12}, {"y": _y("low"), "y2": {"field": "high"}}))
    if best is not None:
        layers.append(_alone("rule", [{"best": best}], {"color": _GREY, "strokeDash": [6, 4]}, {"y": _y("best")}))
    return layers


def _y(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"}


def _alone(mark: str, values: Sequence[Mapping[str, Any]], look: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
    """A layer with data of its own that takes nothing from the rest."""
    bare = {"x": None, "color": None, "opacity": None} | dict(encoding)
    return {"data": {"values": list(values)}, "mark": {"type": mark} | dict(look), "encoding": bare}


def _moves(reckoning: Reckoning, rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """A thin line from what an originator said to what it said instead."""
    by_id = {row["entry"]: row for row in rows}
    lines = []
    for revision in (r for a in reckoning.accounts for r in a.revisions):
        before, after = by_id.get(revision.before), by_id.get(revision.after)
        if before and after:
            height = [row["low"] if row["low"] is not None else row["high"] for row in (before, after)]
            lines.append({"at": before["at"], "end": after["at"], "was": height[0], "is": height[1], "who": names[revision.before]})
    if not lines:
        return []
    encoding = {"x2": {"field": "end"}, "y": _y("was"), "y2": {"field": "is"}, "opacity": None}
    return [{"data": {"values": lines}, "mark": {"type": "rule", "strokeWidth": 1, "strokeDash": [2, 2]}, "encoding": encoding}]


def _only(test: str) -> list[dict[str, Any]]:
    return [{"filter": test}]


def _bars() -> dict[str, Any]:
    encoding = {"y": _y("from"), "y2": {"field": "to"}, "tooltip": _tooltip()}
    return {"transform": _only("!datum.exact"), "mark": {"type": "rule", "strokeWidth": 3}, "encoding": encoding}


def _ends(side: str) -> dict[str, Any]:
    """A short stroke across the bar at a bound that is not open."""
    mark = {"type": "tick", "thickness": 3, "size": 11, "orient": "horizontal"}
    return {"transform": _only(f"!datum.exact && datum.{side} !== null"), "mark": mark, "encoding": {"y": _y(side)}}


def _heads(direction: str, shape: str) -> dict[str, Any]:
    end = "to" if direction == "up" else "from"
    mark = {"type": "point", "shape": shape, "size": 60, "filled": True}
    return {"transform": _only(f"datum.open === '{direction}'"), "mark": mark, "encoding": {"y": _y(end)}}


def _signs(shown: Sequence[str]) -> dict[str, Any]:
    """The sign of the originator, at the number or at the bound that is given."""
    shapes = [SHAPES[i % len(SHAPES)] for i in range(len(shown))]
    shape = {"field": "who", "type": "nominal", "scale": {"domain": list(shown), "range": shapes}, "legend": dict(_LEGEND)}
    transform = [{"calculate": "datum.low === null ? datum.high : datum.low", "as": "given"}]
    encoding = {"y": _y("given"), "shape": shape, "tooltip": _tooltip()}
    return {"transform": transform, "mark": {"type": "point", "size": 80, "filled": True}, "encoding": encoding}


def _unknown(places: Sequence[float]) -> dict[str, Any]:
    label = {"text": "day not known", "baseline": "bottom", "dy": -4, "color": _GREY}
    return _alone("text", [{"at": sum(places) / len(places)}], label, {"x": {"field": "at", "type": "temporal"}, "y": {"value": "height"}})


def _tooltip() -> list[dict[str, str]]:
    shown = {"amount": "amount", "who": "on whose word", "chain": "through", "day": "reported", "sentence": "sentence"}
    return [{"field": field, "title": title, "type": "nominal"} for field, title in shown.items()]


def _days(dated: bool, places: Mapping[str, float], since: float | None) -> dict[str, Any]:
    """The horizontal axis; nothing is labelled up to ``since``, where entries without a day stand."""
    if not dated:
        axis = {"tickMinStep": 1, "format": "d", "grid": False}
        return {
            "field": "at",
            "type": "quantitative",
            "title": "in order of arrival; no day is known",
            "axis": axis,
            "scale": {"zero": False},
        }
    first, last = min(places.values()), max(places.values())
    room = max(0.04 * (last - first), 0.5 * _DAY)
    ticks: dict[str, Any] = {"tickCount": {"interval": "day", "step": 1} if last - first <= 7 * _DAY else 7}
    if since is not None:
        ticks["labelExpr"] = f"datum.value > {since} + {_DAY / 2} ? datum.label : ''"
    return {
        "field": "at",
        "type": "temporal",
        "title": "reported",
        "scale": {"type": "utc", "domain": [first - room, last + room]},
        "axis": {"format": "%-d %b %Y", "labelOverlap": True, "grid": False} | ticks,
    }


def _amounts(question: Question, scale: _Scale) -> dict[str, Any]:
    kind = {"type": "log"} if scale.logarithmic else {"type": "linear", "zero": False}
    units = Counter(e.figure.quantity.unit for e in question.entries)
    unit = units.most_common(1)[0][0].removeprefix("money:") if units else ""
    title = one_line(" ".join(filter(None, (question.counted, question.predicate)))) or unit
    axis = {"format": ",~r" if scale.top < 1e15 else "~e", "tickCount": 6}
    return {"type": "quantitative", "title": title, "scale": kind | {"domain": [scale.bottom, scale.top], "nice": False}, "axis": axis}


def _colours(shown: Sequence[str]) -> dict[str, Any]:
    hues = [_GREY if name == OTHERS else HUES[i % len(HUES)] for i, name in enumerate(shown)]
    return {"field": "who", "type": "nominal", "scale": {"domain": list(shown), "range": hues}, "legend": dict(_LEGEND)}


def _opacity() -> dict[str, Any]:
    return {"condition": {"test": "datum.relay", "value": _FAINT}, "value": 1}
