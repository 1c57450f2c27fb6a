"""The photos of a record, for those who may see what is not public: its owner, and a steward who looks at it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.plumbing.pictures import Size
from app.practitioners.photos.models import Photo


@dataclass(frozen=True, slots=True)
class OwnPhoto:
    """A photo as its owner knows it."""

    id: UUID
    alt: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwnPhotos:
    """What is seen now, and what waits to be looked at."""

    public: OwnPhoto | None
    proposed: OwnPhoto | None


def read_photos(session: Session, record_id: UUID) -> OwnPhotos:
    """Both photos of a record."""
    rows = session.execute(
        select(Photo.state, Photo.id, Photo.alt, Photo.created_at).where(Photo.record_id == record_id)
    )
    by_state = {row.state: OwnPhoto(row.id, row.alt, row.created_at) for row in rows}
    return OwnPhotos(by_state.get("public"), by_state.get("proposed"))


def read_photo(session: Session, record_id: UUID, photo_id: UUID, size: Size) -> str | None:
    """The name of the file of a photo of this record, whatever its state; None when the record has none of this id."""
    column = Photo.large if size == "large" else Photo.small
    return session.scalar(select(column).where(Photo.id == photo_id, Photo.record_id == record_id))
