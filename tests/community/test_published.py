"""The public page of an organisation: what it says, and its services that are public; nothing before it is accepted."""

from uuid import UUID

import pytest
from flask import Flask

from app.listings.publishing import publish
from app.organisations.intake import NewService, write_services
from app.organisations.models import Organisation
from app.plumbing import clock
from app.plumbing.database import Database
from tests.records import practitioner
from tests.signed_in import Person


def organisation(database: Database, status: str = "approved") -> UUID:
    with database.writing() as session:
        body = Organisation(
            name="Harbour Collective",
            status=status,
            created_at=clock.now(),
            about="We sit with people who have lost somebody.",
            languages=["so"],
            country="GB",
            website="https://harbour.example.org",
            contact_email="office@harbour.example.org",
            wanted_for="Our grief circle.",
        )
        session.add(body)
        session.flush()
        services = [
            practitioner("Grief circle", kind="peer_group", slug="grief-circle"),
            practitioner("Not yet", kind="clinic", slug="not-yet", status="draft"),
        ]
        write_services(session, [NewService(service, body.id) for service in services])
        publish(session, [service.id for service in services])
        return body.id


def test_it_says_what_it_does_and_what_it_offers(app: Flask, database: Database) -> None:
    page = Person(app).get(f"/organisations/{organisation(database)}")
    for said in ("Harbour Collective", "We sit with people", "Somali", "https://harbour.example.org", "Grief circle"):
        assert said in page.text
    assert page.link("Grief circle") == "/listings/grief-circle"
    assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"
    for private in ("office@harbour.example.org", "Our grief circle.", "Not yet"):
        assert private not in page.body


def test_a_seeker_reads_it_in_their_language(app: Flask, database: Database) -> None:
    page = Person(app).get(f"/organisations/{organisation(database)}?lang=ar")
    assert "البلد" in page.text and "Country" not in page.text


@pytest.mark.parametrize("status", ["imported", "in_review", "refused", "suspended"])
def test_until_it_is_accepted_there_is_nothing(app: Flask, database: Database, status: str) -> None:
    Person(app).get(f"/organisations/{organisation(database, status)}", expect=404)
