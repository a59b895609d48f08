"""The ledger as others use it: one object, opened on a file or a server."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, overload

import sqlalchemy as sa

from sayso.domain import Question, Reading, Reckoning, VerdictKind
from sayso.errors import NotInLedger
from sayso.ledger import checking, entries, export, facets, filing, heard, history, lists, overtime, reviewing, schema, summaries
from sayso.ledger.choices import QUEUED, ArticleChoice, Choice, HistoryChoice, QuestionChoice, QueueChoice, SearchChoice, SourceChoice
from sayso.ledger.chosen import chosen
from sayso.ledger.decisions import Desk
from sayso.ledger.engine import Store
from sayso.ledger.events import login
from sayso.ledger.facets import Facets
from sayso.ledger.finding import KINDS
from sayso.ledger.grouping import resolve
from sayso.ledger.numbering import Numbers
from sayso.ledger.overtime import OverTime
from sayso.ledger.parts import Told
from sayso.ledger.rows import (
    Added,
    ArticleRow,
    Event,
    FiledArticle,
    FiledSource,
    Heard,
    Hit,
    Page,
    Problem,
    QuestionRow,
    QueueItem,
    SourceRow,
    Target,
)
from sayso.ledger.rules import Rules
from sayso.ledger.tables import articles
from sayso.ledger.users import Users


class Ledger:
    """Every figure of every article, kept for good, and the questions that they answer.

    Opened with ``Ledger.open``; a context manager. Lists come in pages: pass a page's ``next`` as ``after``. All ids are texts, described in
    ``rows``; an id that is not there raises NotInLedger. Everything that writes is one transaction, and raises LedgerReadOnly, LedgerFull or
    LedgerBusy where it cannot be done. Reading never waits for a writer. Safe to share between threads.

        with Ledger.open("news.db") as ledger:
            ledger.add(sayso.read("Police said two men fled.", outlet="Harbour Post"))
            for question in ledger.questions("fled"):
                print(question.title, question.low, question.best, question.high, question.verdict)
    """

    def __init__(self, store: Store, rules: Rules, who: str) -> None:
        self._store = store
        self._rules = rules
        self._who = who
        self.copied: Path | None = schema.bring_up(store)

    @classmethod
    def open(cls, where: str | Path | None = None, *, readonly: bool = False, who: str | None = None, rules: Rules | None = None) -> Ledger:
        """Open a ledger, making it where there is none.

        ``where`` is a path (SQLite), a SQLAlchemy URL (SQLite or PostgreSQL) or None for ``ledger.db`` in the user's data folder; ``who`` signs
        decisions, by default the user's login name; ``rules`` replaces those of ``sayso.reconcile``. A ledger of an older schema is migrated
        after a copy was laid beside it (its path is then in ``copied``). Raises LedgerUnreachable, NotALedger, NewerLedger and, with
        ``readonly``, LedgerReadOnly for a ledger that would have to be migrated.
        """
        if rules is None:
            from sayso.ledger.reconciled import Reconciled

            rules = Reconciled()
        return cls(Store(where, readonly=readonly), rules, login() if who is None else who)

    @property
    def where(self) -> str:
        """The file's path, or the server's URL without its password."""
        return self._store.where

    @property
    def on_server(self) -> bool:
        """Whether it lies on a PostgreSQL server, where several machines can reach it, and not in a file."""
        return not self._store.sqlite

    @property
    def users(self) -> Users:
        """Who may sign in to a shared desk."""
        return Users(self._store)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Articles

    def add(self, reading: Reading, raw: bytes = b"") -> Added:
        """File a reading of an article with the ``raw`` bytes that it was made from, in one transaction.

        An article is known by the sha256 of its raw bytes (of its text where there are none). Nothing changes where this reader's reading of it
        is there already; a reading by another version of the reader becomes the current one, beside the old.
        """
        with self._told() as told:
            return filing.add(told, reading, raw)

    def has(self, sha256: str) -> str | None:
        """The id of the article whose raw bytes have this hex digest; None where there is none."""
        with self._store.read() as connection:
            id = connection.scalar(sa.select(articles.c.id).where(articles.c.sha256 == sha256))
            return f"a{id}" if id is not None else None

    def raw(self, id: str) -> bytes:
        """The raw bytes of an article; empty where none were given."""
        with self._store.read() as connection:
            found = connection.scalar(sa.select(articles.c.raw).where(articles.c.id == lists.row_number("article", "a", id)))
            if found is None:
                raise NotInLedger("article", id)
            return zlib.decompress(found) if found else b""

    def stale(self, reader: str, *, after: str | None = None, limit: int = 50) -> Page[ArticleRow]:
        """Articles whose current reading is by another version of the reader than this, in order of arrival."""
        with self._store.read() as connection:
            return lists.stale(connection, reader, after, limit)

    def article(self, id: str, *, reader: str | None = None) -> FiledArticle:
        """An article with its reading, exactly as the reader gave it: the current one, or that of the version ``reader``."""
        with self._store.read() as connection:
            return reviewing.article(connection, id, reader)

    def articles(
        self,
        query: str = "",
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        outlet: str = "",
        reader: str = "",
        published: str = "",
        sort: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[ArticleRow]:
        """Articles that have the words of ``query``, published in these days (both included).

        ``outlet`` and ``reader`` are exactly so, ``published`` is a year or month; ``sort`` is ``published`` (the latest first, by default),
        ``added`` or ``title``.
        """
        return self.chosen(ArticleChoice(query, since, until, outlet, reader, published), sort=sort, after=after, limit=limit)

    # Questions

    def questions(
        self,
        query: str = "",
        *,
        place: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
        disagreeing: bool = False,
        verdict: str = "",
        at: str = "",
        predicate: str = "",
        unit: str = "",
        reported: str = "",
        sort: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[QuestionRow]:
        """Questions whose title has the words of ``query`` and whose place has those of ``place``, the latest reported first.

        ``since`` and ``until`` choose by the days that a question is about, or where those are not known by the days of its reports;
        ``disagreeing`` lists only those whose originators contradict each other, the furthest apart and most heard first. ``verdict``, ``at``
        (the place), ``predicate`` and ``unit`` are exactly so; ``reported`` is the year or month of the last report. ``sort`` is ``latest``,
        ``spread`` (the furthest apart first), ``origins`` (most first) or ``title``.
        """
        choice = QuestionChoice(query, place, since, until, verdict, at, predicate, unit, reported)
        if disagreeing and not verdict:
            choice, sort = replace(choice, verdict=VerdictKind.DISAGREE.value), sort or "spread"
        return self.chosen(choice, sort=sort, after=after, limit=limit)

    def question_row(self, id: str) -> QuestionRow:
        """One question as lists show it; for the id of a question that was merged into another, that other."""
        with self._store.read() as connection:
            return lists.question(connection, f"q{self._resolved(connection, id)}")

    def question(self, id: str) -> Question:
        """A question with its entries; for the id of a question that was merged into another, that other."""
        with self._store.read() as connection:
            return entries.question(connection, self._resolved(connection, id))

    def reckoning(self, id: str, convention: str = summaries.CONVENTION) -> Reckoning:
        """What a question's figures come to by the named convention."""
        return self._rules.reckon(self.question(id), convention)

    # Sources

    def sources(
        self, query: str = "", *, described: bool = False, role: str = "", sort: str = "", after: str | None = None, limit: int = 50
    ) -> Page[SourceRow]:
        """Sources one of whose names has the words of ``query``, those with most figures first.

        ``described`` lists those that are only described ("a police source") instead; ``role`` only those with which something ``originates``
        or that only ``relays`` it; ``sort`` is ``figures``, ``statements`` (most first) or ``name``.
        """
        return self.chosen(SourceChoice(query, described, role), sort=sort, after=after, limit=limit)

    def source(self, id: str) -> FiledSource:
        """A source with its names, why each is taken for one, and the latest questions on which it is an originator."""
        with self._store.read() as connection:
            return reviewing.source(connection, id)

    def over_time(self, id: str) -> OverTime:
        """When a source was heard: what began with it and what it passed on, by day, month or year."""
        with self._store.read() as connection:
            return overtime.over_time(connection, id)

    # Search

    def heard(self, id: str, part: str = "figures", *, after: str | None = None, limit: int = 50) -> Page[Heard]:
        """What a source is heard with, the latest added first.

        ``part``: ``figures`` and ``statements`` that begin with it, or the figures that it ``passed`` on from others.
        """
        with self._store.read() as connection:
            return heard.heard(connection, id, part, after, limit)

    def search(
        self, words: str, *, kinds: Sequence[str] = KINDS, outlet: str = "", sort: str = "", after: str | None = None, limit: int = 50
    ) -> Page[Hit]:
        """What has all the words, in each of ``kinds``: source, question, article, statement, figure.

        ``"in quotes"`` words must follow each other, ``kill*`` finds what begins so, ``-word`` leaves out. ``outlet`` leaves only what stands in
        its articles; ``sort`` is ``newest`` (first, by default) or ``relevance``, which looks at the newest 2,000 of each kind. Raises BadSearch.
        """
        return self.chosen(SearchChoice(words, tuple(kinds), outlet), sort=sort, after=after, limit=limit)

    # Lists by choice

    @overload
    def chosen(self, choice: QuestionChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[QuestionRow]: ...
    @overload
    def chosen(self, choice: ArticleChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[ArticleRow]: ...
    @overload
    def chosen(self, choice: SourceChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[SourceRow]: ...
    @overload
    def chosen(self, choice: SearchChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[Hit]: ...
    @overload
    def chosen(self, choice: QueueChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[QueueItem]: ...
    @overload
    def chosen(self, choice: HistoryChoice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[Event]: ...
    def chosen(self, choice: Choice, *, sort: str = "", after: str | None = None, limit: int = 50) -> Page[Any]:
        """A page of the list that ``choice`` asks for; the same as ``questions``, ``articles``, ``sources``, ``search``, ``queue``, ``history``."""
        with self._store.read() as connection:
            return chosen(choice, connection, sort, after, limit)

    def facets(self, choice: Choice) -> Facets:
        """How long the list is that ``choice`` asks for, and how many of its rows each value of a facet would leave."""
        with self._store.read() as connection:
            return facets.facets(choice, connection)

    # Decisions

    def merge_questions(self, ids: Sequence[str], *, who: str | None = None) -> Event:
        """Say that the figures of these questions answer one; it keeps the oldest id."""
        with self._desk(who) as desk:
            return desk.merge_questions(ids)

    def split_question(self, id: str, entry_ids: Sequence[str], *, who: str | None = None) -> Event:
        """Say that these entries answer another question than the rest of it."""
        with self._desk(who) as desk:
            return desk.split_question(id, entry_ids)

    def rename_question(self, id: str, title: str, *, who: str | None = None) -> Event:
        """Give a question a title; an empty one gives it back the program's."""
        with self._desk(who) as desk:
            return desk.rename_question(id, title)

    def merge_sources(self, ids: Sequence[str], *, who: str | None = None) -> Event:
        """Say that these are one source; it is the first of them from now on."""
        with self._desk(who) as desk:
            return desk.merge_sources(ids)

    def split_source(self, id: str, names: Sequence[str], *, who: str | None = None) -> Event:
        """Say that these names of a source are another source. This also refuses what the program merged."""
        with self._desk(who) as desk:
            return desk.split_source(id, names)

    def name_source(self, id: str, name: str, *, shown: bool = False, who: str | None = None) -> Event:
        """Say that a source also goes by this name, wherever it was before; ``shown`` makes it the one that lists show."""
        with self._desk(who) as desk:
            return desk.name_source(id, name, shown=shown)

    def decide(self, id: str, verdict: str, changes: Mapping[str, object] | None = None, *, who: str | None = None) -> Event:
        """Accept, reject or mend (``verdict``) a figure's entry or a statement.

        A rejected figure answers no question. ``changes`` of a figure: ``low``, ``high``, ``qualifier``, ``unit``, ``counted``, ``predicate``,
        ``place``, ``time``, ``chain`` (names, originator first); of a statement: ``chain``, ``voice``, ``denied``. Raises NotPossible.
        """
        with self._desk(who) as desk:
            return desk.decide(id, verdict, changes or {})

    def undo(self, id: str | None = None, *, who: str | None = None, own: bool = False) -> Event:
        """Take back an event, by default the last that a person made and nobody took back; what came after it stays.

        ``own``: where none is named, the last that the one who asks made.
        """
        with self._desk(who) as desk:
            return desk.undo(id, own=own)

    def redo(self, id: str | None = None, *, who: str | None = None, own: bool = False) -> Event:
        """Give an event that was taken back its effect again, by default the one taken back last.

        ``own``: where none is named, the last that the one who asks took back.
        """
        with self._desk(who) as desk:
            return desk.redo(id, own=own)

    def history(
        self,
        target: str | None = None,
        *,
        who: str = "",
        what: str = "",
        day: str = "",
        sort: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Event]:
        """What was decided about ``target`` (the id of a question, source, entry, statement or article) or about anything, latest first.

        The program's own moves of figures between questions are among them, signed ``sayso``. ``day`` is a day, month or year; ``sort`` is
        ``latest`` or ``earliest``.
        """
        return self.chosen(HistoryChoice(target or "", who, what, day), sort=sort, after=after, limit=limit)

    def told(self, ids: Iterable[str]) -> dict[str, Target]:
        """What events are about, in words: what stands under the ids of their targets, as far as it is there."""
        with self._store.read() as connection:
            return history.told(connection, ids)

    def queue(
        self,
        kinds: Sequence[str] = QUEUED,
        *,
        sure: str = "",
        outlet: str = "",
        predicate: str = "",
        verdict: str = "",
        sort: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[QueueItem]:
        """Figures and statements that nobody decided about, those of which the reader is least sure first.

        ``sure`` is where a band of confidence begins, in percent: ``0``, ``25``, ``50``, ``75``. ``predicate`` and ``verdict`` are those of the
        question that a figure answers; ``sort`` is ``doubt``, ``sure`` (the surest first) or ``added`` (the latest article first).
        """
        return self.chosen(QueueChoice(tuple(kinds), sure, outlet, predicate, verdict), sort=sort, after=after, limit=limit)

    # All of it

    def rows(self, kind: str) -> Iterator[dict[str, object]]:
        """All rows of a kind, one at a time, for export: ``articles``, ``figures``, ``statements``, ``questions``, ``sources``, ``events``."""
        with self._store.read() as connection:
            yield from export.rows(connection, kind)

    def all_articles(self) -> Iterator[FiledArticle]:
        """Every article as ``article`` gives it, one at a time in order of arrival, for export."""
        with self._store.read() as connection:
            yield from reviewing.all_articles(connection)

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with the ledger: nothing, for a sound one."""
        with self._store.read() as connection:
            yield from checking.check(connection)

    @contextmanager
    def _told(self) -> Iterator[Told]:
        with self._store.write() as connection:
            yield Told(connection, self._rules, dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"), Numbers(connection))

    @contextmanager
    def _desk(self, who: str | None) -> Iterator[Desk]:
        with self._told() as told:
            yield Desk(told, self._who if who is None else who)

    def _resolved(self, connection: sa.Connection, id: str) -> int:
        found = resolve(connection, lists.row_number("question", "q", id))
        if found is None:
            raise NotInLedger("question", id)
        return found
