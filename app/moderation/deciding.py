"""Deciding about what waits: once, by somebody else than its owner, about what was looked at."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.queries import address_of
from app.credentials.actions import RegistrationRefused
from app.editor.addresses import absolute
from app.moderation.reviews import part_name, seen_of
from app.plumbing import outbox
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.practitioners.actions import Refused, accept, give_back
from app.practitioners.models import Practitioner, Review
from app.practitioners.queries import listing_by_id, review_by_id


class DecisionRefused(ValueError):
    """It cannot be decided; one sentence says why."""


class OwnListing(DecisionRefused):
    """Somebody tried to decide about what is theirs."""

    def __init__(self, record_id: UUID) -> None:
        super().__init__(_("This is your own listing. Another steward has to look at it."))
        self.record_id = record_id


def decide(session: Session, review_id: UUID, steward: UUID, seen: str, reason: str | None) -> None:
    """Accept what waits, or give it back with a reason. Raises DecisionRefused, and then nothing has changed."""
    review = review_by_id(session, review_id, to_decide=True)
    record = None if review is None else listing_by_id(session, review.record_id, to_change=True)
    if review is None or record is None or review.decided_at is not None:
        raise DecisionRefused(_("This has been decided, or taken back, meanwhile."))
    if record.account_id == steward:
        raise OwnListing(record.id)
    if seen_of(review, record) != seen:
        raise DecisionRefused(_("It was changed while you looked at it. Please look again."))
    try:
        if reason is None:
            accept(session, record, review, steward)
        else:
            give_back(session, record, review, steward, reason)
    except (Refused, RegistrationRefused) as refused:
        raise DecisionRefused(str(refused)) from None
    note(session, actor=steward, act=f"review.{review.decision}", subject_type="record", subject_id=record.id,
         details={"part": review.part})  # fmt: skip
    _tell(session, record, review)


def _tell(session: Session, record: Practitioner, review: Review) -> None:
    """Tell its practitioner, in a mail that says nothing of what it is about; the reason is read after signing in."""
    address = None if record.account_id is None else address_of(session, record.account_id)
    if address is None:
        return
    accepted = review.decision == "accepted"
    subject = _("It is public now") if accepted else _("Something came back to you")
    outbox.put(session, address, subject, f"{subject}: {part_name(review.part)}.\n\n{absolute('/practitioner')}")
