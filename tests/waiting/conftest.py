"""A directory with one practitioner whose reduced places are all taken, and seekers who would wait."""

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
from sqlalchemy import delete
from werkzeug.test import TestResponse

from app.plumbing import clock
from app.plumbing.database import Database
from app.plumbing.outbox import OutboxMail
from app.practitioners.reduced_places.actions import release_place, take_place
from app.waiting.models import WaitingEntry
from tests.records import offer, practitioner, save
from tests.visit import Page, Visit, police

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
NAME = "Ada Example"


@dataclass
class Waiting:
    """The pages as a seeker meets them, the mail they get, and the clock."""

    app: Flask
    visit: Visit
    clock: Any
    offer_id: UUID
    record_id: UUID

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["attune.database"]
        return found

    @property
    def path(self) -> str:
        return f"/waiting-list/join/{self.offer_id}"

    def token(self) -> str:
        """Of a form that has just been opened."""
        fields = self.visit.path(self.path).every("input", name="token")
        return fields[0].get("value", "")

    def send(
        self, email: str, token: str | None = None, client: FlaskClient | None = None, **fields: str
    ) -> TestResponse:
        """Fill in the form as a person does: some seconds later."""
        form = {"email": email, "website": "", "token": self.token() if token is None else token} | fields
        if token is None:
            self.clock.shift(timedelta(seconds=5))
        return (client or self.visit.client).post(self.path, data=form)

    def mail(self) -> list[OutboxMail]:
        """What was written since this was last asked."""
        with self.database.writing() as session:
            found = session.query(OutboxMail).order_by(OutboxMail.created_at, OutboxMail.id).all()
            session.execute(delete(OutboxMail))
        return found

    def link(self) -> str:
        """Where the one mail leads."""
        [mail] = self.mail()
        return link_in(mail)

    def press(self, link: str, answer: str) -> Page:
        """A button, and the page it leads to."""
        response = self.visit.client.post(link, data={"answer": answer})
        assert response.status_code == 303, response.get_data(as_text=True)
        return self.visit.path(response.headers["Location"])

    def joins(self, email: str) -> str:
        """Somebody asks and confirms; their link."""
        assert self.send(email).status_code == 303
        link = self.link()
        self.press(link, "confirm")
        self.clock.shift(timedelta(minutes=1))
        return link

    def releases(self, offer_id: UUID | None = None) -> None:
        with self.database.writing() as session:
            release_place(session, offer_id or self.offer_id)

    def takes(self) -> None:
        with self.database.writing() as session:
            take_place(session, self.offer_id)

    def entries(self) -> list[WaitingEntry]:
        with self.database.reading() as session:
            return session.query(WaitingEntry).all()

    def goes_round(self) -> None:
        result = self.app.test_cli_runner().invoke(args=["rounds"])
        assert result.exit_code == 0, result.output


def link_in(mail: OutboxMail) -> str:
    [path] = re.findall(r"https?://[^/\s]+(/waiting-list/\S+)", mail.body)
    return str(path)


def full_offer(**fields: Any) -> Any:
    reduced = {"currency": "GBP", "standard": 6000, "reduced_from": 2000, "reduced_total": 4, "reduced_open": 0}
    return offer(**reduced | {"reduced_confirmed_on": clock.today()} | fields)


@pytest.fixture
def waiting(make_app: Callable[..., Flask], database: Database) -> Iterator[Waiting]:
    offer_id = uuid4()
    app = make_app(database.url.render_as_string(hide_password=False))
    with time_machine.travel(START, tick=False) as traveller:
        [record_id] = save(database, practitioner(NAME, offers=[full_offer(id=offer_id)]))
        yield Waiting(app, Visit(app), traveller, offer_id, record_id)


def policed(response: TestResponse) -> Page:
    """A page that came as the answer to a form."""
    page = Page(response)
    police(page)
    return page
