"""Sending a first message: it, its conversations and the notices of it commit together or not at all (MAIL-01)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.apart.weighing import why_apart
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.notices import notify, tell_of_surge
from app.enquiries.requests import Desk
from app.enquiries.rules import MOST_ADDRESSED, Apart, State
from app.enquiries.sending import Sending
from app.plumbing import clock
from app.plumbing.form_tokens import FormToken
from app.plumbing.keys import key_hash


class NobodyReached(ValueError):
    """None of those it was for takes messages here at the moment."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The key of the seeker's private link, the same however often the form comes; and whom it reached this time."""

    key: str
    reached: tuple[UUID, ...] = ()


def send(session: Session, desk: Desk, token: FormToken, sending: Sending) -> Sent:
    """Send it. Raises NobodyReached."""
    enquiry_id = UUID(bytes=token.number)
    key = desk.seals.key_of(enquiry_id)
    if not token.spend(session):
        return Sent(key)
    now = clock.now()
    reached = queries.reachable(session, sending.practitioner_ids)[:MOST_ADDRESSED]
    if not reached:
        raise NobodyReached
    enquiry = _enquiry(desk, enquiry_id, sending, now)
    enquiry.key_hash = key_hash(key)
    session.add(enquiry)
    # Everybody comes to what is held for several practitioners in one order.
    for position, person in sorted(enumerate(reached), key=lambda each: str(each[1].practitioner_id)):
        apart = sending.apart or why_apart(session, desk, person.practitioner_id, enquiry.address_hash, now)
        conversation_id = uuid4()
        conversation = Conversation(
            id=conversation_id,
            answering_key_hash=key_hash(desk.seals.answering_key_of(conversation_id)),
            practitioner_id=person.practitioner_id,
            position=position,
            state=State.HELD if apart else State.SENT,
            apart=apart,
            sent_at=now,
            due_at=now + person.promised,
        )
        enquiry.conversations.append(conversation)
        if apart is None:
            notify(session, desk, person, conversation_id, now)
        elif apart is Apart.SURGE:
            tell_of_surge(session, desk, person, now)
    return Sent(key, tuple(person.practitioner_id for person in reached))


def _enquiry(desk: Desk, enquiry_id: UUID, sending: Sending, now: datetime) -> Enquiry:
    sealed = address_hash = None
    if sending.address is not None:
        sealed = desk.seals.seal_address(enquiry_id, sending.address, now)
        address_hash = desk.seals.address_hash(sending.address)
    return Enquiry(
        id=enquiry_id,
        letter_sealed=desk.seals.seal_letter(enquiry_id, sending.letter, now),
        address_sealed=sealed,
        address_hash=address_hash,
        likeness=sending.likeness,
        mails=0,
        locale=sending.locale,
        sent_at=now,
    )
