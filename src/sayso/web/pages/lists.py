"""Lists of questions, articles and sources, with filters in the address, to show or to take away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.ledger import Page
from sayso.ledger.rows import ArticleRow, QuestionRow, SourceRow
from sayso.web.desk import Desk, day_of, desk_of
from sayso.web.render import query
from sayso.web.takeaway import table

_AT_ONCE = 50
_TAKEN = 1000
_FIELDS = ("q", "place", "since", "until", "disagreeing", "described")


def questions(request: Request) -> Response:
    """Questions."""
    return _show(request, "question", "Questions")


def articles(request: Request) -> Response:
    """Articles."""
    return _show(request, "article", "Articles")


def sources(request: Request) -> Response:
    """Sources."""
    return _show(request, "source", "Sources")


def _show(request: Request, kind: str, heading: str) -> Response:
    desk = desk_of(request)
    asked = {name: request.query_params.get(name, "") for name in _FIELDS}
    form = request.query_params.get("as", "")
    page = _rows(desk, kind, asked, request.query_params.get("after"), _TAKEN if form else _AT_ONCE)
    path = request.url.path
    if form:
        return table(page.rows, f"{kind}s", form)
    return desk.show(
        request,
        "list.html",
        {
            "kind": kind,
            "heading": heading,
            "asked": asked,
            "narrowed": any(asked.values()),
            "rows": page.rows,
            "next": page.next,
            "more": query(path, **asked, after=page.next),
            "taken": query(path, **asked, after=request.query_params.get("after"), limit=_TAKEN),
        },
    )


def _rows(
    desk: Desk, kind: str, asked: dict[str, str], after: str | None, limit: int
) -> Page[QuestionRow] | Page[ArticleRow] | Page[SourceRow]:
    since, until = day_of(asked["since"]), day_of(asked["until"])
    if kind == "question":
        return desk.ledger.questions(
            asked["q"], place=asked["place"], since=since, until=until, disagreeing=bool(asked["disagreeing"]), after=after, limit=limit
        )
    if kind == "article":
        return desk.ledger.articles(asked["q"], since=since, until=until, after=after, limit=limit)
    return desk.ledger.sources(asked["q"], described=bool(asked["described"]), after=after, limit=limit)


ROUTES = [Route("/questions", questions), Route("/articles", articles), Route("/sources", sources)]
