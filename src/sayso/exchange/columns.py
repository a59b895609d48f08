"""What the tables of an export hold: each column's name, type and meaning, the same for CSV, JSON lines and Parquet.

Columns are written down here and not guessed from the rows, so that a table can be written without being held, and has the same columns
whether it has a million rows or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Type(StrEnum):
    """What a column holds. An ``amount`` is an int or a Decimal, never a float; a ``share`` a float between 0 and 1; a ``list`` texts."""

    TEXT = "text"
    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    FLAG = "flag"
    DAY = "day"
    TIME = "time"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``to`` is the table whose ``id`` it holds, empty for none."""

    name: str
    type: Type
    meaning: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one table, whose rows are told apart by ``id``."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


_T, _N, _A, _S, _F, _D, _M, _L = Type
_CONFIDENCE = Column("confidence", _S, "how sure the reader is, 0 to 1")
_STATE = Column("state", _T, "what people decided: accepted, rejected, mended; empty where nobody did")
_SPAN = (
    Column("start", _N, "where it begins in the article's text, in code points"),
    Column("end", _N, "where it ends, exclusive"),
)

_ALL = (
    Table(
        "articles",
        "The articles that were added.",
        (
            Column("id", _T, "the article's id"),
            Column("sha256", _T, "of the raw bytes that it was read from"),
            Column("title", _T, "its headline"),
            Column("outlet", _T, "the paper, agency or site that it speaks for"),
            Column("published", _D, "the day of publication"),
            Column("url", _T, "where it says it lives"),
            Column("origin", _T, "where it was read from: a path, an address, - for standard input"),
            Column("reader", _T, "the version of the reader that read it last"),
            Column("added", _M, "when it was added, UTC"),
            Column("statements", _N, "how many statements it has"),
            Column("figures", _N, "how many figures it has"),
        ),
    ),
    Table(
        "figures",
        "Every figure, as people left it, with its chain as sources across articles.",
        (
            Column("id", _T, "the entry's id"),
            Column("article", _T, "the article that it stands in", "articles"),
            Column("question", _T, "the question that it answers; empty where it answers none", "questions"),
            Column("amount", _T, "the words of the number with its hedge"),
            Column("low", _A, "the lower bound, inclusive; empty where it is open"),
            Column("high", _A, "the upper bound, inclusive; empty where it is open"),
            Column("qualifier", _T, "how the writer hedged: exact, approx, nearly, at_least, more_than, at_most, less_than, range, vague"),
            Column("unit", _T, "what is counted or measured in: person, event, money:EUR, percent, km …"),
            Column("counted", _T, "the words for what is counted"),
            Column("predicate", _T, "what is asserted of it"),
            Column("relation", _T, "level, increase, decrease, part or total"),
            Column("place", _T, "the words for where"),
            Column("time", _T, "as of when: a date, month or year, or two with a slash"),
            Column("originator", _T, "on whose word it stands"),
            Column("originator_id", _T, "the same as an id: of a source, of the article where its outlet is not known, or ?"),
            Column("chain", _L, "the names it came through, originator first; none for the outlet's own voice"),
            Column("chain_ids", _L, "the same as ids of sources; ? where nobody is named"),
            Column("outlet", _T, "the article's outlet"),
            Column("published", _D, "the article's day of publication"),
            Column("title", _T, "the article's headline"),
            Column("url", _T, "the article's address"),
            Column("sentence", _T, "the sentence that it stands in"),
            *_SPAN,
            _CONFIDENCE,
            _STATE,
        ),
    ),
    Table(
        "statements",
        "Every statement, with its chain.",
        (
            Column("id", _T, "the statement's id"),
            Column("article", _T, "the article that it stands in", "articles"),
            Column("content", _T, "what is said; pieces are joined by an ellipsis"),
            Column("chain", _L, "the names it came through, originator first; none for the outlet's own voice"),
            Column("originator", _T, "on whose word it stands, ? where nobody is named; empty for the outlet's own voice"),
            Column("originator_id", _T, "the same as the id of a source", "sources"),
            *_SPAN,
            _CONFIDENCE,
            _STATE,
        ),
    ),
    Table(
        "questions",
        "What figures answer together, with low, best and high by the default convention.",
        (
            Column("id", _T, "the question's id"),
            Column("title", _T, "a title for people"),
            Column("predicate", _T, "what is asserted"),
            Column("counted", _T, "what is counted"),
            Column("place", _T, "where"),
            Column("time", _T, "when: a date, month or year, or two with a slash"),
            Column("entries", _N, "how many figures answer it"),
            Column("articles", _N, "from how many articles"),
            Column("origins", _N, "how many originators answer it independently"),
            Column("low", _A, "the lowest answer; empty where it is open"),
            Column("best", _A, "the best answer; empty where there is none"),
            Column("high", _A, "the highest answer; empty where it is open"),
            Column("verdict", _T, "agree, revised, disagree or not_comparable"),
            Column("since", _D, "when the first of its figures was published"),
            Column("until", _D, "when the last was"),
        ),
    ),
    Table(
        "sources",
        "Whose word counts, across articles.",
        (
            Column("id", _T, "the source's id"),
            Column("name", _T, "the name that lists show"),
            Column("described", _F, "whether the name only describes it, so that it stands for one article alone"),
            Column("figures", _N, "how many figures it originated"),
            Column("statements", _N, "how many statements it originated"),
            Column("articles", _N, "in how many articles it is named"),
            Column("names", _L, "all its names"),
        ),
    ),
    Table(
        "events",
        "What was decided, each bound by a hash to all before it.",
        (
            Column("id", _T, "the event's id"),
            Column("at", _M, "when, UTC"),
            Column("who", _T, "who decided; sayso for the program"),
            Column("what", _T, "the kind of decision"),
            Column("targets", _L, "the ids that it is about"),
            Column("details", _T, "the rest, as JSON"),
            Column("undoes", _T, "the event that it undoes or redoes", "events"),
            Column("undone", _F, "whether it is without effect now"),
            Column("hash", _T, "sha256 over the hash before it and its own content"),
        ),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
"""The tables by name, in the order in which an export writes them."""
