"""The one way in: a path, standard input, a URL or a text becomes an Article."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal, TypedDict, Unpack

from sayso.domain import Article
from sayso.errors import EmptyInput, InputError, NotFound, NotText, WrongLanguage
from sayso.inlets.language import language_of
from sayso.inlets.metadata import Metadata
from sayso.inlets.sniff import is_html, kind_of_binary
from sayso.inlets.text import Decoded, clean, cut, decode

MOST_BYTES = 50_000_000
MOST_CHARACTERS = 1_000_000
Language = Literal["en", "any"]

_URL = re.compile(r"[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
_PAGE_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


class Asked(TypedDict, total=False):
    """What whoever gives an article may ask of it.

    ``published`` and ``outlet`` override what the page says of itself; ``language`` "any" (by default "en") also lets in what is not English;
    of a text longer than ``max_chars`` (1,000,000) characters the beginning is read, with a note.
    """

    published: dt.date | None
    outlet: str | None
    language: Language
    max_chars: int


class Fetched(Asked, total=False):
    """The same of an article that may have to be fetched.

    ``allow_private`` also fetches from local and private addresses; ``seconds`` (20) is the time for fetching a URL.
    """

    allow_private: bool
    seconds: float


def open_article(source: str, **asked: Unpack[Fetched]) -> Article:
    """Read ``source``: the path of a text or HTML file, ``-`` for standard input, or an http(s) URL. What may be asked: see ``Fetched``.

    Raises InputError (empty, binary, no article, another language, no such file) or FetchError.
    """
    return open_with_bytes(source, **asked)[0]


def open_with_bytes(source: str, *, allow_private: bool = False, seconds: float = 20.0, **asked: Unpack[Asked]) -> tuple[Article, bytes]:
    """The same, with the raw bytes that the article was made from, for whoever keeps them."""
    declared = url = ""
    if _URL.match(source):
        from sayso.inlets.fetch import fetch

        page = fetch(source, allow_private=allow_private, seconds=seconds)
        raw, url, declared = page.raw, page.url, page.charset
        origin, named_page = url, True
    elif source == "-":
        origin, named_page = "standard input", False
        raw = _all_of(sys.stdin.buffer, origin)
    else:
        origin, named_page = source, Path(source).suffix.lower() in _PAGE_NAMES
        raw = _file(source)
    article = article_from_bytes(raw, origin, url=url, declared=declared, named_page=named_page, **asked)
    return (replace(article, origin="-") if source == "-" else article), raw


def article_from_bytes(
    raw: bytes,
    origin: str,
    *,
    url: str = "",
    declared: str = "",
    named_page: bool | None = None,
    **asked: Unpack[Asked],
) -> Article:
    """An article from bytes at hand, under the same checks as one from a file.

    ``origin`` names where they come from, for errors and for the article; ``declared`` is the encoding that whoever gave them declares;
    ``named_page`` says whether they are called a page, by default by the ending of ``origin``. Raises InputError.

    >>> article_from_bytes(b"Police said two men fled.", "note.txt").origin
    'note.txt'
    """
    if named_page is None:
        named_page = Path(origin).suffix.lower() in _PAGE_NAMES
    what = kind_of_binary(raw)
    if what:
        raise NotText(origin, what)
    known = Metadata(url=url)
    if is_html(raw, named_page):
        from sayso.inlets.html import extract

        meta = _META_CHARSET.search(raw[:4096])
        markup = decode(raw, origin, declared or (meta[1].decode("ascii", "replace") if meta else ""))
        text, known = extract(markup.text, origin, url)
        body = Decoded(clean(text)[0], markup.notes)
    else:
        body = decode(raw, origin, declared)
    return _article(body, known, raw, name=origin, origin=origin, **asked)


def article_from_text(text: str, *, title: str = "", **asked: Unpack[Asked]) -> Article:
    """An article from a text at hand, under the same checks as one from a file. Raises InputError.

    >>> article_from_text("Police said two men fled.", outlet="Harbour Post").outlet
    'Harbour Post'
    """
    raw = text.encode("utf-8", "surrogatepass")
    return _article(Decoded(*clean(text)), Metadata(title=title), raw, name="The text", origin="", **asked)


def _article(
    body: Decoded,
    known: Metadata,
    raw: bytes,
    *,
    name: str,
    origin: str,
    published: dt.date | None = None,
    outlet: str | None = None,
    language: Language = "en",
    max_chars: int = MOST_CHARACTERS,
) -> Article:
    if not body.text.strip():
        raise EmptyInput(name)
    shown = cut(body.text, max_chars)
    code = language_of(shown.text)
    if language != "any" and code not in ("", "en"):
        raise WrongLanguage(name, code)
    return Article(
        shown.text,
        title=known.title,
        outlet=known.outlet if outlet is None else outlet,
        authors=known.authors,
        published=published or known.published,
        url=known.url,
        origin=origin,
        sha256=hashlib.sha256(raw).hexdigest(),
        language=code,
        notes=body.notes + shown.notes,
    )


def _file(source: str) -> bytes:
    path = Path(source)
    try:
        if path.is_dir():
            raise NotFound(source, "it is a folder")
        with path.open("rb") as stream:
            return _all_of(stream, source)
    except FileNotFoundError as err:
        raise NotFound(source) from err
    except OSError as err:
        raise NotFound(source, err.strerror or "the system does not say why") from err
    except ValueError as err:
        raise NotFound(repr(source), "no path holds such characters") from err


def _all_of(stream: BinaryIO, origin: str) -> bytes:
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(f"{origin} is larger than {MOST_BYTES:,} bytes. Give a smaller file, or only the article's text.")
    return raw
