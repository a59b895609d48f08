"""What the ledger hands out: small frozen rows, and pages of them.

Ids are short texts that stay the same for as long as the ledger lives: ``a12`` an article, ``q12`` a question, ``s12`` a source, ``e12`` an
entry (a figure of an article), ``t12`` a statement, ``v12`` an event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sayso.domain import Figure, Number, Period, Reading, VerdictKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list; ``next`` is the cursor to pass as ``after`` for the rows that follow, None on the last page.

    >>> list(Page((1, 2), next=None))
    [1, 2]
    """

    rows: tuple[T, ...]
    next: str | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it. ``added`` is the time (UTC) at which it was added, ``figures`` and ``statements`` how many its reading has."""

    id: str
    sha256: str
    title: str
    outlet: str
    published: dt.date | None
    url: str
    origin: str
    reader: str
    added: dt.datetime
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article with its reading, exactly as the reader gave it, and where its parts are in the ledger.

    ``entries`` and ``questions`` go from the id of a figure in the reading to its entry, and to the question it answers (no key where it answers
    none); ``statements`` from the id of an attribution to its statement. ``states`` goes from the id of an entry or statement to what people
    decided (``accepted``, ``rejected``, ``mended``; no key where nobody did), ``mended`` from that of an entry to the figure as they changed
    it; ``readers`` names the versions of all readings kept, newest first.
    """

    row: ArticleRow
    reading: Reading
    entries: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    mended: Mapping[str, Figure] = field(default_factory=dict)
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as lists show it, with the stored summary of its reckoning by the default convention.

    ``entries`` and ``articles`` are how many figures answer it and from how many articles; ``since`` and ``until`` the days of publication of
    the first and the last of them.
    """

    id: str
    title: str
    predicate: str
    counted: str
    place: str
    time: Period | None
    entries: int
    articles: int
    origins: int
    low: Number | None
    best: Number | None
    high: Number | None
    verdict: VerdictKind
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as lists show it: how many figures and statements it originated, in how many articles it is named.

    ``described`` says that the name only describes it ("a police source"), so that it stands for one article alone.
    """

    id: str
    name: str
    described: bool
    figures: int
    statements: int
    articles: int


@dataclass(frozen=True, slots=True)
class SourceName:
    """One name of a source, and why the ledger holds it for a name of this source; ``by`` is who joined it, ``sayso`` for the program."""

    name: str
    ground: str
    by: str


@dataclass(frozen=True, slots=True)
class FiledSource:
    """A source with all its names, and the latest questions on which it is an originator."""

    row: SourceRow
    names: tuple[SourceName, ...]
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement or figure that a source begins or passes on: where it stands, its words, and its chain by name.

    ``marks`` are the half-open code points of ``text`` that are the amount, ``start`` and ``end`` those of the article's text; a figure has
    its ``figure`` as people left it, and the id and title of the ``question`` that it answers.
    """

    kind: str
    id: str
    article: str
    title: str
    outlet: str
    published: dt.date | None
    text: str
    marks: tuple[tuple[int, int], ...]
    chain: tuple[str, ...]
    start: int
    end: int
    figure: Figure | None = None
    question: str | None = None
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found. ``kind`` is ``article``, ``statement``, ``figure``, ``source`` or ``question``, and ``id`` its id.

    ``text`` is the words around, without marks; ``marks`` are the half-open code points of it that were searched for; ``start`` and ``end``
    the code points of the article's text at which the statement or figure stands (0 and 0 for the other kinds).
    """

    kind: str
    id: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    article: str = ""
    title: str = ""
    outlet: str = ""
    published: dt.date | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was decided, by whom and when (UTC). Events are never changed: undoing one is another event.

    ``undoes`` is the id of the event that this one undoes or redoes; ``undone`` whether it is without effect now; ``hash`` binds it to all
    events before it.
    """

    id: str
    at: dt.datetime
    who: str
    what: str
    targets: tuple[str, ...]
    details: Mapping[str, object]
    undoes: str | None
    undone: bool
    hash: str


@dataclass(frozen=True, slots=True)
class Target:
    """What an event is about, in words: the title of a question or an article, the name of a source, the sentence or content of an entry or statement.

    ``article`` is where an entry or statement stands, at the code points from ``start`` to ``end``; empty for the others.
    """

    id: str
    text: str
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a ledger: ``where`` names the row, ``what`` is a sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: its id, whether it was ``new``, whether a newer reading was laid beside an older one (``reread``), and the
    questions that its figures answer."""

    article: str
    new: bool
    reread: bool = False
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something for a person to look at: a figure's entry or a statement, with the words and the confidence of the machine.

    ``title`` and ``outlet`` are those of the article.
    """

    kind: str
    id: str
    article: str
    title: str
    text: str
    marks: tuple[tuple[int, int], ...]
    chain: tuple[str, ...]
    confidence: float
    question: str | None = None
    outlet: str = ""
