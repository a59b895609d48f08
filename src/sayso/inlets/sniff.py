"""What a file is, by its first bytes, whatever its name says."""

from __future__ import annotations

import re

_STARTS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"wOF2", "a font"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xca\xfe\xba\xbe", "a program"),
)
_RIFF = {b"WEBP": "a WebP picture", b"WAVE": "a WAV recording", b"AVI ": "an AVI film"}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6])\b", re.IGNORECASE)
_TAG = re.compile(rb"<[a-zA-Z!/]")
_HEAD = 1024


def kind_of_binary(raw: bytes) -> str | None:
    """What kind of binary file ``raw`` is, as a noun with its article; None where its first bytes name none.

    >>> kind_of_binary(b"%PDF-1.7 ...")
    'a PDF file'
    """
    for start, what in _STARTS:
        if raw.startswith(start):
            return what
    if raw.startswith(b"RIFF"):
        return _RIFF.get(raw[8:12])
    if raw[4:8] == b"ftyp":
        return "a film or picture"
    return None


def is_html(raw: bytes, named_so: bool = False) -> bool:
    """Whether ``raw`` is a page: it begins with markup, or is ``named_so`` and has a tag anywhere.

    >>> is_html(b"<!DOCTYPE html><title>Harbour</title>"), is_html(b"Prices < 5 euros.", named_so=True)
    (True, False)
    """
    head = raw[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f")
    if head.startswith(b"<") and _MARKUP.search(head):
        return True
    return named_so and _TAG.search(raw.replace(b"\x00", b"") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw) is not None
