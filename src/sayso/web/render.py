"""Pages from templates: everything is escaped unless it was made safe by the room that knows how."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.web import shown
from sayso.web.assets import Assets


class Pages:
    """The templates, and what all of them know."""

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=PackageLoader("sayso.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.filters |= shown.FILTERS
        self._environment.globals |= {
            "asset": assets.url,
            "bounds": shown.bounds,
            "plural": shown.plural,
            "marked": shown.marked,
            "verdicts": shown.VERDICTS,
            "query": query,
        }

    def show(self, request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
        """A page, or 304 where the browser has it already."""
        visitor = request.scope["visitor"]
        common = {"path": request.url.path, "visitor": visitor, "writes": visitor.writes, "partial": partial(request)}
        body = self._environment.get_template(template).render(common | dict(values)).encode("utf-8", "replace")
        answer = HTMLResponse(body, status, headers={"vary": "HX-Request, Cookie"})
        return tagged(request, answer, body) if status == 200 else answer


def tagged(request: Request, answer: Response, body: bytes) -> Response:
    """The answer with an ETag, or 304 where the request has the same one."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    answer.headers["etag"] = tag
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        kept = {name: value for name, value in answer.headers.items() if name in ("vary", "etag", "cache-control")}
        return Response(status_code=304, headers=kept)
    return answer


def partial(request: Request) -> bool:
    """Whether htmx asks for a part of a page, and not for a whole one because its history lacks it."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"


def aside(sentence: str, status: int) -> Response:
    """A sentence for the line that every page keeps for what went wrong, while the rest of the page stays as it is."""
    return HTMLResponse(escape(sentence), status, headers={"hx-retarget": "#said", "hx-reswap": "innerHTML"})


def field(fields: FormData, name: str) -> str:
    """A text in a form, without spaces around it; empty where it is not given."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def query(path: str, **values: object) -> str:
    """An address with those of the values that say something.

    >>> query("/questions", q="two fled", place="", after=None)
    '/questions?q=two+fled'
    """
    said = {name: value for name, value in values.items() if value not in ("", None, False)}
    return f"{path}?{urlencode({k: 1 if v is True else v for k, v in said.items()})}" if said else path
