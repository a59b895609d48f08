"""Readings as linked data, JSON-LD with its context inside, so that nothing need be fetched to understand it.

| What | As |
|---|---|
| an article | schema.org NewsArticle; its text and its raw bytes are two encodings of it, each with its sha256 |
| quoted words | schema.org Quotation |
| words given in other words, and figures | schema.org Claim |
| a chain | PROV-O, one entity a voice: the article's entity ``wasQuotedFrom`` that of the last relay (``wasDerivedFrom`` where the words are not the \
source's), and so on to the originator's, which it ``hadPrimarySource``; each ``wasAttributedTo`` its voice |
| where it stands | W3C Web Annotation: TextQuoteSelector and TextPositionSelector, in code points of the text whose sha256 is given |
| a question, a source | schema.org Question; PROV-O Agent |

Where nobody is named the originator's entity is attributed to nobody. Texts of articles are not written out, but for the words selected and
a few around them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sayso.domain import NOBODY, Article, Attribution, Chain, Figure, Number, Reading, Span, Voice

Node = dict[str, Any]

AROUND = 32
"""How many code points are written before and after a selected span."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_REFERENCE = "@id"


def _refers(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": _REFERENCE}


CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "sayso": "urn:sayso:terms:",
        "id": "@id",
        "type": "@type",
        **{name: f"schema:{name}" for name in ("NewsArticle", "MediaObject", "Quotation", "Claim", "Question", "QuantitativeValue")},
        **{name: f"schema:{name}" for name in ("name", "alternateName", "headline", "text", "sha256", "encodingFormat", "unitText")},
        **{name: f"schema:{name}" for name in ("minValue", "maxValue", "spatialCoverage", "temporalCoverage")},
        **{name: _refers(f"schema:{name}") for name in ("author", "publisher", "about", "appearance", "isPartOf", "encoding", "url")},
        "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
        **{name: f"prov:{name}" for name in ("Entity", "Agent")},
        **{n: _refers(f"prov:{n}") for n in ("wasQuotedFrom", "wasDerivedFrom", "hadPrimarySource", "wasAttributedTo")},
        **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
        **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "identifying")},
        **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "body": _refers("oa:hasBody"),
        "target": _refers("oa:hasTarget"),
        "source": _refers("oa:hasSource"),
        "selector": _refers("oa:hasSelector"),
        **{name: f"sayso:{name}" for name in ("quantity", "qualifier", "counted", "predicate", "relation", "denied", "nobodyNamed")},
        **{name: f"sayso:{name}" for name in ("verdict", "origins", "low", "best", "high", "confidence", "reader")},
    }
)
"""What every term stands for."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a reading's parts are called elsewhere: ``article`` its own id, ``entries`` and ``statements`` the ids of figures and attributions,
    ``questions`` that of the question which a figure answers, ``sources`` those of names that are one source across articles.

    What has no id here is named after the article. ``mended`` holds figures as people changed them, and ``left_out`` the ids (of entries and
    statements) of what they rejected.
    """

    article: str
    entries: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[str, Figure] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def document(nodes: Iterable[Node]) -> Iterator[str]:
    """A JSON-LD document with these nodes, in pieces, one node a line.

    >>> "".join(document([])).endswith('"@graph": [\\n]}\\n')
    True
    """
    yield f'{{"@context": {_dumped(dict(CONTEXT))},\n"@graph": ['
    comma = "\n"
    for node in nodes:
        yield comma + _dumped(node)
        comma = ",\n"
    yield "\n]}\n"


def article_nodes(reading: Reading, filed: Filed, base: str = "urn:sayso:") -> Iterator[Node]:
    """An article with its statements and figures, their chains and the places in its text; ids are written behind ``base``.

    >>> [node["type"][0] for node in article_nodes(Reading(Article("Rain.")), Filed("a1"))]
    ['NewsArticle']
    """
    scribe = _Scribe(reading.article, filed, base)
    yield scribe.article(reading.reader)
    for a in reading.attributions:
        id = filed.statements.get(a.id, f"{filed.article}/{a.id}")
        if id not in filed.left_out:
            yield from scribe.statement(a, id)
    voices = {a.id: a.voice for a in reading.attributions}
    for f in reading.figures:
        id = filed.entries.get(f.id, f"{filed.article}/{f.id}")
        if id not in filed.left_out:
            yield from scribe.figure(filed.mended.get(id, f), id, filed.questions.get(f.id), voices.get(f.statement or ""))
    yield from scribe.voices()


def question_node(row: Mapping[str, object], base: str = "urn:sayso:") -> Node:
    """A question from its row in an export's table of questions."""
    numbers = {side: _number(row[side]) for side in ("low", "best", "high")}
    return _without_gaps(
        {
            "id": f"{base}{row['id']}",
            "type": ["Question"],
            "name": row["title"],
            "counted": row["counted"],
            "predicate": row["predicate"],
            "spatialCoverage": row["place"],
            "temporalCoverage": row["time"],
            "verdict": row["verdict"],
            "origins": row["origins"],
            **numbers,
        }
    )


def source_node(row: Mapping[str, object], base: str = "urn:sayso:") -> Node:
    """A source from its row in an export's table of sources.

    >>> source_node({"id": "s1", "name": "Observatory", "names": ("Observatory", "SOHR")})["alternateName"]
    ['SOHR']
    """
    names = row["names"] if isinstance(row["names"], (tuple, list)) else ()
    others = [name for name in names if name != row["name"]]
    return _without_gaps({"id": f"{base}{row['id']}", "type": ["Agent"], "name": row["name"], "alternateName": others})


