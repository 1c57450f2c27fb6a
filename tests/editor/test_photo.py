"""The photo of a listing, through the editor: it waits while the old one stays."""

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from tests.editor.conftest import publish, record_of
from tests.editor.test_deciding import decide, seen_by
from tests.signed_in import Person, practitioner


@pytest.fixture
def ada(app: Flask) -> Person:
    return practitioner(app)


def picture(colour: str = "teal") -> tuple[BytesIO, str]:
    content = BytesIO()
    Image.new("RGB", (400, 400), colour).save(content, "PNG")
    content.seek(0)
    return content, "me.png"


def send(person: Person, content: tuple[BytesIO, str], expect: int = 200) -> str:
    person.get("/practitioner/photo")
    return person.post("/practitioner/photo", {"photo": content, "alt": "Me, smiling"}, expect=expect).text


def test_of_a_draft_it_waits_with_the_rest(app: Flask, ready: Person) -> None:
    assert "This one waits for a steward" in send(ready, picture())
    ready.submit(ready.get("/practitioner"), "Send it")
    decide(app, ready, "listing")
    assert seen_by(app, ready).photo.alt == "Me, smiling"  # type: ignore[attr-defined]


def test_on_a_public_listing_it_waits_until_it_is_accepted(app: Flask, ready: Person) -> None:
    publish(app, ready)
    send(ready, picture())
    assert seen_by(app, ready).photo is None  # type: ignore[attr-defined]
    decide(app, ready, "photo")
    assert seen_by(app, ready).photo is not None  # type: ignore[attr-defined]


def test_given_back_it_is_deleted(app: Flask, ready: Person) -> None:
    publish(app, ready)
    send(ready, picture())
    decide(app, ready, "photo", "Please show your face.")
    assert record_of(app, ready, lambda r: len(r.photos)) == 0


def test_its_owner_sees_it_before_anybody_else(app: Flask, ready: Person) -> None:
    send(ready, picture())
    photo_id = record_of(app, ready, lambda r: r.photos[0].id)
    own = ready.client.get(f"/practitioner/photo/{photo_id}/small")
    assert (own.status_code, own.mimetype) == (200, "image/webp")
    assert app.test_client().get(f"/photos/{photo_id}/small").status_code == 404


def test_the_photo_of_another_is_not_there(app: Flask, ready: Person) -> None:
    send(ready, picture())
    photo_id = record_of(app, ready, lambda r: r.photos[0].id)
    eve = practitioner(app, "eve@example.org")
    eve.submit(eve.get("/practitioner"), "Save and go on", name="Eve", kind="individual")
    assert eve.client.get(f"/practitioner/photo/{photo_id}/small").status_code == 404
    eve.get("/practitioner/photo")
    eve.post(f"/practitioner/photo/{photo_id}/remove", expect=404)


def test_what_is_no_picture_is_said(ready: Person) -> None:
    text = send(ready, (BytesIO(b"<script>alert(1)</script>"), "me.png"), expect=400)
    assert "Nothing you wrote is lost" in text


def test_what_it_shows_is_said_in_other_words(app: Flask, ready: Person) -> None:
    send(ready, picture())
    ready.submit(ready.get("/practitioner/photo"), "Keep these words", alt="Me, laughing")
    assert record_of(app, ready, lambda r: r.photos[0].alt) == "Me, laughing"


def test_taken_off_nothing_waits(app: Flask, ready: Person) -> None:
    publish(app, ready)
    send(ready, picture())
    ready.submit(ready.get("/practitioner/photo"), "Take it off")
    assert record_of(app, ready, lambda r: len(r.photos)) == 0
