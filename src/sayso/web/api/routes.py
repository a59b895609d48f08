"""The interface for programs as routes, with its description for programs and for people."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.web.api.openapi import describe
from sayso.web.api.reads import READS
from sayso.web.api.writes import WRITES
from sayso.web.desk import desk_of
from sayso.web.plain import dumps
from sayso.web.render import tagged


@cache
def _description() -> dict[str, Any]:
    return describe(READS, WRITES)


def openapi(request: Request) -> Response:
    """Describe all of it."""
    body = dumps(_description()).encode()
    return tagged(request, Response(body, media_type="application/json"), body)


def documentation(request: Request) -> Response:
    """Show the description to people."""
    return desk_of(request).show(request, "api.html", {"description": _description()})


ROUTES = [
    Route("/api/", documentation),
    Route("/api/openapi.json", openapi),
    *(Route(write.path, write.answer, methods=["POST"]) for write in WRITES),
    *(Route(read.path, read.answer) for read in READS),
]
