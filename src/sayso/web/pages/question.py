"""A question: the picture first, then who says what and how it moved, who relays whom, and what follows."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.domain import Account, Entry, Question, Reckoning, VerdictKind
from sayso.exchange.palette import HUES, LIGHT, THEMES, Palette
from sayso.exchange.timeline import drawable
from sayso.exchange.timeline import timeline as timeline_of
from sayso.ledger import QuestionRow
from sayso.web import picture
from sayso.web.desk import desk_of, go
from sayso.web.plain import dumps
from sayso.web.relays import Graph, graph
from sayso.web.render import query, tagged
from sayso.web.takeaway import attachment, csv_of, table

_WIDEST = 1600


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of an account: the entry, whether it only reached us through somebody else, and the answer before it, where it moved."""

    entry: Entry
    relayed: bool
    before: Entry | None


@dataclass(frozen=True, slots=True)
class Voiced:
    """An account with its answers, and the number of its hue."""

    account: Account
    hue: int
    told: tuple[Told, ...]


def _asked(request: Request) -> tuple[Question, Reckoning]:
    ledger = desk_of(request).ledger
    id = request.path_params["id"]
    return ledger.question(id), ledger.reckoning(id)


def question(request: Request) -> Response:
    """Show a question."""
    desk = desk_of(request)
    asked, reckoning = _asked(request)
    if asked.id != request.path_params["id"]:
        return go(request, f"/questions/{asked.id}")
    entries = {e.id: e for e in asked.entries}
    values = {
        "question": asked,
        "row": desk.ledger.question_row(asked.id),
        "reckoning": reckoning,
        "entries": entries,
        "voices": [_voiced(account, entries, i % HUES) for i, account in enumerate(reckoning.accounts)],
        "verdicts_apart": [v for v in reckoning.verdicts if v.kind is VerdictKind.DISAGREE],
        "verdicts_moved": [v for v in reckoning.verdicts if v.kind is VerdictKind.REVISED],
        "verdicts_else": [v for v in reckoning.verdicts if v.kind not in (VerdictKind.DISAGREE, VerdictKind.REVISED)],
        "graph": graph(asked),
        "drawn": bool(drawable(asked)),
        "others": _others(request, asked),
    }
    return desk.show(request, "question.html", values)


def _voiced(account: Account, entries: dict[str, Entry], hue: int) -> Voiced:
    moved = {revision.after: entries.get(revision.before) for revision in account.revisions}
    relayed = set(account.relays)
    told = tuple(Told(entries[id], id in relayed, moved.get(id)) for id in account.entries if id in entries)
    return Voiced(account, hue, told)


def _others(request: Request, asked: Question) -> list[QuestionRow]:
    """Questions like this one, with which it may be one."""
    if not request.scope.get("writes"):
        return []
    words = asked.counted.replace('"', " ")
    if not any(map(str.isalnum, words)):
        return []
    return [row for row in desk_of(request).ledger.questions(words, limit=30) if row.id != asked.id]


def timeline(request: Request) -> Response:
    """Give the picture: the specification, or drawn as SVG or PNG, in the light or the dark theme."""
    asked, reckoning = _asked(request)
    palette = THEMES.get(request.query_params.get("theme", "light"))
    given = request.query_params.get("width", "640")
    if palette is None or not given.isdigit() or not 120 <= int(given) <= _WIDEST:
        raise HTTPException(422, f"A picture has theme=light or theme=dark, and a width from 120 to {_WIDEST}.")
    made = _drawn(asked, reckoning, palette, int(given))
    form = request.path_params["form"]
    if form == "json":
        body, kind = dumps(made).encode(), "application/json"
    elif form == "svg":
        body, kind = picture.svg(made), "image/svg+xml"
    elif form == "png":
        body, kind = picture.png(made), "image/png"
    else:
        raise HTTPException(404, "A picture is json, svg or png.")
    if request.query_params.get("take"):
        return attachment(body, kind, f"{asked.id}.{form}")
    return tagged(request, Response(body, media_type=kind), body)


def _drawn(asked: Question, reckoning: Reckoning, palette: Palette = LIGHT, width: int = 640) -> dict[str, Any]:
    return timeline_of(asked, reckoning, palette, width, articles="/articles/")


def relays(request: Request) -> Response:
    """Give who relays whom as JSON."""
    made: Graph = graph(desk_of(request).ledger.question(request.path_params["id"]))
    body = dumps(made).encode()
    return tagged(request, Response(body, media_type="application/json"), body)


def take(request: Request) -> Response:
    """Give the answers as CSV or JSON, or all of it with the pictures in a ZIP archive."""
    asked, reckoning = _asked(request)
    form = request.path_params["form"]
    if form == "json":
        return attachment(dumps({"question": asked, "reckoning": reckoning}).encode(), "application/json", f"{asked.id}.json")
    if form == "csv":
        return table(_rows(asked, reckoning), asked.id, "csv")
    if form != "zip":
        raise HTTPException(404, "A question can be taken as csv, json or zip.")
    made = _drawn(asked, reckoning)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{asked.id}.csv", csv_of(_rows(asked, reckoning)).encode("utf-8-sig"))
        archive.writestr(f"{asked.id}.json", dumps({"question": asked, "reckoning": reckoning}))
        archive.writestr(f"{asked.id}.vl.json", dumps(made))
        archive.writestr(f"{asked.id}.svg", picture.svg(made))
        archive.writestr(f"{asked.id}.png", picture.png(made))
    return attachment(out.getvalue(), "application/zip", f"{asked.id}.zip")


def _rows(asked: Question, reckoning: Reckoning) -> list[dict[str, object]]:
    """One row an answer."""
    relayed = {id for account in reckoning.accounts for id in account.relays}
    return [
        {
            "entry": e.id,
            "question": asked.title,
            "originator": e.originator.name,
            "chain": tuple(p.name for p in e.parties),
            "outlet": e.outlet.name,
            "published": e.published,
            "amount": e.figure.amount.surface,
            "low": e.figure.quantity.low,
            "high": e.figure.quantity.high,
            "qualifier": e.figure.quantity.qualifier,
            "unit": e.figure.quantity.unit,
            "time": e.figure.time,
            "relay": "yes" if e.id in relayed else "no",
            "sentence": e.figure.sentence.surface,
            "article": e.article,
            "start": e.figure.amount.start,
            "end": e.figure.amount.end,
        }
        for e in asked.entries
    ]


async def change(request: Request) -> Response:
    """Rename a question, merge it with others, or split answers off it."""
    async with request.form(max_fields=2100) as fields:
        what = str(fields.get("what", ""))
        title = str(fields.get("title", ""))
        chosen = [str(value) for value in fields.getlist("chosen")]
    return await run_in_threadpool(_change, request, what, title, chosen)


def _change(request: Request, what: str, title: str, chosen: list[str]) -> Response:
    desk = desk_of(request)
    id, who = request.path_params["id"], desk.settings.who
    if what == "rename":
        desk.ledger.rename_question(id, title.strip()[:300], who=who)
    elif what == "merge":
        desk.ledger.merge_questions([id, *chosen], who=who)
    elif what == "split":
        desk.ledger.split_question(id, chosen, who=who)
    else:
        raise HTTPException(422, "A question can be renamed, merged or split.")
    return go(request, query(f"/questions/{id}"))


ROUTES = [
    Route("/questions/{id}", question),
    Route("/questions/{id}", change, methods=["POST"]),
    Route("/questions/{id}/timeline.{form}", timeline),
    Route("/questions/{id}/relays.json", relays),
    Route("/questions/{id}/all.{form}", take),
]
