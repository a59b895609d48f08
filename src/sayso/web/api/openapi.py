"""The OpenAPI description, put together from the addresses and the values themselves, so that it cannot go its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Protocol, get_type_hints

from sayso.ledger import Facets
from sayso.web.api.asked import Field, Parameter, ids
from sayso.web.api.schema import Schema, schema_of

_IN_PATH = re.compile(r"\{(\w+)\}")
_LETTERS = {"articles": "a", "questions": "q", "sources": "s"}


class Readable(Protocol):
    """An address to read, as described."""

    @property
    def path(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def gives(self) -> Any: ...
    @property
    def parameters(self) -> tuple[Parameter, ...]: ...
    @property
    def paged(self) -> bool: ...
    @property
    def faceted(self) -> bool: ...


class Writable(Protocol):
    """An address to write to, as described."""

    @property
    def path(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def gives(self) -> Any: ...
    @property
    def fields(self) -> dict[str, Field]: ...
    @property
    def needed(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> int: ...


def describe(reads: Iterable[Readable], writes: Iterable[Writable]) -> dict[str, Any]:
    """The description of these addresses as OpenAPI 3.1."""
    known: dict[str, Schema] = {
        "Problem": {
            "type": "object",
            "description": "What is wrong, and what to do (RFC 9457).",
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "instance": {"type": "string"},
            },
            "required": ["type", "title", "status", "detail"],
        }
    }
    paths: dict[str, dict[str, Any]] = {}
    for read in reads:
        inside = schema_of(read.gives, known)
        gives = _page(inside) if read.paged else inside
        if read.faceted:
            gives["properties"] |= {name: schema_of(kind, known) for name, kind in get_type_hints(Facets).items()}
        parameters = [_named(name, read.path) for name in _IN_PATH.findall(read.path)] + [_asked(p) for p in read.parameters]
        paths.setdefault(read.path, {})["get"] = {
            "summary": read.about,
            "operationId": _operation("get", read.path),
            "parameters": parameters,
            "responses": {"200": _content(gives, "It is so."), "304": {"description": "Nothing has changed since."}}
            | _problems("401", "404", "422", "429"),
        }
    for write in writes:
        body: Schema = {
            "type": "object",
            "properties": {name: field.schema() for name, field in write.fields.items()},
            "required": list(write.needed),
            "additionalProperties": False,
        }
        paths.setdefault(write.path, {})["post"] = {
            "summary": write.about,
            "operationId": _operation("post", write.path),
            "security": [{"session": []}],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": {str(write.status): _content(schema_of(write.gives, known), "It was taken.")}
            | _problems("400", "401", "403", "404", "413", "415", "422", "429", "503"),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sayso", "version": version("sayso"), "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": known,
            "securitySchemes": {
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "sayso-PORT",
                    "description": "Set by the link that starts the session, or by signing in to a shared desk; behind https __Host- stands before its name.",
                }
            },
        },
    }


_ABOUT = (
    "On whose say-so? The ledger as JSON. Lists come in pages: pass a page's `next` as `after` for the rows that follow. Answers carry an ETag; "
    "send it back as If-None-Match. Decimal numbers are strings, exactly as they are. What writes sends the header Sec-Fetch-Site: same-origin "
    "and the session's cookie."
)


def _page(inside: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"rows": {"type": "array", "items": inside}, "next": {"anyOf": [{"type": "string"}, {"type": "null"}]}},
        "required": ["rows", "next"],
    }


def _operation(method: str, path: str) -> str:
    return "_".join([method, *re.findall(r"\w+", path.removeprefix("/api"))])


def _named(name: str, path: str) -> dict[str, Any]:
    letter = _LETTERS.get(path.split("/")[2], "")
    says = ids(letter) if letter else {"pattern": "^[A-Za-z0-9_-]{1,40}$"}
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", **says}}


def _asked(parameter: Parameter) -> dict[str, Any]:
    return {"name": parameter.name, "in": "query", "required": False, "description": parameter.about, "schema": parameter.schema()}


def _content(schema: Schema, about: str) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}


def _problems(*statuses: str) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _PROBLEMS[status], "content": problem} for status in statuses}


_PROBLEMS = {
    "400": "The request is not well formed.",
    "401": "Nobody has signed in to a desk that is shared.",
    "403": "This session may not write.",
    "404": "It is not in the ledger.",
    "413": "The body is too large.",
    "415": "The body is neither JSON nor a form.",
    "422": "It was understood, and cannot be done.",
    "429": "On a shared desk: too much at once. Wait as many seconds as Retry-After says.",
    "503": "Somebody else is writing; try again.",
}
