"""Bytes to text: what is kept to the letter, what is guessed, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotText
from sayso.inlets.sniff import is_html, kind_of_binary
from sayso.inlets.text import clean, cut, decode

WIRE = "The café’s owner said “about 40 people” had fled.\nPolice put it at 35."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings_are_recognised(encoding: str) -> None:
    assert decode(WIRE.encode(encoding), "wire.txt").text == WIRE


def test_a_declared_encoding_is_used() -> None:
    text = "Полиция сообщила, что из города бежали сорок человек."
    assert decode(text.encode("koi8-r"), "page", declared="koi8-r").text == text


@pytest.mark.parametrize("declared", ["no-such-encoding", "base64", "utf-8", "idna", "\x00", "zlib_codec"])
def test_a_false_declaration_does_no_harm(declared: str) -> None:
    assert decode("Straßenfest in Köln".encode("cp1252"), "page", declared=declared).text == "Straßenfest in Köln"


def test_broken_utf8_keeps_the_rest_and_says_so() -> None:
    raw = WIRE.encode().replace(b" had", b" \xff had")
    found = decode(raw, "wire.txt")
    assert found.text == WIRE.replace(" had", " \ufffd had")
    assert found.notes == ("1 broken characters were replaced.",)


def test_only_line_ends_change() -> None:
    assert decode(b"one \r\n\r\n\ttwo\x0c  \n", "wire.txt").text == "one \n\n\ttwo\x0c  \n"


def test_zero_characters_are_replaced_with_a_note() -> None:
    found = decode(b"one\x00two " + b"and some more words " * 9, "wire.txt")
    assert found.text.startswith("one\ufffdtwo")
    assert len(found.notes) == 1


@pytest.mark.parametrize("raw", [bytes(range(256)) * 40, b"\x00" * 5000, b"\x01\x02\x03\x04\x05" * 100])
def test_binary_data_is_refused(raw: bytes) -> None:
    with pytest.raises(NotText, match="binary data"):
        decode(raw, "blob")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "a WebP picture"),
        (b"\x00\x00\x00\x18ftypmp42", "a film or picture"),
        (b"Police said", None),
        (b"", None),
    ],
)
def test_files_are_known_by_their_first_bytes(raw: bytes, what: str | None) -> None:
    assert kind_of_binary(raw) == what


def test_pages_are_told_from_texts() -> None:
    assert is_html(b"\xef\xbb\xbf\n <!doctype HTML><p>x")
    assert is_html(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>")
    assert not is_html(b"<Reuters> Police said two men fled.")
    assert not is_html(b"Police said <b>two</b> men fled.")
    assert is_html(b"Police said <b>two</b> men fled.", named_so=True)


def test_a_long_text_ends_where_a_paragraph_or_sentence_does() -> None:
    text = "Two men fled. " * 20
    found = cut(text, 103)
    assert found.text.endswith("fled.")
    assert len(found.text) <= 103
    assert found.notes == (f"Only the first {len(found.text):,} of {len(text):,} characters were read.",)
    assert cut(("Two men fled. " * 6 + "\n\n") * 4, 190).text.endswith("fled. ")
    assert cut("x" * 200, 150).text == "x" * 150


@given(st.text(), st.integers(1, 300))
def test_a_cut_is_a_beginning(text: str, most: int) -> None:
    found = cut(text, most)
    assert text.startswith(found.text)
    assert len(found.text) <= most
    assert bool(found.notes) == (len(text) > most)


@given(st.text())
def test_what_is_written_as_utf8_is_read_as_it_was(text: str) -> None:
    kept = clean(text)[0]
    try:
        assert decode(b"The text: " * 20 + kept.encode(), "wire.txt").text == "The text: " * 20 + kept
    except NotText:
        assert any(c < " " for c in text)
