"""Open Referral UK 3.0: the same services, with what only it has and what only it asks for."""

from typing import Any

import pytest

from tests.api.hsds.reading import everything, get, one_database
from tests.api.hsds.test_services import things
from tests.visit import Visit

pytestmark = one_database
BASE = "/oruk/v3"


def test_the_beginning_says_which_version_it_is(visit: Visit) -> None:
    found = get(visit, "/", base=BASE)
    assert found["version"] == "HSDS-UK-3.0"
    assert get(visit, "/profile", base=BASE)["uri"] == found["profile"]
    assert get(visit, "/openapi.json", base=BASE)["servers"][0]["url"] + "/openapi.json" == found["openapi_url"]


def test_the_documents_are_those_of_hsds_and_more(visit: Visit) -> None:
    ours = everything(visit, "/services", "full=true")
    theirs = everything(visit, "/services", "full=true", BASE)
    wider = set()
    for one, other in zip(ours, theirs, strict=True):
        for (name, less), (also, more) in zip(things(one, "services"), things(other, "services"), strict=True):
            assert (name, less | more) == (also, more)
            wider |= {(name, member) for member in more.keys() - less.keys()}
    assert wider == {
        ("services", "fees"),
        ("accessibility", "accessibility"),
        ("service_areas", "service_area"),
        ("taxonomy_term", "term"),
    }


def test_the_official_checks_of_paging(visit: Visit) -> None:
    last = get(visit, "/services?per_page=5", base=BASE)["total_pages"]
    for number in (1, last // 3, last // 2, last):
        page = get(visit, f"/services?per_page=5&page={number}", base=BASE)
        assert (page["first_page"], page["last_page"], page["empty"]) == (number == 1, number == last, False)
        assert page["size"] == len(page["contents"]) == (5 if number < last else page["total_items"] - 5 * (last - 1))


def ages(service: dict[str, Any]) -> set[str]:
    return {row["taxonomy_term"]["code"] for row in service["attributes"] if row["link_type"] == "age_group"}


def test_ages_find_who_sees_some_of_them(visit: Visit) -> None:
    every = everything(visit, "/services", "full=true", BASE)
    for asked, groups in (
        ("minimum_age=65", {"65-79", "80-plus"}),
        ("maximum_age=4", {"0-4"}),
        ("minimum_age=12&maximum_age=14", {"11-13", "14-17"}),
    ):
        found = everything(visit, "/services", f"full=true&{asked}", BASE)
        assert found == [service for service in every if ages(service) & groups]


@pytest.mark.parametrize(
    ("asked", "meets", "misses"),
    [
        ("day=SA", {"saturday"}, {"sunday", "evening"}),
        ("day=MO&start_time=19:00&end_time=20:00", {"evening"}, {"weekday-daytime", "weekend", "late-evening"}),
        ("day=TU&end_time=11:00", {"weekday-morning", "early-morning"}, {"weekday-afternoon", "saturday"}),
        ("start_time=23:30&day=WE", set(), {"late-evening"}),
    ],
)
def test_times_find_who_is_there_then(visit: Visit, asked: str, meets: set[str], misses: set[str]) -> None:
    def said(service: dict[str, Any]) -> list[set[str]]:
        """What is stated of each offer."""
        by_offer: dict[str, set[str]] = {}
        for schedule in service.get("schedules", ()):
            rows = {row["link_type"]: row for row in schedule["attributes"]}
            by_offer.setdefault(rows["offer"]["value"], set()).add(rows["times"]["taxonomy_term"]["code"])
        return list(by_offer.values())

    every = everything(visit, "/services", "full=true", BASE)
    found = {row["id"] for row in everything(visit, "/services", asked, BASE)}
    for service in every:
        if any(times & meets for times in said(service)) and meets <= {"saturday", "weekday-morning", "early-morning"}:
            assert service["id"] in found
        if service["id"] in found:
            assert not all(times <= misses for times in said(service))
    assert found or not meets


@pytest.mark.parametrize("query", ["day=Monday", "start_time=25:00", "end_time=9", "minimum_age=-1", "maximum_age=x"])
def test_what_cannot_be_taken_is_said(visit: Visit, query: str) -> None:
    assert get(visit, f"/services?{query}", 400, BASE)["key"] in query
    assert get(visit, f"/services?{query}", 400)["detail"].startswith("There is no parameter")
