"""What a practitioner does with a message: reads it, answers, writes on, ends it, blocks whoever sent it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.enquiries.measuring.actions import note_decided
from app.enquiries.models import BlockedSender, Conversation, EnquiryNotice
from app.enquiries.requests import Desk
from app.enquiries.rules import ENDS, OPEN_TO_WORDS, NotNow, Reason, State, follows
from app.enquiries.telling import tell_seeker, write_words
from app.plumbing import clock
from app.practitioners.reduced_places.actions import take_place


def open_message(session: Session, conversation: Conversation) -> None:
    """The practitioner has opened it; whoever asked sees that it was read."""
    looked(session, conversation.practitioner_id)
    if conversation.state == State.SENT:
        conversation.state = State.READ
        conversation.read_at = clock.now()


def answer(
    session: Session,
    desk: Desk,
    conversation: Conversation,
    given: State,
    reason: Reason | None = None,
    words: str = "",
    offer_id: UUID | None = None,
) -> None:
    """Say yes, waiting list or no. Raises NotNow; with `offer_id` a yes takes one of its reduced places and raises
    `PlaceRefused` when none is open."""
    now = clock.now()
    conversation.state = follows(State(conversation.state), given)
    conversation.answered_at = conversation.answered_at or now
    note_decided(session, desk, conversation)
    conversation.reason = reason if given is State.NO else None
    if given is State.YES and offer_id is not None:
        take_place(session, offer_id)
    if given in ENDS:
        conversation.ended_at, conversation.ended_by = now, "practitioner"
    if words.strip():
        write_words(desk, conversation, "practitioner", words)
    tell_seeker(session, desk, conversation.enquiry, now)


def write_on(session: Session, desk: Desk, conversation: Conversation, words: str) -> None:
    """Write to a seeker again. Raises NotNow."""
    if State(conversation.state) not in OPEN_TO_WORDS:
        raise NotNow("nobody writes in this conversation now")
    write_words(desk, conversation, "practitioner", words)
    tell_seeker(session, desk, conversation.enquiry, clock.now())


def end(session: Session, desk: Desk, conversation: Conversation, *, block: bool) -> None:
    """End it; with `block` nothing more comes from the same address. Raises NotNow."""
    now = clock.now()
    if not (block and State(conversation.state) in ENDS):
        note_decided(session, desk, conversation)
        conversation.state = follows(State(conversation.state), State.ENDED)
        conversation.ended_at, conversation.ended_by = now, "practitioner"
        tell_seeker(session, desk, conversation.enquiry, now)
    practitioner_id, address_hash = conversation.practitioner_id, conversation.enquiry.address_hash
    if block and practitioner_id is not None and address_hash is not None:
        hashed = desk.seals.blocked_hash(practitioner_id, address_hash)
        session.merge(BlockedSender(practitioner_id=practitioner_id, sender_hash=hashed, blocked_at=now))


def looked(session: Session, practitioner_id: UUID | None) -> None:
    """The practitioner has looked: the next message is told of at once."""
    notice = practitioner_id and session.get(EnquiryNotice, practitioner_id, with_for_update=True)
    if notice is not None:
        session.delete(notice)
