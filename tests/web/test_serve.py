"""``sayso serve`` itself: its first line, its door, how it ends."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa


def serve(*options: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-c", "from sayso.cli import main; main()", "serve", "--no-browser", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts a process as a terminal does")
def test_the_first_line_opens_the_desk_and_ctrl_c_closes_it(tmp_path: Path) -> None:
    with serve("--ledger", str(tmp_path / "new.db"), "--port", "0") as running:
        assert running.stdout is not None and running.stderr is not None
        address = urlsplit(running.stdout.readline().strip())
        assert address.hostname == "127.0.0.1" and address.path == "/open" and len(address.query) > 30
        connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=60)
        connection.request("GET", f"{address.path}?{address.query}")
        answer = connection.getresponse()
        assert answer.status == 200 and "HttpOnly" in (answer.getheader("set-cookie") or "")
        assert answer.getheader("server") is None
        answer.read()
        connection.request("GET", "/")
        assert b"Nothing is in this ledger yet" in connection.getresponse().read()
        connection.close()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
        said = running.stderr.read()
        assert "Closed." in said and "Traceback" not in said and address.query not in said


def test_a_file_is_not_shared(tmp_path: Path) -> None:
    for options in (["--ledger", str(tmp_path / "new.db")], ["--ledger", f"sqlite:///{tmp_path}/new.db"]):
        with serve("--shared", *options, "--port", "0") as running:
            said, wrong = running.communicate(timeout=60)
        assert running.returncode == 6 and said == "" and "--ledger postgresql://" in wrong
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ["--host", "0.0.0.0"],
        ["--allow-host", "desk.example.org"],
        ["--proxy", "127.0.0.1"],
        ["--shared", "--who", "ada"],
        ["--shared", "--allow-host", "http://desk.example.org/"],
        ["--shared", "--allow-host", "*"],
    ],
)
def test_what_goes_with_a_shared_desk_alone_is_told(options: list[str]) -> None:
    with serve(*options) as running:
        said, wrong = running.communicate(timeout=60)
    assert running.returncode == 2 and said == "" and "Traceback" not in wrong


@pytest.mark.skipif(not os.environ.get("SAYSO_TEST_POSTGRES"), reason="needs a PostgreSQL server; name its URL in SAYSO_TEST_POSTGRES")
def test_a_shared_desk_believes_its_proxy_alone() -> None:
    """The users are made by the command, and signing in goes through the real server, behind https and not."""
    url = sa.make_url(os.environ["SAYSO_TEST_POSTGRES"]).set(drivername="postgresql+psycopg")
    name, server = f"sayso_{uuid.uuid4().hex}", sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as making:
        making.exec_driver_sql(f"CREATE SCHEMA {name}")
    where = url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    add = [sys.executable, "-c", "from sayso.cli import main; main()", "users", "add", "ada", "--stdin", "--ledger", where]
    try:
        subprocess.run(add, input="seven gulls on a roof\n", text=True, check=True, capture_output=True, timeout=120)
        for proxy, cookie in (("127.0.0.1", "__Host-sayso-"), ("192.0.2.1", "sayso-")):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            with serve("--shared", "--ledger", where, "--port", str(port), "--allow-host", "desk.example.org", "--proxy", proxy) as running:
                assert running.stdout is not None and running.stderr is not None
                assert running.stdout.readline().strip() == "https://desk.example.org/"
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                headers = {"Host": "desk.example.org", "Origin": "https://desk.example.org", "X-Forwarded-Proto": "https"}
                headers |= {"X-Forwarded-For": "203.0.113.5", "Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", "/sign-in", "name=ada&password=seven+gulls+on+a+roof", headers)
                answer = connection.getresponse()
                assert answer.status == 303 and (answer.getheader("set-cookie") or "").startswith(cookie)
                connection.close()
                running.send_signal(signal.SIGINT)
                assert running.wait(timeout=60) == 0
    finally:
        with server.connect() as dropping:
            dropping.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
        server.dispose()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with serve("--ledger", str(tmp_path / "new.db"), "--port", str(other.getsockname()[1])) as running:
            said, wrong = running.communicate(timeout=60)
            assert running.returncode == 7 and said == "" and "--port" in wrong
