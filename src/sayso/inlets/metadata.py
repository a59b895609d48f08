"""What a page says about itself: JSON-LD (schema.org) first, then OpenGraph."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"(?:article|posting|report|reportage)$", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_MOST_NODES = 2_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, outlet, authors, day of publication and canonical address, as far as they are known."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    url: str = ""

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, with the gaps filled from ``other``.

        >>> Metadata(title="Fire at the mill").or_else(Metadata(title="Fire", outlet="Harbour Post")).outlet
        'Harbour Post'
        """
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.authors or other.authors,
            self.published or other.published,
            self.url or other.url,
        )


def day_of(value: object) -> dt.date | None:
    """The day that an ISO 8601 date or time begins with, as written (no shift of time zone); None for anything else.

    >>> day_of("2024-03-12T23:50:00-05:00")
    datetime.date(2024, 3, 12)
    """
    found = _DATE.match(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def from_json_ld(scripts: list[str]) -> Metadata:
    """What the first article among the page's JSON-LD scripts says; scripts that are not JSON are passed over.

    >>> from_json_ld(['{"@type": "NewsArticle", "headline": "Fire", "publisher": {"name": "Harbour Post"}}']).outlet
    'Harbour Post'
    """
    named: dict[str, str] = {}
    articles: list[dict[str, Any]] = []
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
                articles.append(node)
            if isinstance(node.get("@id"), str) and _name(node):
                named[node["@id"]] = _name(node)
    if not articles:
        return Metadata()
    node = articles[0]
    return Metadata(
        title=_line(node.get("headline")) or _line(node.get("name")),
        outlet=next(iter(_names(node.get("publisher"), named)), ""),
        authors=tuple(dict.fromkeys(_names(node.get("author"), named))),
        published=day_of(node.get("datePublished")),
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")),
    )


def from_open_graph(properties: dict[str, str]) -> Metadata:
    """What the page's OpenGraph properties say.

    >>> from_open_graph({"og:site_name": "Harbour Post"}).outlet
    'Harbour Post'
    """
    author = _line(properties.get("article:author"))
    return Metadata(
        title=_line(properties.get("og:title")),
        outlet=_line(properties.get("og:site_name")),
        authors=(author,) if author and not _address(author) else (),
        published=day_of(properties.get("article:published_time")),
        url=_address(properties.get("og:url")),
    )


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects in a JSON-LD document, outermost first, a bounded number of them."""
    waiting = [data]
    seen = 0
    while waiting and seen < _MOST_NODES:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting += [v for v in value.values() if isinstance(v, (dict, list))]
        elif isinstance(value, list):
            waiting += value[:_MOST_NODES]


def _texts(value: object) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _names(value: object, named: dict[str, str]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = _name(one) or (named.get(str(one.get("@id")), "") if isinstance(one, dict) else "")
        if name:
            yield name


def _name(value: object) -> str:
    if isinstance(value, dict):
        return _line(next(iter(_texts(value.get("name"))), ""))
    return "" if _address(value) else _line(value)


def _line(value: object) -> str:
    """``value`` as one line of at most a few hundred characters; "" where it is no text."""
    return _SPACE.sub(" ", value[:_LONGEST]).strip() if isinstance(value, str) else ""


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id")
    return value.strip() if isinstance(value, str) and re.match(r"https?://[^\s]+$", value.strip()) else ""
