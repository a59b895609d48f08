"""An HTML page to the text of its article, with trafilatura (Barbaresi 2021) and htmldate (Barbaresi 2020).

Ordinary pages are taken apart in this process; very large or deeply nested ones in a process of their own, which is ended when its time is over.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import sys
from typing import Any

from sayso.errors import InputError, NoArticle
from sayso.inlets.metadata import Metadata, day_of, from_json_ld, from_open_graph

_MOST_CHARACTERS = 500_000
_MOST_TAGS = 15_000
_MOST_DEPTH = 200
_LETTERS_OF_PROSE = 80
_LETTERS_OF_SENTENCE = 40
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_LETTER = re.compile(r"[^\W\d_]")
_END = re.compile(r"[.!?…。؟।][\"'”’»)\]]*$")


def extract(page: str, origin: str, url: str = "", seconds: float = 30.0) -> tuple[str, Metadata]:
    """The article's text, paragraphs on lines of their own, and what the page says about it.

    ``url`` is where the page came from, if from a URL; ``seconds`` the time given to a page that is large or deeply nested.
    Raises NoArticle where the page has none, InputError where it cannot be taken apart in that time.
    """
    text, metadata = (_outside(page, origin, url, seconds) if is_heavy(page) else take_apart(page, url)) or ("", Metadata())
    if not _holds_article(text):
        raise NoArticle(origin)
    return text, metadata


def is_heavy(page: str) -> bool:
    """Whether a page is so large or so deeply nested that taking it apart may take long.

    >>> is_heavy("<div>" * 1000), is_heavy("<p>One.</p>" * 1000)
    (True, False)
    """
    if len(page) > _MOST_CHARACTERS:
        return True
    depth = 0
    for n, (closing, name) in enumerate(_TAG.findall(page)):
        if name.lower() not in _VOID:
            depth += -1 if closing else 1
        if depth > _MOST_DEPTH or n > _MOST_TAGS:
            return True
    return False


def take_apart(page: str, url: str) -> tuple[str, Metadata] | None:
    """Text and metadata of a page, in this process; None where nothing is found."""
    from htmldate import find_date
    from lxml.etree import LxmlError
    from trafilatura import extract as text_of
    from trafilatura import extract_metadata, load_html

    # What the libraries are known to let through on pages that are not sound.
    unsound = (LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, OverflowError, RecursionError)
    try:
        tree = load_html(page)
        if tree is None:
            return None
        own = _own_metadata(tree)
        found = extract_metadata(tree, default_url=url or None)
        guessed = Metadata(
            title=found.title or "",
            outlet=found.sitename or found.hostname or "",
            authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
            url=found.url or url,
        )
        metadata = own.or_else(guessed)
        if metadata.published is None:
            metadata = dataclasses.replace(metadata, published=day_of(find_date(tree, original_date=True, url=url or None)))
        for tables in (False, True):
            text = text_of(tree, url=url or None, include_comments=False, include_tables=tables) or ""
            if _holds_article(text):
                return text, metadata
    except unsound:
        return None
    return None


def _own_metadata(tree: Any) -> Metadata:
    scripts = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    properties: dict[str, str] = {}
    for meta in tree.iter("meta"):
        properties.setdefault((meta.get("property") or meta.get("name") or "").lower(), meta.get("content") or "")
    return from_json_ld(scripts).or_else(from_open_graph(properties))


def _holds_article(text: str) -> bool:
    """Whether there is a line of prose: a sentence with its end mark, or a long line; menus and notices are short lines without."""
    for line in text.split("\n"):
        letters = len(_LETTER.findall(line))
        if letters >= _LETTERS_OF_PROSE or (letters >= _LETTERS_OF_SENTENCE and _END.search(line.rstrip()[-10:])):
            return True
    return False


def _outside(page: str, origin: str, url: str, seconds: float) -> tuple[str, Metadata] | None:
    """Take a page apart in a process of its own. ``-P`` keeps the current folder, which may be anybody's, out of its imports."""
    refusal = InputError(f"{origin} is too large or too deeply nested to be taken apart. Save its text to a .txt file and read that.")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "sayso.inlets.page"],
            input=json.dumps([page, url]).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as err:
        raise refusal from err
    if done.returncode:
        raise refusal
    answer = json.loads(done.stdout)
    if answer is None:
        return None
    text, fields = answer
    day = fields["published"]
    return text, Metadata(**{**fields, "authors": tuple(fields["authors"]), "published": dt.date.fromisoformat(day) if day else None})
