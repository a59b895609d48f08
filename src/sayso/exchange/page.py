"""A reading as one HTML page that holds all it needs: no script, nothing fetched, light and dark, for screen and paper.

The text on one side, its statements on the other, the figures below. Everything that an article says is escaped, and its direction
kept to itself; the page's own policy forbids whatever else might get in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib import resources

from sayso.domain import Attribution, Figure, Period, Reading
from sayso.exchange import marking, wording
from sayso.exchange.harmless import one_line
from sayso.exchange.marking import chain, depth, hue, legend, manner, paragraphs, said, words
from sayso.exchange.runs import Plan

_LINKED = 200  # statements, and figures, that light up together with their words; more rules than that slow a browser down


def write(reading: Reading) -> str:
    """The page. Statement and figure ``n`` are ``#s<n>`` and ``#f<n>`` in the lists, ``#s=START-END`` and ``#f=START-END`` in the text.

    >>> from sayso.domain import Article
    >>> "<script>" in write(Reading(Article("A <script>.", title="<script>")))
    False
    """
    plan = Plan(reading)
    style = marking.style() + resources.files("sayso.exchange").joinpath("page.css").read_text(encoding="utf-8") + "\n".join(_lights(plan))
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
{"".join(paragraphs(plan))}</article>
<aside>
{legend(plan)}<h2>Who says so</h2>
{_statements(plan)}</aside>
</main>
<section class="figures">
<h2>How many</h2>
{_figures(plan)}</section>
{_footer(reading)}
</body>
</html>
"""


def _header(reading: Reading) -> str:
    article = reading.article
    parts = [words(part) for part in (article.outlet, ", ".join(article.authors)) if part.strip()]
    if article.published:
        parts.append(f'<time datetime="{article.published.isoformat()}">{wording.period(Period.day(article.published))}</time>')
    title = f'<h1 dir="auto">{escape(one_line(article.title))}</h1>\n' if article.title.strip() else ""
    about = f'<p class="about">{" · ".join(parts)}</p>\n' if parts else ""
    return f"<header>\n{title}{about}</header>"


def _statements(plan: Plan) -> str:
    if not plan.reading.attributions:
        return '<p class="none">No statement is attributed to anybody.</p>\n'
    return f'<ol class="statements">\n{"".join(_statement(plan, i, a) for i, a in enumerate(plan.reading.attributions))}</ol>\n'


def _statement(plan: Plan, i: int, a: Attribution) -> str:
    first = a.content[0]
    return (
        f'<li class="statement {hue(plan.source_of(a))} {depth(plan, i)}" id="s{i + 1}">'
        f'<p class="chain"><a class="mark" href="#s={first.start}-{first.end}">{plan.badge(i)}</a>{chain(plan, a)}</p>'
        f'<p class="said {a.voice.value}" dir="auto">{said(a)}</p>'
        f'<p class="manner">{manner(a)}</p></li>\n'
    )


def _figures(plan: Plan) -> str:
    if not plan.reading.figures:
        return '<p class="none">No figure stands in it.</p>\n'
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "Amount", "Of what", "Where", "When", "Relation", "On whose word"))
    rows = "".join(_figure(plan, i, f) for i, f in enumerate(plan.reading.figures))
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _figure(plan: Plan, i: int, f: Figure) -> str:
    counted = words(f.counted.surface) if f.counted else ""
    predicate = f'<span class="soft">{words(f.predicate)}</span>' if f.predicate else ""
    derived = f'<span class="derived">{escape(wording.implied(f))}</span>' if f.implied else ""
    doubt = ' <span class="soft" title="The reader is not sure of this">?</span>' if wording.doubt(f.confidence) else ""
    place = f"f={f.amount.start}-{f.amount.end}" if i in plan.marked else f"f{i + 1}"
    cells = (
        ("label", f'<a href="#{place}">F{i + 1}</a>'),
        ("amount", words(wording.amount(f)) + doubt),
        ("counted", " · ".join(filter(None, (counted, predicate)))),
        ("place", words(f.place.surface) if f.place else ""),
        ("time", wording.period(f.time) if f.time else ""),
        ("relation", escape(wording.relation(f, plan.labels)) + derived),
        (f"chain {hue(plan.source_of(f))}", chain(plan, f)),
    )
    return f'<tr id="f{i + 1}">{"".join(f"<td class={chr(34)}{name}{chr(34)}>{inside}</td>" for name, inside in cells)}</tr>\n'


def _footer(reading: Reading) -> str:
    notes = [*reading.article.notes, *reading.notes]
    lines = [f"Note: {words(note)}" for note in notes]
    if origin := reading.article.url or reading.article.origin:
        lines.append(f"Read from {words(origin)}")
    lines.append(f"Taken apart by Sayso{f', reader {words(reading.reader)}' if reading.reader else ''}. Offsets count code points.")
    return f"<footer>{''.join(f'<p>{line}</p>' for line in lines)}</footer>"


def _lights(plan: Plan) -> Iterator[str]:
    """Rules that light a statement or figure up in the text while its entry in the lists is pointed at, and the other way round."""
    for kind, count in (("s", len(plan.reading.attributions)), ("f", len(plan.reading.figures))):
        for n in range(1, min(count, _LINKED) + 1):
            words, entry = f'.text [href="#{kind}{n}"]', f"#{kind}{n}"
            yield f"body:has({entry}:hover, {entry} :focus-visible) {words} {{ --t: 34%; }}"
            yield f"body:has({words}:is(:hover, :focus-visible)) {entry} {{ background: color-mix(in srgb, var(--c, var(--h0)) 12%, transparent); }}"
