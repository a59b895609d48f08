"""Search for words, behind one door: FTS5 on SQLite, tsvector with a GIN index on PostgreSQL.

Letters with and without marks are the same, as are capitals. Words in a row must all be there; ``"in quotes"`` they must follow each other;
``kill*`` finds every word that begins so; ``-word`` leaves out what has the word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from sayso.errors import BadSearch
from sayso.ledger.packing import plain

KINDS = ("articles", "statements", "figures", "sources", "questions")
"""The tables whose words are kept; each has an index ``<kind>_words`` with the same row numbers."""

LONGEST = 250_000
"""The letters of one text that can be searched for; what comes after is kept, and not found."""

_PIECE = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The words of a text without marks and capitals, one space between them.

    >>> folded("Al-Ħasakah's Café")
    'al ħasakah s cafe'
    """
    bare = text[:LONGEST]
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", plain(bare))
        bare = bare.translate({ord(c): None for c in set(bare) if unicodedata.combining(c)})
    return " ".join([word[:200] for word in _WORD.findall(bare.casefold())])


def ordered(title: str) -> str:
    """What a title is sorted by: its first words without marks and capitals.

    >>> ordered("Élysée: «no comment»")
    'elysee no comment'
    """
    return folded(title[:300])[:120]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: words that follow each other, the last of which may go on (``prefix``), wanted or unwanted."""

    words: tuple[str, ...]
    prefix: bool = False
    unwanted: bool = False


def terms(words: str) -> tuple[Term, ...]:
    """What a search asks for. Raises BadSearch where nothing is left to look for.

    >>> terms('"market strike" kill* -police')[1]
    Term(words=('kill',), prefix=True, unwanted=False)
    """
    found = []
    for match in _PIECE.finditer(words[:2000]):
        minus, phrase, word = match.groups()
        row = tuple(folded(phrase if phrase is not None else word).split())
        if row:
            found.append(Term(row, phrase is None and word.endswith("*"), bool(minus)))
    if not any(not t.unwanted for t in found):
        raise BadSearch(words, "there is no word in it to look for")
    return tuple(found[:32])


def _fts5(asked: tuple[Term, ...]) -> str:
    wanted = [_fts5_term(t) for t in asked if not t.unwanted]
    return " ".join([" AND ".join(wanted), *(f"NOT {_fts5_term(t)}" for t in asked if t.unwanted)])


def _fts5_term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def _tsquery(asked: tuple[Term, ...]) -> str:
    made = []
    for t in asked:
        row = " <-> ".join(f"'{w}'" for w in t.words) + (":*" if t.prefix else "")
        made.append(f"!({row})" if t.unwanted else f"({row})")
    return " & ".join(made)


def matching(sqlite: bool, kind: str, words: str) -> sa.Select[int]:
    """The row numbers of ``kind`` that a search finds, as a query to put into another. Raises BadSearch.

    ``kind`` is one of ``KINDS``.
    """
    asked = terms(words)
    index = sa.table(f"{kind}_words", sa.column("rowid", sa.BigInteger()), sa.column("words"))
    if sqlite:
        found = sa.literal_column(f"{kind}_words").op("MATCH")(_fts5(asked))
        return sa.select(index.c.rowid).where(found)
    query = sa.func.to_tsquery("simple", _tsquery(asked))
    return sa.select(index.c.rowid).where(index.c.words.op("@@")(query))


def newest(sqlite: bool, kind: str, words: str) -> sa.ColumnElement[int]:
    """By what finds of ``matching`` are sorted, the newest first.

    A server that looks for several words in long texts takes them for rarer or commoner together than they are, and may go through all texts from
    the newest on, each of which costs much to look at; by a sum it cannot, and takes them off the index of words.
    """
    number = sa.column("rowid", sa.BigInteger())
    several = kind == "articles" and sum(len(term.words) for term in terms(words)) > 1
    return (number + 0).desc() if several and not sqlite else sa.table(f"{kind}_words", number).c.rowid.desc()


def weighed(sqlite: bool, kind: str, words: str, most: int) -> sa.Select[int, float]:
    """The row numbers of the newest ``most`` of ``kind`` that a search finds, each with how well it fits: the lower, the better.

    By BM25 on SQLite, by the cover density of PostgreSQL there. Raises BadSearch.
    """
    asked = terms(words)
    index = sa.table(f"{kind}_words", sa.column("rowid", sa.BigInteger()), sa.column("words"))
    if sqlite:
        found = sa.literal_column(f"{kind}_words").op("MATCH")(_fts5(asked))
        weight: sa.ColumnElement[float] = sa.func.bm25(sa.literal_column(f"{kind}_words"))
    else:
        query = sa.func.to_tsquery("simple", _tsquery(asked))
        found = index.c.words.op("@@")(query)
        weight = -sa.func.ts_rank_cd(index.c.words, query, 1)
    return sa.select(index.c.rowid, weight).where(found).order_by(index.c.rowid.desc()).limit(most)


def index(connection: sa.Connection, kind: str, rows: Iterable[tuple[int, str]]) -> None:
    """Make rows findable: their numbers and their words."""
    values = [{"id": id, "words": folded(text)} for id, text in rows]
    if values and connection.dialect.name == "sqlite":
        connection.execute(_insert(kind), values)
    elif values:
        connection.execute(_insert_all(kind), {name: [row[name] for row in values] for name in ("id", "words")})


def unindex(connection: sa.Connection, kind: str, rows: Iterable[tuple[int, str]]) -> None:
    """Make rows not findable any more; the text must be the one under which they were made findable."""
    values = [{"id": id, "words": folded(text)} for id, text in rows]
    if not values:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text(f"INSERT INTO {kind}_words({kind}_words, rowid, words) VALUES ('delete', :id, :words)"), values)
    else:
        connection.execute(sa.text(f"DELETE FROM {kind}_words WHERE rowid = :id"), values)


@lru_cache
def _insert(kind: str) -> sa.TextClause:
    return sa.text(f"INSERT INTO {kind}_words(rowid, words) VALUES (:id, :words)")


@lru_cache
def _insert_all(kind: str) -> sa.TextClause:
    rows = "unnest(CAST(:id AS bigint[]), CAST(:words AS text[])) AS made(id, words)"
    return sa.text(f"INSERT INTO {kind}_words(rowid, words) SELECT id, to_tsvector('simple', words) FROM {rows}")


def marks(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """The half-open code points of ``text`` at which words that were searched for stand.

    >>> marks("Two strikes on the Café", "cafe strike*")
    ((4, 11), (19, 23))
    """
    return tuple(marked(text, words))


def marked(text: str, words: str) -> Iterator[tuple[int, int]]:
    """What ``marks`` gives, one after the other, for those who do not need all of it."""
    wanted = [t for t in terms(words) if not t.unwanted]
    single = {w for t in wanted for w in t.words}
    heads = tuple(t.words[-1] for t in wanted if t.prefix)
    for match in _WORD.finditer(text):
        word = _folded_word(match.group())
        if word in single or (heads and word.startswith(heads)):
            yield match.span()


@lru_cache(maxsize=16384)
def _folded_word(word: str) -> str:
    return folded(word)
