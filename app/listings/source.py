"""The one source of listings. Every door gets what it shows from here, for one audience."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.addresses import was_of_somebody_gone
from app.listings.documents import Projection, decode
from app.listings.indexing import document_of
from app.listings.listing import Audience, Listing
from app.listings.models import FormerSlug, PublishedListing
from app.search import Document

# The order of a day is one for every search, so the same listings come up again and again.
_KEPT_READ = 1024


@dataclass(frozen=True, slots=True)
class Moved:
    """The listing has another slug now."""

    slug: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The listing was public once and is no longer."""


def indexed_listings_of(session: Session, ids: Sequence[UUID], audience: Audience) -> list[tuple[Listing, Document]]:
    """The listings with these ids, in this order, as the audience may see them, each with what the index knows of it
    for that audience; others are left out."""
    statement = select(PublishedListing.id, PublishedListing.document).where(PublishedListing.id.in_(ids))
    documents = {row.id: row.document for row in session.execute(statement) if row.document is not None}
    return [_indexed(documents[id], audience) for id in ids if id in documents]


@lru_cache(maxsize=_KEPT_READ)
def _indexed(document: str, audience: Audience) -> tuple[Listing, Document]:
    # Kept under the whole text with its consents: what changed, or was withdrawn, is another text.
    listing = decode(document).for_audience(audience)
    return listing, document_of(listing, audience)


def listing_by_id(session: Session, listing_id: UUID, audience: Audience) -> Listing | Gone | None:
    """One listing; `Gone` when it was public once, None when it never was."""
    row = session.execute(select(PublishedListing.document).where(PublishedListing.id == listing_id)).one_or_none()
    return _seen(row.document, audience) if row else None


def listings_by_id(session: Session, ids: Sequence[UUID], audience: Audience) -> dict[UUID, Listing | Gone]:
    """What these ids name, those that never were public left out; one statement, as `listing_by_id` for many."""
    statement = select(PublishedListing.id, PublishedListing.document).where(PublishedListing.id.in_(ids))
    return {row.id: _seen(row.document, audience) for row in session.execute(statement)}


def listing_by_slug(session: Session, slug: str, audience: Audience) -> Listing | Moved | Gone | None:
    """One listing by its address; `Moved` when the address is a former one."""
    found = projection_by_slug(session, slug)
    return found.for_audience(audience) if isinstance(found, Projection) else found


def projection_by_slug(session: Session, slug: str) -> Projection | Moved | Gone | None:
    """As `listing_by_slug`, for what tells more than one audience of the same row."""
    row = session.execute(select(PublishedListing.document).where(PublishedListing.slug == slug)).one_or_none()
    if row is not None:
        return Gone() if row.document is None else decode(row.document)
    former = (
        select(PublishedListing.slug)
        .join(FormerSlug, FormerSlug.listing_id == PublishedListing.id)
        .where(FormerSlug.slug == slug)
    )
    present = session.execute(former).scalar_one_or_none()
    if present is not None:
        return Moved(present)
    return Gone() if was_of_somebody_gone(session, slug) else None


def every_listing(session: Session, audience: Audience, batch: int = 500) -> Iterator[Listing]:
    """Every public listing in the order of ids, streamed; one moment as long as the session is one."""
    last: UUID | None = None
    while True:
        statement = select(PublishedListing.id, PublishedListing.document).order_by(PublishedListing.id).limit(batch)
        if last is not None:
            statement = statement.where(PublishedListing.id > last)
        rows = session.execute(statement).all()
        for row in rows:
            if row.document is not None:
                yield decode(row.document).for_audience(audience)
        if len(rows) < batch:
            return
        last = rows[-1].id


def _seen(document: str | None, audience: Audience) -> Listing | Gone:
    return Gone() if document is None else decode(document).for_audience(audience)
