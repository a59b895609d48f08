"""A question: what the figures of many articles answer together, and what can be reckoned from their answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sayso.domain.figure import Figure
from sayso.domain.period import Period
from sayso.domain.quantity import Number, Quantity


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whose word counts, across articles: ``id`` is the same wherever the same source speaks, ``name`` is for people to read.

    ``id`` is ``?`` for nobody named, which is never one party: two reports that name nobody need not lean on the same. In an
    account such a party has the id ``?:ARTICLE``, so that verdicts can tell one from another, and still the name ``?``.

    >>> Party("s12", "Syrian Observatory for Human Rights").name
    'Syrian Observatory for Human Rights'
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure as the ledger holds it: the figure, the article it stands in, and its chain as sources across articles.

    ``id`` is unique in a ledger; ``article`` is the article's id there; ``outlet`` the party in whose own voice the article speaks;
    ``published`` its day; ``parties`` the chain, originator first, empty for the outlet's own voice; ``context`` the passage around the
    figure that a wire copy would share, at least its sentence; ``credit`` the agency that the article's credit line names, empty for none.
    """

    id: str
    article: str
    outlet: Party
    published: dt.date | None
    figure: Figure
    parties: tuple[Party, ...] = ()
    context: str = ""
    credit: str = ""

    @property
    def originator(self) -> Party:
        """On whose word the figure stands: the first of the chain, or the outlet where the article speaks for itself."""
        return self.parties[0] if self.parties else self.outlet


@dataclass(frozen=True, slots=True)
class Question:
    """Figures that answer the same question: same thing counted, same assertion, same event or state, whatever the value and the hour.

    ``title`` is made for people ("people killed · market strike, Al-Ashara · 6 June 2016"); ``entries`` are in order of publication.
    """

    id: str
    title: str
    predicate: str
    counted: str
    place: str
    time: Period | None
    entries: tuple[Entry, ...]


class VerdictKind(StrEnum):
    """How two answers stand to each other."""

    AGREE = "agree"
    REVISED = "revised"
    DISAGREE = "disagree"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement over figures: which (``entries``, their ids), by which ``rule`` of the program, and the ``reason`` in a sentence that names
    the values; ``parties`` are the ids of the originators it is about."""

    kind: VerdictKind
    entries: tuple[str, ...]
    parties: tuple[str, ...]
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One originator's move from an earlier answer to a later one: the ids of the entries, and their quantities."""

    before: str
    after: str
    earlier: Quantity
    later: Quantity


@dataclass(frozen=True, slots=True)
class Account:
    """What one originator says on a question, over time.

    ``entries`` are the ids of all its entries, first reported first; ``relays`` those of them that reached the ledger through somebody
    else's retelling or copy; ``low`` and ``high`` the bounds of its latest answer (None: open); ``revisions`` its moves, in order;
    ``independent`` is False where it only says, without a source, what another originator says, and so is no origin of its own.
    """

    originator: Party
    entries: tuple[str, ...]
    relays: tuple[str, ...]
    low: Number | None
    high: Number | None
    revisions: tuple[Revision, ...] = ()
    independent: bool = True


@dataclass(frozen=True, slots=True)
class Derived:
    """A level that the figures imply together: the program's own reckoning, never a source's word. ``entries`` are what it was reckoned from."""

    quantity: Quantity
    entries: tuple[str, ...]
    rule: str
    reason: str
    time: Period | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a question's figures come to: accounts by originator, verdicts between them, the number of independent ``origins``, and
    ``low``, ``best`` and ``high`` by the named ``convention``; ``verdict`` is the one word for the whole."""

    accounts: tuple[Account, ...]
    verdicts: tuple[Verdict, ...]
    origins: int
    low: Number | None
    best: Number | None
    high: Number | None
    convention: str
    verdict: VerdictKind
    derived: tuple[Derived, ...] = ()
