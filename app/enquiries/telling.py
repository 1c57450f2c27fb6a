"""Telling a seeker that there is news, and words that either side writes."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from app.enquiries.models import Conversation, Enquiry, Words
from app.enquiries.requests import Desk
from app.plumbing import clock
from app.plumbing.keys import key_hash
from app.plumbing.monthly_keys import Sealed
from app.plumbing.outbox import take_back

# Nobody's address gets more mails than this because of one enquiry.
MOST_MAILS = 20


def tell_seeker(session: Session, desk: Desk, enquiry: Enquiry, now: datetime) -> None:
    """Write a mail that says no more than that there is news, if there is an address; the last mail's link is the one
    that is good."""
    if enquiry.address_sealed is None or enquiry.mails >= MOST_MAILS:
        return
    key = desk.seals.mailed_key_of(enquiry.id, enquiry.mails + 1)
    if desk.letters.to_seeker(session, enquiry, key):
        enquiry.mails += 1
        enquiry.mailed_at, enquiry.mailed_key_hash = now, key_hash(key)


def take_letter_back(session: Session, desk: Desk, enquiry: Enquiry) -> None:
    """The last mail to this seeker is not sent, if it has not been."""
    if enquiry.address_sealed is None or not enquiry.mails:
        return
    try:
        address = desk.seals.open_address(enquiry.id, enquiry.address_sealed)
    except Sealed:
        return
    take_back(session, address, desk.seals.mailed_key_of(enquiry.id, enquiry.mails))


def write_words(desk: Desk, conversation: Conversation, author: str, words: str) -> None:
    """Add to a conversation what one side wrote."""
    words_id, now = uuid4(), clock.now()
    sealed = desk.seals.seal_words(words_id, words.strip(), now)
    written = Words(id=words_id, author=author, text_sealed=sealed, written_at=now)
    written.practitioner_id = conversation.practitioner_id if author == "practitioner" else None
    conversation.words.append(written)
