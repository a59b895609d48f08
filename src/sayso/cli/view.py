"""The terminal view: the text with each source in its colour, then the statements with their chains, then the figures.

Colour is never the only sign: every stretch carries its source's letter and its statement's number, so that the view reads the same in a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sayso.domain import Attribution, Figure, Period, Reading, Voice
from sayso.exchange import wording
from sayso.exchange.harmless import harmless
from sayso.exchange.harmless import one_line as _line
from sayso.exchange.runs import Plan, Run, Source

# Told apart by people who see few colours, and legible on a dark ground as on a light one.
HUES = ("#2f86cc", "#c9600a", "#15936b", "#b4559b", "#8f7700", "#1c8ca3", "#d0485a", "#7a78d0")
_UNNAMED = "#808080"
_INDENT, _DEEPEST = 4, 8  # columns a nested statement is moved in, and the depth from which it is moved no further
_LONGEST = 300  # code points of a statement in the list; the text above shows all of it


def view(reading: Reading, plain: bool) -> RenderableType:
    """The whole view; ``plain`` where no colour can be shown, so that stretches are bracketed instead."""
    plan = Plan(reading)
    parts: list[RenderableType] = [*_head(reading), *_text(plan, plain), Text()]
    if plan.sources:
        parts += [_legend(plan), Text()]
    parts += [*_statements(plan), *_figures(plan)]
    notes = (*reading.article.notes, *reading.notes)
    parts += [Text(f"Note: {harmless(note)}", style="dim") for note in notes]
    return Group(*parts)


def show(console: Console, reading: Reading) -> None:
    """Print the view on ``console``."""
    console.print(view(reading, plain=console.no_color or console.color_system is None), highlight=False)


def _head(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    if article.title:
        yield Text(_line(article.title), style="bold")
    day = wording.period(Period.day(article.published)) if article.published else ""
    if about := " · ".join(_line(part) for part in (article.outlet, ", ".join(article.authors), day) if part):
        yield Text(about, style="dim")
    if article.title or about:
        yield Text()


def _style(source: Source | None) -> Style:
    if source is None:
        return Style()
    return Style(color=HUES[source.hue % len(HUES)] if source.hue is not None else _UNNAMED)


def _badge(plan: Plan, i: int) -> tuple[str, Style]:
    return plan.badge(i), _style(plan.source_of(plan.reading.attributions[i])) + Style(bold=True)


def _text(plan: Plan, plain: bool) -> Iterator[RenderableType]:
    """The text, one renderable a line of it."""
    line = Text()
    for run in plan.runs:
        for i in run.opens:
            badge, style = _badge(plan, i)
            line.append(f"[{badge} " if plain else badge, style + Style(reverse=not plain))
            line.append("" if plain else " ")
        style = _run_style(plan, run)
        first, *rest = harmless(run.text).split("\n")
        line.append(first, style)
        for piece in rest:
            yield line
            line = Text(piece, style)
        if run.figure is not None and plan.reading.figures[run.figure].amount.end == run.end:
            line.append(f"‹F{run.figure + 1}›", Style(dim=True))
        line.append("]" * run.closes if plain else "")
    if line:
        yield line


def _run_style(plan: Plan, run: Run) -> Style:
    said = plan.reading.attributions
    style = _style(plan.source_of(said[run.statement])) if run.statement is not None else Style()
    if run.names is not None:
        style += _style(plan.source_of(said[run.names])) + Style(underline=True)
    if run.says is not None:
        style += Style(italic=True)
    if run.figure is not None:
        style += Style(bold=True)
    return style


def _legend(plan: Plan) -> Text:
    text = Text()
    for source in plan.sources:
        text.append("   " if text else "")
        text.append(f"{source.letter} ", _style(source) + Style(bold=True))
        text.append(_line(source.name), _style(source))
    return text


def _chain(plan: Plan, item: Attribution | Figure, shown: tuple[wording.Step, ...]) -> Text:
    text = Text()
    for i, step in enumerate(shown):
        text.append(wording.ARROW if i else "", Style(dim=True))
        style = Style(dim=True) if step.part is wording.Part.OUTLET else Style()
        if step.part is wording.Part.ORIGINATOR:
            style = _style(plan.source_of(item)) + Style(bold=step.named, italic=not step.named)
        text.append(_line(step.name), style)
    return text


def _statements(plan: Plan) -> Iterator[RenderableType]:
    said = plan.reading.attributions
    if not said:
        yield Text("No statement is attributed to anybody.", style="dim")
        yield Text()
        return
    yield Rule("Who says so", align="left", style="dim")
    outlet = plan.reading.article.outlet
    wide = max(len(plan.badge(i)) for i in range(len(said)))
    for i, a in enumerate(said):
        head = _chain(plan, a, wording.steps(a.chain, outlet))
        head.append(f"  {_manner(a)}", Style(dim=True))
        words = _line(" … ".join(s.surface for s in a.content))
        shown = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(width=wide, no_wrap=True)
        row.add_column()
        row.add_row(Text(*_badge(plan, i)), Group(head, Text(shown, Style(italic=a.voice is Voice.DIRECT))))
        yield Padding(row, (0, 0, 0, _INDENT * min(plan.depths[i], _DEEPEST)), expand=False)
    yield Text()


def _manner(a: Attribution) -> str:
    words = [wording.GIVEN[a.voice]]
    if a.cue:
        words.insert(0, f"“{_line(' … '.join(s.surface for s in a.cue))}”")
    if a.denied:
        words.append("denied")
    if mark := wording.doubt(a.confidence):
        words.append(mark)
    return " · ".join(words)


def _figures(plan: Plan) -> Iterator[RenderableType]:
    if not plan.reading.figures:
        yield Text("No figure stands in it.", style="dim")
        return
    yield Rule("How many", align="left", style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("", style="dim", no_wrap=True)
    table.add_column("amount")
    table.add_column("of what")
    table.add_column("where, when")
    table.add_column("relation")
    table.add_column("on whose word")
    for i, f in enumerate(plan.reading.figures):
        about = [f.counted.surface if f.counted else "", f.predicate]
        where = [f.place.surface if f.place else "", wording.period(f.time) if f.time else ""]
        stands = [wording.relation(f, plan.labels), wording.implied(f)]
        table.add_row(
            f"F{i + 1}",
            Text(f"{_line(wording.amount(f))} {wording.doubt(f.confidence)}".rstrip(), style="bold"),
            Text(_line(" · ".join(filter(None, about)))),
            Text(_line(", ".join(filter(None, where)))),
            Text(_line("; ".join(filter(None, stands)))),
            _chain(plan, f, wording.behind(f.chain, plan.reading.article.outlet)),
        )
    yield table
