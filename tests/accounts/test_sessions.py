"""Sessions live in a table: they can expire, be revoked, and end with a suspension."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.accounts import sessions
from app.accounts.entering import enter
from app.accounts.models import Account, SignedInSession
from app.accounts.queries import shown_by
from app.accounts.references import hash_of
from app.plumbing.database import Database
from tests.signed_in import PASSWORD, Person, make_account

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFERENCE = "a random reference"


def sign_in(
    database: Database,
    *,
    age: timedelta = timedelta(minutes=5),
    idle: timedelta = timedelta(minutes=1),
    role: str = "practitioner",
    stage: str = "complete",
    suspended: bool = False,
) -> None:
    with database.writing() as session:
        account = Account(email="a@example.org", role=role, created_at=NOW)
        account.suspended_at = NOW if suspended else None
        session.add(account)
        session.flush()
        session.add(
            SignedInSession(
                reference_sha256=hash_of(REFERENCE),
                account_id=account.id,
                stage=stage,
                label="Firefox",
                created_at=NOW - age,
                authenticated_at=NOW - age,
                last_seen_at=NOW - idle,
            )
        )


def stage_of(database: Database, reference: str = REFERENCE) -> str | None:
    with database.reading() as session:
        shown = shown_by(session, reference, NOW)
    return None if shown is None else "complete" if shown.complete else "half"


def test_a_fresh_session_is_signed_in(database: Database) -> None:
    sign_in(database, age=timedelta(hours=12), idle=timedelta(minutes=30))
    assert stage_of(database) == "complete"


def test_another_reference_is_nobody(database: Database) -> None:
    sign_in(database)
    assert stage_of(database, "another") is None


def test_a_first_factor_alone_waits_for_the_second(database: Database) -> None:
    sign_in(database, stage="password")
    assert stage_of(database) == "half"


@pytest.mark.parametrize(
    "state",
    [
        {"age": timedelta(hours=12, seconds=1)},
        {"age": timedelta(hours=1), "idle": timedelta(minutes=30, seconds=1)},
        {"age": timedelta(hours=1), "idle": timedelta(minutes=15, seconds=1), "role": "steward"},
        {"age": timedelta(minutes=10, seconds=1), "stage": "password"},
        {"suspended": True},
    ],
    ids=lambda state: "-".join(state),
)
def test_auth_05_a_session_that_ended_is_nobody(database: Database, state: dict) -> None:  # type: ignore[type-arg]
    sign_in(database, **state)
    assert stage_of(database) is None


def half_in(app: Flask) -> Person:
    """Somebody who has shown a password and is waited for."""
    make_account(app, "ada@example.org")
    ada = Person(app)
    ada.be_signed_in(complete=False)
    return ada


def test_half_signed_in_is_not_signed_in(app: Flask) -> None:
    ada = half_in(app)
    assert not ada.is_signed_in
    with app.test_request_context(headers={"Cookie": f"attune={ada.reference}"}):
        half = sessions.half_signed_in()
        assert half is not None and half.email == "ada@example.org"
        assert sessions.signed_in() is None


def test_auth_03_the_second_factor_completes_and_rotates(app: Flask) -> None:
    ada = half_in(app)
    before = ada.reference or ""
    with (
        app.test_request_context(headers={"Cookie": f"attune={before}"}),
        app.extensions["attune.database"].writing() as session,
    ):
        after = sessions.complete(session, before, strong=True)
    assert not ada.is_signed_in
    ada.hold(after)
    assert ada.is_signed_in
    with app.test_request_context(headers={"Cookie": f"attune={after}"}):
        person = sessions.signed_in()
        assert person is not None and person.strong


def test_a_password_alone_is_half_where_there_is_a_second_factor(app: Flask) -> None:
    make_account(app, "ada@example.org")
    app.extensions[sessions.HAVE_FACTORS].append(lambda _session, _account_id: True)
    with app.test_request_context():
        assert enter("ada@example.org", PASSWORD) is None
        assert sessions.signed_in() is None
        assert sessions.half_signed_in() is not None


def test_a_reference_that_was_rotated_away_completes_nothing(app: Flask) -> None:
    ada = half_in(app)
    with (
        app.test_request_context(),
        app.extensions["attune.database"].writing() as session,
        pytest.raises(sessions.SessionOver),
    ):
        sessions.complete(session, (ada.reference or "")[::-1], strong=True)