class _Scribe:
    """Writes the nodes of one article."""

    def __init__(self, article: Article, filed: Filed, base: str) -> None:
        self._article = article
        self._filed = filed
        self._base = base
        self._id = f"{base}{filed.article}"
        self._unfiled: dict[str, str] = {}

    def article(self, reader: str) -> Node:
        a = self._article
        text = hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest()
        encodings = [{"id": f"{self._id}#text", "type": ["MediaObject"], "encodingFormat": "text/plain", "sha256": text}]
        if a.sha256:
            encodings.append({"id": f"{self._id}#raw", "type": ["MediaObject"], "sha256": a.sha256})
        outlet = self._agent(a.outlet) if a.outlet else None
        return _without_gaps(
            {
                "id": self._id,
                "type": ["NewsArticle", "Entity"],
                "headline": a.title,
                "publisher": outlet,
                "wasAttributedTo": outlet,
                "datePublished": a.published.isoformat() if a.published else None,
                "url": a.url,
                "reader": reader,
                "encoding": encodings,
            }
        )

    def statement(self, a: Attribution, id: str) -> Iterator[Node]:
        quoted = a.voice is not Voice.INDIRECT
        node = {
            "type": ["Quotation" if quoted else "Claim", "Entity"],
            "text": " … ".join(span.surface for span in a.content),
            "isPartOf" if quoted else "appearance": self._id,
            "denied": a.denied or None,
            "confidence": a.confidence,
        }
        yield from self._chained(node, id, a.chain, quoted)
        yield self._annotation(id, a.content)

    def figure(self, f: Figure, id: str, question: str | None, voice: Voice | None) -> Iterator[Node]:
        q = f.quantity
        bounds = {"type": ["QuantitativeValue"], "minValue": _number(q.low), "maxValue": _number(q.high), "unitText": q.unit}
        node = {
            "type": ["Claim", "Entity"],
            "text": f.sentence.surface,
            "appearance": self._id,
            "about": f"{self._base}{question}" if question else None,
            "quantity": _without_gaps(bounds),
            "qualifier": q.qualifier.value,
            "counted": f.counted.surface if f.counted else "",
            "predicate": f.predicate,
            "relation": f.relation.value,
            "spatialCoverage": f.place.surface if f.place else "",
            "temporalCoverage": f.time.iso() if f.time else "",
            "confidence": f.confidence,
        }
        yield from self._chained(node, id, f.chain, quoted=voice not in (None, Voice.INDIRECT))
        yield self._annotation(id, (f.amount,))

    def voices(self) -> Iterator[Node]:
        """Those heard in this article who are no source across articles."""
        for name, id in self._unfiled.items():
            yield {"id": id, "type": ["Agent"], "name": name}

    def _chained(self, node: Node, id: str, chain: Chain, quoted: bool) -> Iterator[Node]:
        """The node with what it was taken from, and an entity for every voice of its chain, the last first."""
        own = f"{self._base}{id}"
        step = "wasQuotedFrom" if quoted else "wasDerivedFrom"
        spoken = [f"{own}#voice{i}" for i in range(len(chain.links))]
        outlet = self._agent(self._article.outlet) if self._article.outlet else None
        links = {"wasAttributedTo": outlet, step: spoken[-1] if spoken else None, "hadPrimarySource": spoken[0] if spoken else None}
        author = chain.links[0].name if chain.links else self._article.outlet
        yield _without_gaps({"id": own} | node | {"author": self._agent(author) if author not in ("", NOBODY) else None} | links)
        for i in reversed(range(len(spoken))):
            link = chain.links[i]
            voice = {"wasAttributedTo": self._agent(link.name)} if link.named else {"nobodyNamed": True}
            yield {"id": spoken[i], "type": ["Entity"]} | voice | ({step: spoken[i - 1]} if i else {})

    def _annotation(self, id: str, spans: Sequence[Span]) -> Node:
        return {
            "id": f"{self._base}{id}#place",
            "type": ["Annotation"],
            "motivation": "identifying",
            "body": f"{self._base}{id}",
            "target": [{"type": ["SpecificResource"], "source": f"{self._id}#text", "selector": self._selectors(s)} for s in spans],
        }

    def _selectors(self, span: Span) -> list[Node]:
        text = self._article.text
        quote = {
            "exact": span.surface,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        }
        return [
            {"type": ["TextQuoteSelector"]} | quote,
            {"type": ["TextPositionSelector"], "start": span.start, "end": span.end},
        ]

    def _agent(self, name: str) -> str:
        known = self._filed.sources.get(name)
        if known:
            return f"{self._base}{known}"
        return self._unfiled.setdefault(name, f"{self._id}#speaker{len(self._unfiled)}")


def _number(n: object) -> Node | None:
    """A number that stays exact: JSON-LD would make a double of a large one."""
    if not isinstance(n, Number) or isinstance(n, bool):
        return None
    return {"@value": f"{n:f}" if isinstance(n, Decimal) else str(n), "@type": "xsd:decimal" if isinstance(n, Decimal) else "xsd:integer"}


def _without_gaps(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None and value != "" and value != []}


def _dumped(value: object) -> str:
    text = _ENCODER.encode(value)
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
