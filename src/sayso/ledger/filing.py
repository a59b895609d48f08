"""One article into the ledger, or a newer reading of it beside the old one."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from sayso.domain import Attribution, Chain, Figure, Reading
from sayso.ledger import events, search, summaries
from sayso.ledger.grouping import Change, regroup
from sayso.ledger.mending import mended
from sayso.ledger.naming import MACHINE, Naming
from sayso.ledger.packing import pack_figure, pack_reading, plain, unpack_figure, unpack_reading
from sayso.ledger.rows import Added
from sayso.ledger.rules import Rules
from sayso.ledger.tables import articles, figures, keys, links, names, questions, readings, sources, statements, ties

AROUND = 200
"""How many letters before and after a figure's sentence are kept with it, within its paragraph."""


@dataclass(frozen=True, slots=True)
class Told:
    """One transaction's connection, rules and time (UTC, ISO)."""

    connection: sa.Connection
    rules: Rules
    now: str


def digest(reading: Reading, raw: bytes) -> str:
    """By what an article is known: the sha256 of its raw bytes, or of its text where there are none.

    >>> from sayso.domain import Article
    >>> digest(Reading(Article("Rain.")), b"")[:8]
    '389be629'
    """
    if raw:
        return hashlib.sha256(raw).hexdigest()
    return reading.article.sha256 or hashlib.sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest()


def add(told: Told, reading: Reading, raw: bytes) -> Added:
    """File a reading; nothing changes where the ledger has this reader's reading of the same bytes."""
    connection, sha256 = told.connection, digest(reading, raw)
    found = connection.execute(sa.select(articles.c.id, articles.c.raw).where(articles.c.sha256 == sha256)).first()
    if found:
        kept = sa.select(readings.c.id).where(readings.c.article == found.id, readings.c.reader == plain(reading.reader))
        if connection.scalar(kept) is not None:
            return Added(f"a{found.id}", new=False, questions=_questions(connection, found.id))
        if raw and not found.raw:
            connection.execute(sa.update(articles).where(articles.c.id == found.id).values(raw=zlib.compress(raw)))
        return _reread(told, found.id, reading)
    a = reading.article
    values = _described(told, reading) | {"sha256": sha256, "added": told.now, "raw": zlib.compress(raw) if raw else b""}
    article = connection.execute(sa.insert(articles).returning(articles.c.id), values).scalar_one()
    naming = Naming(connection, told.rules, article, names_of(reading))
    connection.execute(sa.update(articles).where(articles.c.id == article).values(speaker=naming.name(a.outlet)))
    search.index(connection, "articles", [(article, _words(reading))])
    _keep(told, article, reading)
    _insert_statements(told, article, reading.attributions, naming)
    _insert_figures(told, article, reading, reading.figures, naming)
    count(connection, article, +1)
    group(told, profile(told, article, reading))
    return Added(f"a{article}", new=True, questions=_questions(connection, article))


def _questions(connection: sa.Connection, article: int) -> tuple[str, ...]:
    rows = sa.select(figures.c.question).where(figures.c.article == article, figures.c.question.is_not(None)).distinct()
    return tuple(f"q{id}" for id in sorted(connection.scalars(rows)))


def names_of(reading: Reading) -> set[str]:
    """All names that speak in an article."""
    chains = [a.chain for a in reading.attributions] + [f.chain for f in reading.figures]
    return {link.name for chain in chains for link in chain.links}


def _described(told: Told, reading: Reading) -> dict[str, object]:
    a = reading.article
    return {
        "title": plain(a.title),
        "outlet": plain(a.outlet),
        "published": a.published.isoformat() if a.published else "",
        "url": plain(a.url),
        "origin": plain(a.origin),
        "credit": plain(told.rules.credit(a.text)),
        "reader": plain(reading.reader),
        "statements": len(reading.attributions),
        "figures": len(reading.figures),
    }


def _words(reading: Reading) -> str:
    return f"{reading.article.title}\n{reading.article.text}"


def _keep(told: Told, article: int, reading: Reading) -> None:
    values = {"article": article, "reader": plain(reading.reader), "made": told.now, "body": pack_reading(reading)}
    told.connection.execute(sa.insert(readings), values)


def group(told: Told, seeds: Iterable[int], touched: Iterable[int] = ()) -> Change:
    """Find the questions of figures, store the summaries of all that changed, and record what came together or apart."""
    change = regroup(told.connection, told.rules, sorted(set(seeds)))
    change.questions.update(touched)
    summaries.refresh(told.connection, told.rules, change.questions)
    for (before, after), moved in sorted(change.moves.items()):
        details = {"from": f"q{before}", "to": f"q{after}", "entries": [f"e{id}" for id in sorted(moved)]}
        events.append(told.connection, told.now, MACHINE, "moved", (f"q{before}", f"q{after}"), details)
    return change


def statement_text(a: Attribution) -> str:
    """What is said, in one row."""
    return " … ".join(span.surface for span in a.content)


