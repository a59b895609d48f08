"""JSON schemas of frozen values, from their own fields: what ``sayso.web.plain`` writes."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from sayso.domain import Period

Schema = dict[str, Any]


def schema_of(kind: Any, known: dict[str, Schema]) -> Schema:
    """The schema of a type; those of values go into ``known`` by name, and are referred to.

    >>> schema_of(tuple[int, ...], {})
    {'type': 'array', 'items': {'type': 'integer'}}
    """
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _either([schema_of(part, known) for part in inside])
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return {"type": "array", "items": schema_of(inside[0], known)}
        return {
            "type": "array",
            "items": _either([schema_of(part, known) for part in inside]),
            "minItems": len(inside),
            "maxItems": len(inside),
        }
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inside[1], known)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        return _reference(kind, known)
    return {}


_SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Decimal: {"type": "string", "description": "a decimal number, exactly"},
    Period: {"type": "string", "description": "an ISO date, month or year, or two of them with a slash between"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
}


def _either(parts: list[Schema]) -> Schema:
    different = [part for i, part in enumerate(parts) if part not in parts[:i]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def _reference(kind: type, known: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in known:
        known[name] = {}
        hints = get_type_hints(kind)
        own = [field for field in fields(kind) if hints[field.name] is not bytes]
        known[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
            "properties": {field.name: schema_of(hints[field.name], known) for field in own},
            "required": [field.name for field in own],
        }
    return {"$ref": f"#/components/schemas/{name}"}
