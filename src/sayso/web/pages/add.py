"""Bringing articles in: addresses, a pasted text, files."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.web.adding import Given
from sayso.web.desk import day_of, desk_of, go
from sayso.web.render import field, partial

_MOST_FILES = 300


def form(request: Request) -> Response:
    """Show the form."""
    return desk_of(request).show(request, "add.html", {})


async def take(request: Request) -> Response:
    """Queue what a form brings, and show how far it is."""
    async with request.form(max_files=_MOST_FILES, max_fields=20, max_part_size=5_000_000) as fields:
        given = await _given(fields)
    batch = await run_in_threadpool(desk_of(request).adding.take, given)
    return go(request, f"/add/{batch.id}")


async def _given(fields: FormData) -> list[Given]:
    """The articles in a form. Raises NotPossible for a day that is none."""
    title, outlet = field(fields, "title"), field(fields, "outlet")
    published = day_of(field(fields, "published"))
    found = [Given(url, url=url, outlet=outlet, published=published) for url in field(fields, "urls").split()]
    text = fields.get("text")
    if isinstance(text, str) and text.strip():
        found.append(Given(title or "the pasted text", text=text, title=title, outlet=outlet, published=published))
    for file in fields.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            name = PurePosixPath(file.filename.replace("\\", "/")).name[:200] or "a file"
            found.append(Given(name, raw=await file.read(), outlet=outlet, published=published))
    return found


def progress(request: Request) -> Response:
    """Show how far a batch is."""
    desk = desk_of(request)
    return desk.show(request, "_batch.html" if partial(request) else "batch.html", {"batch": desk.batch(request.path_params["id"])})


ROUTES = [Route("/add", form), Route("/add", take, methods=["POST"]), Route("/add/{id}", progress)]
