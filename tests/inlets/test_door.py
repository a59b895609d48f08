"""The way in: every source, and everything that may be wrong with one."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.errors import EmptyInput, FetchError, InputError, NoArticle, NotFound, NotText, WrongLanguage
from sayso.inlets import article_from_text, door, open_article

STORY = "Forty ships have left the port since the storm began, the harbour master said on Monday.\n"
PAGE = f"<!doctype html><html><head><title>Ships</title></head><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"


def put(folder: Path, raw: bytes | str, name: str = "article.txt") -> str:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return str(path)


def test_a_text_file_is_kept_to_the_letter(tmp_path: Path) -> None:
    source = put(tmp_path, STORY)
    article = open_article(source, published=dt.date(2024, 3, 12), outlet="Harbour Post")
    assert article.text == STORY
    assert (article.outlet, article.published, article.language) == ("Harbour Post", dt.date(2024, 3, 12), "en")
    assert (article.origin, article.sha256, article.notes) == (source, hashlib.sha256(STORY.encode()).hexdigest(), ())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    article = open_article("-")
    assert (article.text, article.origin) == (STORY, "-")


def test_a_page_on_standard_input_is_seen_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PAGE.encode())))
    assert open_article("-").text.startswith("Forty ships")


def test_a_page_keeps_the_digest_of_its_bytes_and_yields_to_what_is_said_about_it(tmp_path: Path) -> None:
    source = put(tmp_path, PAGE, "page.html")
    article = open_article(source, outlet="Harbour Post", published=dt.date(2024, 3, 12))
    assert article.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (article.title, article.outlet, article.published) == ("Ships", "Harbour Post", dt.date(2024, 3, 12))


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<title>", "<meta charset=windows-1251><title>").replace("Monday", "Понедельник")
    assert "Понедельник" in open_article(put(tmp_path, page.encode("cp1251"), "page.html")).text


def test_a_text_named_html_is_read_as_text(tmp_path: Path) -> None:
    assert open_article(put(tmp_path, STORY, "page.html")).text == STORY


@pytest.mark.parametrize(
    ("raw", "name", "error"),
    [
        (b"", "a.txt", EmptyInput),
        (b" \n\t \xe2\x80\x83\r\n", "a.txt", EmptyInput),
        (b"\xef\xbb\xbf", "a.txt", EmptyInput),
        (b"", "a.html", EmptyInput),
        (bytes(range(256)) * 8, "a.txt", NotText),
        (b"%PDF-1.4\n%\xe2\xe3", "a.html", NotText),
        (gzip.compress(PAGE.encode()), "a.html", NotText),
        (b"<html><body><a href=x>Home</a></body></html>", "a.html", NoArticle),
        (b"Der Hafenmeister sagte am Montag, dass vierzig Schiffe den Hafen verlassen haben.", "a.txt", WrongLanguage),
    ],
)
def test_bad_input_is_a_clear_error(tmp_path: Path, raw: bytes, name: str, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        open_article(put(tmp_path, raw, name))
    assert str(caught.value).endswith(".")
    assert caught.value.exit_code == 3


def test_another_language_is_let_in_when_asked(tmp_path: Path) -> None:
    text = "Der Hafenmeister sagte am Montag, dass vierzig Schiffe den Hafen verlassen haben."
    assert open_article(put(tmp_path, text), language="any").language == "de"


@pytest.mark.parametrize("source", ["", ".", "no/such/file.txt", "a\x00b", "x" * 5000])
def test_paths_that_lead_nowhere(source: str) -> None:
    with pytest.raises(NotFound):
        open_article(source)


@pytest.mark.parametrize("source", ["file:///etc/hostname", "ftp://example.org/a.txt", "HTTP://127.0.0.1/", "http://[::1]/"])
def test_urls_that_are_not_fetched(source: str) -> None:
    with pytest.raises(FetchError):
        open_article(source)


def test_a_url_is_read_as_a_page(serve: Any) -> None:
    raw = PAGE.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(raw)}\r\n\r\n".encode()
    url = serve(lambda connection, over: connection.sendall(head + raw))
    article = open_article(url, allow_private=True)
    assert (article.origin, article.url, article.text.split("\n")[0]) == (url, url, STORY.strip())


@pytest.mark.parametrize("text", ["x" * 10_000_000, STORY * 110_000, "word " * 2_000_000, "\u0301" * 5_000_000])
def test_ten_megabytes_are_cut_with_a_note(tmp_path: Path, text: str) -> None:
    source = put(tmp_path, text)
    started = time.monotonic()
    article = open_article(source, language="any")
    assert time.monotonic() - started < 10
    assert 0 < len(article.text) <= 1_000_000
    assert article.notes[-1].startswith("Only the first")


def test_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="larger than 100 bytes"):
        open_article(put(tmp_path, STORY * 2))


@pytest.mark.parametrize(
    "text", ["مرحبا " * 5, "e\u0301\u0327" * 9, "\u202eabc\u202c" * 9, "“one “two ‘three", "👩‍👩‍👧" * 30, "\ud800 alone"]
)
def test_strange_text_passes_or_is_declined(text: str) -> None:
    assert article_from_text(text, language="any").text == text.replace("\ud800", "\ufffd")


@given(st.binary(max_size=3000) | st.text(max_size=500).map(str.encode), st.sampled_from(["a.txt", "a.html"]))
@example(b"<html><body><p>\x00\x00\xff", "a.html")
@example(b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "a.html")
@example(b"<html" + b"<" * 500, "a.html")
def test_any_bytes_give_an_article_or_an_input_error(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    try:
        article = open_article(put(tmp_path_factory.mktemp("any"), raw, name), language="any")
    except InputError:
        return
    assert article.text.strip()
    article.text.encode()


MARKUP = [
    "<p>",
    "</p>",
    "<div",
    ">",
    "<!--",
    "-->",
    "<script>",
    "&#0;",
    "&",
    '"',
    "<![CDATA[",
    "<table>",
    "<svg>",
    STORY,
    "\ud7ff",
    "<meta charset=x>",
]


@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))
def test_any_markup_gives_an_article_or_an_input_error(tmp_path_factory: pytest.TempPathFactory, markup: str) -> None:
    try:
        open_article(put(tmp_path_factory.mktemp("any"), "<html>" + markup, "a.html"), language="any")
    except InputError:
        return


def test_the_room_is_entered_quickly() -> None:
    """Nothing heavy is imported before it is needed."""
    code = "import sys, sayso.inlets; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not {"trafilatura", "lxml", "numpy", "py3langid", "ssl", "http.client", "htmldate"} & set(done.stdout.split())
