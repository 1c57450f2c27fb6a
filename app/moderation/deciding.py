"""Deciding about what waits: once, by somebody else than its owner, about what was looked at."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.credentials.actions import RegistrationRefused
from app.editor.addresses import absolute
from app.moderation.keepers import addresses_of_keepers, is_kept_by
from app.moderation.reviews import part_name, seen_of
from app.plumbing import outbox
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.practitioners.actions import Refused, accept, give_back
from app.practitioners.models import Practitioner, Review
from app.practitioners.queries import record_by_id, review_by_id


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
    record = None if review is None else record_by_id(session, review.record_id, to_change=True)
    if review is None or record is None or review.decided_at is not None:
        raise DecisionRefused(_("This has been decided, or taken back, meanwhile."))
    if is_kept_by(session, record, steward):
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
    """Tell who keeps it, in a mail that says nothing of what it is about; the reason is read after signing in."""
    accepted = review.decision == "accepted"
    subject = _("It is public now") if accepted else _("Something came back to you")
    where = "/organisation/services" if record.type == "service" else "/practitioner"
    for address in addresses_of_keepers(session, record):
        outbox.put(session, address, subject, f"{subject}: {part_name(review.part)}.\n\n{absolute(where)}")
