"""Who may write on one's own desk: whoever opened it by its first link.

The link's key works once. It is exchanged for a cookie that scripts cannot read and that other sites' requests do not carry, so that another
user of the machine, who can reach the port, can still not write.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading

from sayso.web.visitors import Visitor


def digest(secret: str) -> bytes:
    """What is kept of a secret: enough to know it again."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


class Sessions:
    """The key that is still unused, and the sessions that keys have started. Secrets are held as digests only."""

    def __init__(self, key: str) -> None:
        self._keys = {digest(key)}
        self._tokens: set[bytes] = set()
        self._lock = threading.Lock()

    def start(self, key: str) -> str | None:
        """Take a key and give the token of a new session; None where the key is wrong or was used.

        >>> sessions = Sessions("k")
        >>> sessions.holds(sessions.start("k") or ""), sessions.start("k")
        (True, None)
        """
        offered = digest(key)
        with self._lock:
            match = next((known for known in self._keys if hmac.compare_digest(known, offered)), None)
            if match is None:
                return None
            self._keys.discard(match)
            token = secrets.token_urlsafe(32)
            self._tokens.add(digest(token))
        return token

    def holds(self, token: str) -> bool:
        """Whether a session has this token."""
        offered = digest(token)
        return any(hmac.compare_digest(known, offered) for known in tuple(self._tokens))

    async def visitor(self, token: str) -> Visitor:
        """Who holds this token: everybody on the machine reads, and whoever came by the link writes."""
        return Visitor("", reads=True, writes=self.holds(token))
