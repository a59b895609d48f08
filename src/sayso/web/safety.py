"""What every request must be before a page sees it, and what every answer carries.

A page of another site, opened in the same browser, can make requests to this machine: under a name of its own that it points here
(DNS rebinding), or as a form that it submits. So the Host must be one of ours on every method, and what writes must come from our own
pages, as JSON or a form, with the session's cookie.
"""

from __future__ import annotations

import json
from html import escape
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.sessions import Sessions
from sayso.web.settings import MOST_FORM, MOST_UPLOAD, Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ORIGINAL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For what somebody else wrote: no script, no form, no request, and no origin of ours."""

_READS = frozenset({"GET", "HEAD"})
_WRITES = frozenset({"POST"})
_FORMS = frozenset({"application/json", "application/x-www-form-urlencoded", "multipart/form-data"})
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class _TooLarge(Exception):
    """The body went on past its limit."""


class Refusal(Exception):
    """A request that is not let in: the status, and a sentence that says what to do."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Guard:
    """Stands before the application and lets in what is safe. Pure ASGI: it looks at the headers and counts the body."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self._app = app
        self._hosts = frozenset(settings.hosts)
        self._sessions = sessions
        self.cookie = cookie_name(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        scope["writes"] = self._sessions.holds(cookie_parser(headers.get("cookie", "")).get(self.cookie, ""))
        begun = False

        async def armed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _arm(MutableHeaders(raw=message.setdefault("headers", [])))
            await send(message)

        try:
            limit = self._checked(scope, headers)
            await self._app(scope, _bounded(receive, limit), armed)
        except Refusal as refusal:
            await _refuse(armed, headers, refusal)
        except _TooLarge:
            if not begun:
                await _refuse(
                    armed, headers, Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large. Send less at a time.")
                )

    def _checked(self, scope: Scope, headers: Headers) -> int:
        """How many bytes the body may have. Raises Refusal."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise Refusal(
                HTTPStatus.MISDIRECTED_REQUEST, "This desk answers to the address that sayso serve printed, and to no other name."
            )
        method = scope["method"]
        if method in _READS:
            return MOST_FORM
        if method not in _WRITES:
            raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Read with GET, write with POST.")
        _from_ourselves(headers, hosts[0].lower())
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in _FORMS:
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Write as JSON or as a form.")
        if not scope["writes"]:
            raise Refusal(HTTPStatus.FORBIDDEN, "This browser may only read. Open the link that sayso serve printed to be able to write.")
        limit = MOST_UPLOAD if scope["path"] in ("/add", "/api/articles") else MOST_FORM
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The request is larger than {limit:,} bytes. Send less at a time.")
        return limit


def cookie_name(settings: Settings) -> str:
    """The session's cookie; with the port in it, for browsers share the cookies of one host among its ports."""
    return f"sayso-{settings.port}"


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


async def _refuse(send: Send, asked: Headers, refusal: Refusal) -> None:
    """Answer as the one who asks can read it: a plain page, or problem details (RFC 9457). Nothing of the request is repeated."""
    status, title = refusal.status.value, refusal.status.phrase
    headers = []
    if asked.get("hx-request") == "true":
        kind, text = b"text/html; charset=utf-8", escape(str(refusal))
        headers += [(b"hx-retarget", b"#said"), (b"hx-reswap", b"innerHTML")]
    elif "text/html" in asked.get("accept", ""):
        kind = b"text/html; charset=utf-8"
        text = f'<!doctype html><html lang="en"><title>{title} · Sayso</title><h1>{title}</h1><p>{escape(str(refusal))}</p><p><a href="/">Go on</a></p></html>'
    else:
        kind = b"application/problem+json"
        text = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": str(refusal)})
    body = text.encode()
    headers += [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if refusal.status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"GET, HEAD, POST"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
