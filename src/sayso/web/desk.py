"""What the pages of one desk share, and how they get hold of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import BadSearch, LedgerBusy, LedgerError, LedgerFull, LedgerReadOnly, NotInLedger, NotPossible, SaysoError
from sayso.ledger import Ledger
from sayso.web.adding import Adding, Batch
from sayso.web.render import Pages, partial
from sayso.web.settings import Settings

_STATUS: tuple[tuple[type[SaysoError], HTTPStatus], ...] = (
    (NotInLedger, HTTPStatus.NOT_FOUND),
    (BadSearch, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotPossible, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LedgerReadOnly, HTTPStatus.FORBIDDEN),
    (LedgerBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (LedgerFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (LedgerError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (SaysoError, HTTPStatus.UNPROCESSABLE_ENTITY),
)


def status_of(error: SaysoError) -> HTTPStatus:
    """The HTTP status of an error of Sayso's tree.

    >>> status_of(NotInLedger("question", "q7")).value
    404
    """
    return next(status for kind, status in _STATUS if isinstance(error, kind))


@dataclass(frozen=True)
class Desk:
    """A ledger and everything that serves it."""

    ledger: Ledger
    pages: Pages
    adding: Adding
    settings: Settings

    def show(self, request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
        """A page."""
        return self.pages.show(request, template, values, status=status)

    def batch(self, id: str) -> Batch:
        """What was added together under this id. Raises HTTPException for one that is not remembered."""
        found = self.adding.batch(id)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "What was added then is not remembered any more. Look among the articles.")
        return found


def desk_of(request: Request) -> Desk:
    """The desk that a request is made to; on a shared one what is decided is signed with the name of whoever makes it."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    name = request.scope["visitor"].name
    return replace(desk, settings=replace(desk.settings, who=name)) if name else desk


def go(request: Request, path: str) -> Response:
    """Send a browser on after a form was taken: a redirect, or the same for htmx, which loads the page by itself."""
    if partial(request):
        return Response(status_code=204, headers={"hx-redirect": path})
    return RedirectResponse(path, 303)


def day_of(text: str) -> dt.date | None:
    """The day in a field of a form; None where it is empty. Raises NotPossible."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotPossible(f"{text[:40]!r} is not a day like 2024-03-12.") from error
