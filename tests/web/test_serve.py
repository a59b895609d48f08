"""``sayso serve`` itself: its first line, its door, how it ends."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest


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


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with serve("--ledger", str(tmp_path / "new.db"), "--port", str(other.getsockname()[1])) as running:
            said, wrong = running.communicate(timeout=60)
            assert running.returncode == 7 and said == "" and "--port" in wrong
