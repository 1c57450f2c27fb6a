"""The photo on the public pages: on the listing, its card and in the interface, and gone when it is taken away.

It can be taken for nothing but a picture, holds nothing but pixels, and is gone at once (UPL-03, UPL-04, UPL-05).
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.files import Files
from app.plumbing.pictures import redraw
from app.practitioners.models import Record
from app.practitioners.photos.actions import accept_photo, propose_photo, remove_photo
from tests.pictures import CANARY, PLACE_WORDS, chunks, decoded, telling
from tests.records import practitioner, save
from tests.visit import Visit

SIZES = {"large": 320, "small": 192}


class Shown:
    """Ada, whose photo is public, and the pages on which it is."""

    def __init__(self, app: Flask, alt: str | None = "Ada by a window") -> None:
        self.visit = Visit(app)
        self.database: Database = app.extensions["attune.database"]
        self.stored: Files = app.extensions["attune.files"]
        [self.id] = save(self.database, practitioner("Ada Example", slug="ada"))
        self.photo = self.propose(alt)
        with self.database.writing() as session:
            accept_photo(session, self.photo, clock.now())

    def propose(self, alt: str | None = None) -> UUID:
        picture = redraw(telling("JPEG"))
        with self.database.writing() as session:
            return propose_photo(session, self.stored, self.id, picture, alt, clock.now())

    def change(self, **values: str) -> None:
        with self.database.writing() as session:
            for name, value in values.items():
                setattr(session.get_one(Record, self.id), name, value)

    def get(self, size: str = "large", photo: UUID | None = None, **headers: str) -> TestResponse:
        return self.visit.client.get(f"/photos/{photo or self.photo}/{size}", headers=headers)

    def pictures(self, endpoint: str = "finder.listing", **values: Any) -> list[dict[str, str]]:
        page = self.visit(endpoint, **values)
        return [dict(image.attrib) for image in page.every("img")]


@pytest.fixture
def shown(app: Flask) -> Shown:
    return Shown(app)


@pytest.mark.parametrize("size", SIZES)
def test_a_public_photo_is_served_as_pixels_alone(shown: Shown, size: str) -> None:
    answer = shown.get(size)
    body = answer.get_data()
    assert (answer.status_code, decoded(body).size) == (200, (SIZES[size],) * 2)
    assert [kind for kind, _content in chunks(body)] == [b"VP8 "]
    assert CANARY not in body and PLACE_WORDS not in body


def test_it_can_be_taken_for_nothing_but_a_picture(shown: Shown) -> None:
    headers = shown.get().headers
    assert headers["Content-Type"] == "image/webp"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == "inline; filename=photo.webp"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert headers["X-Robots-Tag"] == "noindex, noarchive"


def test_no_cache_keeps_it(shown: Shown) -> None:
    assert shown.get().headers["Cache-Control"] == "no-store"
    assert shown.get(photo=uuid4()).headers["Cache-Control"] == "no-store"


def test_another_site_may_show_it_from_here(shown: Shown) -> None:
    assert shown.get().headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["medium", "large.webp", "", "..%2f..%2fdevelopment-secret", "large/..", "%00"])
def test_there_are_two_sizes_and_no_paths(shown: Shown, path: str) -> None:
    assert shown.get(path).status_code == 404


def _removed(shown: Shown) -> None:
    with shown.database.writing() as session:
        remove_photo(session, shown.id, shown.photo, clock.now())


def _deleted(shown: Shown) -> None:
    with shown.database.writing() as session:
        session.delete(session.get_one(Record, shown.id))


def _replaced(shown: Shown) -> None:
    newer = shown.propose()
    with shown.database.writing() as session:
        accept_photo(session, newer, clock.now())


@pytest.mark.parametrize(
    "act",
    [
        _removed,
        _deleted,
        _replaced,
        lambda shown: shown.change(status="paused"),
        lambda shown: shown.change(status="removed"),
        lambda shown: shown.change(status="in_review"),
    ],
    ids=["removed", "deleted", "replaced", "paused", "unlisted", "in-review"],
)
def test_what_is_taken_away_is_gone_at_once(shown: Shown, act: Callable[[Shown], None]) -> None:
    assert shown.get().status_code == 200
    act(shown)
    assert shown.get().status_code == 404
    assert shown.get("small", **{"If-None-Match": "*"}).status_code == 404


def test_a_paused_listing_returns_with_its_photo(shown: Shown) -> None:
    shown.change(status="paused")
    shown.change(status="published")
    assert shown.get().status_code == 200


def test_a_proposed_photo_has_no_address(shown: Shown) -> None:
    assert shown.get(photo=shown.propose()).status_code == 404


def test_a_file_that_is_lost_is_not_found(shown: Shown) -> None:
    for path in (shown.stored.folder / "photo").iterdir():
        path.unlink()
    assert shown.get().status_code == 404


def test_the_photo_is_on_its_page_with_what_it_shows(shown: Shown) -> None:
    [image] = shown.pictures(slug="ada")
    assert image["alt"] == "Ada by a window"
    assert [image["src"], image["srcset"]] == [f"/photos/{shown.photo}/small", f"/photos/{shown.photo}/large 2x"]


def test_the_photo_is_on_the_card(shown: Shown) -> None:
    [image] = shown.pictures("finder.find")
    assert (image["src"], image["alt"]) == (f"/photos/{shown.photo}/small", "Ada by a window")


def test_without_a_description_the_page_says_whose_it_is_and_the_card_nothing_twice(app: Flask) -> None:
    shown = Shown(app, alt=None)
    assert shown.pictures(slug="ada")[0]["alt"] == "Photo of Ada Example"
    assert shown.pictures("finder.find")[0]["alt"] == ""


def test_without_a_photo_the_shape_is_drawn(shown: Shown) -> None:
    _removed(shown)
    page = shown.visit("finder.listing", slug="ada")
    assert not page.every("img")
    assert next(iter(page.every("span", class_="portrait")[0])).tag.endswith("svg")


def test_the_photo_is_on_the_list_of_kept_people(shown: Shown) -> None:
    page = shown.visit.client.post("/shortlist", data={"kept": str(shown.id)}).get_data(as_text=True)
    assert f"/photos/{shown.photo}/small" in page


def test_the_interface_says_where_it_is(shown: Shown) -> None:
    listing = shown.visit.client.get(f"/api/v1/listings/{shown.id}").get_json()
    address = f"{shown.visit.app.config['BASE_URL']}/photos/{shown.photo}/large"
    assert listing["photo"] == {"url": address, "alt": "Ada by a window"}
    _removed(shown)
    assert shown.visit.client.get(f"/api/v1/listings/{shown.id}").get_json()["photo"] is None


@pytest.mark.parametrize("path", ["/find", "/listings/ada", "/api/v1/listings"])
def test_a_photo_costs_a_page_no_statement(shown: Shown, path: str) -> None:
    asked: list[str] = []
    event.listen(
        shown.database.engine, "before_cursor_execute", lambda _c, _u, statement, *_rest: asked.append(statement)
    )
    for _ in range(2):
        asked.clear()
        shown.visit.client.get(path)
    # Beside it, at most, the look whether anything has changed.
    assert len([statement for statement in asked if "published_listing" in statement]) == 1
    assert not [statement for statement in asked if re.search(r"\bphoto\b", statement)]
