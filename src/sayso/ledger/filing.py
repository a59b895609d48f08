"""One article into the ledger, or a newer reading of it beside the old one."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

import sqlalchemy as sa

from sayso.domain import Reading
from sayso.ledger import events, search, summaries
from sayso.ledger.grouping import regroup
from sayso.ledger.naming import MACHINE, Naming
from sayso.ledger.packing import pack_reading, plain
from sayso.ledger.parts import Told, count, current, insert_figures, insert_statements, kept_names, names_of, profile
from sayso.ledger.rereading import reread_figures, reread_statements
from sayso.ledger.rows import Added
from sayso.ledger.tables import articles, figures, names, readings, sources, statements

_NEW_ARTICLE = sa.insert(articles)
_NEW_READING = sa.insert(readings)


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
    values = _described(told, reading) | {"sha256": sha256, "added": told.now, "raw": zlib.compress(raw) if raw else b""}
    told.numbers.expect(_rows_of(reading))
    (article,) = told.numbers.take(articles)
    naming = Naming(connection, told.rules, told.numbers, article, names_of(reading), reading.article.outlet)
    naming.meet(kept_names(reading))
    connection.execute(_NEW_ARTICLE, values | {"id": article, "speaker": naming.name(reading.article.outlet)})
    search.index(connection, "articles", [(article, _words(reading))])
    _keep(told, article, reading)
    insert_statements(told, article, reading, reading.attributions, naming)
    seeds = insert_figures(told, article, reading, reading.figures, naming, told.rules.profiles(reading))
    count(connection, article, +1)
    answered = group(told, seeds)
    return Added(f"a{article}", new=True, questions=tuple(f"q{id}" for id in sorted(answered)))


def _questions(connection: sa.Connection, article: int) -> tuple[str, ...]:
    rows = sa.select(figures.c.question).where(figures.c.article == article, figures.c.question.is_not(None)).distinct()
    return tuple(f"q{id}" for id in sorted(connection.scalars(rows)))


def _rows_of(reading: Reading) -> dict[sa.Table, int]:
    """How many rows an article brings, before any question is found: of names and sources at most, for some may be known."""
    named = len({plain(name).strip() for name in kept_names(reading)})
    return {articles: 1, statements: len(reading.attributions), figures: len(reading.figures), names: named, sources: named}


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
        "ordered": search.ordered(a.title),
    }


def _words(reading: Reading) -> str:
    return f"{reading.article.title}\n{reading.article.text}"


def _keep(told: Told, article: int, reading: Reading) -> None:
    values = {"article": article, "reader": plain(reading.reader), "made": told.now, "body": pack_reading(reading)}
    told.connection.execute(_NEW_READING, values)


def group(told: Told, seeds: Iterable[int], touched: Iterable[int] = ()) -> set[int]:
    """Find the questions of figures, store the summaries of all that changed, and record what came together or apart; the questions of these."""
    change = regroup(told.connection, told.rules, told.numbers, sorted(set(seeds)))
    change.questions.update(touched)
    summaries.refresh(told.connection, told.rules, change.questions)
    for (before, after), moved in sorted(change.moves.items()):
        details = {"from": f"q{before}", "to": f"q{after}", "entries": [f"e{id}" for id in sorted(moved)]}
        events.append(told.connection, told.now, MACHINE, "moved", (f"q{before}", f"q{after}"), details)
    return change.answered


def _reread(told: Told, article: int, reading: Reading) -> Added:
    """Lay a newer reading beside the old one: a figure that stands at the same words keeps its entry, and what people decided about it."""
    connection = told.connection
    old = current(connection, article)
    count(connection, article, -1)
    naming = Naming(connection, told.rules, told.numbers, article, names_of(reading), reading.article.outlet)
    _keep(told, article, reading)
    search.unindex(connection, "articles", [(article, _words(old))])
    search.index(connection, "articles", [(article, _words(reading))])
    values = _described(told, reading) | {"speaker": naming.name(reading.article.outlet)}
    connection.execute(sa.update(articles).where(articles.c.id == article).values(**values))
    reread_statements(told, article, reading, naming)
    left = reread_figures(told, article, reading, naming)
    seeds, lost = profile(told, article, reading)
    count(connection, article, +1)
    group(told, seeds, left | lost)
    events.append(connection, told.now, MACHINE, "reread", (f"a{article}",), {"before": plain(old.reader), "after": plain(reading.reader)})
    return Added(f"a{article}", new=False, reread=True, questions=_questions(connection, article))
