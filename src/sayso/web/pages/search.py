"""Search over everything, showing what it finds while words are typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.errors import BadSearch
from sayso.ledger import Facets, Hit, SearchChoice
from sayso.web import narrow, shown
from sayso.web.desk import desk_of
from sayso.web.render import partial
from sayso.web.takeaway import every, streamed

SORTS = {"newest": "newest first", "relevance": "most relevant first"}
_AT_ONCE = 40
_TAKEN = 1000
_NOTHING = Facets(0, False, ())


@dataclass(frozen=True, slots=True)
class Found:
    """Something found as the page shows it."""

    where: str
    text: Markup
    about: str


def search(request: Request) -> Response:
    """Show what has the words, or give all of it to take away."""
    desk = desk_of(request)
    given = request.query_params
    asked = {"q": given.get("q", "")[:500], "kind": given.get("kind", ""), "outlet": given.get("outlet", ""), "sort": given.get("sort", "")}
    choice = _choice(asked)
    if form := given.get("as", ""):
        pages = every(lambda after: desk.ledger.chosen(choice, sort=asked["sort"], after=after, limit=_TAKEN))
        return streamed(pages, "found", form)
    groups: list[tuple[str, list[Found]]] = []
    facets, problem, following = _NOTHING, "", None
    if asked["q"].strip():
        try:
            page = desk.ledger.chosen(choice, sort=asked["sort"], after=given.get("after"), limit=_AT_ONCE)
            facets = desk.ledger.facets(choice)
        except BadSearch as error:
            problem = str(error)
        else:
            groups = [(kind, [_found(hit) for hit in hits]) for kind, hits in groupby(page, lambda hit: hit.kind)]
            following = page.next
    path = "/search"
    values = {
        "asked": asked,
        "sorts": SORTS,
        "kept": narrow.hidden(asked, ("q", "sort")),
        "found": groups,
        "problem": problem,
        "total": narrow.count(facets.total, facets.more),
        "over": facets.more,
        "groups": narrow.groups(path, asked, facets),
        "chosen": narrow.chosen(path, asked),
        "next": narrow.address(path, asked, after=following) if following else "",
        "csv": narrow.address(path, asked, **{"as": "csv"}),
        "lines": narrow.address(path, asked, **{"as": "jsonl"}),
    }
    return desk.show(request, "_hits.html" if partial(request) else "search.html", values)


def _choice(asked: Mapping[str, str]) -> SearchChoice:
    return SearchChoice(asked["q"], (asked["kind"],) if asked["kind"] else (), asked["outlet"])


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
