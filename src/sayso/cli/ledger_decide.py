"""``sayso merge``, ``split``, ``rename``, ``decide``, ``undo`` and ``redo``: decisions of people, each an event that can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sayso.cli.ledger_run import opened, run, say
from sayso.errors import NotPossible
from sayso.exchange.harmless import one_line

if TYPE_CHECKING:
    from sayso.ledger import Event, Ledger

_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_ARROW = re.compile(r"\s*(?:→|->|>)\s*")
_OPEN = ("", "open", "none")
MOVES = 50
"""How many of the moves that follow a decision are told."""


def merge(ids: Sequence[str], **how: str | bool | None) -> int:
    """Carry out ``sayso merge``: questions with questions, or sources with sources."""

    def decided(book: Ledger) -> Event:
        return book.merge_sources(ids) if _kind(ids) == "s" else book.merge_questions(ids)

    return _decide(decided, **how)


def split(id: str, parts: Sequence[str], **how: str | bool | None) -> int:
    """Carry out ``sayso split``: entries out of a question, or names out of a source."""

    def decided(book: Ledger) -> Event:
        return book.split_source(id, parts) if _kind([id]) == "s" else book.split_question(id, parts)

    return _decide(decided, **how)


def rename(id: str, name: str, *, also: bool, **how: str | bool | None) -> int:
    """Carry out ``sayso rename``: a title for a question, a name for a source (``also``: beside the one that is shown)."""

    def decided(book: Ledger) -> Event:
        if _kind([id]) == "s":
            return book.name_source(id, name, shown=not also)
        if also:
            raise NotPossible("A question has one title. Leave --also out, or name a source.")
        return book.rename_question(id, name)

    return _decide(decided, **how)


def decide(id: str, verdict: str, settings: Sequence[str], **how: str | bool | None) -> int:
    """Carry out ``sayso decide``: accept, reject or mend a figure's entry or a statement."""
    return _decide(lambda book: book.decide(id, verdict, changes(settings) or None), **how)


def undo(event: str | None, **how: str | bool | None) -> int:
    """Carry out ``sayso undo``."""
    return _decide(lambda book: book.undo(event), **how)


def redo(event: str | None, **how: str | bool | None) -> int:
    """Carry out ``sayso redo``."""
    return _decide(lambda book: book.redo(event), **how)


def changes(settings: Iterable[str]) -> dict[str, object]:
    """What ``--set low=40`` and the like change. Raises NotPossible.

    >>> changes(["low=40", "high=open", "chain=Mayor > Gazette", "denied=yes"])
    {'low': 40, 'high': None, 'chain': ['Mayor', 'Gazette'], 'denied': True}
    """
    made: dict[str, object] = {}
    for setting in settings:
        name, equals, text = (part.strip() for part in setting.partition("="))
        if not equals:
            raise NotPossible(f"{setting!r} sets nothing. Write NAME=VALUE, as in low=40.")
        made[name] = _setting(name, text)
    return made


def _setting(name: str, text: str) -> object:
    if name in ("low", "high"):
        if text.lower() in _OPEN:
            return None
        plain = text.replace(",", "")
        if not _NUMBER.fullmatch(plain):
            raise NotPossible(f"{text!r} is no number. Write digits, or open for no bound.")
        return Decimal(plain) if "." in plain else int(plain)
    if name == "chain":
        return [part for part in _ARROW.split(text) if part]
    if name == "denied":
        if text.lower() not in ("yes", "no"):
            raise NotPossible("denied is yes or no.")
        return text.lower() == "yes"
    if name in ("counted", "place"):
        if text.lower() not in _OPEN:
            raise NotPossible(f"{name} is words of the article, which are chosen on its page: sayso serve. Here it can only be emptied.")
        return None
    return (text or None) if name == "time" else text


def _kind(ids: Iterable[str]) -> str:
    kinds = {id[:1] for id in ids}
    if len(kinds) != 1 or not kinds <= {"q", "s"}:
        raise NotPossible("Name questions (q12) or sources (s12), and not both at once.")
    return kinds.pop()


def _decide(
    decided: Callable[[Ledger], Event],
    *,
    who: str | bool | None = None,
    ledger: str | bool | None = None,
    as_json: str | bool | None = False,
) -> int:
    def carried() -> int:
        with opened(str(ledger) if ledger else None, write=True, who=str(who) if who else None) as book:
            event = decided(book)
            moved = _moved(book, event)
        if as_json:
            say("sayso-event/1", {"event": event, "moved": [m.details for m in moved]})
            return 0
        undoes = f" {event.undoes}" if event.undoes else ""
        print(
            f"{event.id}  {event.what}{undoes} · {one_line(', '.join(t for t in event.targets if t[:1] != 'n'))} · by {one_line(event.who)}"
        )
        for m in moved:
            entries = m.details.get("entries")
            many = len(entries) if isinstance(entries, list) else 0
            print(f"  {many} {'figure' if many == 1 else 'figures'} moved from {m.details.get('from')} to {m.details.get('to')}")
        if event.undoes is None:
            print(f"  take it back: sayso undo {event.id}")
        return 0

    return run(carried, as_json=bool(as_json))


def _moved(book: Ledger, event: Event) -> list[Event]:
    """What the program moved between questions because of a decision, in order."""
    later = [e for e in book.history(limit=MOVES) if int(e.id[1:]) > int(event.id[1:]) and e.what == "moved"]
    return later[::-1]
