"""An article as an inlet hands it over: the text to read and what is known about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A report to read. All spans of its reading index ``text``, which never changes afterwards.

    ``outlet`` is the paper, agency or site whose own voice the article speaks in; ``published`` the day against which
    "last year" is resolved; ``origin`` where the article came from (a path, a URL, ``-`` for standard input);
    ``sha256`` the hex digest of the raw bytes it was read from; ``language`` an ISO 639-1 code; ``notes`` what an inlet had to
    give up or guess, one sentence each. Empty strings and None mean: not known.

    >>> Article("Police said two men fled.", outlet="Harbour Post").outlet
    'Harbour Post'
    """

    text: str
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    url: str = ""
    origin: str = ""
    sha256: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
