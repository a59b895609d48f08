"""Lists of questions, articles and sources."""

from __future__ import annotations

from starlette.routing import Route

from sayso.ledger import ArticleChoice, QuestionChoice, SourceChoice
from sayso.web.desk import day_of
from sayso.web.listing import Asked, Listing


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
