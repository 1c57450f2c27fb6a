"""Every service is what HSDS 3.1 says a service is, over the whole demonstration directory."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.api.hsds.locations import At
from app.api.hsds.profile import LINK_TYPES
from app.listings.listing import Place
from tests.api.hsds.reading import everything, faults, get, one_database
from tests.conftest import DEMO_LISTINGS
from tests.visit import Visit


def things(node: Any, path: str = "service") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a document with the name of the member it stands in."""
    if isinstance(node, dict):
        yield path, node
        for name, value in node.items():
            yield from things(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from things(value, path)


@pytest.fixture
def services(directory_app: Flask) -> list[dict[str, Any]]:
    return everything(Visit(directory_app), "/services", "full=true")


@one_database
@pytest.mark.parametrize("kind", ["full=true", "", "minimal=true"])
def test_every_service_keeps_to_the_schema(visit: Visit, kind: str) -> None:
    services = everything(visit, "/services", kind)
    assert (len(services), faults("service", services)) == (DEMO_LISTINGS, [])


@one_database
def test_attributes_hang_on_what_they_stand_in_and_say_what_the_profile_lists(services: list[dict[str, Any]]) -> None:
    entities = {"service": "service", "contacts": "contact", "languages": "language", "location": "location"}
    entities |= {"cost_options": "cost_option", "capacities": "service_capacity", "schedules": "schedule"}
    met = set()
    for service in services:
        for name, thing in things(service):
            for attribute in thing.get("attributes", ()):
                met.add(attribute["link_type"])
                assert (attribute["link_id"], attribute["link_entity"]) == (thing["id"], entities[name])
                assert attribute["link_entity"] in LINK_TYPES[attribute["link_type"]][0]
    assert len(met) > 20


@one_database
def test_no_two_things_of_a_service_share_an_id(services: list[dict[str, Any]]) -> None:
    shared = {"taxonomy_term", "unit"}
    for service in services:
        ids = [(name, thing["id"]) for name, thing in things(service) if name not in shared]
        assert len(set(ids)) == len(ids)


@one_database
def test_only_what_was_found_in_a_register_is_an_accreditation(services: list[dict[str, Any]]) -> None:
    for service in services:
        holders = service.get("contacts") or [service]
        rows = [row for holder in holders for row in holder.get("attributes", ())]
        said = service.get("accreditations", "")
        assert all(row["value"] in said for row in rows if row["link_type"] == "register")
        assert not any(row["value"].split(" ")[-1] in said for row in rows if row["link_type"].startswith("register_"))


def test_a_location_keeps_its_id_for_good() -> None:
    at = At(str(UUID(int=1)), Place("Leeds", "England", "GB", 53.8, -1.55, "town"), ())
    # Written down: another id would make another place of it wherever the directory was read before.
    assert at.location_id == "d4870624-f675-5ffa-9f0d-7d0f562e2a96"
    assert replace(at, place=None).id == "2f0c67f1-ac8d-5174-9d02-b6d9f69ac2fe"


def test_one_service_is_the_full_one_of_the_list(visit: Visit) -> None:
    row = get(visit, "/services?full=true")["contents"][0]
    assert get(visit, f"/services/{row['id']}") == row


@pytest.mark.parametrize("listing", [uuid4(), "nobody"])
def test_who_never_was_there_is_not_found(visit: Visit, listing: object) -> None:
    assert visit.client.get(f"/hsds/v3/services/{listing}").status_code == 404


def test_amounts_are_what_the_listing_says(visit: Visit) -> None:
    for service in get(visit, "/services?full=true&per_page=50")["contents"]:
        listing = visit.client.get(f"/api/v1/listings/{service['id']}").get_json()
        fees = [offer["fees"] for offer in listing["offers"] if offer["fees"]["currency"] == "GBP"]
        minor = [fee[key] for fee in fees for key in ("standard", "reduced_from") if fee[key] is not None]
        shown = [round(row["amount"] * 100) for row in service.get("cost_options", ()) if row.get("currency") == "GBP"]
        assert shown == minor


def test_the_beginning_says_which_version_it_is(visit: Visit) -> None:
    found = get(visit, "/")
    assert found["version"] == "3.1"
    base = visit.app.config["BASE_URL"]
    for name in ("openapi_url", "profile"):
        assert found[name].startswith(base)
        assert visit.path(found[name].removeprefix(base)).response.get_json()
