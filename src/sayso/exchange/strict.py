"""Checked values out of parsed JSON: each helper takes a value and the path to it, and says what is wrong there."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import TypeVar

from sayso.errors import InputError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def wrong(path: str, what: str) -> InputError:
    """The error for a value at ``path`` that is not what it should be.

    >>> str(wrong("figures[2].amount", "a span is missing"))
    'This is not a reading that this version can take: figures[2].amount: a span is missing.'
    """
    return InputError(f"This is not a reading that this version can take: {path}: {what}.")


def fields(value: object, path: str, keys: Collection[str]) -> dict[str, object]:
    """An object with exactly these keys. Raises InputError."""
    if not isinstance(value, dict):
        raise wrong(path, "an object should stand here")
    if missing := [k for k in keys if k not in value]:
        raise wrong(path, f"{missing[0]!r} is missing")
    if unknown := [k for k in value if k not in keys]:
        raise wrong(path, f"{unknown[0][:40]!r} is unknown")
    return value


def items(value: object, path: str, each: Callable[[object, str], T]) -> tuple[T, ...]:
    """An array, each item read by ``each``. Raises InputError."""
    if not isinstance(value, list):
        raise wrong(path, "an array should stand here")
    return tuple(each(item, f"{path}[{i}]") for i, item in enumerate(value))


def string(value: object, path: str) -> str:
    """A string. Raises InputError."""
    if not isinstance(value, str):
        raise wrong(path, "a string should stand here")
    return value


def integer(value: object, path: str) -> int:
    """An integer; neither a boolean nor 1.0. Raises InputError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(path, "an integer should stand here")
    return value


def boolean(value: object, path: str) -> bool:
    """True or false. Raises InputError."""
    if not isinstance(value, bool):
        raise wrong(path, "true or false should stand here")
    return value


def share(value: object, path: str) -> float:
    """A number between 0 and 1. Raises InputError."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise wrong(path, "a number between 0 and 1 should stand here")
    return float(value)


def choice(value: object, path: str, kind: type[E]) -> E:
    """One of an enumeration's words. Raises InputError."""
    if not isinstance(value, str) or value not in set(kind):
        raise wrong(path, f"one of {', '.join(kind)} should stand here")
    return kind(value)


def day(value: object, path: str) -> dt.date:
    """A date as YYYY-MM-DD. Raises InputError."""
    text = string(value, path)
    if _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    raise wrong(path, "a date like 2024-03-12 should stand here")


def packed(value: object, path: str) -> bytes:
    """Bytes that are written in base 64. Raises InputError.

    >>> packed("/38=", "sense")
    b'\\xff\\x7f'
    """
    text = string(value, path)
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise wrong(path, "bytes in base 64 should stand here") from error


def optional(value: object, path: str, each: Callable[[object, str], T]) -> T | None:
    """Null, or what ``each`` reads. Raises InputError."""
    return None if value is None else each(value, path)
