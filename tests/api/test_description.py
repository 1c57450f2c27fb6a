"""The description: valid OpenAPI 3.1, true of every answer, and nothing breaks the server."""

import re
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from app.access.guard import _CHANGES_NOTHING
from app.api import schemas
from app.listings.facets import FACETS
from tests.api.fuzzing import DESCRIPTIONS, fuzz
from tests.visit import Visit


@pytest.mark.parametrize("path", DESCRIPTIONS)
def test_no_request_breaks_the_server_or_the_description(directory_app: Flask, path: str) -> None:
    """API-01, API-09: schemathesis with all its checks, in all its phases. `make fuzz` asks more."""
    if not directory_app.extensions["attune.database"].is_sqlite:
        pytest.skip("what is described is the same on both")
    outcome = fuzz(directory_app, examples=4, path=path)
    assert outcome.code == 0, outcome.said
    assert outcome.cases > 100


def test_every_route_is_described(visit: Visit, directory_app: Flask) -> None:
    described = set(visit.client.get("/api/v1/openapi.json").get_json()["paths"])
    routes = {rule.rule for rule in directory_app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert {re.sub("<[^>]*>", "{id}", rule) for rule in routes} == described


def test_no_route_writes(directory_app: Flask) -> None:
    """API-06, API-07: there is nothing to do twice and nothing to overwrite; a route that writes must bring both."""
    rules = [rule for rule in directory_app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    writing = {rule.rule for rule in rules if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}}
    # It reads a sentence, and is held to changing nothing with all that come from anywhere.
    assert writing == {"/api/v1/understanding"}
    assert "app.api.views.understanding" in _CHANGES_NOTHING


def test_every_answer_may_say_what_is_left(visit: Visit) -> None:
    document = visit.client.get("/api/v1/openapi.json").get_json()
    for operations in document["paths"].values():
        for operation in operations.values():
            assert "Retry-After" in operation["responses"]["429"]["headers"]
            assert "RateLimit-Policy" in operation["responses"]["200"]["headers"]
            assert operation["security"]


@pytest.mark.parametrize("body", ["[" * 10_000, '{"say": 1e400}', '{"say":' + "[" * 10_000, "null", ""])
def test_a_body_that_is_no_sentence_is_refused(visit: Visit, body: str) -> None:
    """API-09."""
    refused = visit.client.post("/api/v1/understanding", data=body, content_type="application/json")
    assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")


def test_what_does_not_say_that_it_is_json_is_refused(visit: Visit) -> None:
    """API-09."""
    refused = visit.client.post("/api/v1/understanding", data='{"say": "a woman"}', content_type="text/plain")
    assert (refused.status_code, refused.mimetype) == (415, "application/problem+json")


@pytest.mark.parametrize("query", ["page=1000000000", "page=-1", "lat=NaN&lon=0", "q=" + "a" * 7_000])
def test_what_is_far_too_much_is_refused(visit: Visit, query: str) -> None:
    """API-04."""
    refused = visit.client.get(f"/api/v1/listings?{query}")
    assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")


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
