"""Which first messages count, and how. Pure.

Nobody here has to say who they are, so what looks like ten people may be one, and that one may be the practitioner.
Hence what is good for a figure needs a proof, and what is bad for it needs none:

An answer in the promised time counts where the seeker followed a link mailed to an address that is not the
practitioner's own, from whose mailbox (or domain) no other message has counted for the practitioner in a year, up to
so many a day. No answer in the promised time counts whoever wrote. So somebody with their own address, or none, or
links nobody followed, can send themselves what they like: the figure does not rise. Somebody with many real mailboxes
at large providers can add one message for each, a year. Whoever answers everybody loses nothing by any of it.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.enquiries.measuring.providers import sender_of
from app.listings.replies.rules import UNANSWERED, within

# So many answered messages count on one day, and so many unanswered ones: neither friends nor a mob make a figure.
MOST_A_DAY = 3
# What is kept of whose answer counted is one of so many marks. Every so manieth address has the same one, so that it
# proves of nobody that they wrote; about one answer of a hundred is lost to it for every ten senders of a year.
MARKS = 1024


class Decided(StrEnum):
    """How a conversation was decided, once. Whoever took it back before is not asked about; what waited to be looked
    at until its time was over never reached the practitioner."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Message:
    """A decided message: `waited` for its answer, None for one without; `proven` is the seeker's address once they
    have followed a link mailed to it, and `own` the practitioner's."""

    waited: timedelta | None
    proven: str | None
    own: str


def decision(answered_at: datetime | None, due_at: datetime, *, held: bool) -> Decided:
    """How a message was decided that was answered then, or not at all. A no is an answer, a late one is none."""
    if held:
        return Decided.LEFT_OUT
    in_time = answered_at is not None and answered_at <= due_at
    return Decided.ANSWERED if in_time else Decided.UNANSWERED


def sender(message: Message) -> str | None:
    """Whose message it is, where that is proven to be somebody else than the practitioner."""
    if message.proven is None:
        return None
    found = sender_of(message.proven)
    return None if found == sender_of(message.own) else found


def counts_as(message: Message, mark: int | None, known: Container[int], today: int) -> int | None:
    """The class in which it counts, None if it does not: `mark` is its sender's, `known` are those that counted in the
    year, `today` is how many of its kind have counted since midnight."""
    if today >= MOST_A_DAY:
        return None
    if message.waited is None:
        return UNANSWERED
    return None if mark is None or mark in known else within(message.waited)
