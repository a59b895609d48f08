"""What every request must be before a page sees it, and what every answer carries.

A page of another site, opened in the same browser, can make requests to this machine: under a name of its own that it points here
(DNS rebinding), or as a form that it submits. So the Host must be one of ours on every method, and what writes must come from our own
pages, as JSON or a form, with the session's cookie. On a shared desk nobody reads either who has not signed in, and nobody asks too often.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SaysoError
from sayso.web.limits import Limit, Limits, address_of
from sayso.web.render import aside
from sayso.web.settings import MOST_FORM, MOST_UPLOAD, Settings
from sayso.web.visitors import STRANGER, Door, Visitor

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ORIGINAL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For what somebody else wrote: no script, no form, no request, and no origin of ours."""

SIGN_IN, SIGN_OUT, ACCOUNT = "/sign-in", "/sign-out", "/account"

_OF_EVERYBODY = frozenset({SIGN_OUT, ACCOUNT})
"""Where everybody who signed in to a shared desk may write, for it concerns nobody else."""

TO_SIGN_IN: Mapping[str, str] = MappingProxyType({"www-authenticate": f'Cookie realm="Sayso", form-action="{SIGN_IN}"'})
"""What an answer carries to somebody who has to sign in."""

_READS = frozenset({"GET", "HEAD"})
_WRITES = frozenset({"POST"})
_FORMS = frozenset({"application/json", "application/x-www-form-urlencoded", "multipart/form-data"})
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all a form of ours would not say where it comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class _TooLarge(Exception):
    """The body went on past its limit."""


class Refusal(Exception):
    """A request that is not let in: the status, a sentence that says what to do, and what else the answer carries."""

    def __init__(self, status: HTTPStatus, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers or {}


class Guard:
    """Stands before the application and lets in what is safe. Pure ASGI: it looks at the headers and counts the body."""

    def __init__(self, app: ASGIApp, settings: Settings, door: Door, limits: Limits | None) -> None:
        """``limits`` are those of a shared desk, None on one's own."""
        self._app = app
        self._settings = settings
        self._hosts = frozenset(settings.hosts)
        self._door = door
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        begun = False

        async def armed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _arm(MutableHeaders(raw=message.setdefault("headers", [])))
            await send(message)

        try:
            host = self._host(headers)
            visitor = await self._visitor(scope, headers)
            scope["visitor"], scope["writes"] = visitor, visitor.writes
            limit = self._checked(scope, headers, host, visitor)
            await self._app(scope, _bounded(receive, limit), armed)
        except Refusal as refusal:
            await _refuse(scope, receive, armed, refusal)
        except _TooLarge:
            if not begun:
                large = Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large. Send less at a time.")
                await _refuse(scope, receive, armed, large)

    def _host(self, headers: Headers) -> str:
        """The name by which the desk is called. Raises Refusal for one that is not its own."""
        hosts = headers.getlist("host")
        if len(hosts) == 1 and hosts[0].lower() in self._hosts:
            return hosts[0].lower()
        told = (
            "This desk answers to the names that sayso serve was given with --allow-host, and to no other."
            if self._settings.shared
            else "This desk answers to the address that sayso serve printed, and to no other name."
        )
        raise Refusal(HTTPStatus.MISDIRECTED_REQUEST, told)

    async def _visitor(self, scope: Scope, headers: Headers) -> Visitor:
        """Who makes the request. Raises Refusal where that cannot be looked up."""
        if self._settings.shared and scope["path"].startswith("/assets/"):
            return STRANGER  # not worth a look into the store
        token = cookie_parser(headers.get("cookie", "")).get(cookie_name(self._settings, scope), "")
        try:
            return await self._door.visitor(token)
        except SaysoError as error:
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, str(error), {"retry-after": "5"}) from error

    def _checked(self, scope: Scope, headers: Headers, host: str, visitor: Visitor) -> int:
        """How many bytes the body may have. Raises Refusal."""
        method, path = scope["method"], scope["path"]
        open_to_all = path.startswith("/assets/") and method in _READS
        if not open_to_all:
            self._often(self._limits.requests if self._limits else None, visitor.name or f"from {address_of(scope)}")
        if method not in _READS | _WRITES:
            raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Read with GET, write with POST.", {"allow": "GET, HEAD, POST"})
        signing = self._settings.shared and path == SIGN_IN
        if method in _READS:
            if not (visitor.reads or open_to_all or signing):
                raise _stranger(scope, headers)
            return MOST_FORM
        _from_ourselves(headers, host)
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in _FORMS:
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Write as JSON or as a form.")
        if not (visitor.reads or signing):
            raise _stranger(scope, headers)
        if not signing and not (self._settings.shared and path in _OF_EVERYBODY):
            if not visitor.writes:
                raise Refusal(HTTPStatus.FORBIDDEN, _READER if visitor.name else _UNOPENED)
            self._often(self._limits.writes if self._limits else None, visitor.name)
        limit = MOST_UPLOAD if path in ("/add", "/api/articles") else MOST_FORM
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The request is larger than {limit:,} bytes. Send less at a time.")
        return limit

    @staticmethod
    def _often(limit: Limit | None, key: str) -> None:
        """Raises Refusal where somebody asks more often than the limit allows."""
        if limit is not None and (wait := limit.take(key)):
            told = f"This is too much at once. Wait {wait} seconds, and go on."
            raise Refusal(HTTPStatus.TOO_MANY_REQUESTS, told, {"retry-after": str(wait)})


