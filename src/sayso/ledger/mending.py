"""What a person may change in a figure or a statement, as it is written down and applied."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sayso.domain import Attribution, Chain, Figure, Link, Period, Qualifier, Quantity, Span, Voice
from sayso.errors import NotPossible
from sayso.ledger.packing import number_in, number_out

OF_FIGURES = ("low", "high", "qualifier", "unit", "counted", "predicate", "place", "time", "chain")
OF_STATEMENTS = ("chain", "voice", "denied")


def mended(figure: Figure, changes: str | None) -> Figure:
    """The figure with the changes that ``written`` wrote down.

    >>> f = Figure("f1", Span(0, 3, "Two"), Quantity(2, 2), Span(0, 3, "Two"))
    >>> mended(f, '{"high":"3"}').quantity.high
    3
    """
    if not changes:
        return figure
    new: dict[str, Any] = json.loads(changes)
    q = figure.quantity
    quantity = Quantity(
        number_in(new["low"]) if "low" in new else q.low,
        number_in(new["high"]) if "high" in new else q.high,
        Qualifier(new.get("qualifier", q.qualifier)),
        new.get("unit", q.unit),
    )
    made = replace(figure, quantity=quantity, predicate=new.get("predicate", figure.predicate))
    if "counted" in new:
        made = replace(made, counted=Span(*new["counted"]) if new["counted"] else None)
    if "place" in new:
        made = replace(made, place=Span(*new["place"]) if new["place"] else None)
    if "time" in new:
        made = replace(made, time=Period.parse(new["time"]) if new["time"] else None)
    return replace(made, chain=_chain(new["chain"])) if "chain" in new else made


def mended_statement(statement: Attribution, changes: str | None) -> Attribution:
    """The statement with the changes that ``written`` wrote down."""
    if not changes:
        return statement
    new: dict[str, Any] = json.loads(changes)
    return replace(
        statement,
        chain=_chain(new["chain"]) if "chain" in new else statement.chain,
        voice=Voice(new.get("voice", statement.voice)),
        denied=new.get("denied", statement.denied),
    )


def _chain(names: Sequence[str]) -> Chain:
    return Chain(tuple(Link(name) for name in names))


def written(changes: Mapping[str, object], allowed: Sequence[str], text: str) -> dict[str, object]:
    """Changes in the form that events keep, checked one by one; ``text`` is the article's, which spans must stand in.

    Numbers are int, Decimal or None; ``counted`` and ``place`` a Span or None; ``time`` a Period, its ISO form or None; ``chain`` the names,
    originator first. Raises NotPossible for anything else.

    >>> written({"low": 4, "time": "2016"}, OF_FIGURES, "")
    {'low': '4', 'time': '2016'}
    """
    made: dict[str, object] = {}
    for name, value in changes.items():
        if name not in allowed:
            raise NotPossible(f"{name!r} cannot be changed; these can: {', '.join(allowed)}.")
        try:
            made[name] = _FORMS[name](value, text)
        except (ValueError, TypeError) as error:
            raise NotPossible(f"{value!r} will not do for {name}: {error}.") from error
    if not made:
        raise NotPossible(f"Say what to change: {', '.join(allowed)}.")
    return made


def _number(value: object, text: str) -> str | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | Decimal)):
        raise ValueError("a bound is an int, a Decimal or None")
    return number_out(value)


def _words(value: object, text: str) -> str:
    if not isinstance(value, str):
        raise ValueError("it is not text")
    return value


def _span(value: object, text: str) -> list[object] | None:
    if value is None:
        return None
    if not isinstance(value, Span) or not value.stands_in(text):
        raise ValueError("it is not a span of the article")
    return [value.start, value.end, value.surface]


def _time(value: object, text: str) -> str | None:
    if value is None:
        return None
    return (value if isinstance(value, Period) else Period.parse(_words(value, text))).iso()


def _names(value: object, text: str) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError("it is not a row of names")
    names = [_words(name, text).strip() for name in value]
    if not all(names):
        raise ValueError("a name is empty")
    return names


def _flag(value: object, text: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is neither true nor false")
    return value


_FORMS: dict[str, Callable[[object, str], object]] = {
    "low": _number,
    "high": _number,
    "qualifier": lambda value, text: Qualifier(_words(value, text)).value,
    "unit": _words,
    "counted": _span,
    "predicate": _words,
    "place": _span,
    "time": _time,
    "chain": _names,
    "voice": lambda value, text: Voice(_words(value, text)).value,
    "denied": _flag,
}
