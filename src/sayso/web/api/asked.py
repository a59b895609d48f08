"""What a program may ask with: the parameters of an address and the fields of a body, checked."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from starlette.requests import Request

from sayso.errors import NotPossible

MOST_ROWS = 1000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Kind(StrEnum):
    """What a parameter's value is."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    FLAG = "flag"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address: its ``name``, what it is, ``about`` in a sentence, and where there are but a few, its ``values``."""

    name: str
    kind: Kind
    about: str
    values: tuple[str, ...] = ()

    def schema(self) -> dict[str, object]:
        """Its JSON schema."""
        schemas: dict[Kind, dict[str, object]] = {
            Kind.TEXT: {"type": "string"},
            Kind.DAY: {"type": "string", "format": "date"},
            Kind.COUNT: {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": 50},
            Kind.FLAG: {"type": "boolean", "default": False},
            Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
        }
        if not self.values:
            return schemas[self.kind]
        told: dict[str, object] = {"type": "string", "enum": list(self.values)}
        return {"type": "array", "items": told} if self.kind is Kind.TEXTS else told


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body: ``about`` in a sentence, its type, and what else its JSON schema ``says``; of a list what is said of its parts."""

    about: str
    kind: type = str
    says: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    least: int = 0

    def schema(self) -> dict[str, object]:
        """Its JSON schema."""
        if self.kind is list:
            parts = {"type": "string", **self.says}
            return {"type": "array", "items": parts, "minItems": self.least, "description": self.about}
        return {"type": "string" if self.kind is str else "object", **self.says, "description": self.about}


def ids(letters: str) -> Mapping[str, object]:
    """What the schema of an id says that begins with one of these letters."""
    return {"pattern": f"^[{letters}][0-9]{{1,18}}$" if len(letters) > 1 else f"^{letters}[0-9]{{1,18}}$", "examples": [f"{letters[0]}1"]}


LIMIT = Parameter("limit", Kind.COUNT, "How many rows a page has.")
AFTER = Parameter("after", Kind.TEXT, "The cursor of the page before: its `next`, in the same order.")
FACETS = Parameter(
    "facets",
    Kind.FLAG,
    "Also `total`, how many rows the list has, and `facets`, how many each value of a parameter would leave; `more` says that a count is at "
    "least so many.",
)


def text(request: Request, name: str) -> str:
    """A text; empty where it is not given. Raises NotPossible where it is longer than 2,000 letters."""
    value = request.query_params.get(name, "")
    if len(value) > 2000:
        raise NotPossible(f"{name} is longer than 2,000 letters.")
    return value


def word(request: Request, name: str) -> str:
    """One of the values that a parameter has; empty where it is not given. Raises NotPossible where it is given, and empty."""
    if request.query_params.get(name) == "":
        raise NotPossible(f"{name} is empty. Leave it out, or give one of its values.")
    return text(request, name)


def day(request: Request, name: str) -> dt.date | None:
    """A day. Raises NotPossible for what is none."""
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise NotPossible(f"{name}={value[:40]!r} is not a day like 2024-03-12.") from error


def limit(request: Request) -> int:
    """The length of a page. Raises NotPossible for what is no count from 1 to 1000."""
    value = request.query_params.get("limit", "50")
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= MOST_ROWS):
        raise NotPossible(f"limit={value[:40]!r} is not a count from 1 to {MOST_ROWS}.")
    return int(value)


def flag(request: Request, name: str) -> bool:
    """Whether something is asked for. Raises NotPossible for other words than true and false."""
    value = request.query_params.get(name, "false")
    if value not in ("true", "false"):
        raise NotPossible(f"{name}={value[:40]!r} is neither true nor false.")
    return value == "true"


def after(request: Request) -> str | None:
    """The cursor."""
    return request.query_params.get("after") or None


async def body(request: Request, names: Mapping[str, Field]) -> dict[str, object]:
    """The JSON object that a program sends, with no other fields than these, each of its type. Raises NotPossible."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise NotPossible("The body is not JSON.") from error
    if not isinstance(found, dict):
        raise NotPossible("The body is not a JSON object.")
    for name, value in found.items():
        if name not in names:
            raise NotPossible(f"There is no field {name[:40]!r}; these can be given: {', '.join(names)}.")
        kind = names[name].kind
        if not isinstance(value, kind) or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
            raise NotPossible(f"{name} is not of its type: {_CALLED[kind]}.")
    return found


_CALLED: Mapping[type, str] = {str: "a text", list: "a list of texts", dict: "an object"}
