"""History: who decided what, and when; any of it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.ledger import Event, HistoryChoice, Ledger, Page, Target
from sayso.web import narrow
from sayso.web.desk import desk_of
from sayso.web.listing import Asked, Listing
from sayso.web.render import field

_SHOWN = 6
"""How many things that one event is about are named."""

_PLACES = {"a": "articles", "q": "questions", "s": "sources"}


def _choice(asked: Asked) -> HistoryChoice:
    return HistoryChoice(*(asked[name] for name in ("target", "who", "what", "day")))


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about: its words, and where it is shown."""

    text: str
    where: str


def _about(ledger: Ledger, page: Page[Event]) -> dict[str, object]:
    found = ledger.told(id for event in page for id in event.targets[:_SHOWN])
    return {"told": {id: About(target.text or id, _where(target)) for id, target in found.items()}, "most": _SHOWN}


def _where(target: Target) -> str:
    if target.article:
        return f"/articles/{target.article}#s={target.start}-{target.end}"
    return f"/{_PLACES[target.id[0]]}/{target.id}"


HISTORY = Listing(
    "decision",
    "What was decided",
    ("target",),
    ("who", "what", "day"),
    {"latest": "latest first", "earliest": "earliest first"},
    _choice,
    "history.html",
    _about,
)


async def take_back(request: Request) -> Response:
    """Undo or redo one event of the history, and show the list as it was narrowed."""
    async with request.form(max_fields=10) as fields:
        asked = HISTORY.asked({name: field(fields, f"list-{name}") for name in ("target", "who", "what", "day", "sort")})
        return await run_in_threadpool(_take_back, request, field(fields, "what"), field(fields, "id"), asked)


def _take_back(request: Request, what: str, id: str, asked: Asked) -> Response:
    desk = desk_of(request)
    if what not in ("undo", "redo"):
        raise HTTPException(422, "An event can be undone or redone.")
    (desk.ledger.undo if what == "undo" else desk.ledger.redo)(id or None, who=desk.settings.who, own=desk.settings.shared)
    return RedirectResponse(narrow.address("/history", asked), 303)


ROUTES = [Route("/history", HISTORY.show), Route("/history", take_back, methods=["POST"])]
