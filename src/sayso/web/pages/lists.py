"""Lists of questions, articles and sources: facets and sorting in the address, to show or to take away whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.ledger import ArticleChoice, Ledger, Page, QuestionChoice, SourceChoice
from sayso.web import narrow
from sayso.web.desk import day_of, desk_of
from sayso.web.takeaway import every, streamed

_AT_ONCE = 50
_TAKEN = 1000

Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: the ``fields`` of its form and its ``facets`` by their names in the address, and its orders in words."""

    kind: str
    heading: str
    fields: tuple[str, ...]
    facets: tuple[str, ...]
    sorts: Mapping[str, str]
    choose: Callable[[Asked], QuestionChoice | ArticleChoice | SourceChoice]

    def page(self, ledger: Ledger, asked: Asked, after: str | None, limit: int) -> Page[Any]:
        """A page of it."""
        return ledger.chosen(self.choose(asked), sort=asked["sort"], after=after, limit=limit)

    def show(self, request: Request) -> Response:
        """Show it, or give all of it to take away."""
        desk = desk_of(request)
        path, given = request.url.path, request.query_params
        asked = {name: given.get(name, "") for name in (*self.fields, *self.facets, "sort")}
        if given.get("disagreeing") and self.kind == "question":
            asked = asked | {"verdict": asked["verdict"] or "disagree", "sort": asked["sort"] or "spread"}
        if form := given.get("as", ""):
            return streamed(every(lambda after: self.page(desk.ledger, asked, after, _TAKEN)), f"{self.kind}s", form)
        page = self.page(desk.ledger, asked, given.get("after"), _AT_ONCE)
        facets = desk.ledger.facets(self.choose(asked))
        values = {
            "kind": self.kind,
            "heading": self.heading,
            "asked": asked,
            "sorts": self.sorts,
            "kept": narrow.hidden(asked, (*self.fields, "sort")),
            "narrowed": any(value for name, value in asked.items() if name != "sort"),
            "rows": page.rows,
            "total": narrow.count(facets.total, facets.more),
            "one": facets.total == 1,
            "over": facets.more,
            "groups": narrow.groups(path, asked, facets),
            "chosen": narrow.chosen(path, asked),
            "next": page.next,
            "more": narrow.address(path, asked, after=page.next or ""),
            "csv": narrow.address(path, asked, **{"as": "csv"}),
            "lines": narrow.address(path, asked, **{"as": "jsonl"}),
        }
        return desk.show(request, "list.html", values)


def _questions(asked: Asked) -> QuestionChoice:
    exact = (asked[name] for name in ("verdict", "at", "predicate", "unit", "reported"))
    return QuestionChoice(asked["q"], asked["place"], day_of(asked["since"]), day_of(asked["until"]), *exact)


def _articles(asked: Asked) -> ArticleChoice:
    exact = (asked[name] for name in ("outlet", "reader", "published"))
    return ArticleChoice(asked["q"], day_of(asked["since"]), day_of(asked["until"]), *exact)


def _sources(asked: Asked) -> SourceChoice:
    return SourceChoice(asked["q"], bool(asked["described"]), asked["role"])


QUESTIONS = Listing(
    "question",
    "Questions",
    ("q", "place", "since", "until"),
    ("verdict", "at", "predicate", "unit", "reported"),
    {"latest": "latest reported first", "spread": "furthest apart first", "origins": "most origins first", "title": "by title"},
    _questions,
)
ARTICLES = Listing(
    "article",
    "Articles",
    ("q", "since", "until"),
    ("outlet", "published", "reader"),
    {"published": "latest published first", "added": "latest added first", "title": "by title"},
    _articles,
)
SOURCES = Listing(
    "source",
    "Sources",
    ("q",),
    ("described", "role"),
    {"figures": "most figures first", "statements": "most statements first", "name": "by name"},
    _sources,
)

ROUTES = [Route("/questions", QUESTIONS.show), Route("/articles", ARTICLES.show), Route("/sources", SOURCES.show)]
