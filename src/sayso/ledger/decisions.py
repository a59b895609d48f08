"""What people decide, written down as events.

An event changes nothing by itself: what holds now is always worked out from all events that are not undone. So any of them can be undone and
redone, in any order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sayso.errors import NotInLedger, NotPossible
from sayso.ledger import events, search
from sayso.ledger.grouping import resolve
from sayso.ledger.lists import row_number
from sayso.ledger.mending import mended, written
from sayso.ledger.packing import plain, unpack_figure
from sayso.ledger.parts import Told, current
from sayso.ledger.rows import Event
from sayso.ledger.settling import OF_PEOPLE, STATES, Settling, decided
from sayso.ledger.tables import events as events_table
from sayso.ledger.tables import figures, name_keys, names, sources, undone


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are taken: a transaction, and who decides."""

    told: Told
    who: str

    @property
    def connection(self) -> sa.Connection:
        """The transaction's connection."""
        return self.told.connection

    def merge_questions(self, ids: Sequence[str]) -> Event:
        """Say that the figures of these questions answer one."""
        found = list(dict.fromkeys(self._question(id) for id in ids))
        if len(found) < 2:
            raise NotPossible("These are one question already. Name two or more.")
        members = [self._members(question) for question in found]
        return self._happened("merge_questions", [f"q{q}" for q in found], {"entries": [[f"e{id}" for id in row] for row in members]})

    def split_question(self, id: str, entries: Sequence[str]) -> Event:
        """Say that these entries answer another question than the rest of it."""
        question = self._question(id)
        members = self._members(question)
        moved = sorted({row_number("entry", "e", entry) for entry in entries})
        if not moved or not set(moved) < set(members):
            raise NotPossible(f"Name some of the entries of q{question}, not all, and none of another question.")
        stay = [m for m in members if m not in set(moved)]
        return self._happened("split_question", [f"q{question}"], {"entries": [[f"e{m}" for m in moved], [f"e{m}" for m in stay]]})

    def rename_question(self, id: str, title: str) -> Event:
        """Give a question a title of one's own; an empty one gives it back the program's."""
        return self._happened("rename_question", [f"q{self._question(id)}"], {"title": plain(title.strip())})

    def merge_sources(self, ids: Sequence[str]) -> Event:
        """Say that these are one source: the names of all become those of the first."""
        found = list(dict.fromkeys(self._source(id) for id in ids))
        if len(found) < 2:
            raise NotPossible("This is one source already. Name two or more.")
        moved = self.connection.scalars(sa.select(names.c.id).where(names.c.source.in_(found[1:])).order_by(names.c.id)).all()
        return self._sources_event("merge_sources", found, moved, found[0])

    def split_source(self, id: str, of: Sequence[str]) -> Event:
        """Say that these of a source's names are another source."""
        source = self._source(id)
        rows = {row.name: row.id for row in self.connection.execute(sa.select(names.c.name, names.c.id).where(names.c.source == source))}
        wanted = [plain(name).strip() for name in of]
        if not wanted or not set(wanted) < set(rows):
            raise NotPossible(f"Name some of the names of s{source}, not all: {', '.join(sorted(rows)[:20])}.")
        new = self._new_source(wanted[0])
        return self._sources_event("split_source", [source, new], [rows[name] for name in wanted], new)

    def name_source(self, id: str, name: str, *, shown: bool) -> Event:
        """Say that a source also goes by this name; ``shown`` makes it the name that lists show."""
        source, text = self._source(id), plain(name).strip()
        if not text or text == "?":
            raise NotPossible("A name needs letters.")
        found = self.connection.scalar(
            sa.select(names.c.id).where(names.c.name == text, names.c.article.is_(None)).order_by(names.c.id).limit(1)
        )
        if found is None:
            new = self._new_source(text)
            values = {"source": new, "first": new, "name": text, "ground": "", "by": self.who}
            found = int(self.connection.execute(sa.insert(names).returning(names.c.id), values).scalar_one())
            search.index(self.connection, "sources", [(found, text)])
            keys = dict.fromkeys(plain(key) for key in self.told.rules.name_keys(text))
            if keys:
                self.connection.execute(sa.insert(name_keys), [{"key": key, "name": found} for key in keys])
        return self._sources_event("name_source", [source], [found], source, {"shown": text} if shown else {})

    def decide(self, id: str, verdict: str, changes: Mapping[str, object]) -> Event:
        """Accept, reject or mend a figure's entry or a statement."""
        if verdict not in STATES:
            raise NotPossible(f"Decide to {', '.join(STATES)}, not {verdict!r}.")
        table, allowed, number = decided(self.connection, id)
        row = self.connection.execute(sa.select(table).where(table.c.id == number)).one()
        details: dict[str, object] = {}
        if verdict == "mend":
            details["changes"] = written(changes, allowed, current(self.connection, row.article).article.text)
            if table is figures:
                try:
                    mended(mended(unpack_figure(row.body), row.mended), json.dumps(details["changes"]))
                except ValueError as error:
                    raise NotPossible(f"The figure cannot be changed so: {error}.") from error
        elif changes:
            raise NotPossible(f"To {verdict} changes nothing; mend it to change it.")
        return self._happened(verdict, [f"{id[0]}{number}"], details)

    def undo(self, id: str | None, *, own: bool = False) -> Event:
        """Take the effect of an event away, of the latest where none is named: of all people, or of the one at this desk alone."""
        condition: sa.ColumnElement[bool] = events_table.c.id.not_in(sa.select(undone.c.event))
        if own and id is None:
            condition = sa.and_(condition, events_table.c.who == self.who)
        event = self._event(id, condition, "There is nothing to undo.", f"Event {id} is undone already, or not a person's.")
        self.connection.execute(sa.insert(undone), {"event": event})
        return self._again("undo", event)

    def redo(self, id: str | None, *, own: bool = False) -> Event:
        """Give an undone event its effect back, the one undone last where none is named: by anybody, or by the one at this desk."""
        lost = sa.select(undone.c.event)
        if id is None:
            latest = sa.select(events_table.c.undoes).where(events_table.c.what == "undo", events_table.c.undoes.in_(lost))
            if own:
                latest = latest.where(events_table.c.who == self.who)
            number = self.connection.scalar(latest.order_by(events_table.c.id.desc()).limit(1))
            id = f"v{number}" if number is not None else None
        if id is None:
            raise NotPossible("There is nothing to redo.")
        event = self._event(id, events_table.c.id.in_(lost), "", f"Event {id} is not undone.")
        self.connection.execute(sa.delete(undone).where(undone.c.event == event))
        return self._again("redo", event)

    def _event(self, id: str | None, condition: sa.ColumnElement[bool], none: str, other: str) -> int:
        chosen = sa.select(events_table.c.id).where(events_table.c.what.in_(OF_PEOPLE), condition)
        if id is not None:
            number = row_number("event", "v", id)
            if self.connection.scalar(sa.select(events_table.c.id).where(events_table.c.id == number)) is None:
                raise NotInLedger("event", id)
            chosen = chosen.where(events_table.c.id == number)
        found = self.connection.scalar(chosen.order_by(events_table.c.id.desc()).limit(1))
        if found is None:
            raise NotPossible(none if id is None else other)
        return int(found)

    def _again(self, what: str, event: int) -> Event:
        before = get(self.connection, event)
        made = events.append(self.connection, self.told.now, self.who, what, before.targets, {}, undoes=event)
        self._settling().settle(before)
        return get(self.connection, made)

    def _settling(self) -> Settling:
        return Settling(self.told, self.connection)

    def _happened(self, what: str, targets: Sequence[str], details: Mapping[str, object]) -> Event:
        event = get(self.connection, events.append(self.connection, self.told.now, self.who, what, targets, details))
        self._settling().settle(event)
        return event

    def _sources_event(
        self, what: str, of: Sequence[int], moved: Sequence[int], to: int, more: Mapping[str, object] | None = None
    ) -> Event:
        targets = [*(f"s{id}" for id in of), *(f"n{id}" for id in moved)]
        called = self.connection.scalars(sa.select(names.c.name).where(names.c.id.in_(moved)).order_by(names.c.id)).all()
        return self._happened(what, targets, {"names": list(called), "to": f"s{to}", **(more or {})})

    def _question(self, id: str) -> int:
        found = resolve(self.connection, row_number("question", "q", id))
        if found is None:
            raise NotInLedger("question", id)
        return found

    def _members(self, question: int) -> list[int]:
        return list(self.connection.scalars(sa.select(figures.c.id).where(figures.c.question == question).order_by(figures.c.id)))

    def _source(self, id: str) -> int:
        number = row_number("source", "s", id)
        if self.connection.scalar(sa.select(sources.c.id).where(sources.c.id == number)) is None:
            raise NotInLedger("source", id)
        return number

    def _new_source(self, title: str) -> int:
        return int(self.connection.execute(sa.insert(sources).returning(sources.c.id), {"title": title}).scalar_one())


def get(connection: sa.Connection, id: int) -> Event:
    """One event."""
    return events.row(connection.execute(events.query().where(events_table.c.id == id)).one())
