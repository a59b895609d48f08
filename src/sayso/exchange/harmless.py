"""Text made harmless for showing, whatever an article or an address holds."""

from __future__ import annotations

import re

# What would move the cursor or turn the writing round; direction marks that only mark are left alone.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINES = re.compile("\r\n?")


def harmless(text: str) -> str:
    """The text without what would steer a terminal or break a page: control characters and direction overrides become ``�``.

    >>> harmless("a\\x1b[31mb\\u202ec")
    'a�[31mb�c'
    """
    return _UNSAFE.sub("�", _LINES.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line, with single spaces.

    >>> one_line("a title\\n  in two lines")
    'a title in two lines'
    """
    return " ".join(harmless(text).split())
