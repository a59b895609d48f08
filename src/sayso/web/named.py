"""Who may read and write on a shared desk: users with a password, and the sessions that they have begun.

Sessions are held in memory, as digests of their tokens: a restart ends them all. Each is bound to the password hash of its user as it was, and the
user is looked up anew for every request, so that another password or role, or a removal, holds from the next request on.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from sayso.ledger import Role, User
from sayso.ledger.passwords import fits, hashed
from sayso.ledger.users import Users
from sayso.web.sessions import digest
from sayso.web.visitors import STRANGER, Visitor

IDLE = 12 * 3600.0
"""Seconds without a request after which a session ends."""

WHOLE = 7 * 24 * 3600.0
"""Seconds after which it ends in any case."""

MOST = 20
"""Sessions that one user has at a time; a further one ends the oldest."""


@dataclass(slots=True)
class _Session:
    name: str
    password: str
    began: float
    seen: float


class Named:
    """The users of a ledger at the door of its desk."""

    def __init__(self, users: Users, clock: Callable[[], float] = time.monotonic) -> None:
        self._users = users
        self._clock = clock
        self._sessions: dict[bytes, _Session] = {}
        self._lock = threading.Lock()
        self._nobodys = hashed(secrets.token_urlsafe(16))

    def known(self, name: str, password: str) -> User | None:
        """The user of this name and password; None where they do not fit. A name that nobody has takes as long as a wrong password."""
        user = self._users.find(name)
        right = fits(password, user.password if user else self._nobodys)
        return user if user and right else None

    def find(self, name: str) -> User | None:
        """The user of this name."""
        return self._users.find(name)

    def change(self, name: str, password: str, new: str) -> User | None:
        """Give the user of this name and password a ``new`` one, which ends their sessions; None where the old one does not fit.

        Raises NotPossible for a new password that cannot be.
        """
        return self._users.set_password(name, new) if self.known(name, password) else None

    def begin(self, user: User) -> str:
        """Begin a session; its token, which nobody had before."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            for key in [key for key, session in self._sessions.items() if self._over(session, now)]:
                del self._sessions[key]
            own = [key for key, session in self._sessions.items() if session.name == user.name]  # oldest first
            for key in own[: max(0, len(own) + 1 - MOST)]:
                del self._sessions[key]
            self._sessions[digest(token)] = _Session(user.name, user.password, now, now)
        return token

    def end(self, token: str) -> None:
        """End a session, if it is one."""
        with self._lock:
            self._sessions.pop(digest(token), None)

    async def visitor(self, token: str) -> Visitor:
        """Who holds this token: a user, or a stranger who may do nothing."""
        key, now = digest(token), self._clock()
        session = self._sessions.get(key)
        if session is None:
            return STRANGER
        user = None if self._over(session, now) else await run_in_threadpool(self._users.find, session.name)
        if user is None or user.password != session.password:
            self.end(token)
            return STRANGER
        session.seen = now
        return Visitor(user.name, reads=True, writes=user.role is Role.REVIEWER)

    @staticmethod
    def _over(session: _Session, now: float) -> bool:
        return now - session.seen > IDLE or now - session.began > WHOLE
