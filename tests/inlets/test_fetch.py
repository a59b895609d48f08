"""Fetching: limits of time and size, and addresses that are never asked."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import AddressRefused, FetchError, NotText, TooLarge
from sayso.inlets import addresses, fetch

PAGE = "<html><body><p>Forty ships left, the café’s owner said.</p></body></html>".encode()


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> Callable[[socket.socket, threading.Event], None]:
    """A behaviour: send one whole answer."""
    lines = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in {"Content_Type": "text/html", **headers}.items()]
    raw = f"HTTP/1.1 {status}\r\n{''.join(lines)}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return lambda connection, over: connection.sendall(raw)


def get(url: str, **options: Any) -> fetch.Page:
    return fetch.fetch(url, allow_private=True, **{"seconds": 5.0, **options})


def test_a_page_is_fetched(serve: Any) -> None:
    url = serve(answer(Content_Type="text/html; charset=utf-8"))
    assert get(url) == fetch.Page(PAGE, url, "utf-8")


def test_the_host_is_named_as_written_and_non_ascii_paths_are_quoted(serve: Any) -> None:
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def once() -> None:
        connection, _ = listener.accept()
        with connection:
            asked.append(connection.recv(65_536))
            answer()(connection, threading.Event())

    threading.Thread(target=once, daemon=True).start()
    port = listener.getsockname()[1]
    get(f"http://localhost:{port}/schöne/straße?q=1%202#top")
    listener.close()
    assert asked[0].startswith(b"GET /sch%C3%B6ne/stra%C3%9Fe?q=1%202 HTTP/1.1\r\n")
    assert f"\r\nHost: localhost:{port}\r\n".encode() in asked[0]


def test_a_compressed_page_is_unpacked(serve: Any) -> None:
    assert get(serve(answer(gzip.compress(PAGE), Content_Encoding="gzip"))).raw == PAGE


def test_redirects_are_followed_and_the_last_address_kept(serve: Any) -> None:
    last = serve(answer())
    assert get(serve(answer(b"", "302 Found", Location=f"{last}/story"))).url == f"{last}/story"


def test_redirects_have_an_end(serve: Any) -> None:
    with pytest.raises(FetchError, match="redirected more than 5 times"):
        get(serve(answer(b"", "301 Moved", Location="/again")))


def test_a_url_that_never_answers(serve: Any) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        get(serve(lambda connection, over: over.wait(20)), seconds=0.3)
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_server_that_drips_ends_by_the_deadline(serve: Any, head: bytes) -> None:
    def drip(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(head)
        while not over.wait(0.02):
            connection.sendall(b"a")

    started = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in full"):
        get(serve(drip), seconds=0.4)
    assert time.monotonic() - started < 2


def test_a_gzip_bomb_is_not_blown_up(serve: Any) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    with pytest.raises(TooLarge):
        get(serve(answer(bomb, Content_Encoding="gzip")), most_bytes=1_000_000)


def test_a_page_without_end_is_cut_off(serve: Any) -> None:
    def pour(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"a" * 65_536)

    with pytest.raises(TooLarge):
        get(serve(pour), most_bytes=1_000_000)


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        (answer(b"", "404 Not Found"), r"404 \(Not Found\)"),
        (answer(b"", "799 Whatever"), "answered 799"),
        (answer(b"nonsense", Content_Encoding="gzip"), "compression is broken"),
        (answer(gzip.compress(PAGE)[:20], Content_Encoding="gzip"), "ended before"),
        (answer(PAGE, Content_Encoding="br"), "not asked for"),
        (lambda connection, over: connection.sendall(b"SSH-2.0-x\r\n"), "does not speak HTTP"),
        (lambda connection, over: connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n"), "does not speak HTTP"),
        (lambda connection, over: None, "does not speak HTTP|connection failed"),
        (
            lambda connection, over: connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
            "does not speak HTTP",
        ),
        (answer(b"", "302 Found", Location="file:///etc/passwd"), "only http and https"),
        (answer(b"", "302 Found", Location="http://[::1"), "not a well-formed|HTTP as it should"),
    ],
)
def test_servers_that_misbehave(serve: Any, behaviour: Callable[[socket.socket, threading.Event], None], message: str) -> None:
    with pytest.raises(FetchError, match=message):
        get(serve(behaviour))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for tls.example with its key, signed by itself."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs the openssl command to make a certificate")
    path = tmp_path / "tls.pem"
    made = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=tls.example",
        "-addext",
        "subjectAltName=DNS:tls.example",
    ]
    subprocess.run([openssl, *made, "-keyout", tmp_path / "key.pem", "-out", path], check=True, capture_output=True, timeout=60)
    path.write_bytes(path.read_bytes() + (tmp_path / "key.pem").read_bytes())
    return path


def test_the_certificate_is_checked_against_the_name(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address, the handshake still names the host: its own certificate passes, any other does not."""
    names: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    server.sni_callback = lambda _, name, __: names.append(name)

    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        for _ in range(3):
            connection, _ = listener.accept()
            with contextlib.suppress(OSError), server.wrap_socket(connection, server_side=True) as wrapped:
                wrapped.recv(65_536)
                answer()(wrapped, threading.Event())

    threading.Thread(target=accept, daemon=True).start()
    port = listener.getsockname()[1]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match="certificate"):
        get(f"https://tls.example:{port}/")
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(fetch, "_context", lambda: trusting)
    assert get(f"https://tls.example:{port}/").raw == PAGE
    with pytest.raises(FetchError, match="certificate"):
        get(f"https://other.example:{port}/")
    listener.close()
    assert names == ["tls.example", "tls.example", "other.example"]


def test_other_types_are_refused(serve: Any) -> None:
    with pytest.raises(NotText, match="application/pdf"):
        get(serve(answer(b"%PDF-1.7", Content_Type="application/pdf")))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "http://user:secret@example.org/",
        "http:///path",
        "http://example.org:99999/",
        "http://example.org:25/",
        "http://exa mple.org/",
        "http://example.org/\r\nX: y",
        "http://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(url, seconds=1)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:10.0.0.1]", "169.254.169.254", "0"])
def test_private_addresses_are_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="--allow-private"):
        fetch.fetch(f"http://{host}/latest", seconds=5)


def test_a_redirect_to_a_private_address_is_refused(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server counts as public here; the address that it sends on to does not."""
    monkeypatch.setattr(fetch, "is_public", lambda a: str(a) == "127.0.0.1" or addresses.is_public(a))
    for target in ("http://10.0.0.1/", "http://127.0.0.2/", "//169.254.169.254/latest/meta-data"):
        with pytest.raises(AddressRefused):
            fetch.fetch(serve(answer(b"", "302 Found", Location=target)), seconds=5)


def test_the_connection_goes_to_the_address_that_was_checked(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its answer after the check is asked only once."""
    url = serve(answer())
    port = int(url.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.9", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert get(f"http://rebinding.example:{port}/").raw == PAGE
    assert asked == ["rebinding.example"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        fetch.fetch("http://mixed.example/", seconds=1)


def test_a_name_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    with pytest.raises(FetchError, match="did not answer"):
        fetch.fetch("http://slow.example/", seconds=0.2)
    over.set()
