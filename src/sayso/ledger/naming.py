"""Names to sources: each name that speaks in an article is one name of a source, found again or new."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from sayso.domain import NOBODY
from sayso.ledger import bulk, search
from sayso.ledger.numbering import Numbers
from sayso.ledger.packing import plain
from sayso.ledger.rules import Rules
from sayso.ledger.tables import name_keys, names, sources

MOST_CANDIDATES = 40
"""How many known sources a new name is compared with: those heard most often."""

MOST_NAMES = 40
"""How many names of each of them."""

MACHINE = "sayso"
"""Who decides where nobody did."""


_BY_NAME = (
    sa.select(names.c.id, names.c.name, names.c.article)
    .where(names.c.name.in_(sa.bindparam("names", expanding=True)))
    .where(sa.or_(names.c.article.is_(None), names.c.article == sa.bindparam("article", type_=names.c.article.type)))
    .order_by(names.c.id)
)
_SHARING = (
    sa.select(names.c.source)
    .join(name_keys, name_keys.c.name == names.c.id)
    .where(name_keys.c.key.in_(sa.bindparam("keys", expanding=True)))
)
_CANDIDATES = (
    sa.select(sources.c.id).where(sources.c.id.in_(_SHARING)).order_by(sources.c.figures.desc(), sources.c.id).limit(MOST_CANDIDATES)
)
_NAMES_OF = sa.select(names.c.source, names.c.name).where(names.c.source.in_(sa.bindparam("sources", expanding=True))).order_by(names.c.id)


class Naming:
    """The names of one article, within one transaction; ``others`` are all of them, which say what short forms stand for.

    A name that was seen before keeps its source, whoever decided on it. A name that means nobody in particular outside its article ("Smith",
    "a police source") is a source of its own there; the article's outlet means the same everywhere, whatever it is called.
    """

    def __init__(
        self, connection: sa.Connection, rules: Rules, numbers: Numbers, article: int, others: Collection[str], outlet: str = ""
    ) -> None:
        self._connection = connection
        self._numbers = numbers
        self._rules = rules
        self._article = article
        heard = {text for name in others if (text := plain(name).strip()) not in ("", NOBODY)}
        self._others = tuple(sorted(heard))[:MOST_NAMES]
        self._known: dict[str, int] = {}
        self._begin()
        self._here: dict[str, int] = {}
        self._anywhere: dict[str, int] = {}
        self._outlet = plain(outlet).strip()
        self._asked = heard | {self._outlet}
        for id, name, here in connection.execute(_BY_NAME, {"names": sorted(self._asked), "article": article}):
            (self._anywhere if here is None else self._here).setdefault(name, id)

    def meet(self, words: Iterable[str]) -> None:
        """Make all names that are new at once: few statements for many names."""
        for each in dict.fromkeys(plain(each).strip() for each in words):
            self._name(each)
        self._write()

    def name(self, words: str) -> int | None:
        """The row number of a name; None for nobody. Makes the name, and its source, where they are new."""
        known = self._name(words)
        self._write()
        return known

    def _name(self, words: str) -> int | None:
        text = plain(words).strip()
        if not text or text == NOBODY:
            return None
        if text not in self._known:
            self._known[text] = self._find(text) or self._make(text)
        return self._known[text]

    def _write(self) -> None:
        """Write down what was made since the last time."""
        if not self._names:
            return
        for table, rows in ((sources, self._sources), (names, self._names), (name_keys, self._keys)):
            bulk.insert(self._connection, table, rows)
        search.index(self._connection, "sources", [(id, text) for id, text in self._words])
        self._begin()

    def _begin(self) -> None:
        """Nothing is made yet that is not written down."""
        self._sources: list[dict[str, object]] = []
        self._names: list[dict[str, object]] = []
        self._words: list[tuple[int, str]] = []
        self._keys: list[dict[str, object]] = []
        self._source_of: dict[int, int] = {}

    def _find(self, text: str) -> int | None:
        if text in self._here:
            return self._here[text]
        full = self._rules.in_context(text, self._others)
        if full and plain(full).strip() not in ("", text, NOBODY):
            return self._short(text, plain(full).strip())
        return self._known_anywhere(text)

    def _known_anywhere(self, text: str) -> int | None:
        if text not in self._asked:
            self._asked.add(text)
            for id, name, _ in self._connection.execute(_BY_NAME, {"names": [text], "article": None}):
                self._anywhere.setdefault(name, id)
        return self._anywhere.get(text)

    def _short(self, text: str, full: str) -> int:
        """A short form in this article, as a name of the source that the full form is a name of."""
        known = self._known.get(full) or self._known_anywhere(full) or self._make(full)
        self._known[full] = known
        source = self._source_of.get(known) or self._connection.scalar(sa.select(names.c.source).where(names.c.id == known))
        assert source is not None
        return self._insert(text, source, f"In the same article, {text} stands for {full}.", here=True)

    def _make(self, text: str) -> int:
        described = self._rules.is_description(text)
        if described or (text != self._outlet and not self._rules.stands_alone(text)):
            return self._insert(text, self._new_source(text, int(described)), "", here=True)
        keys = tuple(plain(key) for key in self._rules.name_keys(text))
        ground = self._rules.same_source(text, self._candidates(keys)) if keys else None
        name = self._insert(text, ground.source if ground else self._new_source(text), ground.sentence if ground else "")
        self._keys += [{"key": key, "name": name} for key in dict.fromkeys(keys)]
        return name

    def _candidates(self, keys: tuple[str, ...]) -> dict[int, list[str]]:
        if any(row["key"] in keys for row in self._keys):
            self._write()
        found: dict[int, list[str]] = {id: [] for id in self._connection.scalars(_CANDIDATES, {"keys": keys})}
        if found:
            for source, name in self._connection.execute(_NAMES_OF, {"sources": list(found)}):
                if len(found[source]) < MOST_NAMES:
                    found[source].append(name)
        return found

    def _new_source(self, text: str, described: int = 0) -> int:
        (id,) = self._numbers.take(sources)
        self._sources.append({"id": id, "title": text, "described": described, "ordered": search.ordered(text)})
        return id

    def _insert(self, text: str, source: int, ground: str, *, here: bool = False) -> int:
        (id,) = self._numbers.take(names)
        values: dict[str, object] = {"id": id, "source": source, "first": source, "name": text, "ground": ground, "by": MACHINE}
        self._names.append(values | {"article": self._article if here else None})
        self._words.append((id, text))
        self._source_of[id] = source
        return id
