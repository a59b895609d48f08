"""The facets of a list as links: each leads to the list narrowed by one more value, each that is chosen to the list without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.domain import Period, VerdictKind
from sayso.exchange.harmless import one_line
from sayso.ledger import Counted, Facets
from sayso.web import shown

TITLES = {
    "verdict": "Verdict",
    "at": "Place",
    "predicate": "What is said",
    "unit": "Unit",
    "reported": "Last reported",
    "outlet": "Outlet",
    "published": "Published",
    "reader": "Read by",
    "described": "Which",
    "role": "What it does",
    "kind": "Among",
    "sure": "How sure",
    "who": "Who decided",
    "what": "Decision",
    "day": "Day",
}
"""Every facet by the name that it has in an address, with the title that it has on a page."""

_SWITCHES = {"described", "kind"}  # facets that show all their values, also where one is chosen
_WORDS = {
    ("described", "false"): "named",
    ("described", "true"): "only described",
    ("role", "originates"): "something begins with it",
    ("role", "relays"): "it only passes on",
    ("sure", "0"): "under 25 %",
    ("sure", "25"): "25 to 49 %",
    ("sure", "50"): "50 to 74 %",
    ("sure", "75"): "75 % and more",
    ("who", "sayso"): "the program",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One value of a facet: its words, how many rows it leaves, and where it leads."""

    words: str
    count: str
    where: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: its title and its values; not ``complete`` where others were left out."""

    name: str
    title: str
    links: tuple[Link, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value that the list is narrowed by, and where the list without it is."""

    title: str
    words: str
    where: str


def address(path: str, values: Mapping[str, str], **other: str) -> str:
    """An address with those of the values that say something, some of them replaced.

    >>> address("/questions", {"q": "two fled", "sort": "", "at": "Orre"}, at="")
    '/questions?q=two+fled'
    """
    said = {name: value for name, value in (dict(values) | other).items() if value}
    return f"{path}?{urlencode(said)}" if said else path


def groups(path: str, asked: Mapping[str, str], facets: Facets) -> tuple[Group, ...]:
    """The facets of a list that is ``asked`` for by these values of an address, but for those whose one value all rows have."""
    found = []
    for facet in facets.facets:
        switch = facet.name in _SWITCHES
        links = tuple(_link(path, asked, facet.name, value, switch) for value in facet.values)
        if switch or len(links) > 1 or (links and facet.values[0].count < facets.total):
            found.append(Group(facet.name, TITLES[facet.name], links, facet.complete))
    return tuple(found)


def _link(path: str, asked: Mapping[str, str], name: str, counted: Counted, switch: bool) -> Link:
    plain = "" if (name, counted.value) == ("described", "false") else counted.value
    where = address(path, asked, **{name: plain})
    return Link(words(name, counted.value), count(counted.count, counted.more), where, switch and asked.get(name, "") == plain)


def chosen(path: str, asked: Mapping[str, str]) -> tuple[Chosen, ...]:
    """What a list is narrowed by, apart from words and days."""
    names = [name for name in TITLES if asked.get(name) and name != "described"]
    return tuple(Chosen(TITLES[name], words(name, asked[name]), address(path, asked, **{name: ""})) for name in names)


def count(n: int, more: bool) -> str:
    """How many, in few signs.

    >>> count(1200, False), count(2000, True)
    ('1,200', '2,000+')
    """
    return f"{n:,}+" if more else f"{n:,}"


def words(name: str, value: str) -> str:
    """A value of a facet as people read it.

    >>> words("reported", "2016-06"), words("unit", "money:USD"), words("outlet", " ")
    ('Jun 2016', 'USD', '(blank)')
    """
    if (name, value) in _WORDS:
        return _WORDS[name, value]
    if name == "verdict":
        return shown.VERDICTS[VerdictKind(value)]
    if name in ("reported", "published", "day"):
        return shown.period(_period(value)) or value
    if name == "kind":
        return f"{value}s"
    if name == "what":
        return one_line(value.replace("_", " "))
    return one_line(value.removeprefix("money:") if name == "unit" else value) or "(blank)"


def _period(value: str) -> Period | None:
    try:
        return Period.parse(value)
    except ValueError:
        return None


def hidden(asked: Mapping[str, str], shown_as_fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What a form must send along so that searching anew keeps the facets."""
    return tuple((name, value) for name, value in asked.items() if value and name not in shown_as_fields)
