"""A practitioner with a listing, in a browser of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.plumbing.database import Database
from app.practitioners.models import Practitioner
from app.practitioners.queries import listing_of
from tests.signed_in import Person, practitioner

LISTING = "/practitioner/listing/"


@pytest.fixture
def ada(app: Flask) -> Person:
    """Signed in, without a listing yet."""
    return practitioner(app)


@pytest.fixture
def begun(ada: Person) -> Person:
    """Has said who it is about, and nothing more."""
    ada.submit(ada.get("/practitioner"), name="Ada Example", kind="individual")
    return ada


@pytest.fixture
def ready(begun: Person) -> Person:
    """Has said what is needed to send it."""
    fill(begun)
    return begun


def say(person: Person, key: str, **fields: Any) -> None:
    """Answer a question about the listing."""
    person.submit(person.get(LISTING + key), "Save and go on", **fields)


def tick(person: Person, key: str, *slugs: str) -> None:
    """Tick terms, and leave no other ticked."""
    page = person.get(LISTING + key)
    person.page = page
    person.post(LISTING + key, {"seen": seen(page), "chosen": list(slugs)})


def seen(page: Any) -> str:
    """The digest that the form of a page carries."""
    return str(page.every("input", name="seen")[0].get("value"))


def fill(person: Person) -> None:
    tick(person, "profession", "counsellor")
    say(person, "language", **{"language-0": "Punjabi", "level-0": "clinical"})
    tick(person, "concern", "anxiety")
    add_offer(person)


def add_offer(person: Person, **how: str) -> str:
    """One way to be seen; the address of its first question."""
    page = person.submit(person.get("/practitioner/offers"), "Add a way to be seen")
    path = str(page.response.request.path)
    person.submit(page, "Save and go on", **{"session": "individual", "format": "video"} | how)
    return path


def record_of(app: Flask, person: Person, read: Callable[[Practitioner], Any]) -> Any:
    """What the stored record of a person says."""
    database: Database = app.extensions["attune.database"]
    with database.reading() as session:
        record = listing_of(session, person.account.id)
        assert record is not None
        return read(record)


def publish(app: Flask, person: Person) -> None:
    """As if a steward had accepted it."""
    from app.plumbing import clock

    database: Database = app.extensions["attune.database"]
    with database.writing() as session:
        record = listing_of(session, person.account.id)
        assert record is not None
        record.status, record.confirmed_on = "published", clock.today()
