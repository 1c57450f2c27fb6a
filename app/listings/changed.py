"""What has changed since: published rows in the order in which they changed.

Numbers are given under a lock that ends with its transaction (`plumbing/changes.py`), so whoever sees a number sees all
below it: nothing that commits late appears behind a place somebody has read past. A row has the number of its last
change only, so what changes again while somebody pages comes again, later, as it is by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, literal, select, tuple_
from sqlalchemy.orm import Session

from app.listings.documents import decode
from app.listings.listing import Audience, Listing
from app.listings.models import PublishedListing
from app.plumbing.changes import IDENTITY, LISTINGS, read_counters

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the order of changes, of one database: after the row with this number and id."""

    identity: int
    sequence: int
    id: UUID


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it is now; `listing` is None when it is no longer public, and why is nobody's business."""

    id: UUID
    sequence: int
    listing: Listing | None


class Elsewhere(LookupError):
    """The point is of another database, or of this one before it was brought back from a backup."""


def beginning(session: Session) -> Point:
    """Before everything."""
    return Point(read_counters(session)[IDENTITY], 0, _NOBODY)


def present(session: Session) -> Point:
    """After everything this session sees."""
    counters = read_counters(session)
    return Point(counters[IDENTITY], counters[LISTINGS], UUID(int=2**128 - 1))


def changed_since(session: Session, since: Point, most: int, audience: Audience) -> Sequence[Change]:
    """The next rows after this point, at most so many; raises Elsewhere."""
    counters = read_counters(session)
    if since.identity != counters[IDENTITY] or since.sequence > counters[LISTINGS]:
        raise Elsewhere
    place = tuple_(PublishedListing.sequence, PublishedListing.id)
    after = place > tuple_(literal(since.sequence), literal(since.id, Uuid))
    columns = (PublishedListing.id, PublishedListing.sequence, PublishedListing.document)
    rows = session.execute(select(*columns).where(after).order_by(*place).limit(most)).all()
    return [
        Change(row.id, row.sequence, None if row.document is None else decode(row.document).for_audience(audience))
        for row in rows
    ]
