"""Search over everything, showing what it finds while words are typed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.errors import BadSearch
from sayso.ledger import Hit
from sayso.web import shown
from sayso.web.desk import desk_of
from sayso.web.render import partial, query

KINDS = ("question", "source", "article", "figure", "statement")
_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Something found as the page shows it."""

    where: str
    text: Markup
    about: str


def search(request: Request) -> Response:
    """Show what has the words."""
    desk = desk_of(request)
    words = request.query_params.get("q", "")[:500]
    kinds = [kind for kind in KINDS if kind in request.query_params.getlist("kind")] or list(KINDS)
    groups: list[tuple[str, list[Found]]] = []
    problem, following = "", None
    if words.strip():
        try:
            page = desk.ledger.search(words, kinds=kinds, after=request.query_params.get("after"), limit=_AT_ONCE)
        except BadSearch as error:
            problem = str(error)
        else:
            groups = [(kind, [_found(hit) for hit in hits]) for kind, hits in groupby(page, lambda hit: hit.kind)]
            following = page.next
    values = {
        "q": words,
        "kinds": kinds if len(kinds) < len(KINDS) else [],
        "all_kinds": KINDS,
        "groups": groups,
        "problem": problem,
        "next": _more(words, kinds, following),
    }
    return desk.show(request, "_hits.html" if partial(request) else "search.html", values)


def _more(words: str, kinds: list[str], after: str | None) -> str:
    if after is None:
        return ""
    return query("/search", q=words, after=after) + ("".join(f"&kind={kind}" for kind in kinds) if len(kinds) < len(KINDS) else "")


def _found(hit: Hit) -> Found:
    about = " · ".join(filter(None, (hit.outlet, shown.day(hit.published), hit.title if hit.kind in ("statement", "figure") else "")))
    text = shown.marked(hit.text, hit.marks)
    if hit.kind == "question":
        return Found(f"/questions/{hit.id}", text, "")
    if hit.kind == "source":
        return Found(f"/sources/{hit.id}", text, hit.title if hit.title != hit.text else "")
    if hit.kind == "article":
        return Found(f"/articles/{hit.id}", text if not hit.title else shown.marked(hit.title, ()), about)
    return Found(f"/articles/{hit.article}#s={hit.start}-{hit.end}", text, about)


ROUTES = [Route("/search", search)]
