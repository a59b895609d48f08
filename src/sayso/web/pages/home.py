"""The first page: what is new, and where reports disagree."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.ledger import Ledger, QuestionRow
from sayso.web.desk import desk_of
from sayso.web.spark import spark

_SHOWN = 8
_MOST_DRAWN = 200  # entries of a question above which its spark would cost more than it says


def home(request: Request) -> Response:
    """Show the first page."""
    desk = desk_of(request)
    values = {
        "apart": _drawn(desk.ledger, desk.ledger.questions(disagreeing=True, limit=_SHOWN)),
        "asked": _drawn(desk.ledger, desk.ledger.questions(limit=_SHOWN)),
        "lately": desk.ledger.articles(limit=_SHOWN).rows,
    }
    return desk.show(request, "home.html", values)


def _drawn(ledger: Ledger, rows: Iterable[QuestionRow]) -> list[tuple[QuestionRow, Markup]]:
    """The questions, each with its spark; without one where a single figure, or very many, answer it."""
    return [(row, spark(ledger.question(row.id).entries) if 1 < row.entries <= _MOST_DRAWN else Markup("")) for row in rows]


ROUTES = [Route("/", home)]
