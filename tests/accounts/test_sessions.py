"""Sessions live in a table: they can expire, be revoked, and end with a suspension."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.models import Account, SignedInSession
from app.accounts.queries import shown_by
from app.accounts.references import hash_of
from app.plumbing.database import Database

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
