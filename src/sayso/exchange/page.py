"""A reading as one HTML page that holds all it needs: no script, nothing fetched, light and dark, for screen and paper.

The text on one side, its statements on the other, the figures below. Everything that an article says is escaped, and its direction
kept to itself; the page's own policy forbids whatever else might get in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from sayso.domain import Attribution, Figure, Period, Reading, Voice
from sayso.exchange import wording
from sayso.exchange.harmless import harmless, one_line
from sayso.exchange.runs import Plan, Run, Source

HUES = 8  # as many as page.css has
_LINKED = 200  # statements, and figures, that light up together with their words; more rules than that slow a browser down
_DEEPEST = 3  # the depth from which nested statements are moved in no further, as in page.css


def write(reading: Reading) -> str:
    """The page. Statement and figure ``n`` are ``#s<n>`` and ``#f<n>`` in the lists, ``#s=START-END`` and ``#f=START-END`` in the text.

    >>> from sayso.domain import Article
    >>> "<script>" in write(Reading(Article("A <script>.", title="<script>")))
    False
    """
    plan = Plan(reading)
    style = resources.files("sayso.exchange").joinpath("page.css").read_text(encoding="utf-8") + "\n".join(_lights(plan))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = one_line(reading.article.title) or one_line(reading.article.outlet) or "A reading"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(title)} · Sayso</title>
<style>{style}</style>
</head>
<body>
{_header(reading)}
<main>
<article class="text" aria-label="The text">
{"".join(_paragraphs(plan))}</article>
<aside>
{_legend(plan)}<h2>Who says so</h2>
{_statements(plan)}</aside>
</main>
<section class="figures">
<h2>How many</h2>
{_figures(plan)}</section>
{_footer(reading)}
</body>
</html>
"""


def _text(text: str) -> str:
    """Words of the article inside a line of the page: on one line, escaped, their direction kept to themselves."""
    return f"<bdi>{escape(one_line(text))}</bdi>"


def _hue(source: Source | None) -> str:
    if source is None:
        return "vo"
    return "vx" if source.hue is None else f"v{source.hue % HUES}"


def _header(reading: Reading) -> str:
    article = reading.article
    parts = [_text(part) for part in (article.outlet, ", ".join(article.authors)) if part.strip()]
    if article.published:
        parts.append(f'<time datetime="{article.published.isoformat()}">{wording.period(Period.day(article.published))}</time>')
    title = f'<h1 dir="auto">{escape(one_line(article.title))}</h1>\n' if article.title.strip() else ""
    about = f'<p class="about">{" · ".join(parts)}</p>\n' if parts else ""
    return f"<header>\n{title}{about}</header>"


def _paragraphs(plan: Plan) -> Iterator[str]:
    """The text, a paragraph a line of it."""
    line: list[str] = []
    anchors: set[str] = set()
    for run in plan.runs:
        marks = "".join(_mark(plan, i, run, anchors) for i in run.opens)
        first, *rest = harmless(run.text).split("\n")
        line.append(marks + _piece(plan, run, first, anchors))
        for piece in rest:
            yield from _paragraph(line)
            line = [_piece(plan, run, piece, anchors)]
    yield from _paragraph(line)


def _paragraph(pieces: Iterable[str]) -> Iterator[str]:
    inside = "".join(pieces)
    if inside.strip():
        yield f'<p dir="auto">{inside}</p>\n'


def _mark(plan: Plan, i: int, run: Run, anchors: set[str]) -> str:
    a = plan.reading.attributions[i]
    first = a.content[0]
    anchor = _anchor(f"s={first.start}-{first.end}", anchors) if first.start == run.start else ""
    return f'<a class="mark {_hue(plan.source_of(a))}" href="#s{i + 1}"{anchor}>{plan.badge(i)}</a>'


def _anchor(name: str, anchors: set[str]) -> str:
    if name in anchors:
        return ""
    anchors.add(name)
    return f' id="{name}"'


def _piece(plan: Plan, run: Run, text: str, anchors: set[str]) -> str:
    """A run, or what of it stands in one line, with its marks."""
    if not text:
        return ""
    inside = escape(text)
    if run.names is not None:
        inside = f'<span class="who {_hue(plan.source_of(plan.reading.attributions[run.names]))}">{inside}</span>'
    elif run.says is not None:
        inside = f'<span class="cue">{inside}</span>'
    classes, href, anchor = [], "", ""
    if run.statement is not None:
        said = plan.reading.attributions[run.statement]
        classes += ["run", _hue(plan.source_of(said)), "reported" if said.voice is Voice.INDIRECT else "quoted"]
        href = f"#s{run.statement + 1}"
    if run.figure is not None:
        amount = plan.reading.figures[run.figure].amount
        classes.append("figure")
        href = f"#f{run.figure + 1}"
        anchor = _anchor(f"f={amount.start}-{amount.end}", anchors)
        inside += f"<sup>F{run.figure + 1}</sup>" if run.end == amount.end else ""
    return f'<a class="{" ".join(classes)}" href="{href}"{anchor}>{inside}</a>' if href else inside


