"""What is done with photos. A new one waits for a steward; the public one stays until it is replaced or removed."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.plumbing.files import Files
from app.plumbing.pictures import Picture
from app.practitioners.models import Record
from app.practitioners.photos.models import Photo

LONGEST_ALT = 250


class NoSuchPhoto(LookupError):
    """The record, or the photo of it that is meant, is not there: removed, or replaced by a newer one."""


def propose_photo(
    session: Session, stored: Files, record_id: UUID, picture: Picture, alt: str | None, now: datetime
) -> UUID:
    """Keep a picture as the one to be looked at, in place of one that was waiting; its id. Raises NoSuchPhoto."""
    _hold(session, record_id)
    _drop(session, record_id, "proposed")
    photo = Photo(
        id=uuid4(),
        record_id=record_id,
        large=stored.write("photo", picture.large),
        small=stored.write("photo", picture.small),
        alt=_said(alt),
        created_at=now,
    )
    session.add(photo)
    return photo.id


def accept_photo(session: Session, photo_id: UUID, now: datetime) -> None:
    """Make a proposed photo the public one; the one before it is deleted. Raises NoSuchPhoto when it has gone."""
    record_id = session.scalar(select(Photo.record_id).where(Photo.id == photo_id))
    if record_id is None:
        raise NoSuchPhoto(str(photo_id))
    record = _hold(session, record_id)
    photo = _held(session, record_id, photo_id)
    if photo.state == "public":
        return
    _drop(session, record_id, "public")
    photo.state = "public"
    record.updated_at = now


def remove_photo(session: Session, record_id: UUID, photo_id: UUID, now: datetime) -> None:
    """Delete a photo of this record, public or waiting, and its files. Raises NoSuchPhoto."""
    record = _hold(session, record_id)
    photo = _held(session, record_id, photo_id)
    if photo.state == "public":
        record.updated_at = now
    session.delete(photo)


def describe_photo(session: Session, record_id: UUID, photo_id: UUID, alt: str | None) -> None:
    """Say in words what a photo of this record shows; that is seen at once. Raises NoSuchPhoto."""
    _hold(session, record_id)
    _held(session, record_id, photo_id).alt = _said(alt)


def _hold(session: Session, record_id: UUID) -> Record:
    """The record, locked: of two that change its photos at once the second waits for the first."""
    record = session.scalar(select(Record).where(Record.id == record_id).with_for_update())
    if record is None:
        raise NoSuchPhoto(str(record_id))
    return record


def _held(session: Session, record_id: UUID, photo_id: UUID) -> Photo:
    photo = session.scalar(select(Photo).where(Photo.id == photo_id, Photo.record_id == record_id))
    if photo is None:
        raise NoSuchPhoto(str(photo_id))
    return photo


def _drop(session: Session, record_id: UUID, state: str) -> None:
    if former := session.scalar(select(Photo).where(Photo.record_id == record_id, Photo.state == state)):
        session.delete(former)
        # Its place is taken by another row of the same state.
        session.flush()


def _said(alt: str | None) -> str | None:
    return " ".join((alt or "").split())[:LONGEST_ALT] or None
