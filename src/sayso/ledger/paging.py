"""Lists in pages: a cursor is the sort key of the last row shown, so that a page costs the same however far down it is.

A cursor also names the order that it was made in, for the same place in another order is another place.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotPossible

MOST_ROWS = 1000
"""The most rows of one page."""

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: its ``keys``, the last of which no two rows share, all falling (``down``) or all rising."""

    keys: tuple[sa.ColumnElement[Any], ...]
    down: bool = True

    def sorted(self, chosen: sa.Select[Any]) -> sa.Select[Any]:
        """The rows in this order."""
        return chosen.order_by(*(key.desc() if self.down else key.asc() for key in self.keys))


def order_of(orders: Mapping[str, Order], sort: str) -> tuple[str, Order]:
    """The order with this name, the first of all where none is named. Raises NotPossible for one that there is not."""
    name = sort or next(iter(orders))
    if name not in orders:
        raise NotPossible(f"This list cannot be sorted by {sort[:40]!r}. Sort it by one of {', '.join(orders)}.")
    return name, orders[name]


def limited(limit: int) -> int:
    """A page's length within what is allowed.

    >>> limited(0), limited(5000)
    (1, 1000)
    """
    return max(1, min(limit, MOST_ROWS))


def cursor(values: Sequence[object], sort: str = "") -> str:
    """A cursor for a row with these sort keys.

    >>> position(cursor(["2016-06-06", 12], "latest"), (str, int), "latest")
    ['2016-06-06', 12]
    """
    told = [sort, *values] if sort else list(values)
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def position(after: str, kinds: Sequence[type], sort: str = "") -> list[Any]:
    """The sort keys in a cursor, which are of these ``kinds`` (str, int, float).

    Raises NotPossible where it is none of a list with such keys in this order.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        values = None
    if isinstance(values, list) and sort:
        values = values[1:] if values[:1] == [sort] else None
    if not isinstance(values, list) or len(values) != len(kinds) or not all(map(_fits, values, kinds)):
        raise NotPossible(f"{after[:40]!r} is not where a page of this list begins. Start again from the first page.")
    return values


def _fits(value: object, kind: type) -> bool:
    if kind is str:
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) < _LARGEST and (kind is float or isinstance(value, int))


def beyond(order: Order, values: Sequence[Any]) -> sa.ColumnElement[bool]:
    """The condition that a row comes after one with these sort keys."""
    row = sa.tuple_(*order.keys)
    bound = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(values, order.keys, strict=True)))
    return row < bound if order.down else row > bound


def page(
    connection: sa.Connection, chosen: sa.Select[Any], name: str, order: Order, after: str | None, limit: int
) -> tuple[Sequence[sa.Row[Any]], str | None]:
    """One page of the rows ``chosen``, in the order ``name``, and the cursor of the next page."""
    size = limited(limit)
    if after:
        chosen = chosen.where(beyond(order, position(after, [key.type.python_type for key in order.keys], name)))
    keys = [key.label(f"sort_{i}") for i, key in enumerate(order.keys)]
    rows = connection.execute(order.sorted(chosen.add_columns(*keys)).limit(size + 1)).all()
    if len(rows) <= size:
        return rows, None
    last = rows[size - 1]._mapping
    return rows[:size], cursor([last[f"sort_{i}"] for i in range(len(keys))], name)
