"""The API over the demonstration directory answers as the oracle does over the API's own export."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.access.actions import create_key
from app.criteria.criteria import Criteria
from app.listings.listing import Listing
from app.places.distance import default_radius
from app.places.gazetteer import Found
from app.places.requests import place_finder
from tests.search.asked import Spot
from tests.search.comparing import Case, assert_same
from tests.search.exported import listing_from
from tests.search.oracle import Reply, Result
from tests.search.oracle_ways import reply
from tests.search.random_criteria import criteria
from tests.search.spelling import spelt_words
from tests.search.stating import OF_THE_OFFER, OF_THE_PERSON

QUESTIONS_EACH = 30
NAMES = ("Leeds", "London", "Glasgow", "LS6 2AB", "Cardiff", "Dublin", "Portland, Oregon")


@pytest.fixture(autouse=True)
def noon() -> Iterator[date]:
    """Today, held still: the order turns at midnight."""
    today = datetime.now(UTC).replace(hour=12)
    with time_machine.travel(today, tick=False):
        yield today.date()


@pytest.fixture(scope="module")
def client(directory_app: Flask) -> FlaskClient:
    return directory_app.test_client()


@pytest.fixture(scope="module")
def listings(directory_app: Flask, client: FlaskClient) -> list[Listing]:
    """Every listing of the export."""
    with directory_app.extensions["attune.database"].writing() as session:
        key = create_key(session, f"tests {uuid4()}")
    terms = get(client, "/facets")["facets"]["pronouns"]["terms"]
    response = client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    *rows, end = [json.loads(line) for line in response.get_data(as_text=True).splitlines()]
    assert len(rows) == end["count"]
    return [listing_from(row, {term["label"]: term["slug"] for term in terms}) for row in rows]


@pytest.fixture(scope="module")
def spots(directory_app: Flask) -> dict[str, Spot]:
    """What the gazetteer knows of the names asked for."""
    spots = {}
    with directory_app.app_context():
        for name in NAMES:
            found = place_finder().find(name, "GB")
            assert isinstance(found, Found), name
            place, (number, unit) = found.place, default_radius(found.place)
            spots[name] = Spot((place.lat, place.lon), number, unit, place.jurisdiction)
    return spots


def get(client: FlaskClient, path: str, query: Sequence[tuple[str, str]] = ()) -> Any:
    response = client.get(f"/api/v1{path}", query_string=list(query))
    assert response.status_code == 200, response.get_data(as_text=True)[:500]
    return response.get_json()


def stated(listings: Sequence[Listing]) -> Mapping[str, list[str]]:
    """The values of every facet, each as often as it is stated: common ones are asked for more."""
    values = {facet: [slug for x in listings for slug in read(x)] for facet, read in OF_THE_PERSON.items()}
    for facet, read_offer in OF_THE_OFFER.items():
        values[facet] = [slug for x in listings for offer in x.offers for slug in read_offer(offer)]
    return {facet: slugs for facet, slugs in values.items() if slugs}


def address(asked: Criteria) -> list[tuple[str, str]]:
    """Criteria as somebody who has read the contract writes them."""
    pairs = [(facet, slug) for facet, slugs in asked.chosen.items() for slug in slugs]
    pairs += [("without", f"{facet}:{slug}") for facet, slug in asked.without]
    if asked.pay is not None:
        pairs.append(("pay", f"{asked.pay // 100}.{asked.pay % 100:02d}"))
    pairs += [("prefer", key if slug is None else f"{key}:{slug}") for key, slug in asked.prefer]
    pairs += [("unstated", key) for key in asked.unstated]
    if asked.reduced_open:
        pairs.append(("reduced_open", "1"))
    single = (
        "language_level",
        "near",
        "within",
        "lat",
        "lon",
        "seen_from",
        "currency",
        "q",
        "sort",
        "page",
        "per_page",
    )
    for key in single:
        value = getattr(asked, key)
        pairs += [] if value is None else [(key, str(value))]
    return pairs


def as_reply(answer: Any) -> Reply:
    """The JSON in the oracle's terms."""
    results = tuple(_result(row["id"], row["match"]) for row in answer["results"])
    counts = {facet: {row["slug"]: row["count"] for row in rows} for facet, rows in answer["facets"].items()}
    relax = {row["drop"]: row["total"] for row in answer["relax"]}
    ways = {(row["way"], row["change"]): row["total"] for row in answer["ways"]}
    return Reply(answer["total"], results, counts, relax, ways, answer["silent"])


def _result(listing_id: str, match: Mapping[str, Any]) -> Result:
    named = (tuple(sorted(match[names])) for names in ("met", "unmet", "not_stated"))
    return Result(listing_id, match["offer"], match["distance_km"], *named)


@pytest.mark.parametrize("seed", range(5))
def test_the_api_finds_what_the_oracle_finds(
    client: FlaskClient, listings: list[Listing], spots: dict[str, Spot], noon: date, seed: int
) -> None:
    random = Random(seed)
    words = [word for listing in listings[:40] for word in spelt_words(listing.name)]
    values, totals = stated(listings), []
    for _ in range(QUESTIONS_EACH):
        asked = criteria(random, values, NAMES, words)
        answer = get(client, "/listings", address(asked))
        case = Case(f"seed {seed} on {noon}", asked, listings)
        # The contract's distances have two decimals.
        assert_same(case, as_reply(answer), reply(listings, asked, spots, noon, "GBP"), close_km=0.0051)
        totals.append(answer["total"])
        for way in answer["ways"]:
            there = get(client, "/listings", [*parse_qsl(way["query"]), ("facets", "none")])
            assert there["total"] == way["total"], case.told()
    assert sum(total > 0 for total in totals) > QUESTIONS_EACH // 3
