"""What an address of the interface for programs is: what it takes and gives, and how a request to it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import NotPossible
from sayso.web.adding import Batch
from sayso.web.api import asked
from sayso.web.api.asked import Field, Parameter
from sayso.web.desk import Desk, desk_of
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


def progress(batch: Batch) -> dict[str, object]:
    """How far the articles of a batch are."""
    return {
        "id": batch.id,
        "over": batch.over,
        "items": [{"name": i.given.name, "state": i.state, "article": i.article or None, "sentence": i.sentence} for i in batch.items],
    }
