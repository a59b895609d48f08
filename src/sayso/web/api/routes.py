"""The addresses under ``/api``: what each takes, what it gives, and how it is answered."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

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
    Hit,
    OverTime,
    Page,
    QuestionChoice,
    QuestionRow,
    QueueItem,
    SearchChoice,
    SourceChoice,
    SourceRow,
)
from sayso.ledger.choices import ROLES
from sayso.ledger.finding import KINDS, SORTS
from sayso.ledger.lists import ARTICLE_ORDERS, QUESTION_ORDERS, SOURCE_ORDERS
from sayso.ledger.mending import OF_FIGURES, OF_STATEMENTS
from sayso.ledger.settling import STATES
from sayso.web.adding import Batch, Given
from sayso.web.api import asked
from sayso.web.api.asked import AFTER, FACETS, LIMIT, Field, Kind, Parameter, ids
from sayso.web.api.mending import CHANGES, changes
from sayso.web.api.openapi import describe
from sayso.web.desk import Desk, day_of, desk_of
from sayso.web.plain import dumps
from sayso.web.render import tagged


@dataclass(frozen=True, slots=True)
class Read:
    """An address to read: ``give`` answers with a value of the type ``gives``, or a page of them where it is ``paged``; a page of a ``faceted`` one
    has the fields of its facets too, where they are asked for."""

    path: str
    about: str
    give: Callable[[Desk, Request], object]
    gives: Any
    parameters: tuple[Parameter, ...] = ()
    paged: bool = False
    faceted: bool = False

    def answer(self, request: Request) -> Response:
        """Answer a request, or 304 where it has the answer already."""
        body = dumps(self.give(desk_of(request), request)).encode()
        return tagged(request, Response(body, media_type="application/json"), body)


@dataclass(frozen=True, slots=True)
class Write:
    """An address to write to: ``fields`` go to their types, ``take`` does it and answers with a value of the type ``gives``."""

    path: str
    about: str
    take: Callable[[Desk, dict[str, Any]], object]
    gives: Any
    fields: dict[str, Field]
    needed: tuple[str, ...] = ()
    status: int = 200

    async def answer(self, request: Request) -> Response:
        """Take a body and answer."""
        given = await asked.body(request, self.fields)
        for name in self.needed:
            if name not in given:
                raise NotPossible(f"The field {name} is missing.")
        value = await run_in_threadpool(self.take, desk_of(request), given)
        return Response(dumps(value).encode(), self.status, media_type="application/json")


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


def _queue(desk: Desk, r: Request) -> Page[QueueItem]:
    kinds = r.query_params.getlist("kind") or ["figure", "statement"]
    return desk.ledger.queue(kinds, after=asked.after(r), limit=asked.limit(r))


def _history(desk: Desk, r: Request) -> Page[Event]:
    return desk.ledger.history(asked.text(r, "target") or None, after=asked.after(r), limit=asked.limit(r))


def _batch(desk: Desk, r: Request) -> dict[str, object]:
    found = desk.adding.batch(_id(r))
    if found is None:
        raise NotPossible("What was added then is not remembered any more. Look among the articles.")
    return _told(found)


def _told(batch: Batch) -> dict[str, object]:
    return {
        "id": batch.id,
        "over": batch.over,
        "items": [{"name": i.given.name, "state": i.state, "article": i.article or None, "sentence": i.sentence} for i in batch.items],
    }


def _add(desk: Desk, given: dict[str, Any]) -> dict[str, object]:
    if len([name for name in ("url", "text", "base64") if given.get(name)]) != 1:
        raise NotPossible("Give one of url, text and base64.")
    try:
        raw = base64.b64decode(given.get("base64", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotPossible("base64 is not in base 64.") from error
    name = given.get("name") or given.get("url") or given.get("title") or "the text"
    published = day_of(given.get("published", ""))
    one = Given(name, given.get("url", ""), given.get("text", ""), raw, given.get("title", ""), given.get("outlet", ""), published)
    return _told(desk.adding.take([one]))


def _decide(desk: Desk, given: dict[str, Any]) -> Event:
    return desk.ledger.decide(given["id"], given["verdict"], changes(given.get("changes", {})), who=desk.settings.who)


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
        (Parameter("kind", Kind.TEXTS, "figure, statement; both by default."), AFTER, LIMIT),
        True,
    ),
    Read(
        "/api/history",
        "What was decided, latest first.",
        _history,
        Event,
        (Parameter("target", Kind.TEXT, "The id of what was decided about."), AFTER, LIMIT),
        True,
    ),
    Read("/api/batches/{id}", "How far articles are that were added together.", _batch, dict[str, Any]),
)

WRITES: tuple[Write, ...] = (
    Write(
        "/api/articles",
        "Add an article: by address, as text, or the bytes of a file in base 64.",
        _add,
        dict[str, Any],
        {
            "url": Field("An address to fetch. Give one of url, text and base64."),
            "text": Field("The article's text."),
            "base64": Field("The bytes of a file.", says={"contentEncoding": "base64"}),
            "name": Field("What the file is called."),
            "title": Field("Its title."),
            "outlet": Field("Who published it."),
            "published": Field("The day of publication.", says={"format": "date"}),
        },
        status=202,
    ),
    Write(
        "/api/decisions",
        "Accept, reject or mend a figure or a statement.",
        _decide,
        Event,
        {
            "id": Field("The entry of a figure, or a statement.", says=ids("et")),
            "verdict": Field("What is decided.", says={"enum": list(STATES)}),
            "changes": Field(
                f"What is mended: of a figure {', '.join(OF_FIGURES)}; of a statement {', '.join(OF_STATEMENTS)}.", dict, CHANGES
            ),
        },
        ("id", "verdict"),
    ),
    Write(
        "/api/undo",
        "Take an event back, by default the last.",
        lambda desk, g: desk.ledger.undo(g.get("id"), who=desk.settings.who, own=desk.settings.shared),
        Event,
        {"id": Field("The event.", says=ids("v"))},
    ),
    Write(
        "/api/redo",
        "Give an event its effect again.",
        lambda desk, g: desk.ledger.redo(g.get("id"), who=desk.settings.who, own=desk.settings.shared),
        Event,
        {"id": Field("The event.", says=ids("v"))},
    ),
    Write(
        "/api/questions/merge",
        "Say that these questions are one.",
        lambda desk, g: desk.ledger.merge_questions(g["ids"], who=desk.settings.who),
        Event,
        {"ids": Field("The questions.", list, ids("q"), 2)},
        ("ids",),
    ),
    Write(
        "/api/questions/split",
        "Say that these entries answer another question.",
        lambda desk, g: desk.ledger.split_question(g["id"], g["entries"], who=desk.settings.who),
        Event,
        {"id": Field("The question.", says=ids("q")), "entries": Field("Those that leave it.", list, ids("e"), 1)},
        ("id", "entries"),
    ),
    Write(
        "/api/sources/merge",
        "Say that these are one source.",
        lambda desk, g: desk.ledger.merge_sources(g["ids"], who=desk.settings.who),
        Event,
        {"ids": Field("The sources; the first keeps its id.", list, ids("s"), 2)},
        ("ids",),
    ),
    Write(
        "/api/sources/split",
        "Say that these names of a source are another source.",
        lambda desk, g: desk.ledger.split_source(g["id"], g["names"], who=desk.settings.who),
        Event,
        {"id": Field("The source.", says=ids("s")), "names": Field("Those that are another's.", list, {"minLength": 1}, 1)},
        ("id", "names"),
    ),
)


@cache
def _description() -> dict[str, Any]:
    return describe(READS, WRITES)


def openapi(request: Request) -> Response:
    """Describe all of it."""
    body = dumps(_description()).encode()
    return tagged(request, Response(body, media_type="application/json"), body)


def documentation(request: Request) -> Response:
    """Show the description to people."""
    return desk_of(request).show(request, "api.html", {"description": _description()})


ROUTES = [
    Route("/api/", documentation),
    Route("/api/openapi.json", openapi),
    *(Route(write.path, write.answer, methods=["POST"]) for write in WRITES),
    *(Route(read.path, read.answer) for read in READS),
]
