"""Names of places that are known before an article is read: countries, regions and cities.

The names come from GeoNames (CC BY 4.0) and the Unicode CLDR; ``training/gazetteer.py`` writes the file. It is read when first asked.
"""

from __future__ import annotations

import gzip
import unicodedata
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files


class Level(IntEnum):
    """How much ground a known name covers, the wider the lower."""

    COUNTRY = 1
    REGION = 2
    CITY = 3


class Gazetteer:
    """Known place names, whatever their accents and capitals.

    >>> Gazetteer().level("Damascus")
    <Level.CITY: 3>
    >>> Gazetteer().level("São Paulo") is Gazetteer().level("Nowhereton")
    False
    """

    def level(self, name: str) -> Level | None:
        """What ``name`` is, None where it is not known."""
        name = folded(name)
        return next((level for level, names in self._names.items() if name in names), None)

    @cached_property
    def _names(self) -> dict[Level, frozenset[str]]:
        text = gzip.decompress(files("sayso.reader").joinpath("data", "gazetteer.txt.gz").read_bytes()).decode()
        parts = text.split("[")[1:]
        return {Level[kind.upper()]: frozenset(names.splitlines()) for kind, _, names in (part.partition("]\n") for part in parts)}


@cache
def shared() -> Gazetteer:
    """The one gazetteer of the process, for callers that keep none of their own."""
    return Gazetteer()


def folded(name: str) -> str:
    """A name without accents, in lower case, its spaces single.

    >>> folded("Deir  Ezzôr")
    'deir ezzor'
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.lower().replace("\u2019", "'").split())
