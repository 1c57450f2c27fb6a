"""What a practitioner does with their own listing. Each is one use case; the caller's transaction holds it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.erasures import note_erasure
from app.plumbing.files import Files, doom
from app.plumbing.holdings import belonging_to
from app.plumbing.pictures import Picture
from app.practitioners.merging import settle
from app.practitioners.models import Practitioner, Record, Review
from app.practitioners.offers import Offer, Premises
from app.practitioners.parts import PARTS, Answer, Part, digest
from app.practitioners.photos.actions import accept_photo, propose_photo, remove_photo
from app.practitioners.queries import listing_of, open_reviews
from app.practitioners.rules import Stated, missing
from app.practitioners.stating import slug_for
from app.practitioners.writing import Writing
from app.vocabulary.queries import read_current

MOST_OFFERS, MOST_PLACES = 30, 10
# On these, people may already rely on what is public.
SEEN = ("published", "paused")


class Changed(Exception):
    """What was to be changed has been changed meanwhile by somebody else; `present` is how it stands now."""

    def __init__(self, present: Answer) -> None:
        super().__init__("changed meanwhile")
        self.present = present


class Refused(ValueError):
    """It cannot be done as things stand; `why` is a key to be put into words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def begin(session: Session, account_id: UUID, answer: Answer) -> Practitioner:
    """Begin the listing of an account with who it is about; a second one is refused."""
    if listing_of(session, account_id) is not None:
        raise Refused("begun_already")
    record = new_record(account_id, answer, clock.now())
    session.add(record)
    _log(session, record, "begun")
    return record


def new_record(account_id: UUID, answer: Answer, now: datetime) -> Practitioner:
    """A draft that says who it is about, in no session yet."""
    record_id = uuid4()
    return Practitioner(
        id=record_id,
        kind=answer["kind"],
        name=answer["name"],
        slug=slug_for(record_id, answer["name"]),
        status="draft",
        account_id=account_id,
        created_at=now,
        updated_at=now,
    )


def state(session: Session, record: Practitioner, subject: Any, part: Part, answer: Answer, seen: str) -> bool:
    """Answer one question about a record, or about one of its offers or places.

    `seen` is the digest of the answer that the form showed. Raises `Changed` when that is no longer how it stands.
    Returns whether the answer waits for a steward instead of being public at once.
    """
    reviews = open_reviews(session, record.id)
    present = standing(record, subject, part, reviews)
    if digest(present) != seen:
        raise Changed(present)
    writing = Writing(session, clock.now(), record.account_id)
    record.updated_at = writing.now
    _log(session, record, "stated", part.key)
    if part.reviewed and record.status in SEEN:
        return _propose(session, record, part, answer, reviews.get(part.key), writing.now)
    part.write(subject, answer, writing)
    session.flush()
    settle(record, read_current(session))
    return False


def standing(record: Record, subject: Any, part: Part, reviews: dict[str, Review]) -> Answer:
    """The answer as its practitioner left it: what waits for review where something does, else what is stated."""
    waiting = reviews.get(part.key) if subject is record else None
    return part.read(subject) if waiting is None else waiting.proposed


def whole(record: Practitioner) -> Answer:
    """Everything a record states, as one answer: to know again what was looked at."""
    subjects: dict[str, Sequence[Any]] = {"record": [record], "offer": record.offers, "premises": record.premises}
    stated = {part.key: [part.read(subject) for subject in subjects[part.of]] for part in PARTS.values()}
    return stated | {"photos": sorted(f"{photo.id}:{photo.state}:{photo.alt}" for photo in record.photos)}


def _propose(
    session: Session, record: Practitioner, part: Part, answer: Answer, waiting: Review | None, now: datetime
) -> bool:
    """Let a change of a public part wait; what is as it was in public waits for nothing."""
    if part.read(record) == answer:
        if waiting is not None:
            waiting.decided_at, waiting.decision = now, "withdrawn"
        return False
    if waiting is None:
        waiting = Review(record_id=record.id, part=part.key)
        session.add(waiting)
    waiting.proposed, waiting.submitted_at = answer, now
    return True


def offer_photo(session: Session, record: Practitioner, stored: Files, picture: Picture, alt: str | None) -> None:
    """Let a picture wait for a steward, in place of one that waited; of a draft it waits with all the rest."""
    now = clock.now()
    _log(session, record, "stated", "photo")
    photo_id = propose_photo(session, stored, record.id, picture, alt, now)
    if record.status not in SEEN:
        return
    waiting = open_reviews(session, record.id).get("photo")
    if waiting is None:
        waiting = Review(record_id=record.id, part="photo")
        session.add(waiting)
    waiting.proposed, waiting.submitted_at = str(photo_id), now


def take_photo_off(session: Session, record: Practitioner, photo_id: UUID) -> None:
    """Delete a photo, public or waiting; what was to be decided about it is withdrawn."""
    now = clock.now()
    remove_photo(session, record.id, photo_id, now)
    _log(session, record, "taken-off", "photo")
    waiting = open_reviews(session, record.id).get("photo")
    if waiting is not None and waiting.proposed == str(photo_id):
        waiting.decided_at, waiting.decision = now, "withdrawn"


def add_offer(session: Session, record: Practitioner) -> Offer:
    """One more way to be seen, with nothing stated yet; closed to nobody and open to nobody until it is."""
    if len(record.offers) >= MOST_OFFERS:
        raise Refused("too_many_offers")
    last = max((offer.position for offer in record.offers), default=-1)
    offer = Offer(id=uuid4(), position=last + 1, availability="unknown")
    record.offers.append(offer)
    record.updated_at = clock.now()
    _log(session, record, "added", "offer")
    return offer


