"""Many articles at once: folders, patterns, and tables of articles or of addresses, opened one by one.

Nothing is opened before its turn, and whatever is wrong with one article is raised when that one is opened, so that it never stops the rest.
"""

from __future__ import annotations

import csv
import datetime as dt
import glob
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from sayso.domain import Article
from sayso.errors import InputError, NotFound, SaysoError
from sayso.inlets.door import MOST_CHARACTERS, Language, article_from_text, open_with_bytes
from sayso.inlets.metadata import day_of

ARTICLES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".shtml"})
"""The endings of files that are taken from a folder as articles."""

TABLES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
"""The endings of files that hold one article a row."""

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "body", "content", "fulltext", "full_text"),
        "url": ("url", "link", "href"),
        "title": ("title", "headline"),
        "outlet": ("outlet", "source", "publisher", "publication", "site"),
        "published": ("published", "date", "published_at", "publication_date", "pubdate", "day"),
    }
)
"""What a column may be called for each part of an article, whatever the case; the first that is there counts."""

MOST_CELL = 20_000_000
"""The longest line of a JSON-lines table or field of a CSV table, in characters."""

_SAMPLE = 65_536
_WILD = re.compile(r"[*?\[]")
_URL = re.compile(r"\s*https?://\S+\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are opened: the options of ``open_article``, and ``columns``, which part of an article (a key of ``COLUMNS``) stands in
    which column of a table."""

    published: dt.date | None = None
    outlet: str | None = None
    language: Language = "en"
    allow_private: bool = False
    max_chars: int = MOST_CHARACTERS
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article whose turn has not come: a ``name`` for messages, and ``open``, which gives it with the bytes that it is known by, or
    raises InputError or FetchError."""

    name: str
    open: Callable[[], tuple[Article, bytes]]


def gather(sources: Iterable[str], options: Options = Options()) -> Iterator[Waiting]:
    """The articles that ``sources`` lead to, in order: files, addresses, ``-`` for standard input, folders (with what lies in them, sorted;
    hidden files and links to folders left out), patterns (``news/**/*.html``), and tables (``TABLES``) with an article a row.

    A row has the text of an article or its address. Two rows are the same article where text, address, title, outlet and date are the same.

    >>> [waiting.name for waiting in gather(["story.txt", "-"])]
    ['story.txt', '-']
    """
    for source in sources:
        yield from _gather(source, options)


def columns(text: str) -> dict[str, str]:
    """The column mapping written as ``text=body,published=date``. Raises InputError.

    >>> columns("text=body, outlet=paper")
    {'text': 'body', 'outlet': 'paper'}
    """
    made: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        part, equals, column = (piece.strip() for piece in pair.partition("="))
        if not equals or not column or part not in COLUMNS:
            raise InputError(f"{pair!r} maps no column. Write PART=COLUMN with one of {', '.join(COLUMNS)} as PART.")
        made[part] = column
    return made


def _gather(source: str, options: Options) -> Iterator[Waiting]:
    if source == "-" or "://" in source:
        yield _file(source, options)
        return
    try:
        is_folder, exists = os.path.isdir(source), os.path.exists(source)
    except ValueError:  # no path holds such characters; opening it says so
        is_folder, exists = False, True
    if is_folder:
        yield from _folder(source, options)
    elif exists or not _WILD.search(source):
        yield from _one(source, options)
    else:
        found = sorted(path for path in glob.iglob(source, recursive=True) if not os.path.isdir(path))
        for path in found:
            yield from _one(path, options)
        if not found:
            yield _failing(source, NotFound(source, "nothing matches it"))


def _folder(folder: str, options: Options) -> Iterator[Waiting]:
    empty = True
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in ARTICLES | TABLES:
                empty = False
                yield from _one(os.path.join(place, name), options)
    if empty:
        endings = ", ".join(sorted(ARTICLES | TABLES))
        yield _failing(folder, NotFound(folder, f"no file in this folder ends in one of {endings}"))


def _one(path: str, options: Options) -> Iterator[Waiting]:
    ending = Path(path).suffix.lower()
    if ending not in TABLES:
        yield _file(path, options)
        return
    try:
        with open(path, encoding=_encoding(path), errors="replace", newline="") as stream:
            yield from _rows(path, ending, stream, options)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        yield _failing(path, NotFound(path, reason or "the system does not say why"))


def _file(source: str, options: Options) -> Waiting:
    return Waiting(source, partial(_opened, source, options))


def _opened(source: str, options: Options) -> tuple[Article, bytes]:
    return open_with_bytes(
        source,
        published=options.published,
        outlet=options.outlet,
        language=options.language,
        allow_private=options.allow_private,
        max_chars=options.max_chars,
    )


def _failing(name: str, error: SaysoError) -> Waiting:
    def fail() -> tuple[Article, bytes]:
        raise error

    return Waiting(name, fail)


def _encoding(path: str) -> str:
    """UTF-16 with a mark, UTF-8 where the beginning is, else Windows Latin, as spreadsheets save."""
    with open(path, "rb") as stream:
        head = stream.read(_SAMPLE)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        # A character may be cut at the end of the sample.
        head.decode("utf-8") if len(head) < _SAMPLE else head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(path: str, ending: str, stream: TextIO, options: Options) -> Iterator[Waiting]:
    for number, row in _csv(path, ending, stream) if ending in (".csv", ".tsv") else _jsonl(path, stream):
        name = f"{path}:{number}"
        yield _failing(name, row) if isinstance(row, SaysoError) else Waiting(name, partial(_from_row, row, name, options))


def _jsonl(path: str, stream: TextIO) -> Iterator[tuple[int, Mapping[str, object] | SaysoError]]:
    number = 0
    while line := stream.readline(MOST_CELL):
        number += 1
        if len(line) >= MOST_CELL and not line.endswith("\n"):
            while (rest := stream.readline(MOST_CELL)) and not rest.endswith("\n"):
                pass
            yield number, InputError(f"{path}:{number} is longer than {MOST_CELL:,} characters. Leave it out, or give it as a file.")
        elif line.strip():
            yield number, _object(line, f"{path}:{number}")


def _object(line: str, name: str) -> Mapping[str, object] | SaysoError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{name} is not JSON ({str(error)[:80]}). Every line of such a table is one object.")
    return value if isinstance(value, dict) else InputError(f"{name} is no JSON object. Every line of such a table is one object.")


def _csv(path: str, ending: str, stream: TextIO) -> Iterator[tuple[int, Mapping[str, object] | SaysoError]]:
    csv.field_size_limit(MOST_CELL)
    head = stream.readline(_SAMPLE)
    delimiter = "\t" if ending == ".tsv" else max(",;\t|", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    reader = csv.reader((line.replace("\x00", "\ufffd") for line in stream), delimiter=delimiter)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield reader.line_num + 1, InputError(f"{path}:{reader.line_num + 1} is no row of a table ({error}). Quote its fields.")
            continue
        if cells is None:
            return
        if any(cells):
            yield reader.line_num + 1, dict(zip(names, cells, strict=False))


def _from_row(row: Mapping[str, object], name: str, options: Options) -> tuple[Article, bytes]:
    """The article in a row: its text, or what stands at its address."""
    parts = _parts(row, name, options.columns)
    published = options.published
    notes: tuple[str, ...] = ()
    if published is None and parts["published"]:
        published = day_of(parts["published"])
        if published is None:
            notes = (f"The date {parts['published'][:40]!r} is none like 2024-03-12 and was left out.",)
    outlet = options.outlet if options.outlet is not None else parts["outlet"] or None
    if not parts["text"].strip():
        url = parts["url"] or next((cell for cell in row.values() if isinstance(cell, str) and _URL.match(cell)), "")
        if not _URL.match(url):
            raise InputError(f"{name} has neither text nor an address. Name its columns: --columns text=COLUMN or url=COLUMN.")
        article, raw = _opened(url.strip(), replace(options, published=published, outlet=outlet))
        return replace(article, title=article.title or parts["title"], notes=article.notes + notes), raw
    article = article_from_text(
        parts["text"],
        title=parts["title"],
        published=published,
        outlet=outlet,
        language=options.language,
        max_chars=options.max_chars,
    )
    raw = json.dumps(parts, sort_keys=True, ensure_ascii=True).encode("ascii")
    made = replace(article, url=parts["url"], origin=name, sha256=hashlib.sha256(raw).hexdigest(), notes=article.notes + notes)
    return made, raw


def _parts(row: Mapping[str, object], name: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """What a row says of each part of an article, empty where it says nothing. Raises InputError for a column that is not there."""
    folded = {key.strip().casefold(): key for key in reversed(list(row)) if isinstance(key, str)}
    parts = {}
    for part, usual in COLUMNS.items():
        wanted = mapping.get(part)
        if wanted is not None and wanted not in row:
            raise InputError(f"{name} has no column {wanted!r}; it has {', '.join(list(row)[:20])}. Choose others with --columns.")
        column = wanted if wanted is not None else next((folded[key] for key in usual if key in folded), None)
        value = row[column] if column is not None else ""
        parts[part] = value if isinstance(value, str) else "" if value is None else str(value)
    return parts
