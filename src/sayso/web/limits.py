"""How often a shared desk may be asked: so often at once, and then once in a while, for each name and each address.

The generic cell rate algorithm (ITU-T I.371): of each key nothing is kept but the moment at which its allowance is whole again. How many keys are
kept is bounded; where there are more, those go first that have used least, so that asking under many names does not wash out the one that is guessed
at.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable

from starlette.types import Scope

MOST_KEYS = 10_000
"""Keys of one limit that are kept at a time."""


class Limit:
    """At most ``burst`` at once for each key, and one more every ``every`` seconds."""

    def __init__(self, burst: int, every: float, clock: Callable[[], float] = time.monotonic, most: int = MOST_KEYS) -> None:
        self._allowance = burst * every
        self._every = every
        self._clock = clock
        self._most = most
        self._whole: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """Take one of a key's allowance: 0 where there was one, else the whole seconds until there will be, and nothing is taken.

        >>> limit = Limit(2, 30, clock=lambda: 0.0)
        >>> limit.take("ada"), limit.take("ada"), limit.take("ada"), limit.take("bo")
        (0, 0, 30, 0)
        """
        with self._lock:
            now = self._clock()
            after = max(self._whole.get(key, now), now) + self._every
            wait = after - now - self._allowance
            if wait > 0:
                return math.ceil(wait)
            if key not in self._whole and len(self._whole) >= self._most:
                self._make_room(now)
            self._whole[key] = after
        return 0

    def forgive(self, key: str) -> None:
        """Give a key its whole allowance back."""
        with self._lock:
            self._whole.pop(key, None)

    def __len__(self) -> int:
        """How many keys are kept."""
        return len(self._whole)

    def _make_room(self, now: float) -> None:
        used = sorted((whole, key) for key, whole in self._whole.items() if whole > now)
        room = max(1, self._most // 10)
        self._whole = {key: whole for whole, key in used[max(0, len(used) + room - self._most) :]}


class Limits:
    """The limits of one desk, each with its own allowance for every key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._names = Limit(10, 60, clock)
        self._addresses = Limit(30, 20, clock)
        self.requests = Limit(600, 0.05, clock)
        """For each user, and each address that nobody has signed in from."""
        self.writes = Limit(120, 0.5, clock)
        """For each user."""

    def sign_in(self, name: str, address: str) -> int:
        """Take one attempt to sign in as ``name`` from ``address``: 0, or the seconds to wait."""
        return self._addresses.take(address) or self._names.take(name)

    def signed_in(self, name: str) -> None:
        """Count the attempts under a name anew after its owner came in; those from the address still count."""
        self._names.forgive(name)


def address_of(scope: Scope) -> str:
    """The address that a request comes from; of IPv6 the network of 64 bits, for whoever has one address of it has them all.

    >>> address_of({"client": ("2001:db8::1", 1)}), address_of({"client": ("::ffff:192.0.2.1", 1)}), address_of({})
    ('2001:db8::/64', '192.0.2.1', '')
    """
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address)
