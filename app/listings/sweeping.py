"""What runs out is published as run out, without anybody saving it: a check, or the entry itself.

A standing is worked out on the day a listing is published. Here the listings are published again whose registrations
had their last good day since that was last done; each day once, whichever process comes first.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from app.credentials.actions import clear_evidence
from app.credentials.models import RegisterCheck, Registration
from app.listings.models import PublishedListing
from app.listings.publishing import publish
from app.plumbing import clock
from app.plumbing.changes import REGISTERS_SWEPT, ChangeCounter, read_counters
from app.plumbing.database import Database


@dataclass(frozen=True, slots=True)
class Swept:
    """How many listings were published again, and of how many checks the evidence was cleared."""

    listings: int
    evidence: int


def sweep_if_due(database: Database) -> Swept | None:
    """Sweep unless that was done today; None when it was. Costs one small statement on all other occasions."""
    with database.reading() as session:
        done = read_counters(session)[REGISTERS_SWEPT] >= clock.today().toordinal()
    return None if done else sweep(database)


def sweep(database: Database) -> Swept | None:
    """Publish what has run out since the last sweep; None when another process does so at the same time."""
    today = clock.today()
    with database.writing() as session:
        since = _claim(session, today)
        if since is None:
            return None
        ids = list(session.scalars(_run_out(since, today)))
        publish(session, ids)
        return Swept(len(ids), clear_evidence(session, today))


def _claim(session: Session, today: date) -> date | None:
    """Take the day for this transaction: the day of the last sweep, or None when today's has been done."""
    row = session.scalars(select(ChangeCounter).where(ChangeCounter.name == REGISTERS_SWEPT).with_for_update()).one()
    before = row.value
    if before >= today.toordinal():
        return None
    session.execute(update(ChangeCounter).where(ChangeCounter.name == REGISTERS_SWEPT).values(value=today.toordinal()))
    return date.fromordinal(max(before, 1))


def _run_out(since: date, today: date) -> Select[UUID]:
    """Public records with a last good day from the day of the last sweep up to yesterday."""
    yesterday = today - timedelta(days=1)
    ran_out = or_(Registration.expires_on.between(since, yesterday), RegisterCheck.expires_on.between(since, yesterday))
    return (
        select(Registration.record_id)
        .join(PublishedListing, PublishedListing.id == Registration.record_id)
        .outerjoin(RegisterCheck, RegisterCheck.registration_id == Registration.id)
        .where(PublishedListing.document.is_not(None), ran_out)
        .distinct()
    )
