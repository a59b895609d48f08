"""A question's timeline as a picture that draws itself: what each originator said when, bounds as bars, as one Vega-Lite specification.

The page, the command line and whoever takes the specification see the same. A number is a sign, a range a bar between two signs, an open bound
a sign with an arrow; what only retells an originator is faint. Every originator has a colour and a shape, so that no colour stands alone, and
its answers stand beside their signs where there is room. A step leads from what it said to what it said instead. A grey band runs from low to
high and a dashed line through best. Numbers become floats here and nowhere else, because screens have no others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.domain import NOBODY, Account, Entry, Period, Question, Reckoning
from sayso.exchange import wording
from sayso.exchange.axes import Days, Scale, days_of, plotted, scale_of
from sayso.exchange.beside import CORNERS, SIZE, Box, Corner, corners
from sayso.exchange.harmless import one_line
from sayso.exchange.palette import HUES, LIGHT, Palette

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

MOST_ENTRIES = 400
"""How many entries are drawn, the latest reported."""

MOST_NAMED = 16
"""How many originators have a name in the legend, those with most answers; the rest are others."""

OTHERS = "others"
SHAPES = ("circle", "square", "diamond", "triangle-right", "cross", "triangle-left", "triangle-up", "triangle-down")
_FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_FAINT = 0.35
_NAME = 190  # pixels of an originator's name in the legend
_MOST_WORDS = 60  # answers that are written out


@dataclass(frozen=True, slots=True)
class _Originator:
    """An originator in the legend; ``hue`` is its number among the accounts, None for all others."""

    name: str
    hue: int | None


def drawable(question: Question) -> tuple[Entry, ...]:
    """The entries that a picture shows: those with a bound, the latest."""
    sized = [e for e in question.entries if e.figure.quantity.low is not None or e.figure.quantity.high is not None]
    return tuple(sized[-MOST_ENTRIES:])


def timeline(
    question: Question, reckoning: Reckoning, palette: Palette = LIGHT, width: int = 640, articles: str | None = None
) -> dict[str, Any]:
    """The Vega-Lite specification of a question's timeline; plain JSON values, the same for the same question.

    The horizontal axis is the day of publication. Entries without one stand before all others, or in order of arrival where none has one.
    ``width`` is that between the axes in pixels. Where an address of ``articles`` is given, a sign leads to its words in the article behind it.

    >>> from sayso.domain import VerdictKind
    >>> nothing = Reckoning((), (), 0, None, None, None, "acled", VerdictKind.NOT_COMPARABLE)
    >>> timeline(Question("q1", "ferries sunk", "", "", "", None, ()), nothing)["title"]["text"]
    'ferries sunk'
    """
    entries = drawable(question)
    accounts = {id: account for account in reckoning.accounts for id in account.entries}
    heard = _heard(entries, reckoning, accounts)
    scale = scale_of(entries, reckoning)
    days = days_of(entries, width)
    height = min(360, max(220, width // 2))
    rows = [_row(e, accounts.get(e.id), heard[e.id], days.places[e.id], scale, articles) for e in entries]
    written = _write(rows, scale, days, width, height)
    shown = sorted({heard[e.id] for e in entries}, key=lambda o: (o.hue is None, o.hue or 0))
    undated = [days.places[e.id] for e in entries if days.dated and e.published is None]
    legend = {"title": "on whose word", "labelLimit": _NAME, "orient": "bottom", "columns": max(1, width // (_NAME + 40))}
    base: dict[str, Any] = {
        "x": _across(days, width),
        "y": _amounts(question, scale),
        "color": _coded(shown, [_colour(o, palette) for o in shown], legend),
        "opacity": {"condition": {"test": "datum.relay", "value": _FAINT}, "value": 1},
    }
    return {
        "$schema": SCHEMA,
        "description": _described(question, reckoning, len(entries)),
        "title": {"text": one_line(question.title) or "Reported figures", "subtitle": _subtitle(question, reckoning), "anchor": "start"},
        "width": width,
        "height": height,
        "background": palette.ground,
        "data": {"values": rows},
        "layer": [
            *_span(reckoning, scale, palette),
            *_moves(reckoning, rows),
            _bars(),
            _heads("up", "triangle-up"),
            _heads("down", "triangle-down"),
            _signs("given", "", _coded(shown, [_shape(o) for o in shown], legend)),
            _signs("high", "datum.low !== null && datum.high !== null && !datum.exact", _coded(shown, [_shape(o) for o in shown], legend)),
            *(_words(corner, i) for i, corner in enumerate(CORNERS) if corner in written),
            *([_unknown(undated, palette)] if undated else []),
        ],
        "encoding": base | ({"href": {"field": "where"}} if articles is not None else {}),
        "resolve": {"scale": {"color": "shared", "shape": "shared"}},
        "config": _looks(palette),
    }


def _heard(entries: Sequence[Entry], reckoning: Reckoning, accounts: Mapping[str, Account]) -> dict[str, _Originator]:
    """On whose word each entry stands, by its id. No two originators have one name; those heard of least are others."""
    parties = {e.id: accounts[e.id].originator if e.id in accounts else e.originator for e in entries}
    often = Counter(party.id for party in parties.values())
    order = [*dict.fromkeys([*(a.originator.id for a in reckoning.accounts), *often])]
    own = {id for id, _ in often.most_common(MOST_NAMED if len(often) <= MOST_NAMED else MOST_NAMED - 1)}
    names = {party.id: _called(party.name) for party in parties.values()}
    alike: Counter[str] = Counter()
    found: dict[str, _Originator] = {}
    for hue, id in enumerate(order):
        if id in own:
            alike[names[id]] += 1
            again = alike[names[id]]
            found[id] = _Originator(names[id] if again == 1 else f"{names[id]} ({again})", hue)
    return {id: found.get(party.id, _Originator(OTHERS, None)) for id, party in parties.items()}


def _called(name: str) -> str:
    return wording.NOBODY_NAMED if name == NOBODY else one_line(name) or wording.ITSELF


def _row(e: Entry, account: Account | None, who: _Originator, at: float, scale: Scale, articles: str | None) -> dict[str, Any]:
    q, amount = e.figure.quantity, e.figure.amount
    low, high = plotted(q.low), plotted(q.high)
    start = low if low is not None else scale.beyond(high or 0.0, -1)
    end = high if high is not None else scale.beyond(low or 0.0, +1)
    through = [_called(p.name) for p in e.parties]
    if not (e.parties and e.parties[-1].id == e.outlet.id):
        through.append(_called(e.outlet.name))
    return {
        "entry": e.id,
        "at": at,
        "who": who.name,
        "low": low,
        "high": high,
        "given": high if low is None else low,
        "from": start,
        "to": end,
        "exact": low == high,
        "open": "up" if high is None else "down" if low is None else "",
        "relay": account is not None and e.id in account.relays,
        "amount": one_line(wording.amount(e.figure)),
        "chain": wording.ARROW.join(through),
        "day": wording.period(Period.day(e.published)) if e.published else "day not known",
        "sentence": one_line(e.figure.sentence.surface)[:300],
    } | ({"where": f"{articles}{e.article}#s={amount.start}-{amount.end}"} if articles is not None else {})


def _write(rows: Sequence[dict[str, Any]], scale: Scale, days: Days, width: int, height: int) -> set[Corner]:
    """Give the rows whose answer is written out the number of a corner, and say which corners are used.

    An answer is written where its originator gives it for the first time, and rather its own than one that somebody only retells.
    """
    signs: list[Box] = []
    for row in rows:
        x = days.share(row["at"]) * width
        top, bottom = ((1 - scale.share(row[side])) * height for side in ("to", "from"))
        signs.append(Box(x - 5, top - 5, x + 5, bottom + 5))
    new: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: bool(row["relay"])):
        new.setdefault((row["who"], row["amount"]), row)
    chosen = [*new.values()][:_MOST_WORDS]
    heights = [row["high"] if row["high"] is not None else row["low"] for row in chosen]
    words = [
        (row["amount"], days.share(row["at"]) * width, (1 - scale.share(at)) * height) for row, at in zip(chosen, heights, strict=True)
    ]
    found = corners(words, signs, width, height)
    for row, corner, at in zip(chosen, found, heights, strict=True):
        if corner:
            row["corner"], row["written"] = CORNERS.index(corner), at
    return {corner for corner in found if corner}


def _described(question: Question, reckoning: Reckoning, drawn: int) -> str:
    whole = f"{drawn} reported figures" if drawn == len(question.entries) else f"The latest {drawn} of {len(question.entries)} figures"
    return f"{whole} on {one_line(question.title)} by day of publication and originator. {' '.join(_subtitle(question, reckoning))}"


def _subtitle(question: Question, reckoning: Reckoning) -> list[str]:
    many = "origin" if reckoning.origins == 1 else "origins"
    shown = [f"{side} {wording.number(n)}" for side in ("low", "best", "high") if (n := getattr(reckoning, side)) is not None]
    return [" · ".join([reckoning.verdict.value.replace("_", " "), f"{reckoning.origins} {many}", *shown, f"by {reckoning.convention}"])]


def _span(reckoning: Reckoning, scale: Scale, palette: Palette) -> list[dict[str, Any]]:
    """The band from low to high, to the edge where a side is open, and the line of best."""
    layers: list[dict[str, Any]] = []
    low, best, high = map(plotted, (reckoning.low, reckoning.best, reckoning.high))
    if low is not None or high is not None:
        band = {"low": scale.bottom if low is None else low, "high": scale.top if high is None else high}
        layers.append(_alone("rect", [band], {"color": palette.soft, "opacity": 0.1}, {"y": _y("low"), "y2": {"field": "high"}}))
    if best is not None:
        layers.append(_alone("rule", [{"best": best}], {"color": palette.soft, "strokeDash": [6, 4]}, {"y": _y("best")}))
    return layers


def _y(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"}


def _alone(mark: str, values: Sequence[Mapping[str, Any]], look: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
    """A layer with data of its own that takes nothing from the rest."""
    bare = {"x": None, "color": None, "opacity": None, "href": None} | dict(encoding)
    return {"data": {"values": list(values)}, "mark": {"type": mark} | dict(look), "encoding": bare}


def _moves(reckoning: Reckoning, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A thin step from what an originator said to what it said instead: it stands by its word until then."""
    by_id = {row["entry"]: row for row in rows}
    steps = []
    for revision in (r for a in reckoning.accounts for r in a.revisions):
        before, after = by_id.get(revision.before), by_id.get(revision.after)
        if before and after:
            move = {"who": before["who"], "move": f"{revision.before} {revision.after}"}
            steps += [move | {"at": row["at"], "given": row["given"]} for row in (before, after)]
    if not steps:
        return []
    mark = {"type": "line", "interpolate": "step-after", "strokeWidth": 1, "opacity": 0.55}
    encoding = {"y": _y("given"), "detail": {"field": "move"}, "opacity": None, "href": None}
    return [{"data": {"values": steps}, "mark": mark, "encoding": encoding}]


