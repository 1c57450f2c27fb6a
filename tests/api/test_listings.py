"""The API by example: the contract's members, and one clear problem for every bad value."""

import json
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.access.actions import create_key
from app.listings.facets import FACETS
from tests.visit import Visit


def get(visit: Visit, path: str, expect: int = 200, **headers: str) -> Any:
    response = visit.client.get(f"/api/v1{path}", headers=headers)
    assert response.status_code == expect, response.get_data(as_text=True)[:300]
    return response.get_json()


@pytest.fixture(scope="module")
def key(directory_app: Flask) -> str:
    with directory_app.extensions["attune.database"].writing() as session:
        return str(create_key(session, f"tests {uuid4()}"))


def export(visit: Visit, key: str) -> list[dict[str, Any]]:
    response = visit.client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    assert response.status_code == 200
    return [json.loads(line) for line in response.get_data(as_text=True).splitlines()]


def test_everybody_is_there(visit: Visit, key: str) -> None:
    *listings, end = export(visit, key)
    assert end["end"] is True
    assert end["count"] == len(listings) == get(visit, "/listings")["total"]


def test_pages_follow_one_another(visit: Visit) -> None:
    pages = [get(visit, f"/listings?per_page=7&page={page}&facets=none")["results"] for page in (1, 2, 3)]
    whole = get(visit, "/listings?per_page=21&facets=none")["results"]
    assert [row["id"] for page in pages for row in page] == [row["id"] for row in whole]


def test_every_count_is_what_a_click_gives(visit: Visit) -> None:
    found = get(visit, "/listings?near=Leeds&pay=60")
    for facet, rows in found["facets"].items():
        for row in rows[:2]:
            clicked = get(visit, f"/listings?near=Leeds&pay=60&facets=none&{facet}={row['slug']}")
            assert clicked["total"] == row["count"], (facet, row)


def test_counts_leave_out_the_facets_own_choice(visit: Visit) -> None:
    plain = {row["slug"]: row["count"] for row in get(visit, "/listings")["facets"]["format"]}
    chosen = {row["slug"]: row["count"] for row in get(visit, "/listings?format=video")["facets"]["format"]}
    assert plain == chosen


def test_a_chosen_value_with_no_one_is_shown(visit: Visit) -> None:
    rows = get(visit, "/listings?language=haw&language=pa")["facets"]["language"]
    assert [row for row in rows if row["slug"] == "haw"] == [
        {"slug": "haw", "label": "Hawaiian", "count": 0, "chosen": True}
    ]


def test_facets_can_be_left_out(visit: Visit) -> None:
    assert get(visit, "/listings?facets=none")["facets"] == {}


def test_few_results_say_what_to_relax(visit: Visit) -> None:
    found = get(visit, "/listings?language=haw&format=video")
    drops = {row["drop"]: row["total"] for row in found["relax"]}
    assert drops == {"language": get(visit, "/listings?format=video")["total"], "format": 0}


def test_unknown_keys_are_listed(visit: Visit) -> None:
    assert get(visit, "/listings?colour=blue&facets=none")["ignored"] == ["colour"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("page=0", "page"),
        ("page=1.5", "page"),
        ("per_page=51", "per_page"),
        ("per_page=-1", "per_page"),
        ("page=999999999999", "page"),
        ("page=11&per_page=20", "page"),
        ("within=abc", "within"),
        ("within=-5km", "within"),
        ("pay=-1", "pay"),
        ("pay=1e400", "pay"),
        ("pay=NaN", "pay"),
        ("pay=99999999999", "pay"),
        ("language=klingon-nope", "language"),
        ("without=colour:blue", "without"),
        ("without=language", "without"),
        ("near=Xyzzyville", "near"),
        ("near=Newport", "near"),
        ("lat=91&lon=0", "lat"),
        ("lat=53", "lat"),
        ("seen_from=England", "seen_from"),
        ("currency=XYZZ", "currency"),
        ("sort=price", "sort"),
        ("sort=near", "sort"),
        ("facets=all", "facets"),
        ("q=" + "a" * 300, "q"),
    ],
)
def test_a_bad_value_is_a_problem_that_names_it(visit: Visit, query: str, key: str) -> None:
    response = visit.client.get(f"/api/v1/listings?{query}")
    problem = response.get_json()
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert problem["key"] == key
    assert problem["detail"].endswith(".")


def test_an_ambiguous_place_names_its_candidates(visit: Visit) -> None:
    assert len(get(visit, "/listings?near=Newport", 400)["candidates"]) > 1


def test_one_listing(visit: Visit) -> None:
    first = get(visit, "/listings?per_page=1&facets=none")["results"][0]
    del first["match"]
    assert get(visit, f"/listings/{first['id']}") == first


@pytest.mark.parametrize("listing_id", ["0f8fad5b-d9cb-469f-a165-70867728950e", "nonsense", "1", "%00"])
def test_a_listing_that_never_was(visit: Visit, listing_id: str) -> None:
    assert get(visit, f"/listings/{listing_id}", 404)["status"] == 404


def test_every_facet_is_described(visit: Visit) -> None:
    assert list(get(visit, "/facets")["facets"]) == [facet.key for facet in FACETS]


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer attune_0123456789_" + "a" * 43]
)
def test_the_export_needs_a_key(visit: Visit, authorization: str) -> None:
    assert get(visit, "/export.ndjson", 401, Authorization=authorization)["status"] == 401


def test_the_export_is_of_one_audience(visit: Visit, key: str) -> None:
    counts = get(visit, "/listings")["facets"]["gender"]
    *listings, _end = export(visit, key)
    women = [row for row in listings if "woman" in [term["slug"] for term in row["gender"]]]
    assert {row["slug"]: row["count"] for row in counts}["woman"] == len(women)


def test_with_a_key_one_may_look_deeper(visit: Visit, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    assert get(visit, "/listings?page=11&facets=none", **headers)["page"] == 11


def test_any_page_may_read(visit: Visit, key: str) -> None:
    """API-02."""
    anyone = visit.client.get("/api/v1/facets").headers
    keyed = visit.client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"}).headers
    assert anyone["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in keyed


def test_what_has_not_changed_is_not_sent_again(visit: Visit) -> None:
    tag = visit.client.get("/api/v1/facets").headers["ETag"]
    again = visit.client.get("/api/v1/facets", headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")


def test_a_page_elsewhere_can_read_what_was_wrong(visit: Visit) -> None:
    assert visit.client.get("/api/v1/nothing").headers["Access-Control-Allow-Origin"] == "*"
