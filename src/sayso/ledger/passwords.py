"""Passwords, kept so that whoever reads the store does not learn them.

scrypt (RFC 7914) with a salt for each user; what it was made with stands in front of the hash, so that it can be made dearer later.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from sayso.errors import NotPossible

SHORTEST, LONGEST = 10, 1000
"""Characters of a password."""

_SALT = 16
_LENGTH = 32
_MOST_MEMORY = 2**28
_MOST_ROUNDS = 20  # as a power of two


@dataclass(frozen=True, slots=True)
class Cost:
    """What a hash costs: 2 to the ``log_n`` rounds over blocks of 128 x ``r`` bytes, ``p`` times; 128 x r x 2**log_n bytes of memory."""

    log_n: int
    r: int
    p: int


COST = Cost(15, 8, 3)
"""32 MiB, some tenths of a second: among the settings that OWASP's Password Storage Cheat Sheet holds for equally strong."""


def checked(password: str, name: str) -> str:
    """A new password that may be used by the user of this name. Raises NotPossible.

    >>> checked("seven gulls", "ada")
    'seven gulls'
    """
    if not SHORTEST <= len(_same(password)) <= LONGEST:
        raise NotPossible(f"A password has from {SHORTEST} to {LONGEST:,} characters. Choose a longer one: some words in a row do well.")
    if len(set(password)) < 4 or (name in password.casefold() and len(password) < len(name) + SHORTEST):
        raise NotPossible("This password is guessed at once: it is little else than the name, or one sign again and again. Choose another.")
    return password


def hashed(password: str, cost: Cost | None = None) -> str:
    """The hash of a password with a new salt, as it is kept: ``scrypt$log_n$r$p$salt$hash``.

    >>> fits("seven gulls", hashed("seven gulls", Cost(4, 8, 1))), fits("six gulls", hashed("seven gulls", Cost(4, 8, 1)))
    (True, False)
    """
    cost = cost or COST
    salt = secrets.token_bytes(_SALT)
    made = base64.b64encode(_scrypt(password, salt, cost)).decode()
    return f"scrypt${cost.log_n}${cost.r}${cost.p}${base64.b64encode(salt).decode()}${made}"


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed; compared in constant time. False for a hash that is none."""
    try:
        kind, log_n, r, p, salt, made = kept.split("$")
        cost, wanted = Cost(min(int(log_n), _MOST_ROUNDS), int(r), int(p)), base64.b64decode(made, validate=True)
        found = _scrypt(password, base64.b64decode(salt, validate=True), cost)
    except (ValueError, binascii.Error):
        return False
    return hmac.compare_digest(found, wanted) and kind == "scrypt" and len(password) <= LONGEST


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    secret = _same(password[:LONGEST]).encode("utf-8", "replace")
    return hashlib.scrypt(secret, salt=salt, n=2**cost.log_n, r=cost.r, p=cost.p, maxmem=_MOST_MEMORY, dklen=_LENGTH)


def _same(password: str) -> str:
    """One form for what keyboards write differently."""
    return unicodedata.normalize("NFKC", password)
