"""Values of the domain and the ledger as plain JSON: field by field under their own names.

Numbers that are no integers become strings, days and times ISO texts, a period its shortest ISO form; so nothing is rounded on the way. Fields that
hold bytes are left out: they are for the program alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from sayso.domain import Period

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def plain(value: object) -> Json:
    """A value as JSON. Raises TypeError for what has no such form.

    >>> plain({"day": dt.date(2016, 6, 6), "n": Decimal("2.50"), "row": (1, None)})
    {'day': '2016-06-06', 'n': '2.50', 'row': [1, None]}
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Period):
        return value.iso()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(inside) for name, inside in value.items()}
    if is_dataclass(value):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(inside) for name, inside in parts if not isinstance(inside, bytes)}
    if isinstance(value, (tuple, list)):
        return [plain(inside) for inside in value]
    raise TypeError(f"a {type(value).__name__} has no form in JSON")


def dumps(value: object) -> str:
    """A value as JSON text, with letters of every script as they are and lone surrogates escaped."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _encodable(text) else json.dumps(plain(value), separators=(",", ":"))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
