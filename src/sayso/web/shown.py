"""Numbers, days and voices in the words of pages: the filters of the templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from markupsafe import Markup

from sayso.domain import NOBODY, Entry, Number, Party, Period, Quantity, VerdictKind
from sayso.exchange import wording
from sayso.exchange.harmless import one_line

VERDICTS = {
    VerdictKind.AGREE: "agree",
    VerdictKind.REVISED: "revised",
    VerdictKind.DISAGREE: "disagree",
    VerdictKind.NOT_COMPARABLE: "not comparable",
}


def number(n: Number | None) -> str:
    """A number in few signs; a dash for an open side.

    >>> number(1600), number(None)
    ('1,600', '–')
    """
    return "–" if n is None else wording.number(n)


def bounds(low: Number | None, high: Number | None) -> str:
    """Two bounds in few signs, an open one as what it is.

    >>> bounds(10, 14), bounds(12, 12), bounds(100, None), bounds(None, 1600), bounds(None, None)
    ('10–14', '12', '≥ 100', '≤ 1,600', '–')
    """
    if low is None and high is None:
        return "–"
    if low is None or high is None:
        return f"≥ {wording.number(low)}" if low is not None else f"≤ {number(high)}"
    return wording.number(low) if low == high else f"{wording.number(low)}–{wording.number(high)}"


def quantity(q: Quantity) -> str:
    """A quantity with its bounds and unit."""
    return wording.quantity(q)


def answer(entry: Entry) -> str:
    """The amount of an entry as lists show it."""
    return wording.amount(entry.figure)


def day(value: dt.date | None) -> str:
    """A day in its short form; empty where it is not known.

    >>> day(dt.date(2016, 6, 7)), day(None)
    ('7 Jun 2016', '')
    """
    return wording.period(Period.day(value)) if value else ""


def period(value: Period | None) -> str:
    """A period in its short form; empty where it is not known."""
    return wording.period(value) if value else ""


def moment(value: dt.datetime) -> str:
    """A time to the minute, UTC."""
    return f"{day(value.date())}, {value:%H:%M} UTC"


def voice(party: Party) -> str:
    """The name of a party; nobody named is said in words.

    >>> voice(Party("?", "?"))
    'nobody named'
    """
    return wording.NOBODY_NAMED if party.name == NOBODY else one_line(party.name)


def chain(entry: Entry) -> tuple[Party, ...]:
    """The parties that a figure came through, originator first, the article's outlet last."""
    last = entry.parties[-1] if entry.parties else None
    if last is not None and (last.id == entry.outlet.id or last.name.casefold() == entry.outlet.name.casefold()):
        return entry.parties
    return (*entry.parties, entry.outlet)


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "origin"), plural(1200, "origin"), plural(0, "reply", "replies")
    ('1 origin', '1,200 origins', '0 replies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """A text with some of its code points marked.

    >>> str(marked("<b> two", [(4, 7)]))
    '&lt;b&gt; <mark>two</mark>'
    """
    return Markup("".join(_pieces(text, marks)))


def _pieces(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in sorted(marks):
        if start < at:
            continue
        yield escape(_inline(text[at:start]))
        yield f"<mark>{escape(_inline(text[start:end]))}</mark>"
        at = end
    yield escape(_inline(text[at:]))


def _inline(text: str) -> str:
    """Harmless text on one line that keeps the spaces at its ends."""
    inside = one_line(text)
    if not inside:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inside + (" " if text[-1].isspace() else "")


FILTERS = {
    "number": number,
    "quantity": quantity,
    "answer": answer,
    "day": day,
    "period": period,
    "moment": moment,
    "voice": voice,
    "chain": chain,
    "line": one_line,
}
