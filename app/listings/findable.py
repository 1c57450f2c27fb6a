"""Whose page may be found elsewhere: what `/sitemap.xml` lists, read from the public rows as they are now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.listings.documents import Projection, decode
from app.listings.listing import Listing
from app.listings.models import PublishedListing
from app.listings.source import Gone, Moved, projection_by_slug

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Findable:
    """The address of a page that may be found elsewhere, and when what it says last changed."""

    slug: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A listing as its page shows it, as search engines may see it, and whether they may be shown the page as it is."""

    here: Listing
    elsewhere: Listing
    findable: bool


def seen_by_slug(session: Session, slug: str) -> Seen | Moved | Gone | None:
    """What the page at an address shows, and what search engines may know of it: one row, read once."""
    found = projection_by_slug(session, slug)
    if not isinstance(found, Projection):
        return found
    return Seen(found.for_audience("site"), found.for_audience("search_engines"), found.findable)


def pages(session: Session, per_page: int) -> int:
    """How many pages of `per_page` public listings there are; one at least, so that there is a page to be empty."""
    public = session.scalar(select(func.count()).where(PublishedListing.document.is_not(None))) or 0
    return max(1, -(-public // per_page))


def page(session: Session, number: int, per_page: int) -> Iterator[Findable]:
    """Those of one page's public listings that may be found elsewhere, in the order of ids, streamed."""
    public = select(PublishedListing.id).where(PublishedListing.document.is_not(None)).order_by(PublishedListing.id)
    first = session.scalar(public.offset((number - 1) * per_page).limit(1))
    end = session.scalar(public.offset(number * per_page).limit(1))
    while first is not None:
        rows = _rows(session, first, end)
        for row in rows[:_BATCH]:
            if row.document is not None and (known := decode(row.document)).findable:
                yield Findable(row.slug, known.listing.updated_at)
        first = rows[_BATCH].id if len(rows) > _BATCH else None


def _rows(session: Session, first: UUID, end: UUID | None) -> Sequence[Row[UUID, str, str | None]]:
    """One row more than is read at once: the first of the next."""
    row = PublishedListing
    statement = select(row.id, row.slug, row.document).where(row.id >= first, row.document.is_not(None))
    if end is not None:
        statement = statement.where(row.id < end)
    return session.execute(statement.order_by(row.id).limit(_BATCH + 1)).all()
