"""Whether a ledger is sound: the events' chain of hashes, raw bytes against their hash, spans against texts, and nothing without its other half."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

import sqlalchemy as sa

from sayso.errors import InputError
from sayso.ledger import events
from sayso.ledger.packing import unpack_figure, unpack_reading
from sayso.ledger.rows import Problem
from sayso.ledger.tables import articles, figures, links, metadata, names, questions, readings, sources, tallies
from sayso.ledger.tables import events as events_table

_AT_ONCE = 200


def check(connection: sa.Connection) -> Iterator[Problem]:
    """Every problem, as it is found."""
    yield from _store(connection)
    yield from _events(connection)
    yield from _raw(connection)
    yield from _readings(connection)
    yield from _figures(connection)
    yield from _orphans(connection)
    yield from _questions(connection)
    yield from _tallies(connection)


def _store(connection: sa.Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
        if found != "ok":
            yield Problem("the file", f"SQLite reports: {found}.")


def _events(connection: sa.Connection) -> Iterator[Problem]:
    previous, last = events.START, 0
    rows = connection.execution_options(yield_per=1000).execute(sa.select(events_table).order_by(events_table.c.id))
    for row in rows:
        if row.previous != previous:
            yield Problem(f"v{row.id}", f"It does not follow v{last}: an event between them was taken out or changed.")
        if row.hash != events.seal(row.previous, row.at, row.who, row.what, row.details, row.undoes):
            yield Problem(f"v{row.id}", "It is not what was written: its hash does not fit.")
        previous, last = row.hash, row.id


def _raw(connection: sa.Connection) -> Iterator[Problem]:
    last = 0
    while rows := connection.execute(
        sa.select(articles.c.id, articles.c.sha256, articles.c.raw).where(articles.c.id > last).order_by(articles.c.id).limit(_AT_ONCE)
    ).all():
        last = rows[-1].id
        for row in rows:
            try:
                sound = not row.raw or hashlib.sha256(zlib.decompress(row.raw)).hexdigest() == row.sha256
            except zlib.error:
                sound = False
            if not sound:
                yield Problem(f"a{row.id}", "Its raw bytes are not those that were added.")


def _readings(connection: sa.Connection) -> Iterator[Problem]:
    """Reading back checks every span against the text."""
    last = 0
    while rows := connection.execute(sa.select(readings).where(readings.c.id > last).order_by(readings.c.id).limit(_AT_ONCE)).all():
        last = rows[-1].id
        for row in rows:
            try:
                unpack_reading(row.body)
            except (InputError, zlib.error, UnicodeDecodeError) as error:
                yield Problem(f"a{row.article}", f"Its reading by {row.reader} is damaged: {error}")


def _figures(connection: sa.Connection) -> Iterator[Problem]:
    """The rows of figures against the current reading, but for those that only a person's decision keeps."""
    last = 0
    f = figures.c
    while rows := connection.execute(
        sa.select(articles.c.id, articles.c.figures).where(articles.c.id > last).order_by(articles.c.id).limit(_AT_ONCE)
    ).all():
        last = rows[-1].id
        bodies: dict[int, list[tuple[int, str, int, int]]] = {row.id: [] for row in rows}
        held = sa.select(f.article, f.id, f.body, f.start, f.stop).where(f.article.in_(bodies), f.state == "")
        for article, *rest in connection.execute(held):
            bodies[article].append((rest[0], rest[1], rest[2], rest[3]))
        for row in rows:
            newest = sa.select(readings.c.body).where(readings.c.article == row.id).order_by(readings.c.id.desc()).limit(1)
            body = connection.scalar(newest)
            if body is None:
                yield Problem(f"a{row.id}", "It has no reading.")
                continue
            try:
                kept = {figure.id: figure for figure in unpack_reading(body).figures}
            except (InputError, zlib.error, UnicodeDecodeError):
                continue
            for id, packed, start, stop in bodies[row.id]:
                figure = unpack_figure(packed)
                if kept.get(figure.id) != figure or (figure.amount.start, figure.amount.end) != (start, stop):
                    yield Problem(f"e{id}", f"It is not the figure {figure.id} of the current reading of a{row.id}.")


def _orphans(connection: sa.Connection) -> Iterator[Problem]:
    """Rows that refer to a row that is not there."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            column, other = key.parent, key.column
            lonely = sa.select(sa.func.count()).select_from(table).where(column.is_not(None), ~sa.exists().where(other == column))
            if n := connection.scalar(lonely):
                yield Problem(table.name, f"{n} of its rows refer to {other.table.name} that are not there.")
    unlinked = sa.select(sa.func.count()).select_from(links).outerjoin(names, links.c.name == names.c.id)
    if n := connection.scalar(unlinked.where(links.c.name.is_not(None), names.c.source.is_(None))):
        yield Problem("links", f"{n} of them have no source.")


def _questions(connection: sa.Connection) -> Iterator[Problem]:
    f = figures.c
    held = sa.select(f.question, sa.func.count().label("n")).where(f.question.is_not(None)).group_by(f.question).subquery()
    wrong = sa.select(questions.c.id, questions.c.entries, sa.func.coalesce(held.c.n, 0).label("n")).outerjoin(
        held, held.c.question == questions.c.id
    )
    for row in connection.execute(wrong.where(questions.c.entries != sa.func.coalesce(held.c.n, 0)).order_by(questions.c.id)):
        yield Problem(f"q{row.id}", f"Its summary counts {row.entries} entries, and it has {row.n}.")


def counted_anew() -> dict[tuple[str, str], sa.Select[str, int]]:
    """Of every list and facet, what its tallies should be: each value with how many rows have it."""
    a, q, s = articles.c, questions.c, sources.c
    role = sa.case((s.figures + s.statements > 0, "originates"), else_="relays")
    return {
        ("articles", "outlet"): sa.select(a.outlet, sa.func.count()).group_by(a.outlet),
        ("articles", "reader"): sa.select(a.reader, sa.func.count()).group_by(a.reader),
        ("articles", "published"): _monthly(a.published, sa.true()),
        ("questions", "reported"): _monthly(q.until, q.entries > 0),
        **{
            ("questions", name): sa.select(q[name], sa.func.count()).where(q.entries > 0).group_by(q[name])
            for name in ("verdict", "place", "predicate", "unit")
        },
        **{
            ("sources", name): sa.select(role, sa.func.count()).where(s.called > 0, s.described == described).group_by(role)
            for name, described in (("named", 0), ("described", 1))
        },
    }


def _tallies(connection: sa.Connection) -> Iterator[Problem]:
    """What the store counts of every list against the list."""
    t = tallies.c
    for (kind, facet), counted in counted_anew().items():
        there = {row[0]: row[1] for row in connection.execute(counted)}
        said = {
            row.value: row.count
            for row in connection.execute(sa.select(t.value, t.count.label("count")).where(t.list == kind, t.facet == facet))
        }
        wrong = sorted(value for value in there.keys() | said.keys() if there.get(value, 0) != said.get(value, 0))
        if wrong:
            yield Problem(f"the tallies of {kind}", f"They do not fit the {facet} of {len(wrong)} values, {wrong[0][:60]!r} among them.")


def _monthly(day: sa.Column[str], counts: sa.ColumnElement[bool]) -> sa.Select[str, int]:
    month = sa.func.substr(day, 1, 7)
    return sa.select(month, sa.func.count()).where(counts).group_by(month)
