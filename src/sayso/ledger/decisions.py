"""What people decide, written down as events.

An event changes nothing by itself: what holds now is always worked out from all events that are not undone. So any of them can be undone and
redone, in any order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.errors import NotInLedger, NotPossible
from sayso.ledger import events, search, summaries
from sayso.ledger.filing import group
from sayso.ledger.grouping import chunks, resolve
from sayso.ledger.lists import row_number
from sayso.ledger.mending import OF_FIGURES, OF_STATEMENTS, mended, mended_statement, written
from sayso.ledger.naming import Naming
from sayso.ledger.packing import plain, unpack_figure
from sayso.ledger.parts import Told, count, current, names_of, profile, relink
from sayso.ledger.rows import Event
from sayso.ledger.tables import articles, figures, links, name_keys, names, questions, sources, statements, ties, undone
from sayso.ledger.tables import events as events_table

STATES = {"accept": "accepted", "reject": "rejected", "mend": "mended"}
"""What people may do with a figure or a statement, and what it is then."""

OF_SOURCES = ("merge_sources", "split_source", "name_source")
OF_QUESTIONS = ("merge_questions", "split_question", "rename_question")
OF_PEOPLE = (*OF_QUESTIONS, *OF_SOURCES, *STATES)
"""The kinds of events that can be undone."""


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
        table, allowed, number = self._decided(id)
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

    def undo(self, id: str | None) -> Event:
        """Take the effect of an event away, of the latest where none is named."""
        lost = sa.select(undone.c.event)
        event = self._event(
            id, events_table.c.id.not_in(lost), "There is nothing to undo.", f"Event {id} is undone already, or not a person's."
        )
        self.connection.execute(sa.insert(undone), {"event": event})
        return self._again("undo", event)

    def redo(self, id: str | None) -> Event:
        """Give an undone event its effect back, the one undone last where none is named."""
        lost = sa.select(undone.c.event)
        if id is None:
            latest = sa.select(events_table.c.undoes).where(events_table.c.what == "undo", events_table.c.undoes.in_(lost))
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
            chosen = chosen.where(events_table.c.id == row_number("event", "v", id))
        found = self.connection.scalar(chosen.order_by(events_table.c.id.desc()).limit(1))
        if found is None:
            raise NotPossible(none if id is None else other)
        return int(found)

    def _again(self, what: str, event: int) -> Event:
        before = get(self.connection, event)
        made = events.append(self.connection, self.told.now, self.who, what, before.targets, {}, undoes=event)
        self._settle(before)
        return get(self.connection, made)

    def _happened(self, what: str, targets: Sequence[str], details: Mapping[str, object]) -> Event:
        event = get(self.connection, events.append(self.connection, self.told.now, self.who, what, targets, details))
        self._settle(event)
        return event

    def _settle(self, event: Event) -> None:
        """Work out anew what holds for everything that an event is about."""
        if event.what in ("merge_questions", "split_question"):
            self._settle_ties(event)
        elif event.what == "rename_question":
            self._settle_title(event.targets[0])
        elif event.what in OF_SOURCES:
            self._settle_names(event)
        else:
            self._settle_state(event.targets[0])

    def _settle_ties(self, event: Event) -> None:
        number = int(event.id[1:])
        self.connection.execute(sa.delete(ties).where(ties.c.event == number))
        sides = [self._present(int(e[1:]) for e in side) for side in _rows(event.details["entries"])]
        sides = [side for side in sides if side]
        holds = self.connection.scalar(sa.select(undone.c.event).where(undone.c.event == number)) is None
        if holds and sides:
            self._tie(number, sides, split=event.what == "split_question")
        group(self.told, [id for side in sides for id in side])

    def _tie(self, event: int, sides: list[list[int]], *, split: bool) -> None:
        rows = []
        everyone = [id for side in sides for id in side]
        for side in sides if split else [everyone]:
            rows += [{"one": side[0], "other": id, "together": 1} for id in side[1:]]
        if split:
            rows += [{"one": sides[0][0], "other": id, "together": 0} for side in sides[1:] for id in side]
        if rows:
            self.connection.execute(sa.insert(ties), [row | {"event": event} for row in rows])

    def _settle_title(self, id: str) -> None:
        number = int(id[1:])
        given = [str(e.details["title"]) for e in events.effective(self.connection, id, ("rename_question",))]
        before = self.connection.execute(sa.select(questions).where(questions.c.id == number)).one()
        renamed = (given[-1] if given else "") or None
        self.connection.execute(sa.update(questions).where(questions.c.id == number).values(renamed=renamed))
        after = self.connection.execute(sa.select(questions).where(questions.c.id == number)).one()
        for change, row in ((search.unindex, before), (search.index, after)):
            if words := summaries.findable(row.renamed, dict(row._mapping)):
                change(self.connection, "questions", [(number, words)])

    def _settle_names(self, event: Event) -> None:
        moved = [int(t[1:]) for t in event.targets if t.startswith("n")]
        changed = set()
        for name in moved:
            row = self.connection.execute(sa.select(names).where(names.c.id == name)).one()
            said = events.effective(self.connection, f"n{name}", OF_SOURCES)
            source = int(str(said[-1].details["to"])[1:]) if said else row.first
            if source != row.source:
                counts = ("figures", "statements", "articles")
                for at, sign in ((row.source, -1), (source, +1)):
                    values = {k: sources.c[k] + sign * row._mapping[k] for k in counts}
                    self.connection.execute(sa.update(sources).where(sources.c.id == at).values(values))
                self.connection.execute(sa.update(names).where(names.c.id == name).values(source=source))
                changed.add(name)
        for source in sorted({int(t[1:]) for t in event.targets if t.startswith("s")}):
            self._settle_shown(source)
        summaries.refresh(self.connection, self.told.rules, self._answered(changed))

    def _settle_shown(self, source: int) -> None:
        shown = [e.details["shown"] for e in events.effective(self.connection, f"s{source}", ("name_source",)) if "shown" in e.details]
        own = sa.select(names.c.name).where(names.c.source == source).order_by(names.c.first != source, names.c.id).limit(1)
        title = str(shown[-1]) if shown else self.connection.scalar(own)
        if title:
            self.connection.execute(sa.update(sources).where(sources.c.id == source).values(title=title))

    def _answered(self, moved: Iterable[int]) -> set[int]:
        """The questions on which these names are heard."""
        found: set[int] = set()
        for some in chunks(moved):
            linked = sa.select(figures.c.question).join(links, links.c.figure == figures.c.id).where(links.c.name.in_(some))
            spoken = sa.select(figures.c.question).join(articles, figures.c.article == articles.c.id).where(articles.c.speaker.in_(some))
            found.update(q for q in self.connection.scalars(sa.union(linked, spoken)) if q is not None)
        return found

    def _settle_state(self, id: str) -> None:
        table, _, number = self._decided(id)
        said = events.effective(self.connection, id, tuple(STATES))
        changes: dict[str, object] = {}
        for event in said:
            made = event.details.get("changes")
            changes |= made if isinstance(made, dict) else {}
        values = {"state": STATES[said[-1].what] if said else "", "mended": events.canonical(changes) if changes else None}
        before = self.connection.execute(sa.select(table).where(table.c.id == number)).one()
        self.connection.execute(sa.update(table).where(table.c.id == number).values(**values))
        naming = Naming(self.connection, self.told.rules, before.article, names_of(current(self.connection, before.article)))
        count(self.connection, before.article, -1)
        if table is statements:
            self._rechain_statement(before, values["mended"], naming)
        else:
            self._rechain_figure(before, values["mended"], naming)
        count(self.connection, before.article, +1)
        if table is figures:
            seeds, left = profile(self.told, before.article)
            group(self.told, seeds, left if before.question is None else left | {before.question})

    def _rechain_figure(self, row: sa.Row[Any], changes: str | None, naming: Naming) -> None:
        try:
            figure = mended(unpack_figure(row.body), changes)
        except ValueError as error:
            raise NotPossible(f"What remains would not fit together: {error}. Undo what came later first.") from error
        relink(self.connection, row.id, figure.chain, naming)
        origin = naming.name(figure.chain.links[0].name) if figure.chain.links else None
        self.connection.execute(sa.update(figures).where(figures.c.id == row.id).values(origin=origin))

    def _rechain_statement(self, row: sa.Row[Any], changes: str | None, naming: Naming) -> None:
        reading = current(self.connection, row.article)
        found = next((a for a in reading.attributions if plain(a.id) == row.local), None)
        if found is not None:
            chain = mended_statement(found, changes).chain
            values = {"chain": plain(str(chain)), "origin": naming.name(chain.links[0].name) if chain.links else None}
            self.connection.execute(sa.update(statements).where(statements.c.id == row.id).values(**values))

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

    def _present(self, ids: Iterable[int]) -> list[int]:
        found: list[int] = []
        for some in chunks(ids):
            found += self.connection.scalars(sa.select(figures.c.id).where(figures.c.id.in_(some)))
        return sorted(found)

    def _decided(self, id: str) -> tuple[sa.Table, Sequence[str], int]:
        kind, table, allowed = ("statement", statements, OF_STATEMENTS) if id.startswith("t") else ("entry", figures, OF_FIGURES)
        number = row_number(kind, id[:1] if id[:1] in "et" else "e", id)
        if self.connection.scalar(sa.select(table.c.id).where(table.c.id == number)) is None:
            raise NotInLedger(kind, id)
        return table, allowed, number


def _rows(value: object) -> list[list[str]]:
    return [[str(id) for id in row] for row in value if isinstance(row, list)] if isinstance(value, list) else []


def get(connection: sa.Connection, id: int) -> Event:
    """One event."""
    return events.row(connection.execute(events.query().where(events_table.c.id == id)).one())
