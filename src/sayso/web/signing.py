"""Signing in to a shared desk, and out, and choosing another password."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from urllib.parse import urlsplit

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import NotPossible
from sayso.ledger import User
from sayso.ledger.passwords import LONGEST, SHORTEST
from sayso.web.desk import desk_of
from sayso.web.limits import Limits, address_of
from sayso.web.named import Named
from sayso.web.render import query
from sayso.web.safety import ACCOUNT, SIGN_IN, SIGN_OUT, TO_SIGN_IN, Refusal, cookie_name, refused

_AT_ONCE = 2
"""Passwords that are hashed at a time: each takes memory and a processor."""

_MOST_WAITING = 40
_LONGEST_NAME = 64
_HERE = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_log = logging.getLogger(__name__)


def here(path: str) -> str:
    """An address on this desk; the first page instead of one that leads elsewhere.

    >>> here("/articles/a1#s=3-9"), here("//evil.example"), here("https://evil.example"), here(r"/\\evil.example")
    ('/articles/a1#s=3-9', '/', '/', '/')
    """
    return path if _HERE.fullmatch(path) and urlsplit(path).path != SIGN_IN else "/"


class Signing:
    """The pages with which sessions begin and end."""

    def __init__(self, door: Named, limits: Limits) -> None:
        self._door = door
        self._limits = limits
        self._turns = anyio.CapacityLimiter(_AT_ONCE)
        self.routes = [
            Route(SIGN_IN, self.form),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
            Route(ACCOUNT, self.account),
            Route(ACCOUNT, self.change, methods=["POST"]),
        ]

    def form(self, request: Request) -> Response:
        """Show the form to whoever is not signed in."""
        after = here(request.query_params.get("next", "/"))
        if request.scope["visitor"].reads:
            return RedirectResponse(after, 303)
        # Who follows a link from elsewhere brings no strict cookie, signed in or not; a page of ours that goes on does.
        if request.headers.get("sec-fetch-site", "cross-site") in ("cross-site", "same-site") and "again" not in request.query_params:
            again = query(SIGN_IN, next=after, again=True)
            return _kept_by_nobody(desk_of(request).show(request, "again.html", {"again": again}))
        return self._page(request, "", after, "", HTTPStatus.OK)

    async def sign_in(self, request: Request) -> Response:
        """Begin a session for whoever knows a password."""
        async with request.form(max_files=1, max_fields=5) as fields:
            given = {name: value if isinstance(value := fields.get(name), str) else "" for name in ("name", "password", "next")}
        name, after, address = given["name"].strip().lower()[:_LONGEST_NAME], here(given["next"]), address_of(request.scope)
        wait = self._limits.sign_in(name, address)
        if wait or self._turns.statistics().tasks_waiting > _MOST_WAITING:
            sentence = f"Too many have tried to sign in. Wait {wait or 5} seconds, and try again."
            return self._refused(request, name, after, Refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, {"retry-after": str(wait or 5)}))
        user = await anyio.to_thread.run_sync(self._door.known, name, given["password"].rstrip("\r\n"), limiter=self._turns)
        if user is None:
            _log.warning("nobody signed in as %r from %s", name, address)
            sentence = "There is no user of this name with this password. Whoever runs this desk can give you another."
            return self._refused(request, name, after, Refusal(HTTPStatus.UNAUTHORIZED, sentence, TO_SIGN_IN))
        self._limits.signed_in(name)
        return self._begun(request, user, after)

    def sign_out(self, request: Request) -> Response:
        """End this session."""
        cookie, secure = cookie_name(desk_of(request).settings, request.scope), request.scope["scheme"] == "https"
        self._door.end(request.cookies.get(cookie, ""))
        answer = RedirectResponse(SIGN_IN, 303, headers={"clear-site-data": '"cache"'})
        answer.delete_cookie(cookie, httponly=True, samesite="strict", secure=secure, path="/")
        return _kept_by_nobody(answer)

    def account(self, request: Request) -> Response:
        """Show somebody who signed in what they may do here, and the form for another password."""
        return self._own(request, "", "", HTTPStatus.OK, changed="changed" in request.query_params)

    async def change(self, request: Request) -> Response:
        """Give whoever signed in another password, for the one that they have; their other sessions end."""
        async with request.form(max_files=1, max_fields=5) as fields:
            given = {name: value if isinstance(value := fields.get(name), str) else "" for name in ("password", "new", "again")}
        old, new, again = (value.rstrip("\r\n") for value in given.values())
        name, address = request.scope["visitor"].name, address_of(request.scope)
        if new != again:
            return self._unchanged(
                request, "again", Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "The new password is not the same both times.")
            )
        wait = self._limits.sign_in(name, address)
        if wait or self._turns.statistics().tasks_waiting > _MOST_WAITING:
            sentence = f"Passwords were tried too often. Wait {wait or 5} seconds, and try again."
            refusal = Refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, {"retry-after": str(wait or 5)})
            return self._unchanged(request, "password", refusal)
        try:
            user = await anyio.to_thread.run_sync(self._door.change, name, old, new, limiter=self._turns)
        except NotPossible as error:
            return self._unchanged(request, "new", Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)))
        if user is None:
            _log.warning("%r gave a wrong password for another one from %s", name, address)
            return self._unchanged(request, "password", Refusal(HTTPStatus.FORBIDDEN, "This is not the password that you have now."))
        _log.warning("%r has another password, chosen from %s", name, address)
        self._limits.signed_in(name)
        return self._begun(request, user, f"{ACCOUNT}?changed=1")

    def _begun(self, request: Request, user: User, after: str) -> Response:
        """A session that begins instead of the one that the browser has, if it has one, and where it leads."""
        cookie, secure = cookie_name(desk_of(request).settings, request.scope), request.scope["scheme"] == "https"
        self._door.end(request.cookies.get(cookie, ""))
        answer = RedirectResponse(after, 303)
        answer.set_cookie(cookie, self._door.begin(user), httponly=True, samesite="strict", secure=secure, path="/")
        return _kept_by_nobody(answer)

    def _unchanged(self, request: Request, field: str, refusal: Refusal) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return refused(refusal)
        answer = self._own(request, field, str(refusal), refusal.status)
        answer.headers.update(refusal.headers)
        return answer

    def _own(self, request: Request, field: str, said: str, status: HTTPStatus, *, changed: bool = False) -> Response:
        user = self._door.find(request.scope["visitor"].name)
        if user is None:  # removed since the request was let in
            return RedirectResponse(SIGN_IN, 303)
        values = {"user": user, "field": field, "wrong": said, "changed": changed, "shortest": SHORTEST, "longest": LONGEST}
        return _kept_by_nobody(desk_of(request).show(request, "account.html", values, status=status.value))

    def _refused(self, request: Request, name: str, after: str, refusal: Refusal) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return refused(refusal)
        answer = self._page(request, name, after, str(refusal), refusal.status)
        answer.headers.update(refusal.headers)
        return answer

    def _page(self, request: Request, name: str, after: str, said: str, status: HTTPStatus) -> Response:
        values = {"name": name, "after": after, "wrong": said}
        return _kept_by_nobody(desk_of(request).show(request, "sign-in.html", values, status=status.value))


def _kept_by_nobody(answer: Response) -> Response:
    answer.headers["cache-control"] = "no-store"
    return answer