def _only(test: str) -> list[dict[str, Any]]:
    return [{"filter": test}]


def _bars() -> dict[str, Any]:
    encoding = {"y": _y("from"), "y2": {"field": "to"}, "tooltip": _tooltip()}
    return {"transform": _only("!datum.exact"), "mark": {"type": "rule", "strokeWidth": 3}, "encoding": encoding}


def _heads(direction: str, shape: str) -> dict[str, Any]:
    end = "to" if direction == "up" else "from"
    mark = {"type": "point", "shape": shape, "size": 60, "filled": True, "opacity": 1}
    return {"transform": _only(f"datum.open === '{direction}'"), "mark": mark, "encoding": {"y": _y(end)}}


def _signs(side: str, test: str, shape: Mapping[str, Any]) -> dict[str, Any]:
    """The sign of the originator at a number, or at a bound that is given."""
    mark = {"type": "point", "size": 80, "filled": True, "opacity": 1}
    layer = {"mark": mark, "encoding": {"y": _y(side), "shape": shape, "tooltip": _tooltip()}}
    return layer | ({"transform": _only(test)} if test else {})


def _words(corner: Corner, number: int) -> dict[str, Any]:
    mark = {
        "type": "text",
        "align": corner.align,
        "baseline": "middle",
        "dx": corner.dx,
        "dy": corner.dy,
        "fontSize": SIZE,
        "fontWeight": 600,
    }
    encoding = {"y": _y("written"), "text": {"field": "amount"}, "opacity": None}
    return {"transform": _only(f"datum.corner === {number}"), "mark": mark, "encoding": encoding}


