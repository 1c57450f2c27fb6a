"""Organizations, places, taxonomies and terms: each valid over the whole demonstration directory, in both standards."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.places.distance import kilometres
from app.places.gazetteer import Found
from app.places.requests import place_finder
from tests.api.hsds.reading import everything, faults, get, one_database
from tests.api.hsds.test_pages import look_again, saved
from tests.api.hsds.test_services import things
from tests.conftest import DEMO_LISTINGS
from tests.records import NOBODY, offer, practitioner, premises, save
from tests.visit import Visit

LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
BASES = ("/hsds/v3", "/oruk/v3")


@one_database
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", LISTS)
def test_every_document_keeps_to_the_schema(visit: Visit, base: str, name: str) -> None:
    # What only Open Referral UK has is more than HSDS asks for, so one schema judges both.
    query = "full=true" if name in ("services", "organizations", "service_at_locations") else ""
    rows = everything(visit, f"/{name}", query, base)
    assert faults(LISTS[name], rows) == []
    assert len({row["id"] for row in rows}) == len(rows) == get(visit, f"/{name}", base=base)["total_items"]
    assert len(rows) >= (20 if name == "taxonomies" else DEMO_LISTINGS)
    one = get(visit, f"/{name}/{rows[-1]['id']}", base=base)
    assert faults(LISTS[name], [one]) == []
    assert rows[-1].items() <= one.items()


@one_database
@pytest.mark.parametrize("name", ["organizations", "service_at_locations"])
def test_what_a_list_shows_keeps_to_the_schema_too(visit: Visit, name: str) -> None:
    assert faults(LISTS[name], everything(visit, f"/{name}")) == []


@one_database
def test_places_are_those_of_the_services(visit: Visit) -> None:
    services = everything(visit, "/services", "full=true")
    nested = {row["id"]: row["location"] for s in services for row in s.get("service_at_locations", ())}
    assert nested == {row["id"]: row["location"] for row in everything(visit, "/service_at_locations", "full=true")}


@one_database
def test_every_term_an_attribute_has_is_in_its_taxonomy(visit: Visit) -> None:
    terms = {row["id"]: row for row in everything(visit, "/taxonomy_terms")}
    taxonomies = {row["id"] for row in everything(visit, "/taxonomies")}
    used = [t for s in everything(visit, "/services", "full=true") for n, t in things(s) if n == "taxonomy_term"]
    assert used and all(terms[term["id"]] == term for term in used)
    for term in terms.values():
        assert term["taxonomy_id"] in taxonomies
        assert term.get("parent_id") is None or term["parent_id"] in terms


@one_database
def test_terms_by_taxonomy_top_and_parent(visit: Visit) -> None:
    terms = everything(visit, "/taxonomy_terms")
    child = next(term for term in terms if "parent_id" in term)
    asked = f"taxonomy_id={child['taxonomy_id']}"
    of_it = [term for term in terms if term["taxonomy_id"] == child["taxonomy_id"]]
    assert everything(visit, "/taxonomy_terms", asked) == of_it
    top = everything(visit, "/taxonomy_terms", f"{asked}&top_only=true")
    assert top == [term for term in of_it if "parent_id" not in term]
    under = everything(visit, "/taxonomy_terms", f"parent_id={child['parent_id']}")
    assert under == [term for term in terms if term.get("parent_id") == child["parent_id"]]


@one_database
def test_near_a_postcode(visit: Visit) -> None:
    every = everything(visit, "/service_at_locations")
    with visit.app.test_request_context():
        found = place_finder().find("LS6 2AB", "GB")
    assert isinstance(found, Found)

    def metres(row: dict[str, Any]) -> float:
        at = row["location"]
        return kilometres(found.place.lat, found.place.lon, at["latitude"], at["longitude"]) * 1000

    placed = [row for row in every if "latitude" in row["location"]]
    some = int(sorted(map(metres, placed))[7]) + 1
    near = everything(visit, "/service_at_locations", f"postcode=LS6+2AB&proximity={some}")
    assert near == [row for row in placed if metres(row) <= some]
    without = everything(visit, "/service_at_locations", "postcode=LS6+2AB")
    online = [row for row in without if row["location"]["location_type"] == "virtual"]
    assert online
    for row in online[:5]:
        areas = get(visit, f"/service_at_locations/{row['id']}")["service_areas"]
        assert {area["extent"] for area in areas} & {"GB", "GB-ENG"}


@one_database
@pytest.mark.parametrize(
    "query", ["postcode=", "postcode=nowhere+at+all", "proximity=10", "postcode=LS6+2AB&proximity=-1", "minimal=true"]
)
def test_what_cannot_be_taken_of_a_place_is_said(visit: Visit, query: str) -> None:
    assert get(visit, f"/service_at_locations?{query}", 400)["key"] in query


@one_database
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("id", [NOBODY, "nothing", "%00"])
def test_what_never_was_there_is_not_found(visit: Visit, name: str, id: str) -> None:
    assert visit.client.get(f"/hsds/v3/{name}/{id}").status_code in (404, 400 if id == "%00" else 404)


def test_who_is_withdrawn_is_gone_from_every_list(app: Flask, changing: Any) -> None:
    there = premises(53.8, -1.5, locality="Leeds")
    [ada] = save(
        changing, practitioner("Ada", premises=[there], offers=[offer(format="in-person", premises_id=there.id)])
    )
    look_again(app)
    visit = Visit(app)
    [organization] = get(visit, "/organizations?full=true")["contents"]
    [place] = get(visit, "/service_at_locations")["contents"]
    assert organization["services"][0]["id"] == place["service_id"] == str(ada)
    saved(changing, (ada, "status", "paused"))
    look_again(app)
    for name, id, status in (("organizations", organization["id"], 410), ("service_at_locations", place["id"], 404)):
        assert get(visit, f"/{name}")["total_items"] == 0
        get(visit, f"/{name}/{id}", status)
    saved(changing, (ada, "status", "published"))
    look_again(app)
    assert get(visit, f"/service_at_locations/{place['id']}")["service_id"] == str(ada)
    assert UUID(organization["id"]).version == UUID(place["location_id"]).version == 5
