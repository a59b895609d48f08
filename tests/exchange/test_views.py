"""The page and the picture: whole, well-formed, and harmless whatever an article says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from sayso.domain import Article, Figure, Quantity, Reading, Span
from sayso.exchange import lettering, page, picture
from sayso.exchange.harmless import harmless
from tests.exchange.strategies import readings
from tests.stories import ferry

_VOID = {"meta", "br"}
HOSTILE = "</title><script>alert(1)</script>\u202e\"' onload=x ]]> \x00\x1b[31m &amp;"


class Outline(HTMLParser):
    """What stands in a page: elements in balance, their attributes, the words of the article."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(k, v or "") for k, v in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "sup" not in self.open:
            self.words += data

    def values(self, name: str) -> list[str]:
        return [v for k, v in self.attributes if k == name]


def check_page(reading: Reading) -> Outline:
    outline = Outline(page.write(reading))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in outline.values("href")} <= set(ids)
    assert all(href.startswith("#") for href in outline.values("href"))
    assert not outline.tags & {"script", "img", "iframe", "object", "link", "base", "form"}
    assert not [k for k, _ in outline.attributes if k.startswith("on") or k in ("src", "style")]
    return outline


@settings(max_examples=30)
@given(readings())
def test_every_view_is_whole(reading: Reading) -> None:
    check_page(reading)
    ET.fromstring(picture.write(reading).encode("utf-8", "replace"))


def test_a_figure_of_white_space_links_to_its_own_row() -> None:
    """No reader finds one, but a reading may come from elsewhere."""
    line = Span(0, 1, "\n")
    check_page(Reading(Article("\n"), figures=(Figure("F1", line, Quantity(None, 3), line),)))


def hostile() -> Reading:
    article = Article(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), url="javascript:alert(1)", notes=(HOSTILE,))
    return Reading(article, reader=HOSTILE, notes=(HOSTILE,))


def test_a_hostile_title_is_only_words() -> None:
    outline = check_page(hostile())
    assert "<script>alert(1)</script>" in outline.words
    picture_text = picture.write(hostile())
    assert not [e.tag for e in ET.fromstring(picture_text).iter() if e.tag.endswith("script")]
    for view in (page.write(hostile()), picture_text):
        assert not re.search("[\x00\x1b\u202e]", view)


def test_the_page_shows_the_whole_text() -> None:
    words = check_page(ferry()).words
    for line in filter(None, ferry().article.text.split("\n")):
        bare = re.sub(r"[AB∅]\d", "", words)
        assert line in bare


def test_the_page_allows_nothing_but_its_own_style() -> None:
    text = page.write(ferry())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy and policy[1].startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize("text", ["", " \n\r\n ", "שלום עולם, 12 איש", "a\u0301" * 50, "x" * 20_000, "word " * 20_000])
def test_odd_texts_can_be_shown(text: str) -> None:
    reading = Reading(Article(text))
    check_page(reading)
    ET.fromstring(picture.write(reading))


def test_no_line_of_a_picture_leaves_its_column() -> None:
    inks = [lettering.Ink("Some words, and a wordthatisverymuchlongerthananylinecouldeverbe ", 16), lettering.Ink("in bold", 16, bold=True)]
    for line in lettering.lines(inks, 120):
        last = line[-1]
        assert last.x + replace(last.ink, text=last.ink.text.rstrip()).width <= 120


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert picture.write(ferry()) == picture.write(ferry())
    assert page.write(ferry()) == page.write(ferry())


def test_direction_marks_stay_and_overrides_go() -> None:
    assert harmless("a\u200fb") == "a\u200fb"
    assert harmless("a\u2067b\u202e") == "a\ufffdb\ufffd"
