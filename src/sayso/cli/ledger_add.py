"""``sayso add``: articles read one after another and filed, each in one transaction, so that whatever ends the run keeps what was added."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sayso.cli import work
from sayso.cli.ledger_run import opened, progress, report, run, say
from sayso.cli.work import INTERRUPTED
from sayso.errors import LedgerError, ModelError, SaysoError
from sayso.exchange.harmless import one_line

if TYPE_CHECKING:
    from sayso.domain import Article
    from sayso.inlets.batch import Options
    from sayso.ledger import Added, Ledger
    from sayso.reader.pipeline import Reader

SCHEMA = "sayso-added/1"
SUMMARY_SCHEMA = "sayso-added-summary/1"
_STATES = {"added": "added", "known": "already there", "reread": "read anew", "failed": "failed"}
Opens = Callable[[], "tuple[Article, bytes]"]


@dataclass(frozen=True, slots=True)
class AddOrder:
    """One call of ``sayso add``: where from, how articles are opened, and whether those of the ledger that an older reader read are read again."""

    sources: tuple[str, ...]
    options: Options
    ledger: str | None = None
    stale: bool = False
    as_json: bool = False


class UnreadableArticle(SaysoError):
    """The reader failed on an article that it should have read."""

    def __init__(self, source: str, error: Exception) -> None:
        super().__init__(f"The reader failed on {source} ({type(error).__name__}: {error}). The others go on; please report it.")


@dataclass(slots=True)
class _Run:
    """A run and what came of it so far."""

    order: AddOrder
    ledger: Ledger
    tally: Counter[str] = field(default_factory=Counter)
    code: int = 0
    _reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        """Loaded once, when there is something to read."""
        if self._reader is None:
            self._reader = work._load()
        return self._reader

    def all(self) -> None:
        """Add everything; one article that fails does not stop the rest."""
        with progress("Adding", self._count) as advance:
            for name, open in self._waiting():
                self._one(name, open)
                advance()

    def _count(self) -> int:
        return sum(1 for _ in self._gathered()) + (sum(1 for _ in self._stale()) if self.order.stale else 0)

    def _gathered(self) -> Iterator[tuple[str, Opens]]:
        from sayso.inlets.batch import gather

        return ((waiting.name, waiting.open) for waiting in gather(self.order.sources, self.order.options))

    def _stale(self) -> Iterator[str]:
        after: str | None = None
        while True:
            page = self.ledger.stale(self.reader.version, after=after, limit=500)
            yield from (row.id for row in page)
            after = page.next
            if after is None:
                return

    def _waiting(self) -> Iterator[tuple[str, Opens]]:
        yield from self._gathered()
        if self.order.stale:
            for id in self._stale():
                yield id, partial(self._filed, id)

    def _filed(self, id: str) -> tuple[Article, bytes]:
        return self.ledger.article(id).reading.article, self.ledger.raw(id)

    def _one(self, name: str, open: Opens) -> None:
        try:
            article, raw = open()
            added = self._known(article) or self._read(name, article, raw)
        except (LedgerError, ModelError):
            raise
        except SaysoError as error:
            report(error, source=name, as_json=self.order.as_json)
            self.tally["failed"] += 1
            self.code = self.code or error.exit_code
            return
        state = "added" if added.new else "reread" if added.reread else "known"
        self.tally[state] += 1
        if self.order.as_json:
            say(SCHEMA, {"source": name, "state": state, "article": added.article, "questions": added.questions})
        else:
            many = len(added.questions)
            print(f"{state:6} {added.article:>7}  {one_line(name)} · {many} {'question' if many == 1 else 'questions'}", flush=True)

    def _known(self, article: Article) -> Added | None:
        """What the ledger has of the article where this reader read it already."""
        from sayso.ledger import Added

        id = self.ledger.has(article.sha256) if article.sha256 else None
        if id is None:
            return None
        filed = self.ledger.article(id)
        if filed.row.reader != self.reader.version:
            return None
        return Added(id, new=False, questions=tuple(dict.fromkeys(filed.questions.values())))

    def _read(self, name: str, article: Article, raw: bytes) -> Added:
        try:
            reading = self.reader.read(article)
        except (ValueError, LookupError, ArithmeticError, RuntimeError, MemoryError) as error:
            raise UnreadableArticle(name, error) from error
        return self.ledger.add(reading, raw)

    def summary(self) -> str:
        """How many articles came to what, in one line."""
        if self.order.as_json:
            return json.dumps({"schema": SUMMARY_SCHEMA, **{state: self.tally[state] for state in _STATES}, "ledger": self.ledger.where})
        told = [f"{self.tally[state]:,} {word}" for state, word in _STATES.items() if self.tally[state] or state == "added"]
        return ", ".join(told) + f" · {self.ledger.where}"


def add(order: AddOrder) -> int:
    """Carry out ``sayso add``. The exit code: 0, that of the first article that failed, or that of what ended the run."""
    return run(partial(_add, order), as_json=order.as_json)


def _add(order: AddOrder) -> int:
    with opened(order.ledger, write=True) as ledger:
        going = _Run(order, ledger)
        try:
            going.all()
        except KeyboardInterrupt:
            print("Interrupted. What was added is kept; run the command again to go on.", file=sys.stderr)
            going.code = INTERRUPTED
        finally:
            print(going.summary(), file=sys.stderr, flush=True)
        return going.code
