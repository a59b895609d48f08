"""Readings as JSON and back, exactly: schema ``sayso-reading/1``, described in docs/json.md and ``reading.schema.json``."""

from __future__ import annotations

import base64
import json
import re
from decimal import Decimal
from functools import partial
from importlib import resources

from sayso.domain import (
    Article,
    Attribution,
    Chain,
    Figure,
    Implied,
    Link,
    Number,
    Period,
    Qualifier,
    Quantity,
    Reading,
    Relation,
    Span,
    Voice,
)
from sayso.exchange.strict import boolean, choice, day, fields, integer, items, optional, packed, share, string, wrong

SCHEMA = "sayso-reading/1"

_ARTICLE = ("title", "outlet", "authors", "published", "url", "origin", "sha256", "language", "notes", "text")
_ATTRIBUTION = ("id", "source", "cue", "content", "chain", "within", "voice", "denied", "confidence")
_FIGURE = (
    *("id", "amount", "quantity", "counted", "predicate", "relation", "part_of", "place", "time", "chain"),
    *("statement", "implied", "sentence", "confidence", "sense"),
)
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([Ee][+-]?[0-9]{1,9})?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def schema() -> dict[str, object]:
    """The JSON Schema of what ``write`` gives, as shipped with the package.

    >>> schema()["$id"]
    'sayso-reading/1'
    """
    text = resources.files("sayso.exchange").joinpath("reading.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def write(reading: Reading, indent: int | None = None) -> str:
    """A reading as JSON; on one line unless ``indent`` says how many spaces a level takes.

    >>> write(Reading(Article("Rain."), reader="r1"))[:50]
    '{"schema": "sayso-reading/1", "reader": "r1", "not'
    """
    value = {
        "schema": SCHEMA,
        "reader": reading.reader,
        "notes": list(reading.notes),
        "article": _article_out(reading.article),
        "attributions": [_attribution_out(a) for a in reading.attributions],
        "figures": [_figure_out(f) for f in reading.figures],
    }
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    # A lone surrogate cannot be encoded as UTF-8; its escape can.
    return _SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def read(text: str) -> Reading:
    """The reading that ``write`` wrote. Raises InputError, which names the place, for anything else.

    >>> read(write(Reading(Article("Rain.")))) == Reading(Article("Rain."))
    True
    """
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise wrong("the text", f"not JSON ({error})") from error
    if isinstance(value, dict) and value.get("schema") != SCHEMA:
        raise wrong("schema", f"{SCHEMA!r} should stand here, not {str(value.get('schema'))[:40]!r}")
    top = fields(value, "the reading", ("schema", "reader", "notes", "article", "attributions", "figures"))
    article = _article(top["article"], "article")
    reading = Reading(
        article,
        items(top["attributions"], "attributions", partial(_attribution, article.text)),
        items(top["figures"], "figures", partial(_figure, article.text)),
        string(top["reader"], "reader"),
        items(top["notes"], "notes", string),
    )
    _check_references(reading)
    return reading


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _check_references(reading: Reading) -> None:
    statements, figures = [a.id for a in reading.attributions], [f.id for f in reading.figures]
    for kind, ids in (("attributions", statements), ("figures", figures)):
        if len(set(ids)) < len(ids):
            raise wrong(kind, "an id stands twice")
    known_statements, known_figures = set(statements), set(figures)
    for i, a in enumerate(reading.attributions):
        if a.within is not None and a.within not in known_statements:
            raise wrong(f"attributions[{i}].within", f"there is no attribution {a.within[:40]!r}")
    for i, f in enumerate(reading.figures):
        if f.part_of is not None and f.part_of not in known_figures:
            raise wrong(f"figures[{i}].part_of", f"there is no figure {f.part_of[:40]!r}")
        if f.statement is not None and f.statement not in known_statements:
            raise wrong(f"figures[{i}].statement", f"there is no attribution {f.statement[:40]!r}")
        if f.implied and not known_figures.issuperset(f.implied.figures):
            raise wrong(f"figures[{i}].implied", "it is reckoned from a figure that is not there")


def _span_out(span: Span | None) -> dict[str, object] | None:
    return {"start": span.start, "end": span.end, "surface": span.surface} if span else None


def _span(text: str, value: object, path: str) -> Span:
    got = fields(value, path, ("start", "end", "surface"))
    start, end = integer(got["start"], f"{path}.start"), integer(got["end"], f"{path}.end")
    try:
        span = Span(start, end, string(got["surface"], f"{path}.surface"))
    except ValueError as error:
        raise wrong(path, str(error)) from error
    if not span.stands_in(text):
        raise wrong(path, f"the article does not say {span.surface[:40]!r} at {start}..{end}")
    return span


def _chain_out(chain: Chain) -> list[object]:
    return [{"name": link.name, "mention": _span_out(link.mention), "trail": [_span_out(s) for s in link.trail]} for link in chain.links]


def _link(text: str, value: object, path: str) -> Link:
    got = fields(value, path, ("name", "mention", "trail"))
    span = partial(_span, text)
    return Link(
        string(got["name"], f"{path}.name"), optional(got["mention"], f"{path}.mention", span), items(got["trail"], f"{path}.trail", span)
    )


def _chain(text: str, value: object, path: str) -> Chain:
    return Chain(items(value, path, partial(_link, text)))


def _article_out(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "origin": article.origin,
        "sha256": article.sha256,
        "language": article.language,
        "notes": list(article.notes),
        "text": article.text,
    }


def _article(value: object, path: str) -> Article:
    got = fields(value, path, _ARTICLE)
    plain = {k: string(got[k], f"{path}.{k}") for k in ("text", "title", "outlet", "url", "origin", "sha256", "language")}
    return Article(
        authors=items(got["authors"], f"{path}.authors", string),
        published=optional(got["published"], f"{path}.published", day),
        notes=items(got["notes"], f"{path}.notes", string),
        **plain,
    )


def _attribution_out(a: Attribution) -> dict[str, object]:
    return {
        "id": a.id,
        "source": [_span_out(s) for s in a.source],
        "cue": [_span_out(s) for s in a.cue],
        "content": [_span_out(s) for s in a.content],
        "chain": _chain_out(a.chain),
        "within": a.within,
        "voice": a.voice.value,
        "denied": a.denied,
        "confidence": a.confidence,
    }


def _attribution(text: str, value: object, path: str) -> Attribution:
    got = fields(value, path, _ATTRIBUTION)
    span = partial(_span, text)
    content = items(got["content"], f"{path}.content", span)
    if not content:
        raise wrong(f"{path}.content", "at least one span should stand here")
    return Attribution(
        string(got["id"], f"{path}.id"),
        content,
        items(got["cue"], f"{path}.cue", span),
        items(got["source"], f"{path}.source", span),
        _chain(text, got["chain"], f"{path}.chain"),
        optional(got["within"], f"{path}.within", string),
        choice(got["voice"], f"{path}.voice", Voice),
        boolean(got["denied"], f"{path}.denied"),
        share(got["confidence"], f"{path}.confidence"),
    )


def _number_out(n: Number | None) -> int | str | None:
    return str(n) if isinstance(n, Decimal) else n


def _number(value: object, path: str) -> Number:
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise wrong(path, "an integer, or a decimal as a string, should stand here")
        return Decimal(value)
    return integer(value, path)


def _quantity_out(q: Quantity) -> dict[str, object]:
    return {"low": _number_out(q.low), "high": _number_out(q.high), "qualifier": q.qualifier.value, "unit": q.unit}


def _quantity(value: object, path: str) -> Quantity:
    got = fields(value, path, ("low", "high", "qualifier", "unit"))
    low, high = (optional(got[side], f"{path}.{side}", _number) for side in ("low", "high"))
    try:
        return Quantity(low, high, choice(got["qualifier"], f"{path}.qualifier", Qualifier), string(got["unit"], f"{path}.unit"))
    except ValueError as error:
        raise wrong(path, str(error)) from error


def _period_out(p: Period | None) -> str | None:
    return p.iso() if p else None


def _period(value: object, path: str) -> Period:
    text = string(value, path)
    if _PERIOD.fullmatch(text):
        try:
            return Period.parse(text)
        except ValueError as error:
            raise wrong(path, str(error)) from error
    raise wrong(path, "a date, month, year or two of them with a slash should stand here")


def _implied_out(found: Implied | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"quantity": _quantity_out(found.quantity), "figures": list(found.figures), "time": _period_out(found.time)}


def _implied(value: object, path: str) -> Implied:
    got = fields(value, path, ("quantity", "figures", "time"))
    return Implied(
        _quantity(got["quantity"], f"{path}.quantity"),
        items(got["figures"], f"{path}.figures", string),
        optional(got["time"], f"{path}.time", _period),
    )


def _figure_out(f: Figure) -> dict[str, object]:
    return {
        "id": f.id,
        "amount": _span_out(f.amount),
        "quantity": _quantity_out(f.quantity),
        "counted": _span_out(f.counted),
        "predicate": f.predicate,
        "relation": f.relation.value,
        "part_of": f.part_of,
        "place": _span_out(f.place),
        "time": _period_out(f.time),
        "chain": _chain_out(f.chain),
        "statement": f.statement,
        "implied": _implied_out(f.implied),
        "sentence": _span_out(f.sentence),
        "confidence": f.confidence,
        "sense": base64.b64encode(f.sense).decode("ascii"),
    }


def _figure(text: str, value: object, path: str) -> Figure:
    if isinstance(value, dict):
        value = {"sense": "", **value}  # readings of older readers have none
    got = fields(value, path, _FIGURE)
    span = partial(_span, text)
    return Figure(
        string(got["id"], f"{path}.id"),
        _span(text, got["amount"], f"{path}.amount"),
        _quantity(got["quantity"], f"{path}.quantity"),
        _span(text, got["sentence"], f"{path}.sentence"),
        optional(got["counted"], f"{path}.counted", span),
        string(got["predicate"], f"{path}.predicate"),
        choice(got["relation"], f"{path}.relation", Relation),
        optional(got["part_of"], f"{path}.part_of", string),
        optional(got["place"], f"{path}.place", span),
        optional(got["time"], f"{path}.time", _period),
        _chain(text, got["chain"], f"{path}.chain"),
        optional(got["statement"], f"{path}.statement", string),
        optional(got["implied"], f"{path}.implied", _implied),
        share(got["confidence"], f"{path}.confidence"),
        packed(got["sense"], f"{path}.sense"),
    )
