"""Lists in pages: a cursor is the sort key of the last row shown, so that a page costs the same however far down it is."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotPossible

MOST_ROWS = 1000
"""The most rows of one page."""


def limited(limit: int) -> int:
    """A page's length within what is allowed.

    >>> limited(0), limited(5000)
    (1, 1000)
    """
    return max(1, min(limit, MOST_ROWS))


def cursor(values: Sequence[object]) -> str:
    """A cursor for a row with these sort keys.

    >>> position(cursor(["2016-06-06", 12]), 2)
    ['2016-06-06', 12]
    """
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def position(after: str, keys: int) -> list[Any]:
    """The sort keys in a cursor. Raises NotPossible where it is none of a list with so many keys."""
    try:
        values = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != keys or not all(isinstance(v, (str, int, float)) for v in values):
        raise NotPossible(f"{after[:40]!r} is not where a page of this list begins. Start again from the first page.")
    return values


def beyond(columns: Sequence[sa.ColumnElement[Any]], values: Sequence[Any], *, down: bool) -> sa.ColumnElement[bool]:
    """The condition that a row comes after one with these sort keys, in falling (``down``) or rising order."""
    row = sa.tuple_(*columns)
    bound = sa.tuple_(*(sa.literal(v, c.type) for v, c in zip(values, columns, strict=True)))
    return row < bound if down else row > bound
