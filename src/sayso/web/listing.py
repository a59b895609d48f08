"""One list as pages show it: what an address asks for, a page of it with its facets, and all of it to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import Choice, Facets, Ledger, Page
from sayso.web import narrow
from sayso.web.desk import desk_of
from sayso.web.takeaway import every, streamed

_AT_ONCE = 50
_TAKEN = 1000

Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: the ``fields`` of its form and its ``facets`` by their names in the address, and its orders in words.

    ``kind`` is what one row of it is called, ``template`` the page that shows it, and ``more`` what that shows besides.
    """

    kind: str
    heading: str
    fields: tuple[str, ...]
    facets: tuple[str, ...]
    sorts: Mapping[str, str]
    choose: Callable[[Asked], Choice]
    template: str = "list.html"
    more: Callable[[Ledger, Page[Any]], Mapping[str, object]] = lambda ledger, page: {}

    def asked(self, given: Mapping[str, str]) -> dict[str, str]:
        """What an address asks for, without where in the list it is."""
        return {name: given.get(name, "") for name in (*self.fields, *self.facets, "sort")}

    def page(self, ledger: Ledger, asked: Asked, after: str | None, limit: int) -> Page[Any]:
        """A page of it."""
        return ledger.chosen(self.choose(asked), sort=asked["sort"], after=after, limit=limit)

    def taken(self, ledger: Ledger, asked: Asked, form: str) -> Response:
        """All of it to take away, in one of the forms of ``takeaway``."""
        return streamed(every(lambda after: self.page(ledger, asked, after, _TAKEN)), f"{self.kind}s", form)

    def around(self, path: str, asked: Asked, facets: Facets | None) -> dict[str, object]:
        """What a page shows around the rows: how many there are, the facets, what was chosen and how to take it away."""
        whole = self.asked(asked)
        return {
            "asked": asked,
            "sorts": self.sorts,
            "state": narrow.hidden(asked, ()),
            "kept": narrow.hidden(asked, (*self.fields, "sort")),
            "narrowed": any(value for name, value in whole.items() if name != "sort"),
            "total": narrow.count(facets.total, facets.more) if facets else "",
            "one": facets is not None and facets.total == 1,
            "over": facets is not None and facets.more,
            "groups": narrow.groups(path, asked, facets) if facets else (),
            "chosen": narrow.chosen(path, asked),
            "csv": narrow.address(path, whole, **{"as": "csv"}),
            "lines": narrow.address(path, whole, **{"as": "jsonl"}),
        }

    def show(self, request: Request) -> Response:
        """Show it, or give all of it to take away."""
        desk = desk_of(request)
        path, given = request.url.path, request.query_params
        asked = self.asked(given)
        if given.get("disagreeing") and self.kind == "question":
            asked = asked | {"verdict": asked["verdict"] or "disagree", "sort": asked["sort"] or "spread"}
        if form := given.get("as", ""):
            return self.taken(desk.ledger, asked, form)
        page = self.page(desk.ledger, asked, given.get("after"), _AT_ONCE)
        values = self.around(path, asked, desk.ledger.facets(self.choose(asked))) | {
            "kind": self.kind,
            "heading": self.heading,
            "rows": page.rows,
            "next": page.next,
            "more": narrow.address(path, asked, after=page.next or ""),
            **self.more(desk.ledger, page),
        }
        return desk.show(request, self.template, values)
