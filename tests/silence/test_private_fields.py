"""PRIV-11: of somebody in whom every column holds a word of its own, no public page or document says one that is not
public. Which are public, the retention register says."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from app.access.actions import create_key
from app.listings.models import PublishedListing
from app.listings.publishing import publish
from app.plumbing.database import Database
from app.plumbing.retaining import Kind, entries
from app.practitioners.models import Fact, IdentityFact, Record
from app.practitioners.photos.models import Photo
from app.practitioners.withholding.models import Withholding
from app.retention import REGISTER
from tests.ownership.canaries import Canaries
from tests.signed_in import FIREFOX

OPEN = {Kind.PUBLIC, Kind.OPERATIONAL}
CLOSED = {f"{entry.table}.{entry.column}" for entry in entries(REGISTER) if entry.kind not in OPEN}
# Searches lead to searches without end: so many of each kind of page.
MOST = 30
_LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']""")


@pytest.fixture
def wren(app: Flask, database: Database) -> Canaries:
    """Somebody who is listed, and of whom everything there can be is kept."""
    with database.writing() as session:
        found = Canaries(session, app.extensions["attune.files"], "wrenwren")
        record = found.keys["record"]["id"]
        session.execute(delete(Withholding))
        # A word of the vocabulary, so that searches find them.
        session.execute(update(Fact).values(facet="concern", slug="anxiety"))
        # To be seen by nobody: they said so of all of it.
        session.execute(update(IdentityFact).values(audiences=[]))
        session.expire_all()
        publish(session, [record])
        session.flush()
        assert session.get_one(PublishedListing, record).document is not None
    return found


def crawled(client: FlaskClient, *starts: str) -> Iterator[TestResponse]:
    """Every page that leads from these to another, by links, pictures and the addresses of forms."""
    ahead, seen, kinds = list(starts), set(starts), {}
    while ahead:
        path = ahead.pop(0)
        kinds[kind] = kinds.get(kind := urlsplit(path).path.split("/")[1], 0) + 1
        if kinds[kind] > MOST:
            continue
        response = client.get(path, headers={"User-Agent": FIREFOX})
        yield response
        if response.mimetype == "text/html":
            links = {unescape(link).partition("#")[0] for link in _LINK.findall(response.text)}
            new = [link for link in sorted(links) if link.startswith("/") and link not in seen]
            seen.update(new)
            ahead += new


def other_doors(app: Flask, database: Database, id: str, slug: str) -> Iterator[TestResponse]:
    """What no link leads to: documents for programs, and pages that are answers to forms."""
    client = app.test_client()
    with database.writing() as session:
        key = create_key(session, "a reader")
    for path in (
        "/api/v1/listings",
        f"/api/v1/listings/{id}",
        "/api/v1/facets",
        "/api/v1/openapi.json",
        "/sitemap.xml",
        *(f"/fhir/r4/{kind}" for kind in ("Practitioner", "PractitionerRole", "Location", "HealthcareService")),
        "/hsds/v3/services?full=true",
        f"/hsds/v3/services/{id}",
        "/oruk/v3/organizations?full_service=true",
        "/oruk/v3/service_at_locations?full=true",
    ):
        yield client.get(path)
    yield client.get("/api/v1/export.ndjson", headers={"Authorization": f"Bearer {key}"})
    yield client.post("/shortlist", data={"kept": [id]})
    yield client.post("/together", data={"kept": [id]})
    yield client.post("/message/to", data={"kept": [id]})
    yield client.post("/r", data={"concern": "anxiety"}, follow_redirects=True)
    yield client.post("/tell-me/when", data={"asked": ["concern=anxiety"]})
    yield client.post(f"/listings/{slug}/report", data={"reason": "other", "words": "x"})


def test_no_private_field_is_on_a_public_page(app: Flask, database: Database, wren: Canaries) -> None:
    with database.reading() as session:
        record = session.get_one(Record, wren.keys["record"]["id"])
        files = session.execute(select(Photo.large, Photo.small)).one()
    answers = list(crawled(app.test_client(), "/", "/find", f"/listings/{record.slug}", f"/message/{record.id}"))
    answers += other_doors(app, database, str(record.id), record.slug)
    said = "\n".join(f"{answer.headers}{answer.get_data(as_text=True)}" for answer in answers)
    assert {name for name, word in wren.words.items() if name in CLOSED and word in said} == set()
    # A photo is public, by another name than that of its file.
    assert not [name for name in files if name in said]
    # It is them whom all of these are about.
    for public in ("record.name", "record.headline", "record.about", "offer.fee_note", "photo.alt"):
        assert wren.words[public] in said
    assert len(answers) > 60
    assert {answer.mimetype for answer in answers} >= {"text/html", "application/json", "image/webp"}
