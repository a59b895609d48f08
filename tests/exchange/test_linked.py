"""Linked data: every term is in the context, every place is where it says, and a chain leads to its originator."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from hypothesis import given

from sayso.domain import Qualifier, Quantity, Reading
from sayso.exchange.linked import CONTEXT, Filed, article_nodes, document, question_node
from tests.exchange.strategies import readings
from tests.stories import ferry

FILED = Filed("a1", {"F1": "e1"}, {"A1": "t1", "A4": "t4"}, {"F1": "q1"}, {"fishermen": "s2", "Harbour Post": "s1"})


def graph(reading: Reading, filed: Filed = FILED) -> dict[str, dict[str, Any]]:
    """The nodes of a reading's document by their ids."""
    made = json.loads("".join(document(article_nodes(reading, filed))))
    assert made["@context"] == dict(CONTEXT)
    nodes = {node["id"]: node for node in made["@graph"]}
    assert len(nodes) == len(made["@graph"])
    return nodes


def terms(value: object) -> set[str]:
    """All keys and types of nested nodes."""
    if isinstance(value, list):
        return set().union(*map(terms, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")} | set(value.get("type", []))
    return own.union(*(terms(item) for item in value.values()))


def references(node: dict[str, Any]) -> set[str]:
    """The ids that a node points at."""
    links = (
        "author",
        "publisher",
        "appearance",
        "isPartOf",
        "wasQuotedFrom",
        "wasDerivedFrom",
        "hadPrimarySource",
        "wasAttributedTo",
        "body",
    )
    return {node[link] for link in links if link in node}


def test_a_chain_leads_to_its_originator() -> None:
    nodes = graph(ferry())
    statement = nodes["urn:sayso:t1"]
    assert statement["type"] == ["Claim", "Entity"] and statement["author"] == "urn:sayso:s2"
    assert statement["wasAttributedTo"] == "urn:sayso:s1" and statement["hadPrimarySource"] == "urn:sayso:t1#voice0"
    step, voices = statement, []
    while "wasDerivedFrom" in step:
        step = nodes[step["wasDerivedFrom"]]
        voices.append(nodes.get(step["wasAttributedTo"], {}).get("name", step["wasAttributedTo"]))
    assert voices == ["Norlight", "Tern Bay Courier", "urn:sayso:s2"] and step["id"] == statement["hadPrimarySource"]


def test_quoted_words_are_a_quotation() -> None:
    quoted = graph(ferry())["urn:sayso:t4"]
    assert quoted["type"] == ["Quotation", "Entity"] and quoted["wasQuotedFrom"] == "urn:sayso:t4#voice0"
    assert "wasDerivedFrom" not in quoted and quoted["isPartOf"] == "urn:sayso:a1"


def test_nobody_is_nobody() -> None:
    nodes = graph(ferry())
    origin = nodes["urn:sayso:a1/A5#voice0"]
    assert origin["nobodyNamed"] is True and "wasAttributedTo" not in origin
    assert "author" not in nodes["urn:sayso:a1/A5"]


def test_a_figure_is_a_claim_about_its_question() -> None:
    figure = graph(ferry())["urn:sayso:e1"]
    assert figure["about"] == "urn:sayso:q1" and figure["qualifier"] == "at_least"
    assert figure["quantity"] == {"type": ["QuantitativeValue"], "minValue": {"@value": "70", "@type": "xsd:integer"}, "unitText": "object"}


def test_what_people_mended_and_rejected_is_heeded() -> None:
    story = ferry()
    mended = replace(story.figures[0], quantity=Quantity(71, 71, Qualifier.EXACT, "object"))
    nodes = graph(story, replace(FILED, mended={"e1": mended}, left_out=frozenset({"t1"})))
    assert nodes["urn:sayso:e1"]["quantity"]["maxValue"]["@value"] == "71"
    assert not [id for id in nodes if id.startswith("urn:sayso:t1")]


@given(readings())
def test_every_place_is_where_it_says(reading: Reading) -> None:
    nodes = graph(reading, Filed("a1"))
    text = reading.article.text
    article = nodes["urn:sayso:a1"]
    assert article["encoding"][0]["sha256"] == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    places = [node for node in nodes.values() if node["type"] == ["Annotation"]]
    assert len(places) == len(reading.attributions) + len(reading.figures)
    for target in [t for place in places for t in place["target"]]:
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert target["source"] == article["encoding"][0]["id"]
        assert text[start:end] == quote["exact"] and text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])


@given(readings())
def test_every_term_is_known_and_every_reference_leads_somewhere(reading: Reading) -> None:
    nodes = graph(reading, Filed("a1"))
    assert set().union(*map(terms, nodes.values())) <= set(CONTEXT)
    assert set().union(*map(references, nodes.values())) <= set(nodes)


def test_the_context_leads_to_known_vocabularies() -> None:
    spelled = [entry if isinstance(entry, str) else entry["@id"] for name, entry in CONTEXT.items() if ":" not in name]
    prefixes = {term.split(":")[0] for term in spelled if not term.startswith(("http", "urn", "@"))}
    assert prefixes <= {name for name, entry in CONTEXT.items() if isinstance(entry, str) and entry.startswith(("http", "urn"))}


def test_a_question_leaves_open_what_is_open() -> None:
    row = {
        "id": "q1",
        "title": "ferries sunk",
        "counted": "",
        "predicate": "sunk",
        "place": "",
        "time": "2016",
        "verdict": "agree",
        "origins": 1,
    }
    node = question_node(row | {"low": 2, "best": 2, "high": None}, "https://example.org/")
    assert node["id"] == "https://example.org/q1" and "high" not in node and "counted" not in node
