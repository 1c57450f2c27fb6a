"""A public listing, strangers who report it, and stewards at the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.listings.listing import Listing
from app.listings.source import listing_by_id
from app.moderation.reports.models import ReportCase, ReportCount, ReportText
from app.plumbing.audit import AuditLine
from app.plumbing.database import Database
from app.practitioners.models import Practitioner, Record
from tests.records import practitioner, save
from tests.signed_in import Person, make_account, steward
from tests.visit import Page, Visit, police

START = datetime(2026, 11, 28, 9, tzinfo=UTC)
NAME = "Ada Example"
DESK = "/steward/reports"


@dataclass
class Desk:
    """The pages as a stranger and a steward meet them, and the clock."""

    app: Flask
    visit: Visit
    clock: Any
    listing_id: UUID
    slug: str

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["attune.database"]
        return found

    @property
    def path(self) -> str:
        return f"/listings/{self.slug}/report"

    def token(self, path: str | None = None) -> str:
        """Of a form that has just been opened."""
        return self.visit.path(path or self.path).every("input", name="token")[0].get("value", "")

    def send(
        self,
        reason: str = "unsafe",
        words: str = "",
        *,
        token: str | None = None,
        client: FlaskClient | None = None,
        path: str | None = None,
        **fields: str,
    ) -> TestResponse:
        """Fill in the form as a person does: some seconds later."""
        if token is None:
            token = self.token(path)
            self.clock.shift(timedelta(seconds=5))
        form = {"reason": reason, "words": words, "website": "", "token": token} | fields
        return (client or self.visit.client).post(path or self.path, data=form)

    def reports(self, *given: Any, **more: Any) -> None:
        assert self.send(*given, **more).status_code == 303

    def steward(self, email: str = "sam@example.org") -> Person:
        return steward(self.app, email)

    def is_public(self) -> bool:
        with self.database.reading() as session:
            return isinstance(listing_by_id(session, self.listing_id, "site"), Listing)

    def cases(self) -> list[ReportCase]:
        order = (ReportCase.opened_on, ReportCase.closed_at.is_(None), ReportCase.closed_at)
        with self.database.reading() as session:
            return list(session.scalars(select(ReportCase).order_by(*order)))

    def counts(self) -> dict[str, int]:
        counted = select(ReportCount.reason, func.sum(ReportCount.number)).group_by(ReportCount.reason)
        with self.database.reading() as session:
            return {row[0]: row[1] for row in session.execute(counted)}

    def texts(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(ReportText)) or 0

    def acts(self) -> list[str]:
        with self.database.reading() as session:
            return list(session.scalars(select(AuditLine.act).order_by(AuditLine.sequence)))

    def goes_round(self) -> None:
        result = self.app.test_cli_runner().invoke(args=["rounds"])
        assert result.exit_code == 0, result.output

    def case_path(self, number: int = -1) -> str:
        return f"{DESK}/{self.cases()[number].id}"


@pytest.fixture
def desk(make_app: Callable[..., Flask], database: Database) -> Iterator[Desk]:
    """A directory with one public listing that somebody keeps, and a clock that stands."""
    app = make_app(database.url.render_as_string(hide_password=False))
    with time_machine.travel(START, tick=False) as traveller:
        [listing_id] = save(database, practitioner(NAME, confirmed_on=START.date()))
        account = make_account(app, "ada@example.org")
        with database.writing() as session:
            record = session.get_one(Practitioner, listing_id)
            record.account_id = account.id
        yield Desk(app, Visit(app), traveller, listing_id, record.slug)


@pytest.fixture
def sam(desk: Desk) -> Person:
    """A steward, signed in with a second factor."""
    return desk.steward()


def policed(response: TestResponse) -> Page:
    """A page that came as the answer to a seeker's form."""
    page = Page(response)
    police(page)
    return page


def change(desk: Desk, act: Callable[[Any, Record], None]) -> None:
    """Something happens to the record."""
    with desk.database.writing() as session:
        act(session, session.get_one(Record, desk.listing_id))
