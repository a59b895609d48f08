"""The application: which address shows what."""

from __future__ import annotations

import contextlib
import functools
import logging
import time
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.web import api
from sayso.web.adding import Adding, Reads
from sayso.web.assets import Assets
from sayso.web.desk import Desk, desk_of, status_of
from sayso.web.limits import Limits
from sayso.web.named import Named
from sayso.web.pages import add, article, history, home, lists, question, review, search, source
from sayso.web.render import Pages, aside, partial
from sayso.web.safety import Guard, cookie_name
from sayso.web.sessions import Sessions
from sayso.web.settings import Settings
from sayso.web.signing import Signing
from sayso.web.visitors import Door

_log = logging.getLogger(__name__)


def create_app(ledger: Ledger, settings: Settings, load: Callable[[], Reads], *, clock: Callable[[], float] = time.monotonic) -> Starlette:
    """The desk on an open ledger, which it does not close.

    ``load`` makes the reader when the first article is added; ``clock`` tells seconds, for sessions and limits. The application is an ASGI one;
    serve it on the loopback address only, unless the desk is shared.
    """
    assets = Assets()
    door, limits, entrance = _shared(ledger, clock) if settings.shared else _own(settings)
    adding = Adding(ledger, load, allow_private=settings.allow_private, language=settings.language)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(adding.stop)

    app = Starlette(
        routes=[
            Route("/assets/{digest}/{name:path}", assets.serve),
            *entrance,
            *home.ROUTES,
            *search.ROUTES,
            *lists.ROUTES,
            *article.ROUTES,
            *question.ROUTES,
            *source.ROUTES,
            *review.ROUTES,
            *history.ROUTES,
            *add.ROUTES,
            *api.ROUTES,
        ],
        middleware=[Middleware(Guard, settings=settings, door=door, limits=limits)],
        exception_handlers={SaysoError: _failed, HTTPException: _not_found, Exception: _broken},
        lifespan=lifespan,
    )
    app.state.desk = Desk(ledger, Pages(assets), adding, settings)
    return app


def _own(settings: Settings) -> tuple[Door, Limits | None, list[Route]]:
    """The door of one's own desk, which its first link opens."""
    sessions = Sessions(settings.key)
    return sessions, None, [Route("/open", functools.partial(start_session, sessions))]


def _shared(ledger: Ledger, clock: Callable[[], float]) -> tuple[Door, Limits | None, list[Route]]:
    """The door of a shared desk, at which people sign in."""
    named, limits = Named(ledger.users, clock), Limits(clock)
    return named, limits, Signing(named, limits).routes


def start_session(sessions: Sessions, request: Request) -> Response:
    """Take the key of the first link and let this browser write from now on."""
    desk = desk_of(request)
    token = sessions.start(request.query_params.get("key", ""))
    if token is None:
        if request.scope.get("writes"):
            return RedirectResponse("/", 303)
        sentence = "This link was used already, or is not whole. Stop sayso serve and start it again for a new one; reading works without."
        return _problem(request, HTTPStatus.FORBIDDEN, sentence)
    # A redirect would still count as coming from wherever the link stood, and carry no strict cookie; a page of ours that goes on does.
    answer = desk.show(request, "opened.html", {})
    answer.headers["cache-control"] = "no-store"
    answer.set_cookie(cookie_name(desk.settings, request.scope), token, httponly=True, samesite="strict", path="/")
    return answer


def _problem(request: Request, status: HTTPStatus, sentence: str) -> Response:
    """An error as the one who asks can read it: a page, or problem details (RFC 9457)."""
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": sentence, "instance": request.url.path}
        return JSONResponse(body, status.value, media_type="application/problem+json")
    if partial(request):
        return aside(sentence, status.value)
    return desk_of(request).show(
        request, "problem.html", {"title": status.phrase, "status": status.value, "sentence": sentence}, status=status.value
    )


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, SaysoError)
    return _problem(request, status_of(error), str(error))


async def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    said = error.detail if error.detail != status.phrase else "There is no such page. Begin at the first page, or search."
    return _problem(request, status, said)


async def _broken(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _problem(
        request, HTTPStatus.INTERNAL_SERVER_ERROR, "Sayso made a mistake here, and says more in the terminal. Nothing was changed."
    )