def _unknown(places: Sequence[float], palette: Palette) -> dict[str, Any]:
    label = {"text": "day not known", "baseline": "bottom", "dy": -4, "color": palette.soft}
    return _alone(
        "text", [{"at": sum(places) / len(places)}], label, {"x": {"field": "at", "type": "quantitative"}, "y": {"value": "height"}}
    )


def _tooltip() -> list[dict[str, str]]:
    shown = {"amount": "amount", "who": "on whose word", "chain": "through", "day": "reported", "sentence": "sentence"}
    return [{"field": field, "title": title, "type": "nominal"} for field, title in shown.items()]


def _across(days: Days, width: int) -> dict[str, Any]:
    """The horizontal axis, on which whole days are named.

    Days are plain numbers and their names an expression: the interpreter that draws a page without running text as code takes no domain of dates.
    """
    axis: dict[str, Any] = {"tickMinStep": 1, "format": "d", "grid": False, "labelOverlap": True}
    title = "in order of arrival; no day is known"
    if days.dated:
        title = "reported"
        axis |= {"values": days.ticks(max(3, width // 100)), "labelExpr": "utcFormat(datum.value, '%-d %b %Y')"}
    scale = {"domain": [days.first, days.last], "nice": False, "zero": False}
    return {"field": "at", "type": "quantitative", "title": title, "scale": scale, "axis": axis}


def _amounts(question: Question, scale: Scale) -> dict[str, Any]:
    kind = {"type": "log"} if scale.logarithmic else {"type": "linear", "zero": False}
    units = Counter(e.figure.quantity.unit for e in question.entries)
    unit = units.most_common(1)[0][0].removeprefix("money:") if units else ""
    title = one_line(" ".join(filter(None, (question.counted, question.predicate)))) or unit
    axis = {"format": ",~r" if scale.top < 1e15 else "~e", "tickCount": 6}
    return {"type": "quantitative", "title": title, "scale": kind | {"domain": [scale.bottom, scale.top], "nice": False}, "axis": axis}


def _coded(shown: Sequence[_Originator], codes: Sequence[str], legend: Mapping[str, Any]) -> dict[str, Any]:
    """Originators by colour or by shape, in one legend."""
    return {
        "field": "who",
        "type": "nominal",
        "scale": {"domain": [o.name for o in shown], "range": list(codes)},
        "legend": dict(legend),
    }


def _colour(o: _Originator, palette: Palette) -> str:
    return palette.soft if o.hue is None else palette.hues[o.hue % HUES]


def _shape(o: _Originator) -> str:
    """A shape that, beyond as many originators as there are hues, goes with another hue each time."""
    return SHAPES[0] if o.hue is None else SHAPES[(o.hue + o.hue // HUES) % len(SHAPES)]


def _looks(palette: Palette) -> dict[str, Any]:
    lines = {"gridColor": palette.line, "domainColor": palette.line, "tickColor": palette.line}
    words = {"labelColor": palette.soft, "titleColor": palette.soft, "labelFontSize": SIZE, "titleFontWeight": "normal"}
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "axis": lines | words,
        "legend": words | {"labelColor": palette.ink, "symbolOpacity": 1},
        "title": {"color": palette.ink, "subtitleColor": palette.soft},
        "text": {"font": _FONT},
    }
