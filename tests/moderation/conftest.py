"""What the stewards' tests stand on: an entry somebody stated, and a steward at the desk."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.credentials.actions import state_registration
from app.plumbing.database import Database
from app.practitioners.models import Practitioner
from tests.editor.conftest import fill
from tests.records import practitioner, save
from tests.signed_in import Person, make_account, steward
from tests.signed_in import practitioner as signed_in_practitioner

State = Callable[..., UUID]


@pytest.fixture
def sam(app: Flask) -> Person:
    """A steward, signed in with a second factor."""
    return steward(app)


@pytest.fixture
def state(app: Flask, database: Database) -> State:
    """States an entry of a new public listing: `state("Ada Example", "bacp", "123456", legal_name=…, owner=…)`."""

    def make(
        name: str = "Ada Example",
        body: str = "bacp",
        number: str = "123456",
        *,
        legal_name: str | None = None,
        owner: UUID | None = None,
        **fields: object,
    ) -> UUID:
        [record_id] = save(database, practitioner(name, **fields))
        account_id = owner or make_account(app, f"{uuid4().hex}@example.org").id
        with database.writing() as session:
            record = session.get_one(Practitioner, record_id)
            record.account_id, record.legal_name = account_id, legal_name
            return state_registration(session, record_id, body, number, actor=account_id)

    return make


@pytest.fixture
def ready(app: Flask) -> Person:
    """A practitioner whose listing has all that is needed."""
    person = signed_in_practitioner(app)
    person.submit(person.get("/practitioner"), name="Ada Example", kind="individual")
    fill(person)
    return person
