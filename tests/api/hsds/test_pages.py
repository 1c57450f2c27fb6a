"""A list is walked page by page while the directory changes: nobody is skipped, nobody comes twice."""

import json
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.api.hsds.known import known
from app.api.hsds.pages import OfNow, Paging, page_of
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.api.hsds.reading import everything, get, one_database
from tests.conftest import DEMO_LISTINGS
from tests.records import NOBODY, language, offer, practitioner, save
from tests.visit import Visit

MEMBERS = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
IDS = st.sets(st.integers(100, 199).map(str))


@given(IDS, st.lists(st.tuples(IDS, IDS), max_size=30), st.integers(1, 7))
def test_who_stays_is_met_once_whatever_comes_and_goes(there: set[str], changes: list[Any], size: int) -> None:
    stayed, there, met, after, page = set(there), set(there), list[str](), None, 1
    for come, go in [*changes, *[(set(), set())] * 200]:
        found = page_of(OfNow(sorted(there)), Paging(page, size, after), lambda some: [{"id": id} for id in some])
        shown = [row["id"] for row in found["contents"]]
        assert set(shown) <= there
        assert found["last_page"] == (found["page_number"] == found["total_pages"]) == ("after" not in found)
        assert found["size"] == len(shown) == (size if not found["last_page"] else found["size"])
        met += shown
        if found["last_page"]:
            break
        page, after = page + 1, found["after"]
        there = (there | come) - go
        stayed &= there
    assert len(set(met)) == len(met)
    assert stayed <= set(met)


@given(IDS, IDS, st.integers(1, 9))
def test_a_page_is_full_though_some_have_just_gone(ids: set[str], gone: set[str], size: int) -> None:
    found = page_of(OfNow(sorted(ids)), Paging(1, size), lambda some: [{"id": id} for id in some if id not in gone])
    assert [row["id"] for row in found["contents"]] == sorted(ids - gone)[:size]


