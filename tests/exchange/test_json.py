"""Readings as JSON: there and back, to the schema, and nothing else taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from sayso.domain import Qualifier, Reading, Relation, Voice
from sayso.errors import InputError
from sayso.exchange.json import read, schema, write
from tests.exchange.jsonschema import problems
from tests.exchange.strategies import readings
from tests.stories import ferry


@settings(max_examples=30)
@given(readings())
def test_write_then_read_is_identity(reading: Reading) -> None:
    """The same values of the same types, on one line that keeps to the schema and can be stored as UTF-8."""
    text = write(reading)
    assert "\n" not in text.encode().decode()
    assert problems(json.loads(text), schema(), schema()) == []
    again = read(text)
    assert again == reading == read(write(reading, indent=2))
    assert [type(f.quantity.low) for f in again.figures] == [type(f.quantity.low) for f in reading.figures]


def test_a_lone_surrogate_survives() -> None:
    reading = replace(ferry(), notes=("odd \udc80 byte",))
    assert read(write(reading).encode().decode()) == reading


def test_readings_made_before_figures_had_a_sense_are_taken() -> None:
    value = json.loads(write(ferry()))
    for figure in value["figures"]:
        del figure["sense"]
    assert problems(value, schema(), schema()) == []
    assert read(json.dumps(value)) == ferry()


def test_the_schema_lists_the_words_of_the_domain() -> None:
    defs = schema()["$defs"]
    assert defs["quantity"]["properties"]["qualifier"]["enum"] == [q.value for q in Qualifier]
    assert defs["figure"]["properties"]["relation"]["enum"] == [r.value for r in Relation]
    assert defs["attribution"]["properties"]["voice"]["enum"] == [v.value for v in Voice]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v.update(schema="sayso-reading/9"), "schema: 'sayso-reading/1' should stand here"),
        (lambda v: v.pop("figures"), "'figures' is missing"),
        (lambda v: v.update(extra=1), "'extra' is unknown"),
        (lambda v: v["figures"][0]["amount"].update(start=1), "figures[0].amount"),
        (lambda v: v["figures"][0]["amount"].update(start=True), "figures[0].amount.start: an integer"),
        (lambda v: v["figures"][0]["amount"].update(surface="At least 90"), "figures[0].amount: the article does not say"),
        (lambda v: v["figures"][0]["quantity"].update(low=70.5), "figures[0].quantity.low: an integer"),
        (lambda v: v["figures"][0]["quantity"].update(low="NaN"), "figures[0].quantity.low"),
        (lambda v: v["figures"][0]["quantity"].update(low=None, high=None), "at least one bound"),
        (lambda v: v["figures"][0]["quantity"].update(high=1), "the bounds cross"),
        (lambda v: v["figures"][0].update(time="yesterday"), "figures[0].time"),
        (lambda v: v["figures"][0].update(time="2024-13"), "figures[0].time"),
        (lambda v: v["figures"][0].update(part_of="F99"), "there is no figure 'F99'"),
        (lambda v: v["figures"][0].update(statement="A99"), "there is no attribution 'A99'"),
        (lambda v: v["attributions"][0].update(id="A2"), "an id stands twice"),
        (lambda v: v["attributions"][0].update(within="A99"), "there is no attribution 'A99'"),
        (lambda v: v["attributions"][0].update(content=[]), "at least one span"),
        (lambda v: v["attributions"][0].update(voice="loud"), "one of direct, indirect, mixed"),
        (lambda v: v["attributions"][0].update(confidence=1.5), "between 0 and 1"),
        (lambda v: v["figures"][0].update(sense="/38"), "figures[0].sense: bytes in base 64"),
        (lambda v: v["figures"][0].update(sense="caf\u00e9"), "figures[0].sense: bytes in base 64"),
        (lambda v: v["article"].update(published="12 March"), "article.published: a date"),
        (lambda v: v["article"].update(published="2024-02-30"), "article.published: a date"),
        (lambda v: v["article"].update(authors="R. Lund"), "article.authors: an array"),
    ],
)
def test_anything_else_is_declined_with_its_place(change: Callable[[dict], object], said: str) -> None:
    value = json.loads(write(ferry()))
    change(value)
    with pytest.raises(InputError) as caught:
        read(json.dumps(value))
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1, "a": 2}', "NaN", "[" * 100_000, '{"schema": 1' + "0" * 5000 + "}"])
def test_what_is_no_reading_at_all_is_declined(text: str) -> None:
    with pytest.raises(InputError):
        read(text)
