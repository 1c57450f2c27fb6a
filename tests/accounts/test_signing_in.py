"""Sessions live in a table: they can expire, be revoked, and end with a suspension."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.models import Account, SignedInSession
from app.accounts.queries import account_of, reference_hash
from app.plumbing.database import Database

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFERENCE = "a random reference"


def sign_in(
    database: Database, *, age: timedelta, idle: timedelta, revoked: bool = False, suspended: bool = False
) -> None:
    with database.writing() as session:
        account = Account(email="a@example.org", role="practitioner", created_at=NOW)
        account.suspended_at = NOW if suspended else None
        session.add(account)
        session.flush()
        session.add(
            SignedInSession(
                reference_sha256=reference_hash(REFERENCE),
                account_id=account.id,
                created_at=NOW - age,
                last_seen_at=NOW - idle,
                revoked_at=NOW if revoked else None,
            )
        )


def signed_in(database: Database, reference: str = REFERENCE) -> bool:
    with database.reading() as session:
        return account_of(session, reference, NOW) is not None


def test_a_fresh_session_is_signed_in(database: Database) -> None:
    sign_in(database, age=timedelta(hours=1), idle=timedelta(minutes=5))
    assert signed_in(database)


def test_another_reference_is_nobody(database: Database) -> None:
    sign_in(database, age=timedelta(hours=1), idle=timedelta(minutes=5))
    assert not signed_in(database, "another")


@pytest.mark.parametrize(
    "state",
    [
        {"age": timedelta(hours=13), "idle": timedelta(minutes=1)},
        {"age": timedelta(hours=1), "idle": timedelta(minutes=31)},
        {"age": timedelta(hours=1), "idle": timedelta(minutes=1), "revoked": True},
        {"age": timedelta(hours=1), "idle": timedelta(minutes=1), "suspended": True},
    ],
)
def test_a_session_that_ended_is_nobody(database: Database, state: dict) -> None:  # type: ignore[type-arg]
    sign_in(database, **state)
    assert not signed_in(database)
