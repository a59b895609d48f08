"""What holds now: worked out, for all that an event is about, from the events about it that are not undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sayso.domain import Reading
from sayso.errors import NotInLedger, NotPossible
from sayso.ledger import bulk, events, search, summaries
from sayso.ledger.filing import group
from sayso.ledger.grouping import chunks
from sayso.ledger.lists import row_number
from sayso.ledger.mending import OF_FIGURES, OF_STATEMENTS, mended, mended_statement
from sayso.ledger.naming import Naming
from sayso.ledger.packing import plain, unpack_figure
from sayso.ledger.parts import Told, count, current, names_of, originator, profile, relink
from sayso.ledger.rows import Event
from sayso.ledger.tables import articles, figures, links, names, questions, sources, statements, ties, undone

STATES = {"accept": "accepted", "reject": "rejected", "mend": "mended"}
"""What people may do with a figure or a statement, and what it is then."""

OF_SOURCES = ("merge_sources", "split_source", "name_source")
OF_QUESTIONS = ("merge_questions", "split_question", "rename_question")
OF_PEOPLE = (*OF_QUESTIONS, *OF_SOURCES, *STATES)
"""The kinds of events that can be undone."""


@dataclass(frozen=True, slots=True)
class Settling:
    """One transaction, in which what holds is worked out anew."""

    told: Told
    connection: sa.Connection

    def settle(self, event: Event) -> None:
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
        bulk.insert(self.connection, ties, [row | {"event": event} for row in rows])

    def _settle_title(self, id: str) -> None:
        number = int(id[1:])
        given = [str(e.details["title"]) for e in events.effective(self.connection, id, ("rename_question",))]
        before = self.connection.execute(sa.select(questions).where(questions.c.id == number)).one()
        renamed = (given[-1] if given else "") or None
        values = {"renamed": renamed, "ordered": search.ordered(renamed or before.title)}
        self.connection.execute(sa.update(questions).where(questions.c.id == number).values(**values))
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
            self.connection.execute(sa.update(sources).where(sources.c.id == source).values(title=title, ordered=search.ordered(title)))

    def _answered(self, moved: Iterable[int]) -> set[int]:
        """The questions on which these names are heard."""
        found: set[int] = set()
        for some in chunks(moved):
            linked = sa.select(figures.c.question).join(links, links.c.figure == figures.c.id).where(links.c.name.in_(some))
            spoken = sa.select(figures.c.question).join(articles, figures.c.article == articles.c.id).where(articles.c.speaker.in_(some))
            found.update(q for q in self.connection.scalars(sa.union(linked, spoken)) if q is not None)
        return found

    def _settle_state(self, id: str) -> None:
        table, _, number = decided(self.connection, id)
        said = events.effective(self.connection, id, tuple(STATES))
        changes: dict[str, object] = {}
        for event in said:
            made = event.details.get("changes")
            changes |= made if isinstance(made, dict) else {}
        values = {"state": STATES[said[-1].what] if said else "", "mended": events.canonical(changes) if changes else None}
        before = self.connection.execute(sa.select(table).where(table.c.id == number)).one()
        self.connection.execute(sa.update(table).where(table.c.id == number).values(**values))
        reading = None
        if values["mended"] != before.mended:
            reading = current(self.connection, before.article)
            self._rechain(table, before, values["mended"], reading)
        elif "rejected" not in (values["state"], before.state):
            return  # to accept changes nothing else, and people do it most
        if table is figures:
            seeds, left = profile(self.told, before.article, reading)
            group(self.told, seeds, left if before.question is None else left | {before.question})

    def _rechain(self, table: sa.Table, row: sa.Row[Any], changes: str | None, reading: Reading) -> None:
        naming = Naming(self.connection, self.told.rules, self.told.numbers, row.article, names_of(reading), reading.article.outlet)
        count(self.connection, row.article, -1)
        if table is statements:
            self._rechain_statement(row, changes, reading, naming)
        else:
            self._rechain_figure(row, changes, reading, naming)
        count(self.connection, row.article, +1)

    def _rechain_figure(self, row: sa.Row[Any], changes: str | None, reading: Reading, naming: Naming) -> None:
        try:
            figure = mended(unpack_figure(row.body), changes)
        except ValueError as error:
            raise NotPossible(f"What remains would not fit together: {error}. Undo what came later first.") from error
        relink(self.connection, row.id, figure.chain, naming)
        origin = originator(figure.chain, reading.article.outlet, naming)
        self.connection.execute(sa.update(figures).where(figures.c.id == row.id).values(origin=origin))

    def _rechain_statement(self, row: sa.Row[Any], changes: str | None, reading: Reading, naming: Naming) -> None:
        found = next((a for a in reading.attributions if plain(a.id) == row.local), None)
        if found is not None:
            chain = mended_statement(found, changes).chain
            values = {"chain": plain(str(chain)), "origin": originator(chain, reading.article.outlet, naming)}
            self.connection.execute(sa.update(statements).where(statements.c.id == row.id).values(**values))

    def _present(self, ids: Iterable[int]) -> list[int]:
        found: list[int] = []
        for some in chunks(ids):
            found += self.connection.scalars(sa.select(figures.c.id).where(figures.c.id.in_(some)))
        return sorted(found)


def decided(connection: sa.Connection, id: str) -> tuple[sa.Table, Sequence[str], int]:
    """The table of an entry's or a statement's row, what can be changed in it, and the row number. Raises NotInLedger."""
    kind, table, allowed = ("statement", statements, OF_STATEMENTS) if id.startswith("t") else ("entry", figures, OF_FIGURES)
    number = row_number(kind, id[:1] if id[:1] in ("e", "t") else "e", id)
    if connection.scalar(sa.select(table.c.id).where(table.c.id == number)) is None:
        raise NotInLedger(kind, id)
    return table, allowed, number


def _rows(value: object) -> list[list[str]]:
    return [[str(id) for id in row] for row in value if isinstance(row, list)] if isinstance(value, list) else []
