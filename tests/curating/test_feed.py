"""The Atom feed of a list: valid, its own, asked for again at no cost, and found from the page."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree as ET

import time_machine

from app.practitioners.models import Record
from tests.curating.conftest import Harbour

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
A = "{http://www.w3.org/2005/Atom}"


def feed(harbour: Harbour, one: UUID) -> ET.Element:
    return ET.fromstring(harbour.visit.path(f"/collections/{one}/feed.atom").response.data)


def titles(root: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")]


def test_it_is_valid_and_the_newest_come_first(harbour: Harbour) -> None:
    """What RFC 4287 asks of a feed and of each of its entries."""
    with time_machine.travel(START, tick=False) as moment:
        one = harbour.make_list("<People> & “us”")
        for id in harbour.ids:
            moment.shift(timedelta(minutes=1))
            harbour.put(one, id)
        root = feed(harbour, one)
    base = harbour.app.config["BASE_URL"]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}
    assert root.tag == f"{A}feed"
    assert links == {"self": f"{base}/collections/{one}/feed.atom", "alternate": f"{base}/collections/{one}"}
    assert (root.findtext(f"{A}title"), root.findtext(f"{A}author/{A}name")) == (
        "<People> & “us”",
        "Harbour Collective",
    )
    assert titles(root) == ["Cy Example", "Bo Example", "Ada Example"]
    assert root.findtext(f"{A}updated") == "2026-11-28T09:03:00Z"
    ids = [element.text or "" for element in root.iter(f"{A}id")]
    assert len(set(ids)) == len(ids) == 4
    assert all(UUID(id.removeprefix("urn:uuid:")) for id in ids)
    for entry in root.iter(f"{A}entry"):
        assert datetime.fromisoformat(entry.findtext(f"{A}updated") or "") <= START + timedelta(minutes=3)
        assert (entry.find(f"{A}link").get("href") or "").startswith(f"{base}/listings/")  # type: ignore[union-attr]


def test_asked_again_it_says_that_nothing_has_changed(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, harbour.ids[0])
    path = f"/collections/{one}/feed.atom"
    first = harbour.visit.path(path).response
    again = harbour.visit.path(path, headers={"If-None-Match": first.headers["ETag"]}, expect=304)
    harbour.put(one, harbour.ids[1])
    later = harbour.visit.path(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.body, first.mimetype) == ("", "application/atom+xml")
    assert titles(ET.fromstring(later.response.data)) != titles(ET.fromstring(first.data))


def test_it_names_nobody_who_is_not_listed_any_more(harbour: Harbour) -> None:
    one = harbour.make_list()
    harbour.put(one, *harbour.ids[:2])
    with harbour.database.writing() as session:
        session.get_one(Record, harbour.ids[0]).status = "paused"
    assert titles(feed(harbour, one)) == ["Bo Example"]


def test_the_page_leads_programs_to_it(harbour: Harbour) -> None:
    one = harbour.make_list()
    [link] = harbour.visit.path(f"/collections/{one}").every("link", rel="alternate")
    assert (link.get("type"), link.get("href")) == ("application/atom+xml", f"/collections/{one}/feed.atom")
    assert "Set-Cookie" not in harbour.visit.path(f"/collections/{one}/feed.atom").response.headers
