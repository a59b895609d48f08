"""Articles on their way into the ledger: read one after another in a thread of their own, while pages tell how far they are."""

from __future__ import annotations

import datetime as dt
import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, cast

from sayso.domain import Article, Reading
from sayso.errors import NotPossible, SaysoError
from sayso.ledger import Ledger

MOST_WAITING = 500
"""Articles that may wait at a time."""

_KEPT = 50
"""Batches whose outcome is remembered."""

_log = logging.getLogger(__name__)


class Reads(Protocol):
    """What makes readings of articles."""

    def read(self, article: Article) -> Reading:
        """Take one article apart."""
        ...


class State(StrEnum):
    """How far an article is."""

    WAITING = "waiting"
    READING = "reading"
    ADDED = "added"
    KNOWN = "known"
    REREAD = "reread"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Given:
    """An article as a person gave it: one of ``url``, ``text`` or ``raw`` (the bytes of a file called ``name``), and what they say of it."""

    name: str
    url: str = ""
    text: str = ""
    raw: bytes = b""
    title: str = ""
    outlet: str = ""
    published: dt.date | None = None


@dataclass(slots=True)
class Item:
    """One article of a batch: how far it is, the ``article``'s id once it is in the ledger, or a sentence about why not."""

    given: Given
    state: State = State.WAITING
    article: str = ""
    questions: int = 0
    sentence: str = ""


@dataclass(slots=True)
class Batch:
    """What was added together."""

    id: str
    items: list[Item] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of its articles nothing more will happen to."""
        return sum(item.state not in (State.WAITING, State.READING) for item in self.items)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.done == len(self.items)


class Adding:
    """The one thread that reads and files articles, and what became of them."""

    def __init__(self, ledger: Ledger, load: Callable[[], Reads], *, allow_private: bool = False, language: str = "en") -> None:
        """``load`` makes the reader, the first time that there is something to read."""
        self._ledger = ledger
        self._load = load
        self._allow_private = allow_private
        self._language = language
        self._waiting: queue.Queue[Item | None] = queue.Queue(MOST_WAITING)
        self._batches: OrderedDict[str, Batch] = OrderedDict()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def take(self, given: Sequence[Given]) -> Batch:
        """Queue articles. Raises NotPossible where too many are waiting."""
        if not given:
            raise NotPossible("There is nothing to add. Give an address, a text or files.")
        batch = Batch(secrets.token_urlsafe(9), [Item(one) for one in given])
        with self._lock:
            if self._waiting.qsize() + len(given) > MOST_WAITING:
                raise NotPossible(f"No more than {MOST_WAITING} articles can wait at a time. Add fewer, or wait until the others are read.")
            self._batches[batch.id] = batch
            while len(self._batches) > _KEPT:
                self._batches.popitem(last=False)
            for item in batch.items:
                self._waiting.put_nowait(item)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sayso-adding", daemon=True)
                self._thread.start()
        return batch

    def batch(self, id: str) -> Batch | None:
        """A batch that is still remembered."""
        with self._lock:
            return self._batches.get(id)

    def stop(self) -> None:
        """Finish the article at hand and take no more."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            while True:
                try:
                    self._waiting.get_nowait()
                except queue.Empty:
                    break
            self._waiting.put(None)
            thread.join(timeout=60)

    def _work(self) -> None:
        reader: Reads | None = None
        while (item := self._waiting.get()) is not None:
            item.state = State.READING
            try:
                article, raw = self._opened(item.given)
                if reader is None:
                    reader = self._load()
                added = self._ledger.add(reader.read(article), raw)
            except SaysoError as error:
                item.sentence, item.state = str(error), State.FAILED
            except (ValueError, MemoryError, RuntimeError):  # a mistake of ours may not end the thread that all later articles wait for
                _log.exception("reading %s failed", item.given.name)
                item.sentence, item.state = "Sayso failed on this article, and says more in the terminal. The others go on.", State.FAILED
            else:
                item.article, item.questions = added.article, len(added.questions)
                item.state = State.ADDED if added.new else State.REREAD if added.reread else State.KNOWN
            item.given = replace(item.given, raw=b"", text="")

    def _opened(self, given: Given) -> tuple[Article, bytes]:
        """The article and the bytes that it was made from. Raises InputError or FetchError."""
        from sayso.inlets import article_from_bytes, article_from_text
        from sayso.inlets.door import Language
        from sayso.inlets.fetch import fetch

        spoken = cast(Language, self._language)
        outlet = given.outlet or None
        if given.url:
            page = fetch(given.url, allow_private=self._allow_private)
            article = article_from_bytes(
                page.raw,
                page.url,
                url=page.url,
                declared=page.charset,
                named_page=True,
                published=given.published,
                outlet=outlet,
                language=spoken,
            )
            return article, page.raw
        if given.text:
            article = article_from_text(given.text, title=given.title, published=given.published, outlet=outlet, language=spoken)
            return article, given.text.encode("utf-8", "surrogatepass")
        return article_from_bytes(given.raw, given.name, published=given.published, outlet=outlet, language=spoken), given.raw
