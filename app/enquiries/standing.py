"""How one conversation stands, as the seeker reads it: in words, and in a few steps for whoever reads little."""

from dataclasses import dataclass
from datetime import datetime

from app.criteria.wording import Reader
from app.enquiries.models import Conversation
from app.enquiries.rules import ENDS, LEFT, Reason, State
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on the way of a message. `picture` is its drawing; `kind` is `done`, `now`, or `ahead`."""

    words: str
    picture: str
    kind: str


def shown(conversation: Conversation) -> str:
    """The state, without what says something of others; `left` once there is nobody any more who could answer."""
    state = State(conversation.state)
    if has_left(conversation):
        return LEFT
    # That a message is held says something of others; to whoever sent it, it was sent.
    return State.SENT if state is State.HELD else state


def has_left(conversation: Conversation) -> bool:
    """Whether it ended because the practitioner has left."""
    return conversation.practitioner_id is None and (
        State(conversation.state) not in ENDS or (conversation.ended_by == LEFT and conversation.state == State.ENDED)
    )


def words(conversation: Conversation, reads: Reader, now: datetime) -> str:
    """One or two sentences."""
    due, state = reads.day(_promised(conversation, now).date()), shown(conversation)
    if state == State.ENDED:
        by_them = conversation.ended_by == "practitioner"
        return _("They have ended this.") if by_them else _("You have ended this.")
    if state == State.EXPIRED and now < conversation.due_at:
        return _("They cannot answer here at the moment. You need not wait any longer; this is not your fault.")
    return {
        LEFT: _("They have left this site and cannot answer any more. You need not wait; it is nothing you did."),
        State.SENT: _("Sent. An answer is promised by %(day)s.", day=due),
        State.READ: _("Read. An answer is promised by %(day)s.", day=due),
        State.YES: _("Yes: they have room for you."),
        State.WAITING_LIST: _("They have no room now, and offer you a place on their waiting list."),
        State.NO: _("They cannot see you. This is about their practice, not about you."),
        State.EXPIRED: _("No answer came in the promised time. You need not wait any longer; this is not your fault."),
        State.WITHDRAWN: _("You took it back. They no longer see it."),
    }[state]


def _promised(conversation: Conversation, now: datetime) -> datetime:
    """By when an answer is promised: while it lies ahead, as it was said when it was sent, so that nobody learns that a
    message was kept apart for a while."""
    first = conversation.enquiry.sent_at + (conversation.due_at - conversation.sent_at)
    return first if now <= first else conversation.due_at


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


def track(conversation: Conversation) -> tuple[Mark, ...]:
    """Sent, read, and what came of it."""
    state = shown(conversation)
    waits = state in (State.SENT, State.READ)
    was_read = conversation.read_at is not None or conversation.answered_at is not None
    sent = Mark(_("Sent"), "sent", "now" if state == State.SENT else "done")
    read = Mark(_("Read"), "read", "now" if state == State.READ else "done")
    if waits:
        seen = read if state == State.READ else Mark(_("Not read yet"), "read", "ahead")
        return sent, seen, Mark(_("An answer"), "answer", "ahead")
    end = {
        LEFT: Mark(_("They have left"), "over", "now"),
        State.YES: Mark(_("Yes"), "yes", "now"),
        State.WAITING_LIST: Mark(_("Waiting list"), "waiting", "now"),
        State.NO: Mark(_("No place here"), "over", "now"),
        State.EXPIRED: Mark(_("No answer"), "over", "now"),
        State.WITHDRAWN: Mark(_("Taken back"), "back", "now"),
        State.ENDED: Mark(_("Ended"), "over", "now"),
    }[state]
    return (sent, read, end) if was_read else (sent, end)
