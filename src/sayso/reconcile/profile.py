"""What a figure is about, in a form that can be stored, compared and looked up: its profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

_OVERLAP = 3  # days by which neighbouring buckets overlap
_BUCKET = 14  # days in a bucket
_OWN, _AROUND, _EVENT = 2, 3, 3  # names of its own place, of the article's places, and of its event, that a profile is looked up by


@dataclass(frozen=True, slots=True)
class Profile:
    """One figure, ready to be compared with those of other articles.

    ``article`` is a digest of the article's text, ``figure`` the figure's id in it and ``at`` where it stands; ``day`` the article's day.
    ``predicate`` is the class of what is asserted, ``population`` the class of what is counted, ``side`` whose they are; ``topic`` the one of them
    that figures are looked up by; ``words`` the counted phrase's words; ``unit`` as in ``Quantity``, money by its currency;
    ``low`` and ``high`` the bounds as numbers (None: open).

    ``places`` are the telling words of the figure's place, ``around`` those of the article's other places, most frequent first; ``wide`` says that
    the place is a whole country. ``first`` and ``last`` are the days it is about; ``dated``: they were given to a few days; ``total``: it
    is a running total. ``relation`` is the figure's, ``whole`` the id of the figure that it is part of, ``of`` how much that is at least.

    ``context`` are the words around the figure, ``event`` the article's telling words, most telling first, ``fellows`` what its figures say
    in short, for reports of one event share several figures. ``counted``, ``place`` and ``happening``
    are words for the heading. ``line`` is where its sentence begins, ``more`` says that it comes on top of what was told before ("another seven"),
    ``sense`` is the figure's, in base 64, ``by`` whose word it is (empty: the article's own, or unknown) and ``act`` the predicate's words. Profiles
    that older versions kept lack these and ``of``.
    """

    article: str
    figure: str
    day: dt.date | None
    topic: str
    predicate: str
    population: str
    side: str
    words: tuple[str, ...]
    unit: str
    low: float | None
    high: float | None
    places: tuple[str, ...]
    around: tuple[str, ...]
    wide: bool
    first: dt.date | None
    last: dt.date | None
    dated: bool
    total: bool
    relation: str
    whole: str | None
    context: tuple[str, ...]
    event: tuple[str, ...]
    fellows: tuple[str, ...]
    counted: str
    place: str
    happening: str
    at: int
    line: int = -1
    of: float | None = None
    more: bool = False
    sense: str = ""
    by: str = ""
    act: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which figures that may answer the same question meet: topic, place name, and time bucket; never empty, sorted.

        Buckets overlap by three days at each edge. A running total has no bucket. The article's most telling words stand beside its places.
        """
        if self.total:
            names = self.places or ("",)
        else:
            names = tuple(dict.fromkeys((*(() if self.wide else self.places[:_OWN]), *self.around[:_AROUND], *self.event[:_EVENT]))) or (
                "",
            )
        return tuple(sorted(f"{self.topic}|{name}|{bucket}" for name in names for bucket in self._buckets()))

    def _buckets(self) -> list[str]:
        if self.total:
            return ["total"]
        day = self.last or self.day
        if day is None:
            return [""]
        n = day.toordinal()
        return sorted({str((n + d) // _BUCKET) for d in (-_OVERLAP, _OVERLAP)})

    def as_json(self) -> dict[str, Any]:
        """Plain values that ``json`` can write; ``from_json`` reads them back."""
        return {name: _plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Profile:
        """The profile that ``as_json`` wrote. Raises KeyError where a field is missing, ValueError where a day is none."""
        given: dict[str, Any] = {name: plain[name] for name in _FIELDS if name in plain or name not in _LATER}
        for k in ("day", "first", "last"):
            given[k] = dt.date.fromisoformat(given[k]) if given[k] else None
        given.update({k: tuple(v) for k, v in given.items() if isinstance(v, list)})
        return cls(**given)


_FIELDS = tuple(f.name for f in fields(Profile))
_LATER = frozenset(f.name for f in fields(Profile) if f.default is not MISSING)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else value
