"""Bytes to text: encodings, broken bytes, line ends, and a limit on length."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import NotText
from sayso.inlets.sniff import kind_of_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SAMPLE = 65_536
_MOST_CONTROLS = 0.02
_WESTERN_SHARE = 0.05
_ENDS = ("\n\n", "\n", ". ", "! ", "? ", " ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as it was read from bytes, with a sentence for whatever had to be guessed or given up."""

    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes, origin: str, declared: str = "") -> Decoded:
    """The text of ``raw``: by its byte-order mark, as UTF-8, as ``declared``, as Windows Latin or by statistics, in this order.

    Nothing is changed but line ends (``\\r\\n`` becomes ``\\n``) and what cannot be kept (broken bytes, zero characters and lone
    surrogates become U+FFFD), of which a note is made. Raises NotText for binary data.

    >>> decode(b"caf\\xe9 fire\\r\\nkills two", "wire.txt").text
    'café fire\\nkills two'
    """
    what = kind_of_binary(raw)
    if what:
        raise NotText(origin, what)
    text, notes = _characters(raw, origin, declared)
    if _is_binary(text):
        raise NotText(origin, "binary data")
    cleaned, more = clean(text)
    return Decoded(cleaned, notes + more)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with plain line ends and without characters that no file can hold, and a note where there were such.

    >>> clean("one\\r\\ntwo")
    ('one\\ntwo', ())
    """
    text = text.replace("\r\n", "\n")
    notes: tuple[str, ...] = ()
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
        notes += ("Zero characters were replaced.",)
    if not text.isascii() and _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
        notes += ("Half surrogate pairs were replaced.",)
    return text, notes


def cut(text: str, most: int) -> Decoded:
    """At most ``most`` characters of ``text``, cut where a paragraph or else a sentence or word ends in the last fifth of them.

    >>> cut("Two fled. One stayed.", 12).text
    'Two fled.'
    """
    if len(text) <= most:
        return Decoded(text)
    end = most
    for mark in _ENDS:
        found = text.rfind(mark, most * 4 // 5 if most >= 100 else 0, most)
        if found > 0:
            end = found + len(mark.rstrip())
            break
    return Decoded(text[:end], (f"Only the first {end:,} of {len(text):,} characters were read.",))


def _characters(raw: bytes, origin: str, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], name)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as err:
        broken_at = err.start
    name = _wide(raw)
    if name:
        return _replacing(raw, name)
    if declared and _known(declared) and codecs.lookup(declared).name != "utf-8":
        return _replacing(raw, declared)
    if _mostly_utf8(raw, broken_at):
        return _replacing(raw, "utf-8")
    return _guessed(raw, origin)


def _replacing(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = raw.decode(name, errors="replace")
    broken = text.count("\ufffd")
    return text, (f"{broken:,} broken characters were replaced.",) if broken else ()


def _known(name: str) -> bool:
    """Whether ``name`` is an encoding of text: Python also has codecs between bytes, and some that cannot decode with replacement."""
    try:
        return isinstance(b"a".decode(name, errors="replace"), str)
    except (LookupError, UnicodeError, ValueError):
        return False


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: in English text every other byte is zero."""
    head = raw[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most, least = len(head) * 0.3, len(head) * 0.02
    if odd > most and even <= least:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd <= least else ""


def _mostly_utf8(raw: bytes, broken_at: int) -> bool:
    """Whether ``raw`` is UTF-8 with some broken bytes: more characters of several bytes hold together than fail."""
    part = raw[: max(_SAMPLE, broken_at + 256)]
    text = part.decode("utf-8", errors="replace")
    failed = text.count("\ufffd")
    held = sum(1 for c in text if c > "\x7f") - failed
    return held >= failed


def _guessed(raw: bytes, origin: str) -> tuple[str, tuple[str, ...]]:
    sample = raw[:_SAMPLE]
    high = sum(1 for b in sample if b > 127)
    if high <= len(sample) * _WESTERN_SHARE:
        # Few bytes beyond ASCII are the accents and typographic marks of a western text, too few for statistics to go by.
        return _replacing(raw, "cp1252")
    if len(_CONTROLS.findall(sample.decode("latin-1"))) > len(sample) * _MOST_CONTROLS:
        raise NotText(origin, "binary data")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise NotText(origin, "binary data")
    text, notes = _replacing(raw, best.encoding)
    return text, (f"The encoding was guessed to be {best.encoding}.", *notes)


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > max(len(sample) * _MOST_CONTROLS, 1)