def remove_offer(session: Session, record: Practitioner, offer: Offer) -> None:
    record.offers.remove(offer)
    record.updated_at = clock.now()
    _log(session, record, "taken-off", "offer")


def add_premises(session: Session, record: Practitioner, answer: Answer) -> Premises:
    """One more place where people are seen."""
    if len(record.premises) >= MOST_PLACES:
        raise Refused("too_many_places")
    premises = new_premises(answer)
    record.premises.append(premises)
    record.updated_at = clock.now()
    _log(session, record, "added", "place")
    PARTS["where"].write(premises, answer, Writing(session, record.updated_at, record.account_id))
    return premises


def new_premises(answer: Answer) -> Premises:
    """A place of no record yet, with as much said of it as it cannot be without."""
    return Premises(id=uuid4(), access={}, country=answer["country"], precision=answer["precision"])


def remove_premises(session: Session, record: Practitioner, premises: Premises) -> None:
    """Take a place off; offers there are in no place from now on."""
    for offer in record.offers:
        if offer.premises_id == premises.id:
            offer.premises_id = None
    record.premises.remove(premises)
    record.updated_at = clock.now()
    _log(session, record, "taken-off", "place")


def confirm(session: Session, record: Practitioner, answers: Mapping[UUID, tuple[str, int | None]]) -> None:
    """Everything is still right as of today, but for what these answers change: (availability, open reduced places).

    A listing that rested is shown again.
    """
    now = clock.now()
    writing = Writing(session, now, record.account_id)
    for offer in record.offers:
        availability, free = answers.get(offer.id, (offer.availability, offer.reduced_open))
        PARTS["when"].write(offer, {"times": offer.times, "availability": availability}, writing)
        if offer.reduced_total is not None:
            offer.reduced_open = None if free is None else min(free, offer.reduced_total)
            offer.reduced_confirmed_on = now.date()
        if offer.standard is not None or offer.reduced_from is not None or offer.fee_model is not None:
            offer.fee_confirmed_on = now.date()
    record.confirmed_on = now.date()
    _log(session, record, "confirmed")


def submit(session: Session, record: Practitioner, stated: Stated) -> None:
    """Send a draft to be looked at; refused while something is missing."""
    if record.status != "draft":
        raise Refused("not_a_draft")
    if missing(stated):
        raise Refused("missing")
    record.status, record.updated_at = "in_review", clock.now()
    _log(session, record, "sent")
    session.add(Review(record_id=record.id, part="listing", submitted_at=record.updated_at))


def take_back(session: Session, record: Practitioner) -> None:
    """Make a listing that waits a draft again."""
    waiting = open_reviews(session, record.id).get("listing")
    if record.status != "in_review" or waiting is None:
        raise Refused("not_in_review")
    record.status = "draft"
    _log(session, record, "taken-back")
    waiting.decided_at, waiting.decision = clock.now(), "withdrawn"


def pause(session: Session, record: Practitioner) -> None:
    """Nobody sees a public listing from now on, until it is resumed."""
    if record.status != "published":
        raise Refused("not_public")
    record.status, record.updated_at = "paused", clock.now()
    _log(session, record, "paused")


def resume(session: Session, record: Practitioner) -> None:
    if record.status != "paused":
        raise Refused("not_paused")
    record.status, record.updated_at = "published", clock.now()
    _log(session, record, "resumed")


def accept(session: Session, record: Practitioner, review: Review, steward: UUID) -> None:
    """A steward finds it good: a whole listing becomes public, a changed part takes the place of the old."""
    now = clock.now()
    if review.part == "listing":
        record.status, record.confirmed_on = "published", now.date()
        for photo in [photo for photo in record.photos if photo.state == "proposed"]:
            accept_photo(session, photo.id, now)
    elif review.part == "photo":
        accept_photo(session, UUID(review.proposed), now)
    else:
        PARTS[review.part].write(record, review.proposed, Writing(session, now, steward))
    record.updated_at = now
    _decide(review, steward, "accepted", now)


def give_back(session: Session, record: Practitioner, review: Review, steward: UUID, reason: str) -> None:
    """A steward wants something changed and says what; what is public stays."""
    now = clock.now()
    if review.part == "listing":
        record.status = "draft"
    elif review.part == "photo":
        remove_photo(session, record.id, UUID(review.proposed), now)
    _decide(review, steward, "returned", now, reason)


def _decide(review: Review, steward: UUID, decision: str, now: datetime, reason: str | None = None) -> None:
    if review.decided_at is not None:
        raise Refused("decided_already")
    review.decided_at, review.decided_by, review.decision, review.reason = now, steward, decision, reason


def remove(session: Session, record: Practitioner) -> None:
    """Take a listing away with all that it holds; its address answers that it is gone."""
    _log(session, record, "removed")
    note_erasure(session, record.id)
    # What the database deletes by itself, such as evidence, has files too.
    doom(session, belonging_to(session, "record", record.id))
    session.delete(record)


def _log(session: Session, record: Practitioner, act: str, part: str | None = None) -> None:
    """One line of the trail: what was done to which part, never what it says now."""
    details = {} if part is None else {"part": part}
    note(session, actor=record.account_id, act=f"listing.{act}", subject_type="record", subject_id=record.id,
         details=details)  # fmt: skip
