"""Questions about what is published."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.listings.models import PublishedListing
from app.plumbing.changes import LISTINGS, read_counters
from app.practitioners.models import Record


@dataclass(frozen=True, slots=True)
class Status:
    """How many records there are, how many are public, how many were, and the number of the last change."""

    records: int
    public: int
    removed: int
    counter: int


def status(session: Session) -> Status:
    records = session.scalar(select(func.count()).select_from(Record)) or 0
    public = session.scalar(select(func.count()).where(PublishedListing.document.is_not(None))) or 0
    removed = session.scalar(select(func.count()).where(PublishedListing.document.is_(None))) or 0
    return Status(records, public, removed, read_counters(session)[LISTINGS])


def every_record_id(session: Session) -> list[UUID]:
    """The ids of all records, in order."""
    return list(session.scalars(select(Record.id).order_by(Record.id)))
