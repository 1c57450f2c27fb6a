"""A list with filters holds exactly those whose document says what was asked for."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.listings.facets import BY_KEY
from tests.api.hsds.reading import everything, get, one_database
from tests.api.hsds.test_services import things
from tests.visit import Visit

pytestmark = one_database


@pytest.fixture
def services(directory_app: Flask) -> list[dict[str, Any]]:
    return everything(Visit(directory_app), "/services", "full=true")


def ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows}


def attributes(service: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for _name, thing in things(service) for row in thing.get("attributes", ())]


def test_a_term_finds_whoever_has_an_attribute_with_it(visit: Visit, services: list[dict[str, Any]]) -> None:
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for service in services:
        for row in attributes(service):
            if "taxonomy_term" in row:
                holders[row["link_type"], row["taxonomy_term_id"]].add(service["id"])
    rarest = {scheme: term for (scheme, term), _of in sorted(holders.items(), key=lambda item: -len(item[1]))}
    # Who vouches for whom, and who is on which list, is no term of the vocabulary.
    assert rarest.keys() >= {*BY_KEY} - {"faith", "pronouns", "collection", "vouched_by"}
    for scheme in rarest.keys() & BY_KEY.keys():
        found = everything(visit, "/services", f"minimal=true&taxonomy_term_id={rarest[scheme]}")
        assert ids(found) == holders[scheme, rarest[scheme]], scheme


@pytest.mark.parametrize("scheme", ["identity", "payer", "language"])
def test_a_taxonomy_finds_whoever_has_any_of_its_terms(
    visit: Visit, services: list[dict[str, Any]], scheme: str
) -> None:
    holding = {s["id"]: [r for r in attributes(s) if r["link_type"] == scheme] for s in services}
    taxonomy = next(rows[0]["taxonomy_term"]["taxonomy_id"] for rows in holding.values() if rows)
    found = everything(visit, "/services", f"minimal=true&taxonomy_id={taxonomy}")
    assert ids(found) == {id for id, rows in holding.items() if rows}


def test_filters_must_all_hold(visit: Visit, services: list[dict[str, Any]]) -> None:
    terms = {r["link_type"]: r for s in services for r in attributes(s) if "taxonomy_term" in r}
    language, format_ = terms["language"], terms["format"]
    asked = f"taxonomy_term_id={language['taxonomy_term_id']}&taxonomy_id={format_['taxonomy_term']['taxonomy_id']}"
    both = [
        s
        for s in services
        if any(r.get("taxonomy_term_id") == language["taxonomy_term_id"] for r in attributes(s))
        and any(r["link_type"] == "format" and r["link_entity"] == "service" for r in attributes(s))
    ]
    assert ids(everything(visit, "/services", asked)) == ids(both)


def test_an_organization_finds_its_service(visit: Visit, services: list[dict[str, Any]]) -> None:
    one = services[17]
    assert ids(everything(visit, "/services", f"organization_id={one['organization_id']}")) == {one["id"]}


def test_words_find_the_name(visit: Visit, services: list[dict[str, Any]]) -> None:
    assert services[3]["id"] in ids(everything(visit, "/services", f"search={services[3]['name'].replace(' ', '+')}"))


@pytest.mark.parametrize("parameter", ["taxonomy_term_id", "taxonomy_id", "organization_id"])
def test_what_is_not_there_finds_nobody(visit: Visit, parameter: str) -> None:
    assert get(visit, f"/services?{parameter}={uuid4()}")["total_items"] == 0


def test_a_term_nobody_is_searched_by_is_refused(visit: Visit, services: list[dict[str, Any]]) -> None:
    term = next(r["taxonomy_term_id"] for s in services for r in attributes(s) if r["link_type"] == "language_level")
    assert get(visit, f"/services?taxonomy_term_id={term}", 400)["key"] == "taxonomy_term_id"
