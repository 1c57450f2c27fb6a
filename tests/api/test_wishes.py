"""Wishes, what is not stated, orders and ways out, as the API has them."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.api.test_listings import get
from tests.visit import Visit


def search(visit: Visit, query: str) -> Any:
    return get(visit, f"/listings?per_page=50&{query}")


def test_criteria_say_back_what_was_asked(visit: Visit) -> None:
    query = "language=pa&prefer=times:evening&pay=30&prefer=pay&unstated=language&language_level=any&reduced_open=1"
    assert search(visit, f"{query}&sort=cost")["criteria"] == {
        "language": ["pa"],
        "prefer": ["times:evening", "pay"],
        "unstated": ["language"],
        "language_level": "any",
        "pay": "30",
        "reduced_open": "1",
        "sort": "cost",
        "per_page": "50",
    }


def test_every_wish_is_met_unmet_or_not_stated(visit: Visit) -> None:
    wishes = {"times:evening", "language:pa", "access:step-free", "pay:40"}
    found = search(visit, "prefer=times:evening&prefer=language:pa&prefer=access:step-free&pay=40&prefer=pay")
    for row in found["results"]:
        match = row["match"]
        said = [*match["met"], *match["unmet"], *match["not_stated"]]
        assert sorted(said) == sorted(wishes)


def test_more_wishes_met_come_first(visit: Visit) -> None:
    found = search(visit, "prefer=times:evening&prefer=format:video&prefer=gender:woman&facets=none")
    met = [len(row["match"]["met"]) for row in found["results"]]
    assert met == sorted(met, reverse=True)
    assert met[0] == 3


def test_the_cheapest_comes_first_and_other_currencies_last(visit: Visit) -> None:
    rows = search(visit, "sort=cost&session=individual&facets=none")["results"]
    offers = [next(o for o in row["offers"] if o["id"] == row["match"]["offer"]) for row in rows]
    prices = [least(offer["fees"]) if offer["fees"]["currency"] == "GBP" else float("inf") for offer in offers]
    assert prices == sorted(prices)
    assert prices[0] < prices[-1]


def least(fees: dict[str, Any]) -> float:
    places = fees["reduced_places"]
    amounts = [fees["standard"], None if places and places["open"] == 0 else fees["reduced_from"]]
    return min((amount for amount in amounts if amount is not None), default=float("inf"))


def test_who_can_begin_soonest_comes_first(visit: Visit) -> None:
    rows = search(visit, "sort=soonest&facets=none&seen_from=GB-SCT")["results"]
    order = ["now", "waitlist", "unknown", "closed"]
    waits = [order.index(o["availability"]) for r in rows for o in r["offers"] if o["id"] == r["match"]["offer"]]
    assert waits == sorted(waits)


@pytest.mark.parametrize("facet", ["access=step-free", "times=evening", "payer=bupa", "gender=woman", "language=pa"])
def test_silent_says_how_many_more_do_not_state_it(visit: Visit, facet: str) -> None:
    key = facet.partition("=")[0]
    strict, kept = search(visit, facet), search(visit, f"{facet}&unstated={key}")
    assert strict["silent"][key] == kept["silent"][key] == kept["total"] - strict["total"]


def test_who_does_not_state_it_comes_after_the_others(visit: Visit) -> None:
    strict = search(visit, "language=pa&times=evening&facets=none")["total"]
    rows = search(visit, "language=pa&times=evening&unstated=times&facets=none")["results"]
    assert [row["match"]["not_stated"] for row in rows[:strict]] == [[]] * strict
    assert {tuple(row["match"]["not_stated"]) for row in rows[strict:]} == {("times:evening",)}


def test_a_language_at_any_level(visit: Visit) -> None:
    found = search(visit, "language=es&language_level=any")
    levels = {term["level"] for row in found["results"] for term in row["language"] if term["slug"] == "es"}
    assert levels - {"clinical", "mother-tongue"}
    assert {row["slug"]: row["count"] for row in found["facets"]["language"]}["es"] == found["total"]


def test_a_reduced_place_is_open_and_confirmed(visit: Visit) -> None:
    for row in search(visit, "reduced_open=1&facets=none")["results"]:
        (places,) = [o["fees"]["reduced_places"] for o in row["offers"] if o["id"] == row["match"]["offer"]]
        assert places["open"] > 0
        assert places["confirmed_on"]


def test_a_thin_search_has_ways_that_lead_where_they_say(visit: Visit) -> None:
    found = search(visit, "near=Leeds&format=in-person&language=cy&times=evening")
    assert found["total"] < 5
    assert found["ways"]
    for way in found["ways"]:
        there = visit.client.get("/api/v1/listings", query_string=[*parse_qsl(way["query"]), ("facets", "none")])
        assert there.get_json()["total"] == way["total"], way


def test_where_enough_is_found_there_are_no_ways(visit: Visit) -> None:
    found = search(visit, "format=video&facets=none")
    assert (found["ways"], found["relax"]) == ([], [])


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("prefer=colour:blue", "prefer"),
        ("prefer=language", "prefer"),
        ("prefer=language:klingon-nope", "prefer"),
        ("unstated=q", "unstated"),
        ("language_level=clinical", "language_level"),
        ("reduced_open=yes", "reduced_open"),
        ("sort=dearest", "sort"),
    ],
)
def test_a_bad_value_is_a_problem_that_names_it(visit: Visit, query: str, key: str) -> None:
    assert get(visit, f"/listings?{query}", 400)["key"] == key
