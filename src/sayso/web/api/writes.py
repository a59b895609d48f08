"""The addresses under ``/api`` that are written to."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from sayso.errors import NotPossible
from sayso.ledger import Event
from sayso.ledger.mending import OF_FIGURES, OF_STATEMENTS
from sayso.ledger.settling import STATES
from sayso.web.adding import Given
from sayso.web.api.asked import Field, ids
from sayso.web.api.calls import Write, progress
from sayso.web.api.mending import CHANGES, changes
from sayso.web.desk import Desk, day_of


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
    return progress(desk.adding.take([one]))


def _decide(desk: Desk, given: dict[str, Any]) -> Event:
    return desk.ledger.decide(given["id"], given["verdict"], changes(given.get("changes", {})), who=desk.settings.who)


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
