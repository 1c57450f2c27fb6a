"""The review queue as it is shown: what waits, and one thing with what is public beside what is proposed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.criteria.wording import Reader, reader
from app.editor.asking import asked_of
from app.editor.comparing import Difference, compared
from app.editor.listed import Line, lines_of, offers_of, places_of
from app.editor.preview import previewed
from app.editor.questions import question_at
from app.finder.profile import Profile
from app.moderation.keepers import is_kept_by
from app.moderation.paging import Pager, paged
from app.plumbing.files import files
from app.plumbing.pictures import as_size, picture_response
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.actions import whole
from app.practitioners.models import Practitioner, Review
from app.practitioners.parts import digest
from app.practitioners.photos.queries import OwnPhotos, read_photo, read_photos
from app.practitioners.queries import count_waiting, record_by_id, review_by_id, waiting_reviews

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, in the queue."""

    address: str
    name: str
    what: str
    since: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, a page of it."""

    total: int
    lines: tuple[Waiting, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One thing with all that is needed to decide about it. `profile` and `lines` are of a whole listing."""

    id: UUID
    name: str
    what: str
    since: str
    seen: str
    is_own: bool
    public_address: str | None
    public: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    photos: OwnPhotos | None = None
    profile: Profile | None = None
    lines: tuple[Line, ...] = ()


def review_queue(page: int | None) -> Queue:
    """What waits, the longest first."""
    session, reads = database_session(), reader()
    total = count_waiting(session)
    pager = paged(page, total, _PER_PAGE, "moderation.reviews")
    found = waiting_reviews(session, _PER_PAGE, pager.first)
    return Queue(total, tuple(_waiting(review, record, reads) for review, record in found), pager)


def review_page(review_id: UUID) -> ReviewPage:
    """One thing that waits; answers 404 when it does not wait any more."""
    review, record = _found(database_session(), review_id)
    reads, is_shown = reader(), record.status == "published" and record.withholding is None
    basics: dict[str, Any] = {
        "id": review.id,
        "name": record.name,
        "what": part_name(review.part),
        "since": reads.day(review.submitted_at.date()),
        "seen": seen_of(review, record),
        "is_own": is_kept_by(database_session(), record, account_id()),
        "public_address": url_for("finder.listing", slug=record.slug) if is_shown else None,
    }
    if review.part == "photo":
        return ReviewPage(**basics, photos=read_photos(database_session(), record.id))
    if review.part == "listing":
        return ReviewPage(
            **basics,
            photos=read_photos(database_session(), record.id),
            profile=previewed(record, "site"),
            lines=_whole_listing(record),
        )
    public, proposed = _both(review, record)
    return ReviewPage(**basics, public=public, differences=compared(public, proposed))


def seen_of(review: Review, record: Practitioner) -> str:
    """By what a decision knows again that nothing has changed since its form was shown."""
    return digest(whole(record) if review.part == "listing" else review.proposed)


def photo_to_decide(review_id: UUID, photo_id: UUID, size: str) -> Response:
    """A photo of the record that is looked at."""
    _review, record = _found(database_session(), review_id)
    known = as_size(size) or abort(404)
    name = read_photo(database_session(), record.id, photo_id, known) or abort(404)
    return picture_response(files().read("photo", name) or abort(404))


def part_name(part: str) -> str:
    """What waits, in a word or two."""
    return {
        "listing": _("a new listing"),
        "who": _("another name"),
        "profession": _("another title"),
        "registers": _("other registers"),
        "photo": _("a photo"),
    }[part]


def _found(session: Session, review_id: UUID) -> tuple[Review, Practitioner]:
    review = review_by_id(session, review_id)
    record = None if review is None else record_by_id(session, review.record_id)
    if review is None or record is None or review.decided_at is not None:
        abort(404)
    return review, record


def _waiting(review: Review, record: Practitioner, reads: Reader) -> Waiting:
    return Waiting(
        address=url_for("moderation.review", review_id=review.id),
        name=record.name,
        what=part_name(review.part),
        since=reads.ago(review.submitted_at.date()),
        is_own=is_kept_by(database_session(), record, account_id()),
    )


def _whole_listing(record: Practitioner) -> tuple[Line, ...]:
    entries = (*offers_of(record), *places_of(record))
    return (*lines_of(record), *(line for entry in entries for line in entry.lines))


def _both(review: Review, record: Practitioner) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is public and what is proposed, each in words."""
    question = question_at("record", review.part.replace("_", "-"))
    assert question is not None
    asked = asked_of(record, record)
    return tuple(question.says(question.part.read(record), asked)), tuple(question.says(review.proposed, asked))
