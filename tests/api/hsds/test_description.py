"""What we say of our lists is valid OpenAPI, true of every answer, and no request breaks the server (API-04)."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.api.hsds.standards import HSDS, STANDARDS, Standard
from tests.api.hsds.reading import get, one_database
from tests.visit import Visit

pytestmark = one_database
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [path for name in HSDS.parameters for path in (f"/{name}", f"/{name}/{{id}}")]


@pytest.mark.parametrize(
    ("path", "method"), [*((path, "GET") for path in ("/", *OPERATIONS)), *((path, "POST") for path in OPERATIONS[::2])]
)
def test_no_request_breaks_the_server_or_the_schema(directory_app: Flask, path: str, method: str) -> None:
    description = schemathesis.openapi.from_wsgi("/oruk/v3/openapi.json", directory_app)

    @given(case=description[path][method].as_strategy())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def judge(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    judge()


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=lambda standard: standard.name)
def test_every_address_is_described(directory_app: Flask, standard: Standard) -> None:
    described = {
        f"{standard.path}{path}" for path in get(Visit(directory_app), "/openapi.json", base=standard.path)["paths"]
    }
    mine = [rule for rule in directory_app.url_map.iter_rules() if rule.endpoint.startswith(f"{standard.name}.")]
    assert described == {rule.rule.replace("<", "{").replace(">", "}") for rule in mine}


@pytest.mark.parametrize("name", HSDS.parameters)
@pytest.mark.parametrize("parameter", ["page", "per_page", "search", "format", "nothing"])
def test_what_is_hostile_is_refused(visit: Visit, name: str, parameter: str) -> None:
    hostile: tuple[Any, ...] = ("-1", "0" * 400, "1e9", "NaN", "x" * 5000, "\ud83d", "'; drop table", "%", "\u202e")
    for value in hostile:
        response = visit.client.get(
            f"/hsds/v3/{name}", query_string={parameter: value.encode("utf-8", "surrogatepass")}
        )
        assert response.status_code in ((200, 400, 414) if parameter == "search" else (400, 414))
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    body = visit.client.get(f"/hsds/v3/{name}", data=b"x" * 10_000_000)
    assert body.status_code in (200, 413)
