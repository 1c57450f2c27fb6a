"""Practitioners who can be written to, seekers who write, the mail both get, and the clock."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from app.accounts.models import Account
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.requests import Desk, of
from app.finder import addresses
from app.listings.publishing import publish
from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from app.practitioners.models import Practitioner
from tests.records import practitioner, save
from tests.visit import Page, Visit, police

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
NEED = "concern:anxiety"


@dataclass
class Post:
    """Both sides and what passes between them."""

    app: Flask
    visit: Visit
    clock: Any
    ids: list[UUID]

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["attune.database"]
        return found

    @property
    def desk(self) -> Desk:
        return of(self.app)

    def form(self, *ids: UUID) -> dict[str, Any]:
        """The fields of a form that has just been opened, as a person fills it in: some seconds later."""
        chosen = [str(id) for id in ids or self.ids[:1]]
        page = self.visit.path(f"/message/{chosen[0]}") if len(chosen) == 1 else self.for_some(chosen)
        token = page.every("input", name="token")[0].get("value", "")
        self.clock.shift(timedelta(seconds=20))
        return {"token": token, "offered": chosen, "to": chosen, "need": [NEED], "own_words": "Nights are hard."}

    def for_some(self, ids: list[str]) -> Page:
        with self.app.test_request_context():
            address = addresses.message([UUID(id) for id in ids])
        return self.visit.path(address)

    def send(self, *ids: UUID, client: FlaskClient | None = None, **fields: Any) -> TestResponse:
        return (client or self.visit.client).post("/message", data=self.form(*ids) | fields)

    def sent(self, *ids: UUID, **fields: Any) -> str:
        """Send one; the address of the private page."""
        response = self.send(*ids, **fields)
        assert response.status_code == 303, response.get_data(as_text=True)
        return str(response.headers["Location"])

    def mail(self) -> list[OutboxMail]:
        """What was written since this was last asked."""
        with self.database.writing() as session:
            found = session.query(OutboxMail).order_by(OutboxMail.created_at, OutboxMail.id).all()
            session.execute(delete(OutboxMail))
        return found

    def conversations(self) -> list[Conversation]:
        with self.database.reading() as session:
            return list(session.scalars(select(Conversation).join(Enquiry).order_by(Enquiry.sent_at)))

    def counted(self) -> tuple[int, int]:
        """How many enquiries there are, and how many conversations."""
        with self.database.reading() as session:
            return session.query(Enquiry).count(), session.query(Conversation).count()

    def goes_round(self) -> None:
        result = self.app.test_cli_runner().invoke(args=["rounds"])
        assert result.exit_code == 0, result.output


def link_in(mail: OutboxMail, begins: str) -> str:
    """The path of the one link of a mail that begins so."""
    [path] = re.findall(rf"https?://[^/\s]+({re.escape(begins)}\S*)", mail.body)
    return str(path)


def words_of(mail: OutboxMail) -> str:
    """What a mail says besides its links, whose random words may hold any three letters by chance."""
    return mail.subject + re.sub(r"https?://\S*", "", mail.body)


def policed(response: TestResponse) -> Page:
    page = Page(response)
    police(page)
    return page


def with_account(database: Database, record_id: UUID, email: str) -> UUID:
    """Give a practitioner's record an account; its id."""
    account_id = uuid4()
    with database.writing() as session:
        now = clock.now()
        session.add(Account(id=account_id, email=email, role="practitioner", created_at=now, email_confirmed_at=now))
        session.flush()
        session.get_one(Practitioner, record_id).account_id = account_id
        session.flush()
        publish(session, [record_id])
    return account_id


@pytest.fixture
def post(make_app: Callable[..., Flask], database: Database) -> Iterator[Post]:
    """Three practitioners with accounts: Ada, Ben and Cem."""
    app = make_app(database.url.render_as_string(hide_password=False))
    with time_machine.travel(START, tick=False) as traveller:
        from app.practitioners.intake import NewFact

        facts = [NewFact("concern", "anxiety"), NewFact("concern", "grief")]
        people = [practitioner(f"{name} Example", facts=facts) for name in ("Ada", "Ben", "Cem")]
        ids = list(save(database, *people))
        for number, record_id in enumerate(ids):
            with_account(database, record_id, f"practice-{number}@example.org")
        yield Post(app, Visit(app), traveller, ids)
