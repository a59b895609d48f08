"""What a decision changes, as a program sends it: numbers as text, spans as objects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from sayso.domain import Qualifier, Span, Voice
from sayso.errors import NotPossible

_BOUND = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]{1,30}([.][0-9]{1,30})?$"}, {"type": "null"}]}
_WORDS = {"type": "string"}
_SPAN = {
    "anyOf": [
        {
            "type": "object",
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}, "surface": _WORDS},
            "required": ["start", "end", "surface"],
            "additionalProperties": False,
        },
        {"type": "null"},
    ]
}

CHANGES: Mapping[str, object] = MappingProxyType(
    {
        "properties": {
            "low": _BOUND,
            "high": _BOUND,
            "qualifier": {"type": "string", "enum": [q.value for q in Qualifier]},
            "unit": _WORDS,
            "predicate": _WORDS,
            "counted": _SPAN,
            "place": _SPAN,
            "time": {
                "anyOf": [
                    {"type": "string", "description": "an ISO date, month or year, or two of them with a slash between"},
                    {"type": "null"},
                ]
            },
            "chain": {"type": "array", "items": {"type": "string", "minLength": 1}, "description": "the names, originator first"},
            "voice": {"type": "string", "enum": [v.value for v in Voice]},
            "denied": {"type": "boolean"},
        },
        "additionalProperties": False,
    }
)
"""What the schema of the changes says."""


def changes(given: Mapping[str, object]) -> dict[str, object]:
    """The changes as the ledger takes them. Raises NotPossible for a number or a span that is none.

    >>> changes({"low": "4.5", "place": {"start": 0, "end": 4, "surface": "Bern"}})
    {'low': Decimal('4.5'), 'place': Span(start=0, end=4, surface='Bern')}
    """
    return {name: _FORMS[name](name, value) if name in _FORMS else value for name, value in given.items()}


def _number(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Decimal(value)
    except ArithmeticError as error:
        raise NotPossible(f"{name} is not a number.") from error


def _span(name: str, value: object) -> object:
    if not isinstance(value, dict):
        return value
    match value:
        case {"start": int(start), "end": int(end), "surface": str(surface)} if len(value) == 3 and bool not in (type(start), type(end)):
            try:
                return Span(start, end, surface)
            except ValueError as error:
                raise NotPossible(f"{name} is not a span: {error}.") from error
    raise NotPossible(f"{name} is not a span with start, end and surface.")


_FORMS = {"low": _number, "high": _number, "counted": _span, "place": _span}
