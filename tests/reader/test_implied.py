"""The level that a change implies, reckoned only where the text compares with another time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sayso.domain import Figure, Implied, Qualifier, Quantity, Relation, Span
from sayso.reader.analysis import Analysis
from sayso.reader.dates import dates
from sayso.reader.implied import implied
from sayso.reader.sentences import sentences

PUBLISHED = dt.date(2024, 3, 12)


def before(text: str, level: tuple[str, Quantity], change: tuple[str, Quantity], relation: Relation) -> Implied | None:
    """What ``change`` (its words in ``text`` and its quantity) implies about ``level``."""
    analysis = Analysis(text, sentences=sentences(text))
    made = []
    for i, ((words, quantity), kind) in enumerate(((level, Relation.LEVEL), (change, relation))):
        at = text.index(words)
        sentence = analysis.sentence_at(at)
        assert sentence
        made.append(Figure(f"F{i + 1}", Span.cut(text, at, at + len(words)), quantity, sentence, relation=kind))
    return implied(made[1], made, analysis, dates(text, PUBLISHED))


def people(n: int, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    """Exactly ``n`` people, hedged as told."""
    return Quantity(n, n, qualifier, "person")


def test_a_decrease_is_added_back() -> None:
    text = "There are about 6,000 anglers now. That is 1,200 fewer than last year."
    found = before(text, ("about 6,000", people(6000, Qualifier.APPROX)), ("1,200", people(1200)), Relation.DECREASE)
    assert found and (found.quantity.low, found.quantity.high, found.quantity.qualifier) == (7200, 7200, Qualifier.APPROX)
    assert found.figures == ("F1", "F2") and found.time and found.time.iso() == "2023"


def test_an_increase_in_percent_is_divided_out() -> None:
    text = "The fleet grew 20 percent to 600 boats compared with last year."
    found = before(text, ("600", Quantity(600, 600, unit="object")), ("20 percent", Quantity(20, 20, unit="percent")), Relation.INCREASE)
    assert found and found.quantity.low == 500


def test_bounds_stay_bounds() -> None:
    text = "At least 40 nets were torn, 10 more than last year."
    level = Quantity(40, None, Qualifier.AT_LEAST, "object")
    found = before(text, ("At least 40", level), ("10", Quantity(10, 10, unit="object")), Relation.INCREASE)
    assert found and (found.quantity.low, found.quantity.high, found.quantity.qualifier) == (30, None, Qualifier.AT_LEAST)


def test_nothing_is_implied_without_another_time() -> None:
    text = "There are 6,000 anglers now. That is 1,200 fewer than the mayor claims."
    assert before(text, ("6,000", people(6000)), ("1,200", people(1200)), Relation.DECREASE) is None


def test_nothing_is_implied_for_another_kind() -> None:
    text = "There are 6,000 anglers now. Boats earned $1,200 less than last year."
    money = Quantity(Decimal(1200), Decimal(1200), unit="money:USD")
    assert before(text, ("6,000", people(6000)), ("$1,200", money), Relation.DECREASE) is None
