"""Who makes a request, and the doors by which they come: the first link on one's own desk, a name and a password on a shared one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who makes a request: their ``name``, empty where nobody has one, and what they may."""

    name: str = ""
    reads: bool = False
    writes: bool = False


STRANGER = Visitor()
"""Somebody who may do nothing yet."""


class Door(Protocol):
    """What knows the sessions of a desk."""

    async def visitor(self, token: str) -> Visitor:
        """Who holds this token; what a stranger may, where it is none."""
        ...
