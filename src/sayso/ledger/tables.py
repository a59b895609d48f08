"""The tables of the ledger, for SQLite and PostgreSQL alike.

```
articles ─┬─ readings      every reading of it, the newest one current
          ├─ statements    of the current reading: words, originator
          └─ figures ─┬─ links   its chain, as names of sources
                      ├─ keys    under which figures of the same question are looked for
                      └─ questions ── ties   what people said belongs together or apart
sources ── names           under which they speak; a name belongs to one source, so that merging moves names and nothing else
tallies                    how many rows of a list have each value of a facet; the store's own triggers keep them
events ── touched          what people and the program decided; only ever added to
undone                     the events that are without effect now
users                      who may sign in to a shared desk
```
"""

from __future__ import annotations

import sqlalchemy as sa

# Texts that are compared and ordered are so byte by byte, so that a list has one order on every store.
Key = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Real: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: sa.schema.SchemaItem, counted: bool = True) -> sa.Table:
    """A strict table; ``counted`` ones number their rows and never give a number twice."""
    if counted:
        return sa.Table(name, metadata, sa.Column("id", Id, primary_key=True), *parts, sqlite_strict=True, sqlite_autoincrement=True)
    return sa.Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _refers(name: str, to: str, *, null: bool = False, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, Id, sa.ForeignKey(to), nullable=null, primary_key=key)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _key(name: str, *, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, Key, nullable=null, primary_key=key)


def _told(name: str) -> sa.Column[str]:
    """A text that is compared or ordered, and empty until it is known."""
    return sa.Column(name, Key, nullable=False, server_default="")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, Id, nullable=False, server_default="0")


sources = _table(
    "sources",
    _key("title"),
    _count("described"),
    _count("figures"),
    _count("statements"),
    _count("articles"),
    _count("called"),
    _told("ordered"),
    sa.Index(None, "described", "figures", "id"),
    sa.Index(None, "described", "statements", "id"),
    sa.Index(None, "described", "ordered", "id"),
)

names = _table(
    "names",
    _refers("source", "sources.id"),
    _refers("first", "sources.id"),
    _key("name"),
    sa.Column("article", Id, nullable=True),
    _text("ground"),
    _text("by"),
    _count("figures"),
    _count("statements"),
    _count("articles"),
    sa.Index(None, "name", "article"),
    sa.Index(None, "source"),
)

name_keys = _table("name_keys", _key("key", key=True), _refers("name", "names.id", key=True), counted=False)

articles = _table(
    "articles",
    _key("sha256"),
    _text("title"),
    _text("outlet"),
    _refers("speaker", "names.id", null=True),
    _key("published"),
    _text("url"),
    _text("origin"),
    _text("credit"),
    _text("reader"),
    _key("added"),
    _count("statements"),
    _count("figures"),
    sa.Column("raw", sa.LargeBinary(), nullable=False),
    _told("ordered"),
    sa.Index(None, "sha256", unique=True),
    sa.Index(None, "published", "id"),
    sa.Index(None, "added", "id"),
    sa.Index(None, "ordered", "id"),
    sa.Index(None, "outlet", "id"),
    sa.Index(None, "reader"),
)

readings = _table(
    "readings",
    _refers("article", "articles.id"),
    _key("reader"),
    _key("made"),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.UniqueConstraint("article", "reader"),
)

statements = _table(
    "statements",
    _refers("article", "articles.id"),
    _key("local"),
    _refers("origin", "names.id", null=True),
    _text("chain"),
    _text("content"),
    sa.Column("start", Id, nullable=False),
    sa.Column("stop", Id, nullable=False),
    sa.Column("confidence", Real, nullable=False),
    _key("state"),
    _text("mended", null=True),
    _told("published"),
    sa.Index(None, "article"),
    sa.Index(None, "origin", "id"),
    sa.Index(None, "origin", "published"),
    sa.Index(None, "state", "confidence", "id"),
)

questions = _table(
    "questions",
    sa.Column("founder", Id, nullable=False),
    _text("title"),
    _text("renamed", null=True),
    _text("predicate"),
    _text("counted"),
    _text("place"),
    _text("place_words"),
    _key("first"),
    _key("last"),
    _text("time"),
    _count("entries"),
    _count("articles"),
    _count("origins"),
    _text("low", null=True),
    _text("best", null=True),
    _text("high", null=True),
    _key("verdict"),
    sa.Column("rank", Real, nullable=False),
    _key("since"),
    _key("until"),
    _told("unit"),
    _told("ordered"),
    sa.Index(None, "founder"),
    sa.Index(None, "until", "id"),
    sa.Index(None, "rank", "id"),
    sa.Index(None, "origins", "id"),
    sa.Index(None, "ordered", "id"),
    sa.Index(None, "verdict", "rank", "id"),
    sa.Index(None, "place", "id"),
    sa.Index(None, "predicate", "id"),
    sa.Index(None, "unit", "id"),
)

figures = _table(
    "figures",
    _refers("article", "articles.id"),
    _key("local"),
    _refers("question", "questions.id", null=True),
    _key("published"),
    _refers("origin", "names.id", null=True),
    sa.Column("start", Id, nullable=False),
    sa.Column("stop", Id, nullable=False),
    _text("body"),
    _text("context"),
    _text("profile", null=True),
    sa.Column("confidence", Real, nullable=False),
    _key("state"),
    _text("mended", null=True),
    sa.Index(None, "article"),
    sa.Index(None, "question", "published", "id"),
    sa.Index(None, "origin", "id"),
    sa.Index(None, "origin", "published"),
    sa.Index(None, "state", "confidence", "id"),
)

links = _table(
    "links",
    _refers("figure", "figures.id", key=True),
    sa.Column("position", Id, primary_key=True),
    _refers("name", "names.id", null=True),
    sa.Index(None, "name", "figure"),
    counted=False,
)

keys = _table(
    "keys",
    _key("key", key=True),
    _key("published", key=True),
    _refers("figure", "figures.id", key=True),
    sa.Index(None, "figure"),
    counted=False,
)

tallies = _table(
    "tallies",
    _key("list", key=True),
    _key("facet", key=True),
    _key("value", key=True),
    _count("count"),
    sa.Index(None, "list", "facet", "count"),
    counted=False,
)

events = _table(
    "events",
    _key("at"),
    _text("who"),
    _key("what"),
    _text("details"),
    sa.Column("undoes", Id, nullable=True),
    _key("previous"),
    _key("hash"),
    sa.Index(None, "undoes"),
)

touched = _table("touched", _key("target", key=True), _refers("event", "events.id", key=True), sa.Index(None, "event"), counted=False)

undone = _table("undone", _refers("event", "events.id", key=True), counted=False)

ties = _table(
    "ties",
    _refers("event", "events.id", key=True),
    _refers("one", "figures.id", key=True),
    _refers("other", "figures.id", key=True),
    _count("together"),
    sa.Index(None, "one"),
    sa.Index(None, "other"),
    counted=False,
)

users = _table(
    "users",
    _key("name"),
    _text("password"),
    _key("role"),
    _key("added"),
    _key("changed"),
    sa.Index(None, "name", unique=True),
)
