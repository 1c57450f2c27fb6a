"""Organisations that list people and vouch for them."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from app.plumbing.database import Database
from tests.enquiries.conftest import with_account
from tests.records import practitioner, save
from tests.signed_in import Person, member
from tests.visit import Page, Visit

HELEN, ADA = "helen@example.org", "practice@example.org"


@dataclass
class Harbour:
    """An organisation with an editor, and a directory with some people in it."""

    app: Flask
    editor: Person
    ids: list[UUID]

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["attune.database"]
        return found

    @property
    def visit(self) -> Visit:
        return Visit(self.app)

    def find(self, query: str) -> Page:
        """A search, by a directory that has heard of everything."""
        with self.database.reading() as session:
            self.app.extensions["attune.live"].current(session, at_once=True)
        return self.visit.path(f"/find?{query}")

    def vouch(self, record_id: UUID, *, community: str = "carers", expect: int = 200, **fields: str) -> Page:
        """By the form."""
        path = f"/organisation/vouches/for/{record_id}"
        given = {"community": community, "has_interest": "no", "interest": ""} | fields
        return self.editor.submit(self.editor.get(path), "Vouch for them", expect=expect, **given)

    def make_list(self, title: str = "People we know", *, public: bool = True) -> UUID:
        """By the form; the id of the list."""
        fields = {"title": title, "note": "Who has time for us.", "language": "en"} | (
            {"public": "y"} if public else {}
        )
        page = self.editor.submit(self.editor.get("/organisation/lists/add"), **fields)
        return UUID(page.response.request.path.rpartition("/")[2])

    def put(self, list_id: UUID, *ids: UUID) -> Page:
        """On the list, in this order."""
        for id in ids:
            page = self.editor.get(f"/organisation/lists/{list_id}?look={id}")
            page = self.editor.submit(page, "Add")
        return page


@pytest.fixture
def harbour(app: Flask, database: Database) -> Harbour:
    ids = save(database, *(practitioner(name) for name in ("Ada Example", "Bo Example", "Cy Example")))
    with_account(database, ids[0], ADA)
    return Harbour(app, member(app, HELEN, role="editor"), list(ids))


@pytest.fixture
def ada(harbour: Harbour) -> Person:
    """The practitioner of the first listing."""
    person = Person(harbour.app, ADA)
    person.be_signed_in()
    return person
