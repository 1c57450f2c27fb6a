"""The seeker's private page: where each conversation stands, what was written, and what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, current_app

from app.criteria.labels import labels_of
from app.criteria.wording import Reader, reader
from app.enquiries import queries, standing
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.onward import Onward, onward
from app.enquiries.reading import Line, Said, letter_of, lines_of, said_in
from app.enquiries.rules import ENDS, OPEN_TO_WORDS, State, awaits_answer, erased_at
from app.enquiries.standing import Mark
from app.finder import addresses
from app.finder.pictures import Portrait, portrait
from app.finder.quiet import Place
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
    track: tuple[Mark, ...]
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
    # Where to look on, once nobody is awaited and nobody said yes.
    onward: Onward | None
    just_sent: bool


def enquiry_or_404(key: str) -> Enquiry:
    """The enquiry of this private link. Answers 404, the same for one that never was and one that was erased."""
    return queries.enquiry_by_key(database_session(), key, clock.now()) or abort(404)


def following(key: str) -> Following:
    """The page of this private link."""
    enquiry, reads = enquiry_or_404(key), reader()
    ids = [each.practitioner_id for each in enquiry.conversations if each.practitioner_id is not None]
    found = listings_by_id(database_session(), ids, "site")
    public = {id: listing for id, listing in found.items() if isinstance(listing, Listing)}
    labels = labels_of(directory().lexicon, reads.code)
    letter = letter_of(enquiry)
    link = f"{current_app.config['BASE_URL']}/your-page/{key}"
    ends = [conversation.ended_at for conversation in enquiry.conversations]
    ended = None if None in ends else max(end for end in ends if end is not None)
    return Following(
        key=key,
        steps=tuple(_step(each, _listing(each, public), reads) for each in enquiry.conversations),
        lines=lines_of(letter, labels),
        link=link,
        code=code(link),
        has_address=enquiry.address_sealed is not None,
        kept_until=reads.day(erased_at(enquiry.sent_at, ended).date()),
        onward=onward(letter, ids, labels) if all(map(_is_over, enquiry.conversations)) else None,
        just_sent=clock.now() - enquiry.sent_at < _JUST_NOW,
    )


def _step(conversation: Conversation, listing: Listing | None, reads: Reader) -> Step:
    state, here = State(conversation.state), conversation.practitioner_id is not None
    name = _name(here=here) if listing is None else listing.name
    return Step(
        id=str(conversation.id),
        name=name,
        address=None if listing is None else addresses.quietly(Place("listing", slug=listing.slug)),
        portrait=None if listing is None else portrait(listing.id, listing.photo),
        state=standing.shown(conversation),
        track=standing.track(conversation),
        words=standing.words(conversation, reads, clock.now()),
        more=standing.reason_words(conversation.reason) if state is State.NO else None,
        said=said_in(conversation, reads),
        may_write=here and state in OPEN_TO_WORDS,
        may_take_back=here and state not in ENDS,
    )


def _listing(conversation: Conversation, public: Mapping[UUID, Listing]) -> Listing | None:
    return None if conversation.practitioner_id is None else public.get(conversation.practitioner_id)


def _name(*, here: bool) -> str:
    return _("Somebody who is not listed at the moment") if here else _("Somebody who has left this site")


def _is_over(conversation: Conversation) -> bool:
    """Whether nobody is awaited here, and nobody said yes."""
    state = State(conversation.state)
    return standing.has_left(conversation) or not (awaits_answer(state) or state in OPEN_TO_WORDS)


def conversation_in(enquiry: Enquiry, conversation_id: UUID) -> Conversation:
    """One of the seeker's own conversations, or 404."""
    own = [each for each in enquiry.conversations if each.id == conversation_id]
    return own[0] if own else abort(404)
