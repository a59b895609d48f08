"""As much of JSON Schema as the shipped schema uses; a word that it does not know is an error, never a pass."""

from __future__ import annotations

import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
COMMENTS = {"$schema", "$id", "$defs", "title", "description"}


def problems(value: object, schema: dict, root: dict, path: str = "$") -> list[str]:
    """What is wrong with ``value``, one line each.

    >>> problems({"a": 1}, {"type": "object", "properties": {"a": {"type": "string"}}}, {})
    ['$.a: not a string']
    """
    found: list[str] = []
    for word, rule in schema.items():
        if word in COMMENTS:
            continue
        found += _CHECKS[word](value, rule, schema, root, path)
    return found


def _type(value, rule, schema, root, path):
    kinds = [rule] if isinstance(rule, str) else rule
    return [] if any(_is(value, kind) for kind in kinds) else [f"{path}: not a {' or '.join(kinds)}"]


def _is(value, kind):
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def _properties(value, rule, schema, root, path):
    return [p for k, r in rule.items() if isinstance(value, dict) and k in value for p in problems(value[k], r, root, f"{path}.{k}")]


def _closed(value, rule, schema, root, path):
    assert rule is False
    return [f"{path}: {k} is unknown" for k in value if k not in schema["properties"]] if isinstance(value, dict) else []


def _items(value, rule, schema, root, path):
    return [p for i, v in enumerate(value) for p in problems(v, rule, root, f"{path}[{i}]")] if isinstance(value, list) else []


def _any_of(value, rule, schema, root, path):
    return [] if any(not problems(value, r, root, path) for r in rule) else [f"{path}: fits none"]


def _reference(value, rule, schema, root, path):
    return problems(value, root["$defs"][rule.removeprefix("#/$defs/")], root, path)


def _simple(test):
    return lambda value, rule, schema, root, path: [] if test(value, rule) else [f"{path}: {value!r} breaks {rule!r}"]


_CHECKS = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _closed,
    "items": _items,
    "anyOf": _any_of,
    "$ref": _reference,
    "required": _simple(lambda v, r: not isinstance(v, dict) or set(r) <= v.keys()),
    "const": _simple(lambda v, r: v == r),
    "enum": _simple(lambda v, r: v in r),
    "minimum": _simple(lambda v, r: v >= r),
    "maximum": _simple(lambda v, r: v <= r),
    "minItems": _simple(lambda v, r: len(v) >= r),
    "pattern": _simple(lambda v, r: not isinstance(v, str) or re.search(r, v)),
}
