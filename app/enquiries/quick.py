"""The page a notice leads to: how one message stands, for whoever holds the link, and nothing it says."""

from dataclasses import dataclass

from app.criteria.wording import reader
from app.enquiries.inbox import reasons, standing_words
from app.enquiries.queries import conversation_by_answering_key
from app.enquiries.rules import State, awaits_answer
from app.plumbing import clock
from app.plumbing.requests import database_session


@dataclass(frozen=True, slots=True)
class Quick:
    """What `enquiries/quick.html` shows."""

    id: str
    day: str
    words: str
    may_answer: bool
    reasons: tuple[tuple[str, str], ...]


def quick_page(key: str) -> Quick | None:
    """The page of this key; None when it leads nowhere, or nowhere any more."""
    asked = conversation_by_answering_key(database_session(), key, clock.now())
    if asked is None or State(asked.state) is State.WITHDRAWN:
        return None
    reads, state = reader(), State(asked.state)
    return Quick(
        id=str(asked.id),
        day=reads.day(asked.sent_at.date()),
        words=standing_words(asked, reads),
        may_answer=awaits_answer(state) or state in (State.EXPIRED, State.WAITING_LIST),
        reasons=reasons(),
    )