def _legend(plan: Plan) -> str:
    if not plan.sources:
        return ""
    rows = (f'<li class="{_hue(s)}"><span class="mark letter">{s.letter}</span>{_text(s.name)}</li>' for s in plan.sources)
    return f'<ul class="legend" aria-label="Sources">{"".join(rows)}</ul>\n'


def _chain(plan: Plan, item: Attribution | Figure) -> str:
    arrow = '<span class="arrow">→</span>'
    return arrow.join(
        f'<span class="{step.part}{"" if step.named else " nobody"}">{_text(step.name)}</span>'
        for step in wording.steps(item.chain, plan.reading.article.outlet)
    )


def _statements(plan: Plan) -> str:
    if not plan.reading.attributions:
        return '<p class="none">No statement is attributed to anybody.</p>\n'
    return f'<ol class="statements">\n{"".join(_statement(plan, i, a) for i, a in enumerate(plan.reading.attributions))}</ol>\n'


def _statement(plan: Plan, i: int, a: Attribution) -> str:
    first = a.content[0]
    manner = [f"“{_text(' … '.join(s.surface for s in a.cue))}”"] if a.cue else []
    manner.append(wording.GIVEN[a.voice])
    manner += ["denied"] if a.denied else []
    manner += ['<span title="The reader is not sure of this">?</span>'] if wording.doubt(a.confidence) else []
    return (
        f'<li class="statement {_hue(plan.source_of(a))} d{min(plan.depths[i], _DEEPEST)}" id="s{i + 1}">'
        f'<p class="chain"><a class="mark" href="#s={first.start}-{first.end}">{plan.badge(i)}</a>{_chain(plan, a)}</p>'
        f'<p class="said {a.voice.value}" dir="auto">{escape(one_line(" … ".join(s.surface for s in a.content)))}</p>'
        f'<p class="manner">{" · ".join(manner)}</p></li>\n'
    )


def _figures(plan: Plan) -> str:
    if not plan.reading.figures:
        return '<p class="none">No figure stands in it.</p>\n'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "Amount", "Of what", "Where", "When", "Relation", "On whose word"))
    shown = {run.figure for run in plan.runs}  # of figures that overlap only one is marked in the text
    rows = "".join(_figure(plan, i, f, i in shown) for i, f in enumerate(plan.reading.figures))
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _figure(plan: Plan, i: int, f: Figure, shown: bool) -> str:
    counted = _text(f.counted.surface) if f.counted else ""
    predicate = f'<span class="soft">{_text(f.predicate)}</span>' if f.predicate else ""
    derived = f'<span class="derived">{escape(wording.implied(f))}</span>' if f.implied else ""
    doubt = ' <span class="soft" title="The reader is not sure of this">?</span>' if wording.doubt(f.confidence) else ""
    place = f"f={f.amount.start}-{f.amount.end}" if shown else f"f{i + 1}"
    cells = (
        ("label", f'<a href="#{place}">F{i + 1}</a>'),
        ("amount", _text(wording.amount(f)) + doubt),
        ("counted", " · ".join(filter(None, (counted, predicate)))),
        ("place", _text(f.place.surface) if f.place else ""),
        ("time", wording.period(f.time) if f.time else ""),
        ("relation", escape(wording.relation(f, plan.labels)) + derived),
        (f"chain {_hue(plan.source_of(f))}", _chain(plan, f)),
    )
    return f'<tr id="f{i + 1}">{"".join(f"<td class={chr(34)}{name}{chr(34)}>{inside}</td>" for name, inside in cells)}</tr>\n'


def _footer(reading: Reading) -> str:
    notes = [*reading.article.notes, *reading.notes]
    lines = [f"Note: {_text(note)}" for note in notes]
    if origin := reading.article.url or reading.article.origin:
        lines.append(f"Read from {_text(origin)}")
    lines.append(f"Taken apart by Sayso{f', reader {_text(reading.reader)}' if reading.reader else ''}. Offsets count code points.")
    return f"<footer>{''.join(f'<p>{line}</p>' for line in lines)}</footer>"


def _lights(plan: Plan) -> Iterator[str]:
    """Rules that light a statement or figure up in the text while its entry in the lists is pointed at, and the other way round."""
    for kind, count in (("s", len(plan.reading.attributions)), ("f", len(plan.reading.figures))):
        for n in range(1, min(count, _LINKED) + 1):
            words, entry = f'.text [href="#{kind}{n}"]', f"#{kind}{n}"
            yield f"body:has({entry}:hover, {entry} :focus-visible) {words} {{ --t: 34%; }}"
            yield f"body:has({words}:is(:hover, :focus-visible)) {entry} {{ background: color-mix(in srgb, var(--c, var(--h0)) 12%, transparent); }}"