@given(st.integers(0, 40), st.integers(1, 9), st.integers(1, 50))
def test_a_page_says_what_it_is(total: int, size: int, page: int) -> None:
    ids = [f"{number:03}" for number in range(total)]
    found = page_of(OfNow(ids), Paging(page, size), lambda some: [{"id": id} for id in some])
    pages = max(1, -(-total // size))
    assert found.keys() - {"after"} == MEMBERS
    assert (found["total_items"], found["total_pages"], found["page_number"]) == (total, pages, page)
    assert (found["first_page"], found["last_page"]) == (page == 1, page >= pages)
    assert found["empty"] == (found["size"] == 0) == (page > pages or total == 0)


def saved(database: Database, *changes: tuple[UUID, str, Any]) -> None:
    with database.writing() as session:
        for id, name, value in changes:
            setattr(session.get_one(Record, id), name, value)


def look_again(app: Flask) -> None:
    """The directory as it is now, not as it was a moment ago."""
    with app.extensions["attune.database"].reading() as session:
        app.extensions["attune.live"].current(session, at_once=True)


@pytest.mark.parametrize("query", ["", "search=example"])
def test_a_walk_through_a_changing_directory(app: Flask, changing: Database, query: str) -> None:
    chance, visit = Random(query), Visit(app)
    for size in (1, 2, 3, 5):
        there = set(save(changing, *(practitioner(f"Example {number}") for number in range(12))))
        stayed, met, shown, withdrawn = set(there), list[str](), set[str](), set[UUID]()
        look_again(app)
        path = f"/services?per_page={size}&{query}"
        while path:
            page = get(visit, path)
            ids = [row["id"] for row in page["contents"]]
            assert not withdrawn & {UUID(id) for id in ids}
            met += ids
            shown.update(ids)
            path = page.get("next", "").removeprefix(f"{app.config['BASE_URL']}/hsds/v3")
            one, other = chance.sample(sorted(stayed - withdrawn), 2)
            match chance.randrange(3):
                case 0:
                    saved(changing, (one, "status", "paused"))
                    withdrawn.add(one)
                case 1:
                    save(changing, practitioner("Example, new"))
                case 2:
                    saved(changing, (other, "headline", f"Edited, an example of {size}"))
            if chance.random() < 0.5:
                look_again(app)
        assert len(shown) == len(met)
        assert {str(id) for id in stayed - withdrawn} <= shown
        saved(changing, *((id, "status", "paused") for id in there - withdrawn))


def test_what_changed_since_includes_what_went(app: Flask, changing: Database) -> None:
    visit = Visit(app)
    ada, ben, _cay = save(changing, practitioner("Ada"), practitioner("Ben"), practitioner("Cay"))
    look_again(app)
    since = max(row["last_modified"] for row in get(visit, "/services")["contents"]).replace("+", "%2B")
    save(changing, practitioner("Dot"))
    saved(changing, (ada, "headline", "Anew"), (ben, "status", "paused"))
    look_again(app)
    rows = {row["name"]: row for row in get(visit, f"/services?modified_after={since}")["contents"]}
    # Those of that very moment come again: on or after it.
    assert set(rows) == {"Ada", "Removed", "Dot", "Cay"}
    assert (rows["Removed"]["id"], rows["Removed"]["status"]) == (str(ben), "defunct")
    assert "Removed" not in {row["name"] for row in get(visit, "/services")["contents"]}
    assert get(visit, f"/services/{ben}", 410)


def test_what_is_written_again_as_it_was_has_not_changed(app: Flask, changing: Database) -> None:
    visit, [ada] = Visit(app), save(changing, practitioner("Ada", offers=[offer()], facts=[language("pa")]))
    before = get(visit, f"/services/{ada}")["last_modified"]
    saved(changing, (ada, "name", "Ada"))
    assert get(visit, f"/services/{ada}")["last_modified"] == before


def test_nothing_is_one_empty_page(app: Flask) -> None:
    found = get(Visit(app), "/services?per_page=5")
    assert (found["total_items"], found["total_pages"], found["empty"], found["last_page"]) == (0, 1, True, True)


@one_database
def test_the_official_checks_of_paging(visit: Visit) -> None:
    last = get(visit, "/services?per_page=5")["total_pages"]
    for number in (1, 2, last // 2, last - 1, last):
        page = get(visit, f"/services?per_page=5&page={number}")
        assert (page["first_page"], page["last_page"], page["empty"]) == (number == 1, number == last, False)
        assert page["size"] == len(page["contents"]) == (5 if number < last else page["total_items"] - 5 * (last - 1))


@one_database
def test_lines_are_everybody_at_once(visit: Visit) -> None:
    lines = visit.client.get("/hsds/v3/services?format=ndjson").get_data(as_text=True).splitlines()
    assert [json.loads(line) for line in lines] == everything(visit, "/services")
    assert len(lines) == DEMO_LISTINGS


@one_database
@pytest.mark.parametrize("kind", ["json", "data"])
def test_a_list_may_be_asked_for_in_a_body(visit: Visit, kind: str) -> None:
    asked: dict[str, Any] = {"search": "grief", "per_page": 3, "minimal": True if kind == "json" else "true"}
    page, rows = 1, []
    while True:
        found = visit.client.post("/hsds/v3/services", **{kind: asked | {"page": page}})
        assert (found.status_code, found.headers["Cache-Control"]) == (200, "no-store")
        rows += found.get_json()["contents"]
        if found.get_json()["last_page"]:
            break
        page, asked["after"] = page + 1, found.get_json()["after"]
    assert rows and rows == everything(visit, "/services", "search=grief&minimal=true")


@one_database
@pytest.mark.parametrize(
    "body",
    ["[]", "nothing", '{"search": ["a"]}', '{"page": 1.5}', '{"nothing": 1}', "null", "[" * 100_000, '{"a":' * 50_000],
    ids=lambda body: body[:12],
)
def test_a_body_that_cannot_be_taken_is_said(visit: Visit, body: str) -> None:
    response = visit.client.post("/hsds/v3/services", data=body, content_type="application/json")
    assert (response.status_code, response.get_json()["detail"][-1]) == (400, ".")


@one_database
@pytest.mark.parametrize("kind", ["text/plain", "application/xml", ""])
@pytest.mark.parametrize("path", ["/hsds/v3/services", "/oruk/v3/services"])
def test_a_body_of_another_kind_is_not_overheard(visit: Visit, path: str, kind: str) -> None:
    response = visit.client.post(path, data=b"search=nobodyatall", content_type=kind)
    assert (response.status_code, response.mimetype) == (415, "application/problem+json")


@one_database
def test_what_stands_in_the_address_of_a_body_counts_too(visit: Visit) -> None:
    last = visit.client.post("/hsds/v3/services?page=13", json={"minimal": True})
    assert (last.get_json()["page_number"], last.get_json()["last_page"]) == (13, True)
    twice = visit.client.post("/hsds/v3/services?page=1", json={"page": 2})
    assert (twice.status_code, twice.get_json()["key"]) == (400, "page")


@one_database
def test_whoever_has_a_page_already_is_told_so(visit: Visit) -> None:
    first = visit.client.get("/hsds/v3/services")
    again = visit.client.get("/hsds/v3/services", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")


@one_database
@pytest.mark.parametrize(
    "query",
    [
        *("page=0", "page=-1", "page=NaN", "page=1e3", "page=%D9%A1", "page=99999999999999999999", "page=", "page=2.0"),
        *("per_page=0", "per_page=51", "per_page=1000000000", "per_page=x", "format=xml", "full=2", "minimal=yes"),
        *("modified_after=yesterday", "modified_after=2026-05-04", "modified_after=2026-05-04T09:00:00"),
        *("modified_after=0001-01-01T00:00:00%2B14:00", "modified_after=2026-13-01T00:00:00Z", "search=", "search=%21"),
        *(f"search={'a' * 201}", "taxonomy_term_id=1", "taxonomy_id=x", "organization_id=%00x", "after=1"),
        *(f"after=1.2.{NOBODY}", f"after=-1.{NOBODY}", f"after={'9' * 19}.{NOBODY}", "after=1.x"),
        *(f"after={NOBODY}", f"after={NOBODY}&page=1", "anything=1", "page=1&page=2", "minimal=true&full=true"),
        "page=1&format=ndjson",
    ],
)
def test_what_cannot_be_taken_is_said_in_one_sentence(visit: Visit, query: str) -> None:
    response = visit.client.get(f"/hsds/v3/services?{query}")
    assert response.status_code == 400
    body = response.get_json()
    assert f"{body.get('key')}=" in f"{query}&minimal=" or "%00" in query
    assert body["detail"].endswith(".") and len(body["detail"]) < 160


def test_places_that_a_session_did_not_see_yet_come_with_the_next(app: Flask, changing: Database) -> None:
    live = app.extensions["attune.live"]

    def places(session: Session) -> set[str]:
        return {spot.listing for spot in known(session, live.current(session)).spots}

    save(changing, practitioner(offers=[offer()]))
    with app.app_context(), changing.reading() as early:
        [first] = places(early)
        [later] = save(changing, practitioner("Bob Other", offers=[offer()]))
        look_again(app)
        assert places(early) == {first}
        with changing.reading() as now:
            assert places(now) == {first, str(later)}
