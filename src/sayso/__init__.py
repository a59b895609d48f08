"""Sayso reads news reports and says on whose word each statement and figure stands.

>>> import sayso
>>> sayso.Article("Police said two men fled.", outlet="Harbour Post").outlet
'Harbour Post'
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from sayso.domain import (
    NOBODY,
    Article,
    Attribution,
    Chain,
    Figure,
    Implied,
    Link,
    Number,
    Period,
    Qualifier,
    Quantity,
    Reading,
    Relation,
    Span,
    Voice,
)
from sayso.errors import FetchError, InputError, LedgerError, ModelError, SaysoError

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reader.pipeline import Reader

__all__ = [
    "NOBODY",
    "Article",
    "Attribution",
    "Chain",
    "FetchError",
    "Figure",
    "Implied",
    "InputError",
    "Ledger",
    "LedgerError",
    "Link",
    "ModelError",
    "Number",
    "Period",
    "Qualifier",
    "Quantity",
    "Reading",
    "Relation",
    "SaysoError",
    "Span",
    "Voice",
    "read",
]


def __getattr__(name: str) -> object:
    """The ledger's heavy parts are loaded when it is first asked for."""
    if name == "Ledger":
        from sayso.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(text: str, *, published: dt.date | str | None = None, outlet: str = "", title: str = "") -> Reading:
    """Take the text of one article apart.

    ``published``, a date or its ISO form, is the day against which "last year" is resolved; ``outlet`` the paper, agency or site whose own
    voice the article speaks in. The first call loads the weights (about half a second); they stay in memory.

    Raises InputError where there is nothing to read, ModelError where the weights are missing, and ValueError where ``published`` is no date.

        reading = sayso.read("Police said two men fled.", published="2024-03-12", outlet="Harbour Post")
        print(reading.attributions[0].chain)
    """
    from sayso.inlets import article_from_text

    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    return _reader().read(article_from_text(text, title=title, outlet=outlet, published=day))


@cache
def _reader() -> Reader:
    from sayso.reader.pipeline import Reader

    return Reader.load()
