"""The description: valid OpenAPI 3.1, true of every answer, and nothing breaks the server."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.api import schemas
from app.listings.facets import FACETS
from tests.visit import Visit

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


PATHS = ["/api/v1/listings", "/api/v1/listings/{id}", "/api/v1/facets", "/api/v1/openapi.json", "/api/v1/export.ndjson"]
OPERATIONS = [*((path, "GET") for path in PATHS), ("/api/v1/understanding", "POST")]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_breaks_the_server_or_the_schema(directory_app: Flask, path: str, method: str) -> None:
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", directory_app)

    @given(case=description[path][method].as_strategy())
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def judge(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    judge()


def test_every_facet_is_a_parameter(visit: Visit) -> None:
    document = visit.client.get("/api/v1/openapi.json").get_json()
    parameters = {p["name"] for p in document["paths"]["/api/v1/listings"]["get"]["parameters"]}
    assert {facet.key for facet in FACETS} <= parameters


def test_every_listing_has_the_shape_described(visit: Visit) -> None:
    document = visit.client.get("/api/v1/openapi.json").get_json()
    schema: dict[str, Any] = {"$ref": "#/components/schemas/Search", "components": document["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for page in range(1, 5):
        found = visit.client.get(f"/api/v1/listings?page={page}&per_page=50").get_json()
        assert list(validator.iter_errors(found)) == []


def test_the_shapes_refuse_what_is_not_described() -> None:
    with pytest.raises(ValueError, match="extra"):
        schemas.Term.model_validate({"slug": "a", "label": "A", "more": 1})
