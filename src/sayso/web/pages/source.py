"""A source: its names and how they were joined, what it says over time, where it began it and where it only passed it on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.domain import Entry
from sayso.ledger import FiledSource, Ledger, QuestionRow
from sayso.web import shown
from sayso.web.desk import desk_of, go
from sayso.web.takeaway import table

_MOST_ASKED = 50
_MOST_ENTRIES = 300


@dataclass(frozen=True, slots=True)
class Heard:
    """A figure that a source began or passed on, with its question."""

    entry: Entry
    question: QuestionRow
    began: bool


def source(request: Request) -> Response:
    """Show a source."""
    desk = desk_of(request)
    found = desk.ledger.source(request.path_params["id"])
    heard = _heard(desk.ledger, found)
    if form := request.query_params.get("as", ""):
        return table(_rows(heard), found.row.id, form)
    others = desk.ledger.sources(found.row.name, limit=30).rows if request.scope.get("writes") and _words(found.row.name) else ()
    values = {
        "source": found,
        "heard": heard,
        "began": sum(h.began for h in heard),
        "others": [row for row in others if row.id != found.row.id],
    }
    return desk.show(request, "source.html", values)


def _words(name: str) -> bool:
    return any(map(str.isalnum, name))


def _heard(ledger: Ledger, found: FiledSource) -> list[Heard]:
    """The figures in whose chains the source is, on its latest questions, the latest first."""
    id = found.row.id
    heard = []
    for row in found.questions[:_MOST_ASKED]:
        for entry in ledger.question(row.id).entries:
            if id in {party.id for party in shown.chain(entry)}:
                heard.append(Heard(entry, row, entry.originator.id == id))
    heard.sort(key=lambda h: (h.entry.published or dt.date.min, h.entry.id), reverse=True)
    return heard[:_MOST_ENTRIES]


def _rows(heard: list[Heard]) -> list[dict[str, object]]:
    return [
        {
            "entry": h.entry.id,
            "question": h.question.title,
            "began": "yes" if h.began else "no",
            "published": h.entry.published,
            "low": h.entry.figure.quantity.low,
            "high": h.entry.figure.quantity.high,
            "chain": tuple(p.name for p in shown.chain(h.entry)),
            "sentence": h.entry.figure.sentence.surface,
            "article": h.entry.article,
        }
        for h in heard
    ]


async def change(request: Request) -> Response:
    """Give a source a name, merge it with others, or split names off it."""
    async with request.form(max_fields=500) as fields:
        what, name = str(fields.get("what", "")), str(fields.get("name", ""))
        chosen = [str(value) for value in fields.getlist("chosen")]
    return await run_in_threadpool(_change, request, what, name, chosen)


def _change(request: Request, what: str, name: str, chosen: list[str]) -> Response:
    desk = desk_of(request)
    id, who = request.path_params["id"], desk.settings.who
    if what == "name":
        desk.ledger.name_source(id, name.strip()[:300], shown=True, who=who)
    elif what == "merge":
        desk.ledger.merge_sources([id, *chosen], who=who)
    elif what == "split":
        desk.ledger.split_source(id, chosen, who=who)
    else:
        raise HTTPException(422, "A source can be named, merged or split.")
    return go(request, f"/sources/{id}")


ROUTES = [Route("/sources/{id}", source), Route("/sources/{id}", change, methods=["POST"])]
