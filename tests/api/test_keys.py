"""API-08: a key comes in a header; in an address it is refused with a sentence, whatever it is called there."""

import pytest
from flask import Flask

from app.access.actions import create_key
from tests.visit import Visit


@pytest.mark.parametrize("name", ["key", "api_key", "access_token", "q", "anything"])
def test_a_key_in_an_address_is_refused(directory_app: Flask, visit: Visit, name: str) -> None:
    with directory_app.extensions["attune.database"].writing() as session:
        key = create_key(session, f"In an address, as {name}")
    refused = visit.client.get("/api/v1/export.ndjson", query_string={name: str(key)})
    assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")
    assert "Authorization: Bearer" in refused.get_json()["detail"]


@pytest.mark.parametrize("name", ["api_key", "access_token"])
def test_also_when_it_is_no_key_of_ours(visit: Visit, name: str) -> None:
    refused = visit.client.get("/api/v1/facets", query_string={name: "secret"})
    assert (refused.status_code, refused.get_json()["key"]) == (400, name)


def test_a_search_for_a_word_that_is_no_key_is_a_search(visit: Visit) -> None:
    assert visit.client.get("/api/v1/listings?q=attune&facets=none").status_code == 200
