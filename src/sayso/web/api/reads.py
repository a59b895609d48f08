"""The addresses under ``/api`` that are read."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from starlette.requests import Request

from sayso.domain import Question, Reckoning, VerdictKind
from sayso.errors import NotPossible
from sayso.ledger import (
    ArticleChoice,
    ArticleRow,
    Choice,
    Event,
    FiledArticle,
    FiledSource,
    Heard,
    HistoryChoice,
    Hit,
    OverTime,
    Page,
    QuestionChoice,
    QuestionRow,
    QueueChoice,
    QueueItem,
    SearchChoice,
    SourceChoice,
    SourceRow,
)
from sayso.ledger.choices import BANDS, QUEUED, ROLES
from sayso.ledger.finding import KINDS, SORTS
from sayso.ledger.history import HISTORY_ORDERS
from sayso.ledger.lists import ARTICLE_ORDERS, QUESTION_ORDERS, SOURCE_ORDERS
from sayso.ledger.queue import QUEUE_ORDERS
from sayso.web.api import asked
from sayso.web.api.asked import AFTER, FACETS, LIMIT, Kind, Parameter
from sayso.web.api.calls import Read, progress
from sayso.web.desk import Desk

_Q = Parameter(
    "q", Kind.TEXT, 'Words that must all be there; "in quotes" they follow each other, kill* finds what begins so, -word leaves out.'
)
_SINCE = Parameter("since", Kind.DAY, "The first day.")
_UNTIL = Parameter("until", Kind.DAY, "The last day.")


def _id(request: Request) -> str:
    return str(request.path_params["id"])


def _sort(*names: str) -> Parameter:
    return Parameter("sort", Kind.TEXT, f"In which order; {names[0]} by default.", names)


def _listed(desk: Desk, r: Request, choice: Choice, sort: str = "") -> dict[str, object]:
    """A page of a list, and its facets where they are asked for."""
    page: Page[Any] = desk.ledger.chosen(choice, sort=asked.word(r, "sort") or sort, after=asked.after(r), limit=asked.limit(r))
    told: dict[str, object] = {"rows": page.rows, "next": page.next}
    if asked.flag(r, "facets"):
        found = desk.ledger.facets(choice)
        told |= {field.name: getattr(found, field.name) for field in fields(found)}
    return told


def _articles(desk: Desk, r: Request) -> dict[str, object]:
    exact = (asked.text(r, name) for name in ("outlet", "reader", "published"))
    return _listed(desk, r, ArticleChoice(asked.text(r, "q"), asked.day(r, "since"), asked.day(r, "until"), *exact))


def _questions(desk: Desk, r: Request) -> dict[str, object]:
    exact = [asked.word(r, "verdict"), *(asked.text(r, name) for name in ("at", "predicate", "unit", "reported"))]
    apart = asked.flag(r, "disagreeing") and not exact[0]
    exact[0] = VerdictKind.DISAGREE.value if apart else exact[0]
    words = (asked.text(r, "q"), asked.text(r, "place"))
    return _listed(desk, r, QuestionChoice(*words, asked.day(r, "since"), asked.day(r, "until"), *exact), "spread" if apart else "")


def _reckoning(desk: Desk, r: Request) -> Reckoning:
    convention = asked.text(r, "convention") or "acled"
    try:
        return desk.ledger.reckoning(_id(r), convention)
    except ValueError as error:
        raise NotPossible(f"{error}.") from error


def _sources(desk: Desk, r: Request) -> dict[str, object]:
    return _listed(desk, r, SourceChoice(asked.text(r, "q"), asked.flag(r, "described"), asked.word(r, "role")))


def _heard(desk: Desk, r: Request) -> Page[Heard]:
    return desk.ledger.heard(_id(r), asked.text(r, "part") or "figures", after=asked.after(r), limit=asked.limit(r))


def _search(desk: Desk, r: Request) -> dict[str, object]:
    return _listed(desk, r, SearchChoice(asked.text(r, "q"), tuple(r.query_params.getlist("kind")), asked.text(r, "outlet")))


def _queue(desk: Desk, r: Request) -> dict[str, object]:
    exact = (asked.word(r, "sure"), asked.text(r, "outlet"), asked.text(r, "predicate"), asked.word(r, "verdict"))
    return _listed(desk, r, QueueChoice(tuple(r.query_params.getlist("kind")), *exact))


def _history(desk: Desk, r: Request) -> dict[str, object]:
    return _listed(desk, r, HistoryChoice(*(asked.text(r, name) for name in ("target", "who", "what", "day"))))


READS: tuple[Read, ...] = (
    Read(
        "/api/articles",
        "Articles, the latest published first.",
        _articles,
        ArticleRow,
        (
            _Q,
            _SINCE,
            _UNTIL,
            Parameter("outlet", Kind.TEXT, "Exactly this outlet."),
            Parameter("reader", Kind.TEXT, "Last read by exactly this version of the reader."),
            Parameter("published", Kind.TEXT, "The year or month of publication: 2016, 2016-06."),
            *(_sort(*ARTICLE_ORDERS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read("/api/articles/{id}", "An article with its reading.", lambda desk, r: desk.ledger.article(_id(r)), FiledArticle),
    Read(
        "/api/questions",
        "Questions, the latest reported first; those that disagree, the furthest apart first.",
        _questions,
        QuestionRow,
        (
            _Q,
            Parameter("place", Kind.TEXT, "Words of the place."),
            _SINCE,
            _UNTIL,
            Parameter("disagreeing", Kind.FLAG, "Only where originators contradict each other, the furthest apart first."),
            Parameter("verdict", Kind.TEXT, "What the answers come to.", tuple(kind.value for kind in VerdictKind)),
            Parameter("at", Kind.TEXT, "Exactly this place."),
            Parameter("predicate", Kind.TEXT, "Exactly this predicate."),
            Parameter("unit", Kind.TEXT, "The unit that most of its figures have."),
            Parameter("reported", Kind.TEXT, "The year or month of the last report: 2016, 2016-06."),
            *(_sort(*QUESTION_ORDERS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read("/api/questions/{id}", "A question with its entries.", lambda desk, r: desk.ledger.question(_id(r)), Question),
    Read(
        "/api/questions/{id}/reckoning",
        "What a question's figures come to.",
        _reckoning,
        Reckoning,
        (Parameter("convention", Kind.TEXT, "The convention for vague words and bounds, by default acled."),),
    ),
    Read(
        "/api/sources",
        "Sources, those with most figures first.",
        _sources,
        SourceRow,
        (
            _Q,
            Parameter("described", Kind.FLAG, "Those that are only described instead."),
            Parameter("role", Kind.TEXT, "Those with which something begins, or that only pass on.", ROLES),
            *(_sort(*SOURCE_ORDERS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read("/api/sources/{id}", "A source with its names and latest questions.", lambda desk, r: desk.ledger.source(_id(r)), FiledSource),
    Read(
        "/api/sources/{id}/over-time",
        "When a source was heard: what began with it and what it passed on, by day, month or year.",
        lambda desk, r: desk.ledger.over_time(_id(r)),
        OverTime,
    ),
    Read(
        "/api/sources/{id}/heard",
        "What a source is heard with, the latest added first.",
        _heard,
        Heard,
        (
            Parameter("part", Kind.TEXT, "figures or statements that begin with it, or figures that it passed on; figures by default."),
            AFTER,
            LIMIT,
        ),
        True,
    ),
    Read(
        "/api/search",
        "What has the words.",
        _search,
        Hit,
        (
            _Q,
            Parameter("kind", Kind.TEXTS, "Among these; all of them by default.", KINDS),
            Parameter("outlet", Kind.TEXT, "Only what stands in articles of exactly this outlet."),
            *(_sort(*SORTS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read(
        "/api/queue",
        "What nobody decided about, least sure first.",
        _queue,
        QueueItem,
        (
            Parameter("kind", Kind.TEXTS, "Among these; both by default.", QUEUED),
            Parameter("sure", Kind.TEXT, "How sure the reader is: the band of a quarter that begins at this percentage.", tuple(BANDS)),
            Parameter("outlet", Kind.TEXT, "Only what stands in articles of exactly this outlet."),
            Parameter("predicate", Kind.TEXT, "Only figures that answer a question with exactly this predicate."),
            Parameter(
                "verdict", Kind.TEXT, "Only figures that answer a question with this verdict.", tuple(kind.value for kind in VerdictKind)
            ),
            *(_sort(*QUEUE_ORDERS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read(
        "/api/history",
        "What was decided, latest first.",
        _history,
        Event,
        (
            Parameter("target", Kind.TEXT, "The id of what was decided about."),
            Parameter("who", Kind.TEXT, "Exactly who decided; the program signs as sayso."),
            Parameter("what", Kind.TEXT, "Exactly this kind of decision."),
            Parameter("day", Kind.TEXT, "The day, month or year (UTC): 2016-06-07, 2016-06, 2016."),
            *(_sort(*HISTORY_ORDERS), FACETS, AFTER, LIMIT),
        ),
        True,
        True,
    ),
    Read(
        "/api/batches/{id}",
        "How far articles are that were added together.",
        lambda desk, r: progress(desk.batch(_id(r))),
        dict[str, Any],
    ),
)
