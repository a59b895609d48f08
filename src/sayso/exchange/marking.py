"""An article's text as HTML with its findings marked: the parts that the self-contained page and the pages of the desk have in common.

Everything that an article says is escaped, and its direction kept to itself. The classes are those of ``marking.css``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from sayso.domain import Attribution, Figure, Voice
from sayso.exchange import wording
from sayso.exchange.harmless import harmless, one_line
from sayso.exchange.runs import Plan, Run, Source

HUES = 8  # as many as marking.css has
DEEPEST = 3  # the depth from which nested statements are moved in no further, as in marking.css


def style() -> str:
    """The style sheet of the marks: colours, the text, the list of statements."""
    return resources.files("sayso.exchange").joinpath("marking.css").read_text(encoding="utf-8")


def words(text: str) -> str:
    """Words of an article inside a line of a page: on one line, escaped, their direction kept to themselves.

    >>> words("a <b>\\n title")
    '<bdi>a &lt;b&gt; title</bdi>'
    """
    return f"<bdi>{escape(one_line(text))}</bdi>"


def hue(source: Source | None) -> str:
    """The class that colours what a source says; ``vo`` is the outlet's own voice, ``vx`` nobody named."""
    if source is None:
        return "vo"
    return "vx" if source.hue is None else f"v{source.hue % HUES}"


def depth(plan: Plan, i: int) -> str:
    """The class that moves the statement at index ``i`` in as deep as it is nested."""
    return f"d{min(plan.depths[i], DEEPEST)}"


def chain(plan: Plan, item: Attribution | Figure) -> str:
    """The chain of a statement or figure, originator first, the outlet last."""
    arrow = '<span class="arrow">→</span>'
    return arrow.join(
        f'<span class="{step.part}{"" if step.named else " nobody"}">{words(step.name)}</span>'
        for step in wording.steps(item.chain, plan.reading.article.outlet)
    )


def manner(a: Attribution) -> str:
    """How a statement is given: its cue, quoted or in other words, denied, doubtful."""
    parts = [f"“{words(' … '.join(s.surface for s in a.cue))}”"] if a.cue else []
    parts.append(wording.GIVEN[a.voice])
    parts += ["denied"] if a.denied else []
    parts += ['<span title="The reader is not sure of this">?</span>'] if wording.doubt(a.confidence) else []
    return " · ".join(parts)


def said(a: Attribution) -> str:
    """What a statement says, on one line, its pieces joined by an ellipsis."""
    return escape(one_line(" … ".join(s.surface for s in a.content)))


def legend(plan: Plan) -> str:
    """The sources of a reading, each with its letter and colour; empty where nobody says anything."""
    if not plan.sources:
        return ""
    rows = (f'<li class="{hue(s)}"><span class="mark letter">{s.letter}</span>{words(s.name)}</li>' for s in plan.sources)
    return f'<ul class="legend" aria-label="Sources">{"".join(rows)}</ul>\n'


def paragraphs(plan: Plan) -> Iterator[str]:
    """The text, a paragraph a line of it; ``data-at`` is the code point of the article's text at which a paragraph begins.

    Statement and figure ``n`` link to ``#s<n>`` and ``#f<n>``; they are ``#s=START-END`` and ``#f=START-END`` here.
    """
    line: list[str] = []
    anchors: set[str] = set()
    begins = 0
    for run in plan.runs:
        marks = "".join(_mark(plan, i, run, anchors) for i in run.opens)
        at = run.start
        first, *rest = run.text.split("\n")
        line.append(marks + _piece(plan, run, first, anchors))
        at += len(first)
        for piece in rest:
            yield from _paragraph(line, begins)
            begins = at + 1
            line = [_piece(plan, run, piece, anchors)]
            at += 1 + len(piece)
    yield from _paragraph(line, begins)


def _paragraph(pieces: Iterable[str], begins: int) -> Iterator[str]:
    inside = "".join(pieces)
    if inside.strip():
        yield f'<p dir="auto" data-at="{begins}">{inside}</p>\n'


def _mark(plan: Plan, i: int, run: Run, anchors: set[str]) -> str:
    a = plan.reading.attributions[i]
    first = a.content[0]
    anchor = _anchor(f"s={first.start}-{first.end}", anchors) if first.start == run.start else ""
    return f'<a class="mark {hue(plan.source_of(a))}" href="#s{i + 1}"{anchor}>{plan.badge(i)}</a>'


def _anchor(name: str, anchors: set[str]) -> str:
    if name in anchors:
        return ""
    anchors.add(name)
    return f' id="{name}"'


def _piece(plan: Plan, run: Run, text: str, anchors: set[str]) -> str:
    """A run, or what of it stands in one line, with its marks."""
    if not text:
        return ""
    inside = escape(harmless(text))
    if run.names is not None:
        inside = f'<span class="who {hue(plan.source_of(plan.reading.attributions[run.names]))}">{inside}</span>'
    elif run.says is not None:
        inside = f'<span class="cue">{inside}</span>'
    classes, href, anchor = [], "", ""
    if run.statement is not None:
        statement = plan.reading.attributions[run.statement]
        classes += ["run", hue(plan.source_of(statement)), "reported" if statement.voice is Voice.INDIRECT else "quoted"]
        href = f"#s{run.statement + 1}"
    if run.figure is not None:
        amount = plan.reading.figures[run.figure].amount
        classes.append("figure")
        href = f"#f{run.figure + 1}"
        anchor = _anchor(f"f={amount.start}-{amount.end}", anchors)
        inside += f"<sup>F{run.figure + 1}</sup>" if run.end == amount.end else ""
    if href and not text.strip():  # a link without words cannot be named; the space keeps its place in the row
        return f'<span class="{" ".join(classes)}"{anchor}>{inside}</span>'
    return f'<a class="{" ".join(classes)}" href="{href}"{anchor}>{inside}</a>' if href else inside
