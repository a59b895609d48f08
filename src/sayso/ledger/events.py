"""What was decided, by whom and when: rows that are only ever added, each bound by a hash to all before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sayso.ledger.rows import Event
from sayso.ledger.tables import events, touched, undone

START = "0" * 64
"""What the first event is bound to."""


def canonical(fields: Mapping[str, object]) -> str:
    """Values as JSON in the one form that is hashed: keys in order, no spaces, ASCII.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"\\\\u00e9","b":1}'
    """
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def seal(previous: str, at: str, who: str, what: str, details: str, undoes: int | None) -> str:
    """The hash of an event: sha256 over the hash before it and its own content."""
    content = canonical({"at": at, "who": who, "what": what, "details": details, "undoes": undoes})
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def append(
    connection: sa.Connection,
    at: str,
    who: str,
    what: str,
    targets: Sequence[str],
    details: Mapping[str, object],
    undoes: int | None = None,
) -> int:
    """Add an event; its row number."""
    previous = connection.scalar(sa.select(events.c.hash).order_by(events.c.id.desc()).limit(1)) or START
    text = canonical({"targets": list(targets), **details})
    values = {"at": at, "who": who, "what": what, "details": text, "undoes": undoes, "previous": previous}
    values["hash"] = seal(previous, at, who, what, text, undoes)
    id = int(connection.execute(sa.insert(events).returning(events.c.id), values).scalar_one())
    if targets:
        connection.execute(sa.insert(touched), [{"target": target, "event": id} for target in dict.fromkeys(targets)])
    return id


def row(found: sa.Row[Any]) -> Event:
    """An event from its row, which has ``lost``: whether it is undone."""
    details = json.loads(found.details)
    targets = tuple(details.pop("targets"))
    return Event(
        f"v{found.id}",
        dt.datetime.fromisoformat(found.at),
        found.who,
        found.what,
        targets,
        details,
        f"v{found.undoes}" if found.undoes is not None else None,
        bool(found.lost),
        found.hash,
    )


def query() -> sa.Select[Any]:
    """All events, each with ``lost``."""
    lost = sa.exists().where(undone.c.event == events.c.id).label("lost")
    return sa.select(events, lost)


def effective(connection: sa.Connection, target: str, what: Sequence[str]) -> list[Event]:
    """The events of these kinds about a target that are not undone, oldest first."""
    rows = (
        query()
        .join(touched, touched.c.event == events.c.id)
        .where(touched.c.target == target, events.c.what.in_(what), events.c.id.not_in(sa.select(undone.c.event)))
        .order_by(events.c.id)
    )
    return [row(found) for found in connection.execute(rows)]


def login() -> str:
    """The name that whoever runs the program signs with: that of their login."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
