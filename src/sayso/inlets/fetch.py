"""A page from a URL, within limits of time and size, and never from a private address unless asked to.

A name is resolved once; every address that it has is checked, and the connection goes to a checked address itself, so that
a second answer of the name server cannot lead elsewhere. Each redirect starts over. Proxies named in the environment are not used.
"""

from __future__ import annotations

import http
import http.client
import io
import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import urllib.parse
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import certifi

from sayso.errors import AddressRefused, FetchError, NotText, TooLarge
from sayso.inlets.addresses import is_public

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

    _SockAddr = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = frozenset({80, 443})
_FIRST_OPEN_PORT = 1024
_CHUNK = 65_536
_SAFE = "%/:=&?~+!$,;'@()*[]"
_TYPES = re.compile(r"text/|application/(?:xhtml\+xml|xml)$")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL gave: the bytes after decompression, the last address in the row of redirects, and the encoding that the server declares."""

    raw: bytes
    url: str
    charset: str = ""


def fetch(url: str, *, allow_private: bool = False, seconds: float = 20.0, most_bytes: int = 20_000_000) -> Page:
    """Fetch a page. ``seconds`` is the time for all of it, redirects included; ``most_bytes`` its size, decompressed too.

    Raises FetchError, AddressRefused, TooLarge, or NotText where it is neither text nor HTML.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(url, allow_private, deadline, seconds, most_bytes)
        if isinstance(answer, Page):
            return answer
        url = answer
    raise FetchError(url, f"it was redirected more than {MOST_REDIRECTS} times")


@dataclass(frozen=True, slots=True)
class _Target:
    url: str
    secure: bool
    host: str
    port: int
    path: str


def _target(url: str, allow_private: bool) -> _Target:
    if any(c <= " " or c == "\x7f" for c in url):
        raise FetchError(repr(url), "an address has no spaces or control characters")
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as err:
        raise FetchError(url, "it is not a well-formed address") from err
    if parts.scheme not in ("http", "https"):
        raise FetchError(url, "only http and https addresses are read")
    if parts.username is not None or parts.password is not None:
        raise FetchError(urllib.parse.urlunsplit(parts._replace(netloc=host)), "an address with a user name or password in it is not read")
    if not host:
        raise FetchError(url, "it names no host")
    secure = parts.scheme == "https"
    if port is None:
        port = 443 if secure else 80
    if not allow_private and port not in _PORTS and port < _FIRST_OPEN_PORT:
        raise FetchError(url, f"port {port} is not one that pages are served on")
    path = urllib.parse.quote(parts.path or "/", _SAFE) + ("?" + urllib.parse.quote(parts.query, _SAFE) if parts.query else "")
    return _Target(url, secure, host, port, path)


def _ask(url: str, allow_private: bool, deadline: float, seconds: float, most_bytes: int) -> Page | str:
    """The page at ``url``, or the address that it redirects to."""
    target = _target(url, allow_private)
    try:
        with _connect(target, allow_private, deadline) as sock:
            sock.settimeout(_left(deadline))
            sock.sendall(_request(target))
            with _Timely(sock, deadline) as response:
                response.begin()
                return _answer(target, response, most_bytes)
    except TimeoutError as err:
        raise FetchError(url, f"it did not answer in full within {seconds:g} seconds") from err
    except ssl.SSLError as err:
        raise FetchError(url, f"its certificate or encryption is not sound ({err.reason or 'unknown reason'})") from err
    except OSError as err:
        raise FetchError(url, f"the connection failed ({err.strerror or err})") from err
    except (http.client.HTTPException, ValueError) as err:
        raise FetchError(url, f"the server does not speak HTTP as it should ({type(err).__name__})") from err


