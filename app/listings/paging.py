"""Published rows by their ids and by when they changed: what a door that hands out everything page by page reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.documents import decode
from app.listings.listing import Audience, Listing
from app.listings.models import PublishedListing


@dataclass(frozen=True, slots=True)
class Removed:
    """A listing that was public until then."""

    id: UUID
    at: datetime


def ids_changed_since(session: Session, since: datetime) -> dict[str, bool]:
    """What has changed or gone at this moment or later: by id, whether it is there."""
    columns = (PublishedListing.id, PublishedListing.removed_at.is_(None).label("there"))
    rows = session.execute(select(*columns).where(PublishedListing.changed_at >= since))
    return {str(row.id): row.there for row in rows}


def read_rows(session: Session, ids: Sequence[UUID], audience: Audience) -> list[Listing | Removed]:
    """The rows with these ids, in this order; ids that never were public are left out.

    `updated_at` is when anything that the public sees of a listing last changed.
    """
    columns = (PublishedListing.id, PublishedListing.document, PublishedListing.changed_at)
    rows = {row.id: row for row in session.execute(select(*columns).where(PublishedListing.id.in_(ids)))}
    return [_row(*rows[id], audience) for id in ids if id in rows]


def _row(id: UUID, document: str | None, changed_at: datetime, audience: Audience) -> Listing | Removed:
    if document is None:
        return Removed(id, changed_at)
    return replace(decode(document).for_audience(audience), updated_at=changed_at)


def rows_since(session: Session, sequence: int, batch: int = 500) -> Iterator[tuple[UUID, Listing | None]]:
    """The rows that have a later number than this, as everybody may see them; None for what is gone."""
    columns = (PublishedListing.id, PublishedListing.document)
    statement = select(*columns).where(PublishedListing.sequence > sequence).execution_options(yield_per=batch)
    for row in session.execute(statement):
        yield row.id, None if row.document is None else decode(row.document).for_audience("api")
