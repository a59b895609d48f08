"""Schemathesis asks the interface for programs whatever its own description allows, and some of what it does not: every answer is one that the
description tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.testclient import TestClient

from sayso.domain import Article, Reading
from sayso.errors import FetchError
from sayso.ledger import Ledger
from sayso.web import Settings, create_app
from sayso.web.api.openapi import describe
from sayso.web.api.reads import READS
from sayso.web.api.writes import WRITES

from .conftest import KEY, ORIGIN, SAME

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# The session's cookie, whose name has the port in it, is that of the desk below.
CONFIG = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(describe(READS, WRITES), config=CONFIG).get_all_operations()]
EXAMPLES = 30
"""Requests to each address, as described and otherwise."""


_ID = re.compile("([aqsetv])([0-9]{1,18})")


def near(value: Any) -> Any:
    """The value with all ids in it turned into such as the ledger has, or nearly: of any number there is hardly ever a row."""
    if isinstance(value, dict):
        return {name: near(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [near(inside) for inside in value]
    found = _ID.fullmatch(value) if isinstance(value, str) else None
    return f"{found[1]}{int(found[2]) % 12}" if found else value


class NothingFound:
    """A reader that finds nothing in any article, so that what is added costs no time."""

    def read(self, article: Article) -> Reading:
        return Reading(article, (), ())


def _nowhere(url: str, **how: object) -> None:
    raise FetchError(f"{url} is not fetched in tests.")


@pytest.fixture(scope="module")
def desk(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Starlette, dict[str, str]]]:
    """A desk on the example articles, and the cookies of a browser that may write to it."""
    path = tmp_path_factory.mktemp("fuzz") / "ledger.db"
    copyfile(example, path)
    with pytest.MonkeyPatch.context() as patch, Ledger.open(path, who="tester") as ledger:
        patch.setattr("sayso.inlets.fetch.fetch", _nowhere)
        app = create_app(ledger, Settings(port=8765, key=KEY, who="tester"), NothingFound)
        with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
            client.get("/open", params={"key": KEY}).raise_for_status()
            yield app, dict(client.cookies)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_one_that_the_description_tells_of(
    desk: tuple[Starlette, dict[str, str]], operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode
) -> None:
    app, cookies = desk

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters, case.body = near(case.path_parameters), near(case.body)
        answer = case.call(base_url=ORIGIN, app=app, headers=dict(SAME), cookies=cookies)  # it adds to them
        case.validate_response(answer, checks=CHECKS)

    ask()
