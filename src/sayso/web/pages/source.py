"""A source: its names and how they were joined, what it says over time, where it began it and where it only passed it on."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.ledger import Heard
from sayso.web import overtime
from sayso.web.desk import desk_of, go
from sayso.web.render import query
from sayso.web.takeaway import every, streamed

_AT_ONCE = 40
_TAKEN = 1000
_PARTS = {"figures": "Figures it begins", "passed": "Figures it passes on", "statements": "Statements it begins"}


def source(request: Request) -> Response:
    """Show a source."""
    desk = desk_of(request)
    found = desk.ledger.source(request.path_params["id"])
    part, after, form = (request.query_params.get(name, "") for name in ("part", "after", "as"))
    first = ("figures", found.row.figures), ("statements", found.row.statements), ("passed", 1)
    part = part or next(name for name, count in first if count)
    if form:
        pages = every(lambda after: desk.ledger.heard(found.row.id, part, after=after, limit=_TAKEN))
        return streamed(([_row(h) for h in page] for page in pages), f"{found.row.id}-{part}", form)
    page = desk.ledger.heard(found.row.id, part, after=after or None, limit=_AT_ONCE)
    seen = desk.ledger.over_time(found.row.id)
    named = any(map(str.isalnum, found.row.name))
    others = desk.ledger.sources(found.row.name, limit=30).rows if request.scope.get("writes") and named else ()
    path = request.url.path
    values = {
        "source": found,
        "heard": page.rows,
        "part": part,
        "parts": [(name, title, query(path, part=name)) for name, title in _PARTS.items()],
        "title": _PARTS[part],
        "csv": query(path, part=part, **{"as": "csv"}),
        "lines": query(path, part=part, **{"as": "jsonl"}),
        "seen": seen,
        "drawn": overtime.drawn(seen),
        "told": overtime.told(seen),
        "called": overtime.called,
        "next": page.next,
        "more": query(path, part=part, after=page.next),
        "others": [row for row in others if row.id != found.row.id],
    }
    return desk.show(request, "source.html", values)


def _row(h: Heard) -> dict[str, object]:
    return {
        "id": h.id,
        "question": h.asked,
        "published": h.published,
        "low": h.figure.quantity.low if h.figure else None,
        "high": h.figure.quantity.high if h.figure else None,
        "chain": h.chain,
        "outlet": h.outlet,
        "text": h.text,
        "article": h.article,
        "start": h.start,
        "end": h.end,
    }


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
