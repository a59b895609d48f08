"""What a desk is told when it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_UPLOAD = 50_000_000
"""Bytes of one request that brings articles."""

MOST_FORM = 200_000
"""Bytes of any other request."""


_PORT = re.compile(r":[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a desk is served.

    ``port`` is the one that it listens on, which the Host of every request must name; ``key`` is the secret of the one link that starts a
    session; ``who`` signs decisions, None for the name that the ledger was opened with; ``allow_private`` lets articles be fetched from
    local and private addresses; ``language`` "any" also lets in what is not English. ``shared``: people sign in under names of their own, which
    sign what they decide, and there is no key; ``names`` are the further hosts by which the desk is called, with a port or without.

    >>> Settings(port=8765, key="k").hosts[0]
    '127.0.0.1:8765'
    """

    port: int
    key: str
    who: str | None = None
    allow_private: bool = False
    language: str = "en"
    shared: bool = False
    names: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The values of a request's Host that are let in."""
        local = ("127.0.0.1", "localhost", "[::1]")
        own = tuple(f"{name}:{self.port}" for name in local) + (local if self.port == 80 else ())
        # A browser leaves out the port of http and https; the desk itself may listen on another, behind a proxy.
        with_port = tuple(f"{name}:{self.port}" for name in self.names if not _PORT.search(name))
        return own + self.names + with_port
