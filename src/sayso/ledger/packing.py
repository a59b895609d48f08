"""Values to columns and back, exactly: numbers, figures, readings.

A figure's spans mostly lie within its sentence, so that they are kept as offsets and cut from it again.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import zlib
from decimal import Decimal
from typing import Any

from sayso.domain import Chain, Figure, Implied, Link, Number, Period, Qualifier, Quantity, Reading, Relation, Span
from sayso.exchange import json as exchange

_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """Text as every store can hold it in a column: without code points that are no characters. What is exact is kept in packed form.

    >>> plain("a\\x00b")
    'a\\ufffdb'
    """
    return _UNKEPT.sub("\ufffd", text)


def number_out(n: Number | None) -> str | None:
    """A number as JSON: an integer, or a decimal as a string.

    >>> number_out(Decimal("2.50")), number_out(7)
    ('"2.50"', '7')
    """
    return None if n is None else f'"{n}"' if isinstance(n, Decimal) else str(n)


def number_in(text: str | None) -> Number | None:
    """The number that ``number_out`` wrote.

    >>> number_in('"2.50"'), number_in("7")
    (Decimal('2.50'), 7)
    """
    return None if text is None else Decimal(text[1:-1]) if text.startswith('"') else int(text)


def day_in(text: str) -> dt.date | None:
    """The day of an ISO date, None for the empty text.

    >>> day_in("2016-06-06").year
    2016
    """
    return dt.date.fromisoformat(text) if text else None


def pack_reading(reading: Reading) -> bytes:
    """A reading as compressed JSON.

    >>> from sayso.domain import Article
    >>> unpack_reading(pack_reading(Reading(Article("Rain.")))).article.text
    'Rain.'
    """
    return zlib.compress(exchange.write(reading).encode())


def unpack_reading(body: bytes) -> Reading:
    """The reading that ``pack_reading`` packed. Raises InputError or zlib.error where the bytes are damaged."""
    return exchange.read(zlib.decompress(body).decode())


def unpack_text(body: bytes) -> str:
    """Only the article's text out of a packed reading."""
    return str(json.loads(zlib.decompress(body))["article"]["text"])


def pack_figure(f: Figure) -> str:
    """A figure as one line of ASCII."""
    return json.dumps(
        [
            f.id,
            [f.sentence.start, f.sentence.end, f.sentence.surface],
            _span(f.amount, f),
            _quantity(f.quantity),
            _span(f.counted, f),
            f.predicate,
            f.relation.value,
            f.part_of,
            _span(f.place, f),
            f.time.iso() if f.time else None,
            [[link.name, _span(link.mention, f), [_span(s, f) for s in link.trail]] for link in f.chain.links],
            f.statement,
            [_quantity(f.implied.quantity), list(f.implied.figures), f.implied.time.iso() if f.implied.time else None]
            if f.implied
            else None,
            f.confidence,
            base64.b64encode(f.sense).decode("ascii"),
        ],
        separators=(",", ":"),
        ensure_ascii=True,
    )


def unpack_figure(body: str) -> Figure:
    """The figure that ``pack_figure`` packed.

    >>> f = Figure("f1", Span(0, 3, "Two"), Quantity(2, 2), Span(0, 8, "Two fled"), predicate="fled")
    >>> unpack_figure(pack_figure(f)) == f
    True
    """
    stored = json.loads(body)
    id, (start, end, surface), amount, quantity, counted, predicate, relation, part_of, place, time, chain, statement = stored[:12]
    implied, sure, *sense = stored[12:]
    sentence = Span(start, end, surface)

    def span(value: list[Any]) -> Span:
        if len(value) == 3:
            return Span(*value)
        return Span(value[0], value[1], surface[value[0] - start : value[1] - start])

    def maybe(value: list[Any] | None) -> Span | None:
        return span(value) if value else None

    return Figure(
        id,
        span(amount),
        _quantity_in(quantity),
        sentence,
        maybe(counted),
        predicate,
        Relation(relation),
        part_of,
        maybe(place),
        Period.parse(time) if time else None,
        Chain(tuple(Link(name, maybe(mention), tuple(span(s) for s in trail)) for name, mention, trail in chain)),
        statement,
        Implied(_quantity_in(implied[0]), tuple(implied[1]), Period.parse(implied[2]) if implied[2] else None) if implied else None,
        sure,
        base64.b64decode(sense[0]) if sense else b"",  # figures that older versions kept have none
    )


def _span(span: Span | None, figure: Figure) -> list[object] | None:
    if span is None:
        return None
    return [span.start, span.end] if figure.sentence.holds(span) else [span.start, span.end, span.surface]


def _quantity(q: Quantity) -> list[str | None]:
    return [number_out(q.low), number_out(q.high), q.qualifier.value, q.unit]


def _quantity_in(value: list[Any]) -> Quantity:
    return Quantity(number_in(value[0]), number_in(value[1]), Qualifier(value[2]), value[3])
