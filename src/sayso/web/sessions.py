"""Who may write: whoever opened the desk by its first link.

The link's key works once. It is exchanged for a cookie that scripts cannot read and that other sites' requests do not carry, so that another
user of the machine, who can reach the port, can still not write.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


class Sessions:
    """The key that is still unused, and the sessions that keys have started. Secrets are held as digests only."""

    def __init__(self, key: str) -> None:
        self._keys = {_digest(key)}
        self._tokens: set[bytes] = set()
        self._lock = threading.Lock()

    def start(self, key: str) -> str | None:
        """Take a key and give the token of a new session; None where the key is wrong or was used.

        >>> sessions = Sessions("k")
        >>> sessions.holds(sessions.start("k") or ""), sessions.start("k")
        (True, None)
        """
        offered = _digest(key)
        with self._lock:
            match = next((known for known in self._keys if hmac.compare_digest(known, offered)), None)
            if match is None:
                return None
            self._keys.discard(match)
            token = secrets.token_urlsafe(32)
            self._tokens.add(_digest(token))
        return token

    def holds(self, token: str) -> bool:
        """Whether a session has this token."""
        offered = _digest(token)
        return any(hmac.compare_digest(known, offered) for known in tuple(self._tokens))
