"""Which photo the world may see: the public one of a record that is published, at this moment."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.models import PublishedListing
from app.plumbing.pictures import Size
from app.practitioners.photos.models import Photo


def public_photo(session: Session, photo_id: UUID, size: Size) -> str | None:
    """The name of its file; None when there is no such photo, or it is not, or no longer, to be seen."""
    statement = (
        select(Photo.large if size == "large" else Photo.small)
        .join(PublishedListing, PublishedListing.id == Photo.record_id)
        .where(Photo.id == photo_id, Photo.state == "public", PublishedListing.document.is_not(None))
    )
    return session.scalar(statement)