def _statement(article: int, a: Attribution, naming: Naming) -> dict[str, object]:
    return {
        "article": article,
        "local": plain(a.id),
        "origin": naming.name(a.chain.links[0].name) if a.chain.links else None,
        "chain": plain(str(a.chain)),
        "content": plain(statement_text(a)),
        "start": a.content[0].start,
        "stop": a.content[-1].end,
        "confidence": a.confidence,
    }


def _insert_statements(told: Told, article: int, made: Sequence[Attribution], naming: Naming) -> None:
    if made:
        rows = [_statement(article, a, naming) | {"state": ""} for a in made]
        ids = told.connection.scalars(sa.insert(statements).returning(statements.c.id, sort_by_parameter_order=True), rows).all()
        search.index(told.connection, "statements", [(id, str(row["content"])) for id, row in zip(ids, rows, strict=True)])


def _figure(article: int, reading: Reading, f: Figure, naming: Naming) -> dict[str, object]:
    return {
        "article": article,
        "local": plain(f.id),
        "published": reading.article.published.isoformat() if reading.article.published else "",
        "origin": naming.name(f.chain.links[0].name) if f.chain.links else None,
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


def _insert_figures(told: Told, article: int, reading: Reading, made: Sequence[Figure], naming: Naming) -> None:
    if not made:
        return
    rows = [_figure(article, reading, f, naming) | {"state": ""} for f in made]
    ids = told.connection.scalars(sa.insert(figures).returning(figures.c.id, sort_by_parameter_order=True), rows).all()
    search.index(told.connection, "figures", [(id, f.sentence.surface) for id, f in zip(ids, made, strict=True)])
    for id, f in zip(ids, made, strict=True):
        relink(told.connection, id, f.chain, naming)


def relink(connection: sa.Connection, figure: int, chain: Chain, naming: Naming) -> None:
    """Write a figure's chain as names."""
    connection.execute(sa.delete(links).where(links.c.figure == figure))
    if chain.links:
        rows = [{"figure": figure, "position": i, "name": naming.name(link.name)} for i, link in enumerate(chain.links)]
        connection.execute(sa.insert(links), rows)


def current(connection: sa.Connection, article: int) -> Reading:
    """The article's newest reading, as the reader gave it."""
    newest = sa.select(readings.c.body).where(readings.c.article == article).order_by(readings.c.id.desc()).limit(1)
    return unpack_reading(connection.execute(newest).scalar_one())


def profile(told: Told, article: int, reading: Reading | None = None) -> list[int]:
    """Compare by what an article's figures now say, as people left them; the row numbers of those whose profile changed and that have one.

    Figures that were rejected, or that lost their profile, leave their question.
    """
    connection = told.connection
    f = figures.c
    columns = (f.id, f.local, f.body, f.mended, f.state, f.profile, f.question, f.published)
    rows = connection.execute(sa.select(*columns).where(f.article == article).order_by(f.id)).all()
    told_figures = {row.local: mended(unpack_figure(row.body), row.mended) for row in rows if row.state != "rejected"}
    reading = reading or current(connection, article)
    known = told.rules.profiles(replace(reading, figures=tuple(told_figures.values())))
    changed, left = [], set()
    for row in rows:
        kept = known.get(unpack_figure(row.body).id) if row.local in told_figures else None
        text = kept.text if kept else None
        if text == row.profile:
            continue
        connection.execute(sa.delete(keys).where(keys.c.figure == row.id))
        values: dict[str, object] = {"profile": text}
        if kept:
            under = [{"key": plain(key), "published": row.published, "figure": row.id} for key in dict.fromkeys(kept.keys)]
            if under:
                connection.execute(sa.insert(keys), under)
            changed.append(row.id)
        elif row.question is not None:
            values["question"] = None
            left.add(row.question)
        connection.execute(sa.update(figures).where(f.id == row.id).values(**values))
        if not kept:
            hand_on(connection, row.id)
    summaries.refresh(connection, told.rules, left)
    return changed


def hand_on(connection: sa.Connection, figure: int) -> None:
    """Let the oldest figure that stays be the founder of the questions that ``figure`` founded and left."""
    mine = connection.scalars(sa.select(questions.c.id).where(questions.c.founder == figure)).all()
    for question in mine:
        stays = connection.scalar(sa.select(sa.func.min(figures.c.id)).where(figures.c.question == question, figures.c.id != figure))
        if stays is not None:
            connection.execute(sa.update(questions).where(questions.c.id == question).values(founder=stays))


def count(connection: sa.Connection, article: int, sign: int) -> None:
    """Add what an article's names originate to their counts, or take it away (``sign`` -1)."""
    tally: dict[str, Counter[int]] = {"figures": Counter(), "statements": Counter(), "articles": Counter()}
    seen: set[int] = set()
    for kind, table in (("figures", figures), ("statements", statements)):
        for name in connection.scalars(sa.select(table.c.origin).where(table.c.article == article, table.c.origin.is_not(None))):
            tally[kind][name] += 1
            seen.add(name)
    chained = sa.select(links.c.name).join(figures, links.c.figure == figures.c.id).where(figures.c.article == article)
    speaker = sa.select(articles.c.speaker).where(articles.c.id == article)
    seen.update(name for name in connection.scalars(sa.union(chained, speaker)) if name is not None)
    tally["articles"].update(seen)
    for name in sorted(seen):
        added = {kind: sign * tally[kind][name] for kind in tally}
        connection.execute(sa.update(names).where(names.c.id == name).values({k: names.c[k] + n for k, n in added.items()}))
        of = sa.select(names.c.source).where(names.c.id == name).scalar_subquery()
        connection.execute(sa.update(sources).where(sources.c.id == of).values({k: sources.c[k] + n for k, n in added.items()}))


def _reread(told: Told, article: int, reading: Reading) -> Added:
    """Lay a newer reading beside the old one: a figure that stands at the same words keeps its entry, and what people decided about it."""
    connection = told.connection
    old = current(connection, article)
    count(connection, article, -1)
    naming = Naming(connection, told.rules, article, names_of(reading))
    _keep(told, article, reading)
    search.unindex(connection, "articles", [(article, _words(old))])
    search.index(connection, "articles", [(article, _words(reading))])
    values = _described(told, reading) | {"speaker": naming.name(reading.article.outlet)}
    connection.execute(sa.update(articles).where(articles.c.id == article).values(**values))
    _reread_statements(told, article, reading, naming)
    left = _reread_figures(told, article, reading, naming)
    seeds = profile(told, article, reading)
    count(connection, article, +1)
    group(told, seeds, left)
    events.append(connection, told.now, MACHINE, "reread", (f"a{article}",), {"before": plain(old.reader), "after": plain(reading.reader)})
    return Added(f"a{article}", new=False, reread=True, questions=_questions(connection, article))


def _reread_statements(told: Told, article: int, reading: Reading, naming: Naming) -> None:
    connection = told.connection
    rows = connection.execute(sa.select(statements).where(statements.c.article == article).order_by(statements.c.id)).all()
    waiting: dict[str, sa.Row[Any]] = {}
    for row in rows:
        waiting.setdefault(row.content, row)
    fresh: list[Attribution] = []
    kept: set[int] = set()
    for a in reading.attributions:
        text = plain(statement_text(a))
        if text not in waiting:
            fresh.append(a)
        else:
            row = waiting.pop(text)
            kept.add(row.id)
            connection.execute(sa.update(statements).where(statements.c.id == row.id).values(**_statement(article, a, naming)))
    for row in rows:
        if row.id not in kept and not row.state:
            search.unindex(connection, "statements", [(row.id, row.content)])
            connection.execute(sa.delete(statements).where(statements.c.id == row.id))
    _insert_statements(told, article, fresh, naming)


def _reread_figures(told: Told, article: int, reading: Reading, naming: Naming) -> set[int]:
    """The questions that lost a figure. What people decided about stays, also where the newer reader no longer finds it."""
    connection = told.connection
    rows = connection.execute(sa.select(figures).where(figures.c.article == article).order_by(figures.c.id)).all()
    waiting = {row.id: (row, unpack_figure(row.body)) for row in rows}
    fresh, left = [], set()
    for f in reading.figures:
        id = next((id for id, (_, was) in waiting.items() if _stands_where(f, was)), None)
        if id is None:
            fresh.append(f)
            continue
        row, was = waiting.pop(id)
        search.unindex(connection, "figures", [(id, was.sentence.surface)])
        search.index(connection, "figures", [(id, f.sentence.surface)])
        connection.execute(sa.update(figures).where(figures.c.id == id).values(**_figure(article, reading, f, naming)))
        relink(connection, id, mended(f, row.mended).chain, naming)
    taken = {f.id for f in reading.figures}
    for id, (row, was) in waiting.items():
        if row.state:
            if was.id in taken:
                kept = replace(was, id=f"{was.id}-e{id}", statement=None, part_of=None, implied=None)
                connection.execute(sa.update(figures).where(figures.c.id == id).values(local=plain(kept.id), body=pack_figure(kept)))
            continue
        if row.question is not None:
            left.add(row.question)
        forget(connection, id, was)
    _insert_figures(told, article, reading, fresh, naming)
    return left


def forget(connection: sa.Connection, figure: int, was: Figure) -> None:
    """Take a figure out of the ledger."""
    search.unindex(connection, "figures", [(figure, was.sentence.surface)])
    connection.execute(sa.update(figures).where(figures.c.id == figure).values(question=None))
    hand_on(connection, figure)
    for table in (keys, links):
        connection.execute(sa.delete(table).where(table.c.figure == figure))
    connection.execute(sa.delete(ties).where(sa.or_(ties.c.one == figure, ties.c.other == figure)))
    connection.execute(sa.delete(figures).where(figures.c.id == figure))


def _stands_where(new: Figure, old: Figure) -> bool:
    same_words = (new.amount.surface, new.sentence.surface) == (old.amount.surface, old.sentence.surface)
    return same_words or (new.amount.meets(old.amount) and new.amount.surface in old.sentence.surface)
