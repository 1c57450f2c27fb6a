"""What a seeker does behind their private link: goes on, takes back, ends, and makes us forget their address."""

from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.measuring.actions import note_confirmed
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.notices import notify
from app.enquiries.requests import Desk
from app.enquiries.rules import ENDS, OPEN_TO_WORDS, NotNow, State, awaits_answer, follows
from app.enquiries.telling import take_letter_back, write_words
from app.plumbing import clock


def follow_mailed_link(session: Session, desk: Desk, key: str) -> str | None:
    """Use up the link in a mail; the key of the private link it leads to, None when it leads nowhere any more."""
    now = clock.now()
    enquiry = queries.enquiry_by_mailed_key(session, key, now, to_change=True)
    if enquiry is None:
        return None
    enquiry.mailed_key_hash = None
    enquiry.address_confirmed_at = enquiry.address_confirmed_at or now
    note_confirmed(session, desk, enquiry)
    return desk.seals.key_of(enquiry.id)


def take_back(conversation: Conversation) -> None:
    """The seeker no longer waits for this answer, or ends what has begun. Raises NotNow."""
    before = State(conversation.state)
    after = State.WITHDRAWN if awaits_answer(before) or before is State.EXPIRED else State.ENDED
    conversation.state = follows(before, after)
    conversation.ended_at, conversation.ended_by = clock.now(), "seeker"


def take_back_all(enquiry: Enquiry) -> None:
    """Everything of it that has not ended, ends."""
    for conversation in enquiry.conversations:
        if State(conversation.state) not in ENDS:
            take_back(conversation)


def write_back(session: Session, desk: Desk, conversation: Conversation, words: str) -> None:
    """Write to a practitioner who answered. Raises NotNow."""
    practitioner_id = conversation.practitioner_id
    if State(conversation.state) not in OPEN_TO_WORDS or practitioner_id is None:
        raise NotNow("nobody writes in this conversation now")
    write_words(desk, conversation, "seeker", words)
    for person in queries.reachable(session, [practitioner_id]):
        notify(session, desk, person, conversation.id, clock.now())


def forget_address(session: Session, desk: Desk, enquiry: Enquiry) -> None:
    """No more mails, nor the one that may wait to be sent: the private link is the only way from now on."""
    take_letter_back(session, desk, enquiry)
    enquiry.address_sealed = enquiry.address_hash = enquiry.mailed_key_hash = None
