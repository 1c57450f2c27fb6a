"""What crawlers are told: whom they may take up, what they are asked to leave, and that who is gone is gone at once."""

from collections.abc import Callable
from urllib.robotparser import RobotFileParser
from uuid import UUID
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.listings import findable
from app.plumbing.database import Database
from app.practitioners.models import Record
from tests.records import EVERYBODY, NOW, identity, practitioner, save
from tests.visit import Visit

_IN = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def xml(visit: Visit, path: str) -> ElementTree.Element:
    answer = visit.path(path).response
    assert answer.mimetype == "application/xml"
    return ElementTree.fromstring(answer.get_data())


def told(visit: Visit) -> dict[str, str]:
    """Every listing the sitemap names, and when it last changed, by the way a crawler goes."""
    found = {}
    base = visit.app.config["BASE_URL"]
    for place in xml(visit, "/sitemap.xml").iter(f"{_IN}loc"):
        for one in xml(visit, (place.text or "").removeprefix(base)):
            found[one.findtext(f"{_IN}loc", "").removeprefix(base)] = one.findtext(f"{_IN}lastmod", "")
    return found


def change(app: Flask, record: UUID, **values: str) -> None:
    with app.extensions["attune.database"].writing() as session:
        for name, value in values.items():
            setattr(session.get_one(Record, record), name, value)


def test_who_is_public_is_told_of_with_the_day_of_the_last_change(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada", found_elsewhere=True))
    assert told(Visit(app)) == {"/listings/ada": NOW.isoformat(timespec="seconds")}


def test_nobody_is_told_of_where_nobody_is(app: Flask) -> None:
    assert told(Visit(app)) == {}


@pytest.mark.parametrize("status", ["paused", "removed", "draft"])
def test_who_is_not_public_any_more_is_gone_at_once(app: Flask, database: Database, status: str) -> None:
    [ada] = save(database, practitioner(slug="ada", found_elsewhere=True))
    visit = Visit(app)
    assert told(visit)
    change(app, ada, status=status)
    assert told(visit) == {}


def test_who_is_deleted_is_gone_at_once(app: Flask, database: Database) -> None:
    [ada] = save(database, practitioner(slug="ada", found_elsewhere=True))
    with app.extensions["attune.database"].writing() as session:
        session.delete(session.get_one(Record, ada))
    assert told(Visit(app)) == {}


@pytest.mark.parametrize(("audiences", "is_told_of"), [(("site",), False), (("site", "api"), False), (EVERYBODY, True)])
def test_what_was_given_to_this_site_alone_is_found_nowhere_else(
    app: Flask, database: Database, audiences: tuple[str, ...], is_told_of: bool
) -> None:
    save(
        database,
        practitioner(slug="ada", found_elsewhere=True, identity_facts=[identity("identity", "black", *audiences)]),
    )
    visit = Visit(app)
    header = visit("finder.listing", slug="ada").response.headers["X-Robots-Tag"]
    assert ("/listings/ada" in told(visit), "noindex" not in header) == (is_told_of, is_told_of)


def test_who_did_not_agree_is_found_here_alone(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada"))
    visit = Visit(app)
    assert visit("finder.listing", slug="ada").response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert told(visit) == {}


def test_nobody_finds_elsewhere_who_does_not_exist(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada", found_elsewhere=True, fictional=True))
    visit = Visit(app)
    assert visit("finder.listing", slug="ada").response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert told(visit) == {}


def test_a_page_may_be_found_but_not_kept_nor_fed_to_models(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada", found_elsewhere=True))
    assert Visit(app)("finder.listing", slug="ada").response.headers["X-Robots-Tag"] == "noai, noarchive"


def test_a_page_that_carries_a_search_is_one_readers(app: Flask, database: Database) -> None:
    save(database, practitioner(slug="ada", found_elsewhere=True))
    page = Visit(app).path("/listings/ada?anything=1")
    assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_pages_part_the_listings_and_lose_none(app: Flask, database: Database) -> None:
    save(database, *(practitioner(f"Ada {number}", slug=f"ada-{number}", found_elsewhere=True) for number in range(7)))
    with database.reading() as session:
        parts = [[one.slug for one in findable.page(session, number, 3)] for number in range(1, 5)]
        assert findable.pages(session, 3) == 3
    assert [len(part) for part in parts] == [3, 3, 1, 0]
    assert {slug for part in parts for slug in part} == {f"ada-{number}" for number in range(7)}


def test_a_page_is_read_in_batches_and_loses_none(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "_BATCH", 2)
    save(database, *(practitioner(f"Ada {number}", slug=f"ada-{number}", found_elsewhere=True) for number in range(7)))
    with database.reading() as session:
        assert len({one.slug for one in findable.page(session, 1, 5)}) == 5
        assert len({one.slug for one in findable.page(session, 2, 5)}) == 2


@pytest.mark.parametrize("path", ["/sitemaps/0", "/sitemaps/2", "/sitemaps/99999999999999999999"])
def test_there_is_no_page_beyond_the_last(visit: Visit, path: str) -> None:
    visit.path(path, expect=404)


@pytest.fixture
def may_read(visit: Visit) -> Callable[[str, str], bool]:
    """Whether robots.txt lets this agent read this path, as the standard library understands it."""
    robots = RobotFileParser()
    robots.parse(visit.path("/robots.txt").body.replace("/$", "/robots-would-match-the-end").splitlines())
    return robots.can_fetch


@pytest.mark.parametrize("path", ["/listings/ada", "/about/privacy", "/safety", "/urgent-help", "/sitemaps/1"])
def test_listings_and_pages_for_everybody_may_be_read(may_read: Callable[[str, str], bool], path: str) -> None:
    assert may_read("Anybot", path)
    assert not may_read("GPTBot", path)


@pytest.mark.parametrize("path", ["/find?language=pa", "/r/word", "/api/v1/listings", "/account/sign-in", "/steward"])
def test_searches_and_work_are_left_alone(may_read: Callable[[str, str], bool], path: str) -> None:
    assert not may_read("Anybot", path)


def test_the_sitemap_is_named_where_it_is_looked_for(visit: Visit) -> None:
    assert f"Sitemap: {visit.app.config['BASE_URL']}/sitemap.xml" in visit.path("/robots.txt").body.splitlines()
