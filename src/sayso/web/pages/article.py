"""An article: its text with every word's owner, its statements and figures in step, and its original behind bars."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.domain import Figure
from sayso.exchange import json as exchange
from sayso.exchange import marking, wording
from sayso.exchange.runs import Plan
from sayso.inlets.sniff import is_html
from sayso.ledger import FiledArticle
from sayso.web.desk import desk_of
from sayso.web.render import tagged
from sayso.web.safety import ORIGINAL_POLICY
from sayso.web.takeaway import attachment


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the side lists it."""

    number: int
    anchor: str
    badge: str
    hue: str
    depth: str
    chain: Markup
    words: Markup
    voice: str
    manner: Markup
    id: str
    state: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure as the side lists it."""

    number: int
    anchor: str
    hue: str
    amount: str
    counted: str
    predicate: str
    place: str
    time: str
    relation: str
    implied: str
    doubt: str
    chain: Markup
    id: str
    question: str
    state: str


def article(request: Request) -> Response:
    """Show an article."""
    desk = desk_of(request)
    filed = desk.ledger.article(request.path_params["id"], reader=request.query_params.get("reader") or None)
    plan = Plan(filed.reading)
    values = {
        "filed": filed,
        "row": filed.row,
        "article": filed.reading.article,
        "reader": filed.reading.reader,
        "notes": (*filed.reading.article.notes, *filed.reading.notes),
        "text": Markup("".join(marking.paragraphs(plan))),
        "legend": Markup(marking.legend(plan)),
        "statements": _statements(filed, plan),
        "figures": _figures(filed, plan),
        "original": bool(desk.ledger.raw(filed.row.id)),
    }
    return desk.show(request, "article.html", values)


def _statements(filed: FiledArticle, plan: Plan) -> list[Said]:
    out = []
    for i, a in enumerate(filed.reading.attributions):
        id = filed.statements.get(a.id, "")
        out.append(
            Said(
                i + 1,
                f"s={a.content[0].start}-{a.content[0].end}",
                plan.badge(i),
                marking.hue(plan.source_of(a)),
                marking.depth(plan, i),
                Markup(marking.chain(plan, a)),
                Markup(marking.said(a)),
                a.voice.value,
                Markup(marking.manner(a)),
                id,
                filed.states.get(id, ""),
            )
        )
    return out


def _figures(filed: FiledArticle, plan: Plan) -> list[Counted]:
    out = []
    for i, read in enumerate(filed.reading.figures):
        id = filed.entries.get(read.id, "")
        f: Figure = filed.mended.get(id, read)
        anchor = f"f={read.amount.start}-{read.amount.end}" if i in plan.marked else f"s={read.amount.start}-{read.amount.end}"
        out.append(
            Counted(
                i + 1,
                anchor,
                marking.hue(plan.source_of(read)),
                wording.amount(f),
                f.counted.surface if f.counted else "",
                f.predicate,
                f.place.surface if f.place else "",
                wording.period(f.time) if f.time else "",
                wording.relation(f, plan.labels),
                wording.implied(f),
                wording.doubt(f.confidence),
                Markup(marking.chain(plan, f)),
                id,
                filed.questions.get(read.id, ""),
                filed.states.get(id, ""),
            )
        )
    return out


def original(request: Request) -> Response:
    """Show the bytes that an article came as, with nothing in them that could act."""
    raw = desk_of(request).ledger.raw(request.path_params["id"])
    if not raw:
        raise HTTPException(404, "The original of this article was not kept.")
    kind = "text/html" if is_html(raw, False) else "text/plain; charset=utf-8"
    answer = Response(raw, media_type=kind, headers={"content-security-policy": ORIGINAL_POLICY})
    return tagged(request, answer, raw)


def reading(request: Request) -> Response:
    """Give the reading as JSON."""
    filed = desk_of(request).ledger.article(request.path_params["id"], reader=request.query_params.get("reader") or None)
    return attachment(exchange.write(filed.reading).encode(), "application/json", f"{filed.row.id}.json")


ROUTES = [
    Route("/articles/{id}", article),
    Route("/articles/{id}/original", original),
    Route("/articles/{id}/reading.json", reading),
]
