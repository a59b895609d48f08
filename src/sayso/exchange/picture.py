"""A reading as one SVG picture: the text with each source in its colour, the chains beside it, the figures below.

No script and no font of its own; light or dark as the viewer prefers. The same reading gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from sayso.domain import Attribution, Figure, Period, Reading, Voice
from sayso.exchange import wording
from sayso.exchange.harmless import harmless, one_line
from sayso.exchange.lettering import Ink, Placed, lines
from sayso.exchange.runs import Plan, Run, Source

_WIDTH, _EDGE, _GAP = 1200, 40, 48
_TEXT, _BESIDE = 610, 462  # widths of the two columns
_SIZE, _SMALL, _TINY = 16, 14, 12
_LEADING = 1.6
_HUES = 8
_INDENT, _DEEPEST = 24, 3
_COLUMNS = (("", 42), ("amount", 160), ("of what", 245), ("where, when", 180), ("relation", 215), ("on whose word", 278))

_STYLE = """
:root { --g:#fbfaf7; --i:#22242a; --s:#646873; --l:#e3e0d8;
--h0:#0b5fa5; --h1:#b04a00; --h2:#00725a; --h3:#8f3a7c; --h4:#786000; --h5:#00707f; --h6:#ab2a41; --h7:#5553b0; --hx:#686c76; }
@media (prefers-color-scheme: dark) { :root { --g:#17181c; --i:#e6e4df; --s:#a4a7b0; --l:#33353c;
--h0:#7db9f5; --h1:#f3a171; --h2:#5ccbaa; --h3:#e39ed3; --h4:#dcc163; --h5:#63cbdd; --h6:#ff94a5; --h7:#b0b1ff; --hx:#a4a7b0; } }
text { font-family:Helvetica,Arial,"Liberation Sans",sans-serif; white-space:pre; fill:var(--i); }
.ground { fill:var(--g); } .rule { stroke:var(--l); } .b { font-weight:700; } .q { font-style:italic; }
.s { fill:var(--s); } .on { fill:var(--g); } .tint { fill-opacity:.14; }
.v0 { fill:var(--h0); } .v1 { fill:var(--h1); } .v2 { fill:var(--h2); } .v3 { fill:var(--h3); } .v4 { fill:var(--h4); }
.v5 { fill:var(--h5); } .v6 { fill:var(--h6); } .v7 { fill:var(--h7); } .vx { fill:var(--hx); } .vo { fill:var(--s); }
"""


@dataclass
class _Sheet:
    """What has been drawn so far, back to front: grounds, then letters."""

    grounds: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    def paragraph(self, inks: Iterable[Ink], x: float, y: float, width: float, size: float) -> float:
        """Draw words from ``y`` down; where the next line would start."""
        for line in lines(inks, width):
            for placed in line[:-1]:
                self._words(placed, x, y + size)
            end = line[-1]
            self._words(Placed(replace(end.ink, text=end.ink.text.rstrip()), end.x), x, y + size)
            y += size * _LEADING
        return y

    def _words(self, placed: Placed, x: float, base: float) -> None:
        ink, left = placed.ink, x + placed.x
        if ink.chip:
            self.box(left, base - ink.size * 1.05, ink.width - 4, ink.size * 1.4, ink.ground, 3)
            left += ink.size * 0.7 / 2 - 2
        elif ink.ground:
            self.box(left, base - _SIZE * 1.02, ink.width, _SIZE * 1.34, f"{ink.ground} tint", 0)
        length = ink.width - (ink.size * 0.7 if ink.chip else 0)
        if ink.text.strip() and length > 0:
            style = f" class={quoteattr(' '.join(filter(None, (ink.style, 'b' if ink.bold else ''))))}" if ink.style or ink.bold else ""
            self.letters.append(
                f'<text x="{left:.1f}" y="{base - ink.raised:.1f}" font-size="{ink.size:g}" textLength="{length:.1f}" '
                f'lengthAdjust="spacingAndGlyphs"{style}>{escape(ink.text)}</text>'
            )

    def box(self, x: float, y: float, width: float, height: float, style: str, round_: float) -> None:
        """Fill a rectangle."""
        corner = f' rx="{round_:g}"' if round_ else ""
        self.grounds.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{corner} class="{style}"/>')

    def rule(self, y: float) -> None:
        """Draw a thin line across."""
        self.grounds.append(f'<path d="M{_EDGE} {y:.1f}H{_WIDTH - _EDGE}" class="rule"/>')


def write(reading: Reading) -> str:
    """The picture, as wide as a page of a repository and as high as it needs to be.

    >>> from sayso.domain import Article
    >>> write(Reading(Article("Rain.")))[:30]
    '<svg xmlns="http://www.w3.org/'
    """
    plan, sheet = Plan(reading), _Sheet()
    y = _head(plan, sheet, _EDGE - 8.0)
    y = max(_text(plan, sheet, y), _statements(plan, sheet, y)) + 18
    height = _figures(plan, sheet, y) + _EDGE - 16
    title = one_line(reading.article.title) or "A reading"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" height="{height:.0f}" role="img">\n'
        f'<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n<rect width="100%" height="100%" class="ground"/>\n'
        + "\n".join((*sheet.grounds, *sheet.letters))
        + "\n</svg>\n"
    )


def _hue(source: Source | None) -> str:
    if source is None:
        return "vo"
    return "vx" if source.hue is None else f"v{source.hue % _HUES}"


def _head(plan: Plan, sheet: _Sheet, y: float) -> float:
    article = plan.reading.article
    if title := one_line(article.title):
        y = sheet.paragraph([Ink(title, 24, bold=True)], _EDGE, y, _WIDTH - 2 * _EDGE, 24)
    day = wording.period(Period.day(article.published)) if article.published else ""
    if about := " · ".join(filter(None, (one_line(article.outlet), one_line(", ".join(article.authors)), day))):
        y = sheet.paragraph([Ink(about, _SMALL, "s")], _EDGE, y, _WIDTH - 2 * _EDGE, _SMALL)
    return y + 14


def _chip(plan: Plan, i: int) -> Ink:
    return Ink(plan.badge(i), _TINY - 1, "on", True, _hue(plan.source_of(plan.reading.attributions[i])), chip=True)


def _text(plan: Plan, sheet: _Sheet, y: float) -> float:
    line: list[Ink] = []
    for run in plan.runs:
        line += [_chip(plan, i) for i in run.opens]
        first, *rest = harmless(run.text).split("\n")
        line += _inks(plan, run, first)
        for piece in rest:
            y = _line(sheet, line, y)
            line = _inks(plan, run, piece)
        if run.figure is not None and plan.reading.figures[run.figure].amount.end == run.end:
            line.append(Ink(f"F{run.figure + 1}", 9, "s", True, _ground(plan, run), raised=6))
    return _line(sheet, line, y)


def _line(sheet: _Sheet, line: list[Ink], y: float) -> float:
    return sheet.paragraph(line, _EDGE, y, _TEXT, _SIZE) + 9 if any(ink.text.strip() for ink in line) else y


def _ground(plan: Plan, run: Run) -> str:
    return _hue(plan.source_of(plan.reading.attributions[run.statement])) if run.statement is not None else ""


def _inks(plan: Plan, run: Run, text: str) -> list[Ink]:
    if not text:
        return []
    style = ""
    if run.names is not None:
        style = _hue(plan.source_of(plan.reading.attributions[run.names]))
    elif run.says is not None:
        style = "q"
    return [Ink(text, _SIZE, style, run.names is not None or run.figure is not None, _ground(plan, run))]


def _chain(plan: Plan, item: Attribution | Figure, shown: Iterable[wording.Step], size: float) -> Iterator[Ink]:
    for i, step in enumerate(shown):
        if i:
            yield Ink(wording.ARROW, size, "s")
        style = {wording.Part.ORIGINATOR: _hue(plan.source_of(item)), wording.Part.RELAY: "", wording.Part.OUTLET: "s"}[step.part]
        yield Ink(one_line(step.name), size, style if step.named else f"{style} q", step.part is wording.Part.ORIGINATOR and step.named)


def _statements(plan: Plan, sheet: _Sheet, y: float) -> float:
    reading = plan.reading
    y += 1
    for i, a in enumerate(reading.attributions):
        indent = _INDENT * min(plan.depths[i], _DEEPEST)
        x, width = _EDGE + _TEXT + _GAP + indent, _BESIDE - indent
        given = [] if a.voice is Voice.INDIRECT else [wording.GIVEN[a.voice]]
        given += ["denied"] if a.denied else []
        given += filter(None, [wording.doubt(a.confidence)])
        top = y
        head = [_chip(plan, i), *_chain(plan, a, wording.steps(a.chain, reading.article.outlet), _SMALL)]
        y = sheet.paragraph([*head, Ink("  " + " · ".join(given), _TINY, "s")], x + 12, y, width - 12, _SMALL)
        words = _shortened(one_line(" … ".join(s.surface for s in a.content)))
        y = sheet.paragraph([Ink(words, _TINY + 1, "s q" if a.voice is Voice.DIRECT else "s")], x + 12, y - 2, width - 12, _TINY + 1)
        sheet.box(x, top + 1, 3, y - top - 4, _hue(plan.source_of(a)), 0)
        y += 7
    return y


def _shortened(words: str, most: int = 130) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _figures(plan: Plan, sheet: _Sheet, y: float) -> float:
    if not plan.reading.figures:
        return y
    y = _row(sheet, [[Ink(head, _TINY, "s")] for head, _ in _COLUMNS], y)
    for i, f in enumerate(plan.reading.figures):
        of_what = [Ink(one_line(f.counted.surface), _SMALL)] if f.counted else []
        if f.predicate:
            of_what.append(Ink((" · " if of_what else "") + one_line(f.predicate), _SMALL, "s"))
        where = ", ".join(filter(None, (one_line(f.place.surface) if f.place else "", wording.period(f.time) if f.time else "")))
        relation = wording.relation(f, plan.labels)
        derived = wording.implied(f)
        cells = [
            [Ink(f"F{i + 1}", _TINY, "s", True)],
            [Ink(one_line(wording.amount(f)), _SMALL, bold=True), Ink(f" {wording.doubt(f.confidence)}", _SMALL, "s")],
            of_what,
            [Ink(where, _SMALL)],
            [Ink(relation, _SMALL), Ink(f"{', ' if relation and derived else ''}{derived}", _SMALL, "s q")],
            list(_chain(plan, f, wording.behind(f.chain, plan.reading.article.outlet), _SMALL)),
        ]
        sheet.rule(y)
        y = _row(sheet, cells, y + 5)
    return y


def _row(sheet: _Sheet, cells: Iterable[list[Ink]], y: float) -> float:
    x, bottom = float(_EDGE), y + _SMALL * _LEADING
    for inks, (_, width) in zip(cells, _COLUMNS, strict=True):
        bottom = max(bottom, sheet.paragraph([ink for ink in inks if ink.text], x, y, width - 16, _SMALL))
        x += width
    return bottom + 3
