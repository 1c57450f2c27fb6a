"""The practitioner's side: what came, what it says, and what can be answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy.orm import Session

from app.access.visitors import account_id, signed_in
from app.accounts.models import Account
from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.enquiries import queries
from app.enquiries.apart.queries import count_kept_apart
from app.enquiries.models import Conversation
from app.enquiries.reading import Line, Said, letter_of, lines_of, said_in
from app.enquiries.rules import ENDS, OPEN_TO_WORDS, Reason, State, awaits_answer, is_locked
from app.finder.offers import offer_title
from app.finder.replying import Answering, answering
from app.listings.listing import Listing
from app.listings.replies.queries import replies_to
from app.listings.replies.rules import LEAST
from app.listings.requests import directory
from app.listings.source import listing_by_id
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner
from app.practitioners.queries import listing_of
from app.practitioners.rules import USUALLY_PROMISED, takes_messages
from app.practitioners.stating import chosen

# A message that was taken back is no longer the practitioner's to read.
_UNSEEN = frozenset({State.HELD, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in the list: nothing it says, but when it came and how it stands."""

    id: str
    day: str
    state: str
    words: str
    owed: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """What `enquiries/inbox.html` shows. `strong`: this session may open them; `apart`: so many are kept apart;
    `answering`: what is said of their answers, None where there is no listing that takes messages."""

    entries: tuple[Entry, ...]
    strong: bool
    apart: int
    answering: Answering | None
    least: int


@dataclass(frozen=True, slots=True)
class Message:
    """What `enquiries/message.html` shows; without `lines` it has not been opened, or is `locked`."""

    id: str
    day: str
    state: str
    words: str
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    locked: bool
    may_answer: bool
    may_write: bool
    may_end: bool
    owed: bool
    # Whether they gave an address from which nothing more may come.
    may_block: bool
    reasons: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]


def inbox() -> Inbox:
    """The list of whoever is signed in."""
    session, reads, person = database_session(), reader(), signed_in()
    record = own_record(session)
    found = () if record is None else queries.conversations_of(session, record.id, clock.now())
    seen = [each for each in found if State(each.state) not in _UNSEEN]
    # Those who wait come first; the sort keeps the newest first among them.
    entries = sorted((_entry(each, reads) for each in seen), key=lambda entry: not entry.owed)
    apart = 0 if record is None else count_kept_apart(session, record.id, clock.now())
    said = None if record is None else _answering(session, record)
    return Inbox(tuple(entries), person is not None and person.strong, apart, said, LEAST)


def message(conversation_id: UUID) -> Message:
    """One of them; its text only once it has been opened."""
    session, reads = database_session(), reader()
    record = own_record(session) or abort(404)
    conversation = conversation_or_404(session, record, conversation_id)
    state = State(conversation.state)
    locked = locked_now(session, conversation)
    lines: tuple[Line, ...] = ()
    if state is not State.SENT and not locked:
        letter = letter_of(conversation.enquiry)
        shown = letter if state is State.YES else letter.before_a_yes()
        lines = lines_of(shown, labels_of(directory().lexicon, reads.code))
    return Message(
        id=str(conversation.id),
        day=reads.day(conversation.sent_at.date()),
        state=state,
        words=standing_words(conversation, reads),
        lines=lines,
        said=() if locked else said_in(conversation, reads),
        locked=locked,
        may_answer=bool(lines) and (awaits_answer(state) or state in (State.EXPIRED, State.WAITING_LIST)),
        may_write=bool(lines) and state in OPEN_TO_WORDS,
        may_end=bool(lines) and state not in ENDS,
        owed=awaits_answer(state),
        may_block=bool(lines) and conversation.enquiry.address_hash is not None,
        reasons=reasons(),
        places=_open_places(session, record),
    )


def own_record(session: Session) -> Practitioner | None:
    """The listing of whoever is signed in."""
    return listing_of(session, account_id())


def conversation_or_404(
    session: Session, record: Practitioner, conversation_id: UUID, *, to_change: bool = False
) -> Conversation:
    """One of a practitioner's own conversations that has reached them."""
    found = queries.conversation_of(session, record.id, conversation_id, clock.now(), to_change=to_change)
    if found is None or found.apart is not None or State(found.state) in _UNSEEN:
        abort(404)
    return found


def locked_now(session: Session, conversation: Conversation) -> bool:
    """Whether it stays closed for now, because the account has just changed hands or seems to have (T6)."""
    account = session.get_one(Account, account_id())
    changes: list[datetime] = [each for each in (account.email_confirmed_at, account.password_changed_at) if each]
    return is_locked(conversation.sent_at, max(changes, default=None), clock.now())


def standing_words(conversation: Conversation, reads: Reader) -> str:
    """How it stands, as the practitioner reads it."""
    due = reads.day(conversation.due_at.date())
    return {
        State.SENT: _("New. An answer is promised by %(day)s.", day=due),
        State.READ: _("Read, not answered. An answer is promised by %(day)s.", day=due),
        State.YES: _("You said yes."),
        State.WAITING_LIST: _("You offered your waiting list."),
        State.NO: _("You said no."),
        State.EXPIRED: _("They were told that they need not wait; a late answer is still welcome."),
        State.ENDED: _("Ended."),
    }[State(conversation.state)]


def reasons() -> tuple[tuple[str, str], ...]:
    """Reasons for a no, in a practitioner's words."""
    words = {
        Reason.NO_ROOM: _("I have no place free"),
        Reason.NOT_MY_FIELD: _("It is not what I work with"),
        Reason.FEE: _("I have no place at that fee"),
        Reason.TIMES: _("No time suits"),
        Reason.WHERE: _("I may not see people where they will be"),
        Reason.TOO_CLOSE: _("I may know them or somebody close to them"),
    }
    return tuple((str(reason), words[reason]) for reason in Reason)


def _entry(conversation: Conversation, reads: Reader) -> Entry:
    state = State(conversation.state)
    return Entry(
        id=str(conversation.id),
        day=reads.day(conversation.sent_at.date()),
        state=state,
        words=standing_words(conversation, reads),
        owed=awaits_answer(state),
    )


def _answering(session: Session, record: Practitioner) -> Answering | None:
    """What is said of their answers; None where they take no messages here."""
    if not takes_messages(chosen("contact_mode")(record)):
        return None
    told = replies_to(session, record.id, clock.today())
    return answering(record.name, record.promised_days or USUALLY_PROMISED, told)


def _open_places(session: Session, record: Practitioner) -> tuple[tuple[str, str], ...]:
    """Offers with an open reduced place, which a yes may take."""
    listing = listing_by_id(session, record.id, "site")
    if not isinstance(listing, Listing):
        return ()
    reads = reader()
    labels = labels_of(directory().lexicon, reads.code)
    return tuple(
        (offer.id, offer_title(offer, labels, reads)) for offer in listing.offers if offer.fees.reduced_place_open
    )
