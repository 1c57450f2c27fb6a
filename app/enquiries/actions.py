"""Sending a first message: it, its conversations and the notices of it commit together or not at all (MAIL-01)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.letter import Letter
from app.enquiries.models import Conversation, Enquiry, EnquiryNotice
from app.enquiries.queries import Reachable
from app.enquiries.requests import Desk
from app.enquiries.rules import MOST_ADDRESSED, NOTICE_EVERY, ONCE_IN, State, is_surge
from app.plumbing import clock
from app.plumbing.form_tokens import FormToken
from app.plumbing.keys import key_hash

_HOUR = timedelta(hours=1)
_THIRTY_DAYS = timedelta(days=30)


class NobodyReached(ValueError):
    """None of those it was for takes messages here at the moment."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a seeker asks to be sent: to these listings; `address` may be told, neutrally, that there is an answer."""

    practitioner_ids: tuple[UUID, ...]
    letter: Letter
    address: str | None
    locale: str


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
    for position, person in enumerate(reached):
        held = _is_held(session, desk, person.practitioner_id, enquiry.address_hash, now)
        conversation_id = uuid4()
        conversation = Conversation(
            id=conversation_id,
            answering_key_hash=key_hash(desk.seals.answering_key_of(conversation_id)),
            practitioner_id=person.practitioner_id,
            position=position,
            state=State.HELD if held else State.SENT,
            sent_at=now,
            due_at=now + person.promised,
        )
        enquiry.conversations.append(conversation)
        if not held:
            notify(session, desk, person, conversation_id, now)
    return Sent(key, tuple(person.practitioner_id for person in reached))


def notify(session: Session, desk: Desk, person: Reachable, conversation_id: UUID, now: datetime) -> None:
    """Tell a practitioner that somebody wrote, unless they were told a moment ago: then once more later (T3)."""
    notice = session.get(EnquiryNotice, person.practitioner_id, with_for_update=True)
    if notice is not None and notice.told_at > now - NOTICE_EVERY:
        notice.more_since = True
        return
    if notice is None:
        notice = EnquiryNotice(practitioner_id=person.practitioner_id, told_at=now)
        session.add(notice)
    notice.told_at, notice.more_since = now, False
    desk.letters.to_practitioner(session, person.address, desk.seals.answering_key_of(conversation_id))


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
        mails=0,
        locale=sending.locale,
        sent_at=now,
    )


def _is_held(session: Session, desk: Desk, practitioner_id: UUID, address_hash: bytes | None, now: datetime) -> bool:
    """Whether it waits to be looked at. Whoever sends is not told, so that nobody learns whom an address wrote to or
    who blocked it."""
    if address_hash is not None:
        if queries.is_blocked(session, practitioner_id, desk.seals.blocked_hash(practitioner_id, address_hash)):
            return True
        if queries.wrote_lately(session, practitioner_id, address_hash, now - ONCE_IN):
            return True
    lately = queries.arrived(session, practitioner_id, now - _HOUR)
    return is_surge(lately, queries.arrived(session, practitioner_id, now - _THIRTY_DAYS))
