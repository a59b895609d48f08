"""The people who may sign in to a shared desk: their names, roles and hashed passwords."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from sayso.errors import NotPossible
from sayso.ledger.engine import Store
from sayso.ledger.passwords import checked, hashed
from sayso.ledger.tables import users

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?")
_TAKEN = frozenset({"sayso", "somebody"})
"""Names with which the program itself signs."""


class Role(StrEnum):
    """What a user may do: a reader everything that changes nothing, a reviewer also decide and add."""

    READER = "reader"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. ``password`` is its hash, and ``changed`` when it was last set (UTC)."""

    name: str
    role: Role
    added: dt.datetime
    changed: dt.datetime
    password: str = field(repr=False)


class Users:
    """The users of one ledger. What writes is one transaction each."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        with self._store.read() as connection:
            return tuple(_user(row) for row in connection.execute(sa.select(users).order_by(users.c.name)))

    def find(self, name: str) -> User | None:
        """The user of this name, None where there is none."""
        if not _NAME.fullmatch(name):
            return None
        with self._store.read() as connection:
            return _found(connection, name)

    def add(self, name: str, password: str, role: str = Role.READER) -> User:
        """Let somebody sign in. Raises NotPossible for a name, password or role that cannot be, or a name that is there."""
        if not _NAME.fullmatch(name):
            raise NotPossible(
                f"{name[:60]!r} cannot be a user's name: up to 40 small letters a-z, digits, and . _ - between them. Choose one like ada.lind."
            )
        if name in _TAKEN:
            raise NotPossible(f"{name} is how the program itself signs. Choose another name.")
        kind, kept, now = _role(role), hashed(checked(password, name)), _now()
        with self._store.write() as connection:
            if _found(connection, name) is not None:
                raise NotPossible(f"There is a user {name} already. Change the role or the password, or choose another name.")
            values = {"name": name, "password": kept, "role": kind.value, "added": now, "changed": now}
            connection.execute(sa.insert(users), values)
            return _there(connection, name)

    def remove(self, name: str) -> User:
        """Let somebody sign in no more; what they decided stays. Raises NotPossible where there is no such user."""
        with self._store.write() as connection:
            user = _there(connection, name)
            connection.execute(sa.delete(users).where(users.c.name == name))
        return user

    def set_role(self, name: str, role: str) -> User:
        """Change what somebody may do, at once. Raises NotPossible."""
        kind = _role(role)
        with self._store.write() as connection:
            _there(connection, name)
            connection.execute(sa.update(users).where(users.c.name == name).values(role=kind.value))
            return _there(connection, name)

    def set_password(self, name: str, password: str) -> User:
        """Give somebody another password, which ends their sessions. Raises NotPossible."""
        kept = hashed(checked(password, name))
        with self._store.write() as connection:
            _there(connection, name)
            connection.execute(sa.update(users).where(users.c.name == name).values(password=kept, changed=_now()))
            return _there(connection, name)


def _found(connection: sa.Connection, name: str) -> User | None:
    row = connection.execute(sa.select(users).where(users.c.name == name)).first()
    return _user(row) if row is not None else None


def _there(connection: sa.Connection, name: str) -> User:
    user = _found(connection, name) if _NAME.fullmatch(name) else None
    if user is None:
        raise NotPossible(f"There is no user {name[:60]!r}. See who there is: sayso users list.")
    return user


def _user(row: sa.Row[tuple[object, ...]]) -> User:
    moments = (dt.datetime.fromisoformat(row.added), dt.datetime.fromisoformat(row.changed))
    return User(row.name, Role(row.role), *moments, row.password)


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise NotPossible(f"{role[:60]!r} is no role. A user is a reader or a reviewer.") from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
