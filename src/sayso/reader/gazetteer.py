"""Names of places that are known before an article is read: countries, regions and cities.

The names come from GeoNames (CC BY 4.0) and the Unicode CLDR; ``training/gazetteer.py`` writes the file. It is read when first asked.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Callable
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files

_REMEMBERED = 8192  # names whose level is kept: an article asks for each of its own several times


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
        return self._remembered(name)

    @cached_property
    def _remembered(self) -> Callable[[str], Level | None]:
        return lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    def _looked_up(self, name: str) -> Level | None:
        name = folded(name)
        return next((level for level, names in self._names.items() if _holds(names, name)), None)

    @cached_property
    def _names(self) -> dict[Level, str]:
        text = gzip.decompress(files("sayso.reader").joinpath("data", "gazetteer.txt.gz").read_bytes()).decode()
        parts = text.split("[")[1:]
        return {Level[kind.upper()]: names for kind, _, names in (part.partition("]\n") for part in parts)}


def _holds(names: str, sought: str) -> bool:
    """Whether a line of ``names``, whose lines are sorted, is ``sought``. By halving: a set of 90,000 names takes longer to build than
    an article takes to look up its own.

    >>> _holds("aden\\nhoms\\nidlib", "homs"), _holds("aden\\nhoms\\nidlib", "hom")
    (True, False)
    """
    low, high = 0, len(names)
    while low < high:
        begin = names.rfind("\n", low, (low + high) // 2) + 1 or low
        end = names.find("\n", begin)
        end = len(names) if end < 0 else end
        line = names[begin:end]
        if line == sought:
            return bool(line)
        low, high = (end + 1, high) if line < sought else (low, begin)
    return False


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
