"""Pages: the article's text, what the page says of itself, and pages that are too much."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path

import pytest

from sayso.errors import InputError, NoArticle
from sayso.inlets import html
from sayso.inlets.metadata import Metadata, day_of, from_json_ld, from_open_graph
from tests.inlets import pages


def test_the_article_without_menu_and_footer_paragraph_by_line() -> None:
    text, _ = html.extract(pages.page(), "page")
    lines = text.split("\n")
    assert [line for line in lines if line in pages.PARAGRAPHS] == list(pages.PARAGRAPHS)
    assert "Sport" not in text
    assert "©" not in text
    assert "\n\n" not in text


def test_json_ld_goes_before_open_graph() -> None:
    _, found = html.extract(pages.page(head=pages.OG + pages.LD), "page")
    assert found == Metadata(
        title="Forty ships leave Westhaven",
        outlet="Harbour Post",
        authors=("Rosa Lindqvist", "Tom Adeyemi"),
        published=dt.date(2024, 3, 12),
        url="https://harbourpost.example/ships",
    )


def test_open_graph_alone() -> None:
    _, found = html.extract(pages.page(head=pages.OG), "page", "https://post.example/ships")
    assert (found.title, found.outlet, found.published) == ("Ships leave", "The Post", dt.date(2024, 3, 11))
    assert found.url == "https://post.example/ships"


def test_the_date_is_looked_for_in_the_page() -> None:
    _, found = html.extract(pages.page(head="<meta name='date' content='2023-11-05'>"), "page")
    assert found.published == dt.date(2023, 11, 5)


@pytest.mark.parametrize(
    "script",
    ["", "not json", "[" * 100_000, '{"a":' * 50_000, "null", '"x"', '{"@type": "NewsArticle"}', '{"@type": 5, "author": 7}', "[[[]]]"],
)
def test_strange_json_ld_says_nothing(script: str) -> None:
    assert from_json_ld([script]) == Metadata()


@pytest.mark.parametrize("value", ["2024-13-40", "yesterday", "", None, 20240312, "20240312T10", ["2024-03-12"]])
def test_only_days_are_days(value: object) -> None:
    assert day_of(value) == (dt.date(2024, 3, 12) if value == "20240312T10" else None)


def test_authors_that_are_addresses_are_left_out() -> None:
    assert from_open_graph({"article:author": "https://social.example/rosa"}).authors == ()
    found = from_json_ld([json.dumps({"@type": "Article", "author": ["https://x.example/r", {"name": "Rosa  Lindqvist"}, {"name": 4}]})])
    assert found.authors == ("Rosa Lindqvist",)


@pytest.mark.parametrize(
    "page", [f"<html><body>{pages.MENU}</body></html>", "<html></html>", "<!doctype html>", "<p>", "<html><body><p>Hello"]
)
def test_a_page_without_article(page: str) -> None:
    with pytest.raises(NoArticle):
        html.extract(page, "page.html")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li", "svg"])
def test_deep_nesting_neither_hangs_nor_crashes(tag: str) -> None:
    started = time.monotonic()
    page = f"<html><body>{f'<{tag}>' * 100_000}<p>{pages.PARAGRAPHS[0]}</p></body></html>"
    try:
        text, _ = html.extract(page, "page.html")
        assert "Forty ships" in text
    except InputError:
        pass
    assert time.monotonic() - started < 40


def test_a_large_page_is_taken_apart_in_its_own_process() -> None:
    page = pages.page(head=pages.LD + f"<style>{'a{} ' * 200_000}</style>")
    assert html.is_heavy(page)
    assert html.extract(page, "page.html") == html.extract(pages.page(head=pages.LD), "page.html")


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    with pytest.raises(InputError, match="too large or too deeply nested"):
        html.extract("<div>" * 1000, "page.html", seconds=0.3)