_UNOPENED = "This browser may only read. Open the link that sayso serve printed to be able to write."
_READER = "Your name may only read here. Whoever runs this desk makes you a reviewer: sayso users role NAME reviewer."


def _stranger(scope: Scope, headers: Headers) -> Refusal:
    """How somebody who is not signed in is told to: led to the form where there is a person to fill it in."""
    asked = quote(scope["path"]) + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    told = "Sign in first. A program sends its name and password as a form to /sign-in, and the cookie that it gets with every request."
    if headers.get("hx-request") == "true":
        on = urlsplit(headers.get("hx-current-url", "/"))
        asked = f"{on.path}?{on.query}" if on.query else on.path
        return Refusal(HTTPStatus.UNAUTHORIZED, told, {**TO_SIGN_IN, "hx-redirect": f"{SIGN_IN}?{urlencode({'next': asked})}"})
    if "text/html" in headers.get("accept", ""):
        return Refusal(HTTPStatus.SEE_OTHER, told, {"location": f"{SIGN_IN}?{urlencode({'next': asked})}", "cache-control": "no-store"})
    return Refusal(HTTPStatus.UNAUTHORIZED, told, TO_SIGN_IN)


def cookie_name(settings: Settings, scope: Scope) -> str:
    """The session's cookie; with the port in it, for browsers share the cookies of one host among its ports.

    Where the browser speaks https, it is one that no other host and no plain http can set.
    """
    return f"{'__Host-' if scope.get('scheme') == 'https' else ''}sayso-{settings.port}"


def _from_ourselves(headers: Headers, host: str) -> None:
    """Raises Refusal where a browser says that another site, or nothing it knows of, made the request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        if site == "same-origin":
            return
    elif headers.get("origin") and urlsplit(headers["origin"]).netloc.lower() == host:
        return
    raise Refusal(
        HTTPStatus.FORBIDDEN, "What writes must come from this desk's own pages. A program sends the header Sec-Fetch-Site: same-origin."
    )


def _bounded(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _TooLarge
        return message

    return counted


def _arm(headers: MutableHeaders) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("content-security-policy", POLICY)
    headers.setdefault("cache-control", "private, no-cache")


def refused(refusal: Refusal, *, person: bool = False) -> Response:
    """A refusal as the one who asks can read it: a plain page for a ``person``, else problem details (RFC 9457). It repeats nothing of the request."""
    status, title = refusal.status.value, refusal.status.phrase
    if person:
        page = (
            f'<!doctype html><html lang="en"><title>{title} · Sayso</title><h1>{title}</h1><p>{escape(str(refusal))}</p>'
            '<p><a href="/">Go on</a></p></html>'
        )
        return Response(page, status, dict(refusal.headers), "text/html")
    body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": str(refusal)})
    return Response(body, status, dict(refusal.headers), "application/problem+json")


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    headers = Headers(scope=scope)
    if headers.get("hx-request") == "true":
        answer = aside(str(refusal), refusal.status.value)
        answer.headers.update(refusal.headers)
    elif "text/html" in headers.get("accept", "") and "visitor" in scope:
        values = {"title": refusal.status.phrase, "status": refusal.status.value, "sentence": str(refusal)}
        answer = scope["app"].state.desk.show(Request(scope), "problem.html", values, status=refusal.status.value)
        answer.headers.update(refusal.headers)
    else:
        answer = refused(refusal, person="text/html" in headers.get("accept", ""))
    await answer(scope, receive, send)
