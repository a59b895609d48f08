"""An article's parts as rows: its statements and figures, their names, and what they are compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy import bindparam

from sayso.domain import Attribution, Chain, Figure, Reading
from sayso.ledger import bulk, search
from sayso.ledger.mending import mended
from sayso.ledger.naming import Naming
from sayso.ledger.numbering import Numbers
from sayso.ledger.packing import pack_figure, plain, unpack_figure, unpack_reading
from sayso.ledger.rules import Kept, Rules
from sayso.ledger.tables import articles, figures, keys, links, names, questions, readings, sources, statements, ties

AROUND = 200
"""How many letters before and after a figure's sentence are kept with it, within its paragraph."""

_COUNTS = ("figures", "statements", "articles")
_COUNT_NAMES = sa.update(names).where(names.c.id == bindparam("of")).values({k: names.c[k] + bindparam(f"n_{k}") for k in _COUNTS})
_COUNT_SOURCES = sa.update(sources).where(sources.c.id == bindparam("of")).values({k: sources.c[k] + bindparam(f"n_{k}") for k in _COUNTS})
_OF_ARTICLE = (
    sa.select(figures.c.origin, sa.literal("figures").label("kind")).where(figures.c.article == bindparam("article")),
    sa.select(statements.c.origin, sa.literal("statements")).where(statements.c.article == bindparam("article")),
    sa.select(links.c.name, sa.literal("")).join(figures, links.c.figure == figures.c.id).where(figures.c.article == bindparam("article")),
    sa.select(articles.c.speaker, sa.literal("")).where(articles.c.id == bindparam("article")),
)
_HEARD = sa.union_all(*_OF_ARTICLE)
_SOURCES_OF = sa.select(names.c.id, names.c.source).where(names.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Told:
    """One transaction's connection, rules, time (UTC, ISO) and numbers for new rows."""

    connection: sa.Connection
    rules: Rules
    now: str
    numbers: Numbers


def names_of(reading: Reading) -> set[str]:
    """All names that speak in an article."""
    chains = [a.chain for a in reading.attributions] + [f.chain for f in reading.figures]
    return {link.name for chain in chains for link in chain.links}


def kept_names(reading: Reading) -> list[str]:
    """The names that are written down of an article: its outlet, whoever its statements and figures begin with, and who passed figures on."""
    told = [f.chain for f in reading.figures]
    begun = [chain.links[0].name for chain in (*(a.chain for a in reading.attributions), *told) if chain.links]
    return [reading.article.outlet, *begun, *(link.name for chain in told for link in chain.links)]


def originator(chain: Chain, outlet: str, naming: Naming) -> int | None:
    """The name on whose word a chain stands: its first, or the outlet's where the article speaks for itself; None for nobody."""
    return naming.name(chain.links[0].name if chain.links else outlet)


def statement_text(a: Attribution) -> str:
    """What is said, in one row."""
    return " … ".join(span.surface for span in a.content)


def statement_row(article: int, reading: Reading, a: Attribution, naming: Naming) -> dict[str, object]:
    """A statement's columns, but for what people decided."""
    return {
        "article": article,
        "local": plain(a.id),
        "origin": originator(a.chain, reading.article.outlet, naming),
        "chain": plain(str(a.chain)),
        "content": plain(statement_text(a)),
        "start": a.content[0].start,
        "stop": a.content[-1].end,
        "confidence": a.confidence,
        "published": reading.article.published.isoformat() if reading.article.published else "",
    }


def insert_statements(told: Told, article: int, reading: Reading, made: Sequence[Attribution], naming: Naming) -> None:
    """Write statements down and make them findable."""
    if made:
        ids = told.numbers.take(statements, len(made))
        rows = [statement_row(article, reading, a, naming) | {"id": id, "state": ""} for id, a in zip(ids, made, strict=True)]
        bulk.insert(told.connection, statements, rows)
        search.index(told.connection, "statements", [(id, str(row["content"])) for id, row in zip(ids, rows, strict=True)])


def figure_row(article: int, reading: Reading, f: Figure, naming: Naming) -> dict[str, object]:
    """A figure's columns, but for its question, its profile and what people decided."""
    return {
        "article": article,
        "local": plain(f.id),
        "published": reading.article.published.isoformat() if reading.article.published else "",
        "origin": originator(f.chain, reading.article.outlet, naming),
        "start": f.amount.start,
        "stop": f.amount.end,
        "body": pack_figure(f),
        "context": plain(context(reading.article.text, f)),
        "confidence": f.confidence,
    }


def context(text: str, f: Figure) -> str:
    """The passage around a figure: its sentence with what stands before and after it in the same paragraph, up to ``AROUND`` letters each.

    >>> from sayso.domain import Quantity, Span
    >>> text = "Rain.\\nTwo fled. One stayed."
    >>> context(text, Figure("f1", Span.cut(text, 6, 9), Quantity(2, 2), Span.cut(text, 6, 15)))
    'Two fled. One stayed.'
    """
    start, end = f.sentence.start, f.sentence.end
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = text.find("\n", end)
    return text[first : min(stop if stop >= 0 else len(text), end + AROUND)]


def insert_figures(
    told: Told, article: int, reading: Reading, made: Sequence[Figure], naming: Naming, profiles: Mapping[str, Kept]
) -> list[int]:
    """Write figures down and make them findable; the row numbers of those that have one of the ``profiles``, which are by the figures' ids."""
    if not made:
        return []
    connection = told.connection
    kept = [profiles.get(f.id) for f in made]
    ids = told.numbers.take(figures, len(made))
    rows = [
        figure_row(article, reading, f, naming) | {"id": id, "state": "", "profile": k.text if k else None}
        for id, f, k in zip(ids, made, kept, strict=True)
    ]
    bulk.insert(connection, figures, rows)
    search.index(connection, "figures", [(id, f.sentence.surface) for id, f in zip(ids, made, strict=True)])
    bulk.insert(connection, links, [row for id, f in zip(ids, made, strict=True) for row in _links(id, f.chain, naming)])
    day = str(rows[0]["published"])
    bulk.insert(connection, keys, [row for id, k in zip(ids, kept, strict=True) if k for row in _under(id, day, k)])
    return [id for id, k in zip(ids, kept, strict=True) if k]


def _links(figure: int, chain: Chain, naming: Naming) -> list[dict[str, object]]:
    return [{"figure": figure, "position": i, "name": naming.name(link.name)} for i, link in enumerate(chain.links)]


def _under(figure: int, day: str, kept: Kept) -> list[dict[str, object]]:
    return [{"key": plain(key), "published": day, "figure": figure} for key in dict.fromkeys(kept.keys)]


def relink(connection: sa.Connection, figure: int, chain: Chain, naming: Naming) -> None:
    """Write a figure's chain as names, in place of what was there."""
    connection.execute(sa.delete(links).where(links.c.figure == figure))
    bulk.insert(connection, links, _links(figure, chain, naming))


def current(connection: sa.Connection, article: int) -> Reading:
    """The article's newest reading, as the reader gave it."""
    newest = sa.select(readings.c.body).where(readings.c.article == article).order_by(readings.c.id.desc()).limit(1)
    return unpack_reading(connection.execute(newest).scalar_one())


def profile(told: Told, article: int, reading: Reading | None = None) -> tuple[list[int], set[int]]:
    """Compare by what an article's figures now say, as people left them.

    Gives the row numbers of the figures whose profile changed and that have one, and the questions that were left: by figures that were rejected
    or lost their profile.
    """
    connection = told.connection
    f = figures.c
    columns = (f.id, f.local, f.body, f.mended, f.state, f.profile, f.question, f.published)
    rows = connection.execute(sa.select(*columns).where(f.article == article).order_by(f.id)).all()
    said = {row.local: mended(unpack_figure(row.body), row.mended) for row in rows if row.state != "rejected"}
    reading = reading or current(connection, article)
    known = told.rules.profiles(replace(reading, figures=tuple(said.values())))
    changed, left = [], set()
    for row in rows:
        kept = known.get(unpack_figure(row.body).id) if row.local in said else None
        text = kept.text if kept else None
        if text == row.profile:
            continue
        connection.execute(sa.delete(keys).where(keys.c.figure == row.id))
        values: dict[str, object] = {"profile": text}
        if kept:
            bulk.insert(connection, keys, _under(row.id, row.published, kept))
            changed.append(row.id)
        elif row.question is not None:
            values["question"] = None
            left.add(row.question)
        connection.execute(sa.update(figures).where(f.id == row.id).values(**values))
        if not kept:
            hand_on(connection, row.id)
    return changed, left


def hand_on(connection: sa.Connection, figure: int) -> None:
    """Let the oldest figure that stays be the founder of the questions that ``figure`` founded and left."""
    mine = connection.scalars(sa.select(questions.c.id).where(questions.c.founder == figure)).all()
    for question in mine:
        stays = connection.scalar(sa.select(sa.func.min(figures.c.id)).where(figures.c.question == question, figures.c.id != figure))
        if stays is not None:
            connection.execute(sa.update(questions).where(questions.c.id == question).values(founder=stays))


def forget(connection: sa.Connection, figure: int, was: Figure) -> None:
    """Take a figure out of the ledger."""
    search.unindex(connection, "figures", [(figure, was.sentence.surface)])
    connection.execute(sa.update(figures).where(figures.c.id == figure).values(question=None))
    hand_on(connection, figure)
    for table in (keys, links):
        connection.execute(sa.delete(table).where(table.c.figure == figure))
    connection.execute(sa.delete(ties).where(sa.or_(ties.c.one == figure, ties.c.other == figure)))
    connection.execute(sa.delete(figures).where(figures.c.id == figure))


def count(connection: sa.Connection, article: int, sign: int) -> None:
    """Add what an article's names originate to their counts, or take it away (``sign`` -1)."""
    tally: dict[int, Counter[str]] = {}
    for name, kind in connection.execute(_HEARD, {"article": article}):
        if name is not None:
            heard = tally.setdefault(name, Counter(articles=sign))
            if kind:
                heard[kind] += sign
    if not tally:
        return
    by_source: dict[int, Counter[str]] = {}
    for name, source in connection.execute(_SOURCES_OF, {"ids": sorted(tally)}):
        total = by_source.setdefault(source, Counter())
        for kind in _COUNTS:
            total[kind] += tally[name][kind]
    for update, counts in ((_COUNT_NAMES, tally), (_COUNT_SOURCES, by_source)):
        connection.execute(update, [{"of": of, **{f"n_{k}": counts[of][k] for k in _COUNTS}} for of in sorted(counts)])