def _request(target: _Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    if target.port != (443 if target.secure else 80):
        host += f":{target.port}"
    lines = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: sayso/{version('sayso')}",
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.8",
        "Accept-Language: en",
        "Accept-Encoding: gzip, deflate",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _answer(target: _Target, response: http.client.HTTPResponse, most_bytes: int) -> Page | str:
    location = response.getheader("Location")
    if response.status in _REDIRECTS and location:
        # Servers send the bytes of a non-ASCII address as they are; http.client reads them as Latin letters.
        return urllib.parse.urljoin(target.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    if response.status != http.HTTPStatus.OK:
        raise FetchError(target.url, f"the server answered {_status(response.status)}")
    declared = response.getheader("Content-Type") or ""
    kind = declared.split(";")[0].strip().lower()
    if kind and not _TYPES.match(kind):
        raise NotText(target.url, f"of the type {kind[:60]!r}")
    charset = _CHARSET.search(declared)
    return Page(_body(target.url, response, most_bytes), target.url, charset[1] if charset else "")


def _status(code: int) -> str:
    try:
        return f"{code} ({http.HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)


def _body(url: str, response: http.client.HTTPResponse, most_bytes: int) -> bytes:
    """All of the answer's body, decompressed; no more than ``most_bytes`` of it is ever held."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(url, f"it is compressed in a way that was not asked for ({coding[:20]!r})")
    packed = None if coding == "identity" else zlib.decompressobj(wbits=47 if "gzip" in coding else zlib.MAX_WBITS)
    body = bytearray()
    received = 0
    try:
        while chunk := response.read1(_CHUNK):
            received += len(chunk)
            body += packed.decompress(chunk, most_bytes + 1 - len(body)) if packed else chunk
            if max(received, len(body)) > most_bytes:
                raise TooLarge(url, most_bytes)
    except zlib.error as err:
        raise FetchError(url, "its compression is broken") from err
    if packed and not packed.eof and received:
        raise FetchError(url, "the connection ended before the page did")
    return bytes(body)


class _Timely(http.client.HTTPResponse):
    """An answer whose every read ends by one deadline, however slowly the server drips."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        super().__init__(sock, method="GET")
        self.fp = io.BufferedReader(_Drip(self.fp, sock, deadline))


class _Drip(io.RawIOBase):
    """Reads from a socket's file with the time that is left until the deadline (seconds of the monotonic clock)."""

    def __init__(self, source: io.BufferedReader, sock: socket.socket, deadline: float) -> None:
        self._source = source
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        self._sock.settimeout(_left(self._deadline))
        return self._source.readinto1(buffer)

    def close(self) -> None:
        self._source.close()
        super().close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connect(target: _Target, allow_private: bool, deadline: float) -> socket.socket:
    """A connection to the first address of the host that answers, all of them checked before; encrypted where the scheme says so."""
    addresses = _resolve(target, deadline)
    if not allow_private:
        for _, sockaddr in addresses:
            if not is_public(ipaddress.ip_address(sockaddr[0])):
                raise AddressRefused(target.url, str(sockaddr[0]))
    failure: OSError = OSError("the host has no address")
    for n, (family, sockaddr) in enumerate(addresses):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(_left(deadline) / (len(addresses) - n))
            sock.connect(sockaddr)
            sock.settimeout(_left(deadline))
            return _context().wrap_socket(sock, server_hostname=target.host) if target.secure else sock
        except OSError as err:
            sock.close()
            failure = err
    raise failure


@cache
def _context() -> ssl.SSLContext:
    """The system's roots of trust, and certifi's for systems where Python finds none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _resolve(target: _Target, deadline: float) -> list[tuple[socket.AddressFamily, _SockAddr]]:
    """The addresses of the host. The system's resolver knows no deadline, so that it runs in a thread which may be left behind."""
    answers: queue.SimpleQueue[list[tuple[socket.AddressFamily, _SockAddr]] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            answers.put([(family, sockaddr) for family, _, _, _, sockaddr in found])
        except OSError as err:
            answers.put(err)
        except UnicodeError:
            answers.put(OSError("the host's name is not well formed"))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=_left(deadline))
    except queue.Empty as err:
        raise TimeoutError from err
    if isinstance(answer, OSError):
        raise answer
    return answer
