"""The seeker's private page: where each conversation stands, what was written, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, current_app

from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.enquiries import queries
from app.enquiries.letter import Letter
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.reading import Line, Said, lines_of, said_in
from app.enquiries.requests import desk
from app.enquiries.rules import ENDS, OPEN_TO_WORDS, Reason, State, awaits_answer, erased_at
from app.finder import addresses
from app.finder.pictures import Portrait, portrait
from app.finder.replying import promise
from app.listings.listing import Listing
from app.listings.requests import directory
from app.listings.source import listings_by_id
from app.plumbing import clock
from app.plumbing.qr import Code, code
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

# So long the page says that the message has just gone, and how to come back.
_JUST_NOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One conversation. `address` and `portrait` are there while the practitioner is public."""

    id: str
    name: str
    address: str | None
    portrait: Portrait | None
    state: str
    words: str
    more: str | None
    said: tuple[Said, ...]
    may_write: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Following:
    """Everything `enquiries/following.html` shows."""

    key: str
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    link: str
    code: Code
    has_address: bool
    kept_until: str
    next_address: str | None
    just_sent: bool


def enquiry_or_404(key: str) -> Enquiry:
    """The enquiry of this private link. Answers 404, the same for one that never was and one that was erased."""
    return queries.enquiry_by_key(database_session(), key, clock.now()) or abort(404)


def following(key: str) -> Following:
    """The page of this private link."""
    enquiry, reads = enquiry_or_404(key), reader()
    ids = [conversation.practitioner_id for conversation in enquiry.conversations]
    found = listings_by_id(database_session(), ids, "site")
    public = {id: listing for id, listing in found.items() if isinstance(listing, Listing)}
    labels = labels_of(directory().lexicon, reads.code)
    letter = desk().seals.open_letter(enquiry.id, enquiry.letter_sealed)
    link = f"{current_app.config['BASE_URL']}/your-page/{key}"
    ends = [conversation.ended_at for conversation in enquiry.conversations]
    ended = None if None in ends else max(end for end in ends if end is not None)
    return Following(
        key=key,
        steps=tuple(_step(each, public.get(each.practitioner_id), reads) for each in enquiry.conversations),
        lines=lines_of(letter, labels),
        link=link,
        code=code(link),
        has_address=enquiry.address_sealed is not None,
        kept_until=reads.day(erased_at(enquiry.sent_at, ended).date()),
        next_address=_next(letter, enquiry.conversations),
        just_sent=clock.now() - enquiry.sent_at < _JUST_NOW,
    )


def _step(conversation: Conversation, listing: Listing | None, reads: Reader) -> Step:
    state = State(conversation.state)
    name = _("Somebody who is no longer listed") if listing is None else listing.name
    return Step(
        id=str(conversation.id),
        name=name,
        address=None if listing is None else addresses.listing(listing.slug),
        portrait=None if listing is None else portrait(listing.id, listing.photo),
        state=_shown(state),
        words=_words(conversation, state, reads),
        more=_more(conversation, state, name),
        said=said_in(conversation, reads),
        may_write=state in OPEN_TO_WORDS,
        may_take_back=state not in ENDS,
    )


def _shown(state: State) -> str:
    # That a message is held says something of others; to whoever sent it, it was sent.
    return State.SENT if state is State.HELD else state


def _more(conversation: Conversation, state: State, name: str) -> str | None:
    """Why it is a no; while an answer is awaited, what was promised when it was sent, whatever is promised now."""
    if state is State.NO:
        return reason_words(conversation.reason)
    days = round((conversation.due_at - conversation.sent_at) / timedelta(days=1))
    return promise(name, days) if awaits_answer(state) else None


def _words(conversation: Conversation, state: State, reads: Reader) -> str:
    due = reads.day(conversation.due_at.date())
    if state in (State.HELD, State.SENT):
        return _("Sent. An answer is promised by %(day)s.", day=due)
    if state is State.ENDED:
        by_them = conversation.ended_by == "practitioner"
        return _("They have ended this.") if by_them else _("You have ended this.")
    return {
        State.READ: _("Read. An answer is promised by %(day)s.", day=due),
        State.YES: _("Yes: they have room for you."),
        State.WAITING_LIST: _("They have no room now, and offer you a place on their waiting list."),
        State.NO: _("They cannot see you. This is about their practice, not about you."),
        State.EXPIRED: _("No answer came in the promised time. You need not wait any longer; this is not your fault."),
        State.WITHDRAWN: _("You took it back. They no longer see it."),
    }[state]


def reason_words(reason: str | None) -> str | None:
    """Why it is a no, as the seeker reads it."""
    if reason is None:
        return None
    return {
        Reason.NO_ROOM: _("They have no place free at the moment."),
        Reason.NOT_MY_FIELD: _("It is not what they work with; somebody else will know it better."),
        Reason.FEE: _("They have no place at a fee you can pay."),
        Reason.TIMES: _("They have no time that suits you."),
        Reason.WHERE: _("They may not see people where you will be."),
        Reason.TOO_CLOSE: _("They may know you or somebody close to you, and could not be as free as they should be."),
    }[Reason(reason)]


def _next(letter: Letter, conversations: Sequence[Conversation]) -> str | None:
    """Where to look on, once nobody is awaited and nobody said yes."""
    states = [State(conversation.state) for conversation in conversations]
    if any(awaits_answer(state) or state in OPEN_TO_WORDS for state in states):
        return None
    pairs = [term.partition(":")[::2] for term in letter.looking_for]
    return addresses.terms([(facet, slug) for facet, slug in pairs])


def conversation_in(enquiry: Enquiry, conversation_id: UUID) -> Conversation:
    """One of the seeker's own conversations, or 404."""
    own = [each for each in enquiry.conversations if each.id == conversation_id]
    return own[0] if own else abort(404)
