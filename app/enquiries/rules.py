"""What may become of a first message, and when: pure rules, the time is passed in.

One conversation is what a seeker's message becomes with one of the practitioners it was sent to.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

# So many practitioners one message may be sent to.
MOST_ADDRESSED = 5
# An address writes to a practitioner once in so long (T2).
ONCE_IN = timedelta(days=7)
# Everything written is erased so long after the end, and so long after it was sent at the latest (T9).
KEPT_AFTER_END = timedelta(days=30)
KEPT_AT_MOST = timedelta(days=90)
# A link in a mail is good for so long, once (T1).
LINK_GOOD_FOR = timedelta(hours=72)
# After a notice the next one waits so long, unless the practitioner has looked since.
NOTICE_EVERY = timedelta(hours=1)
# More than this many in an hour, or in an hour more than five times the usual day's, is a surge (T3).
SURGE_IN_AN_HOUR = 20
SURGE_AT_LEAST = 5
SURGE_TIMES = 5.0
# A surge is over when nothing was kept apart for so long.
SURGE_OVER_AFTER = timedelta(days=1)
# What nobody has looked at for so long arrives by itself, if it is like no other, and these are not more than so many.
LEFT_ALONE_FOR = timedelta(days=1)
MOST_LEFT_ALONE = 20
# Whoever took over an account cannot read what came before, for a while (T6).
LOCKED_FOR = timedelta(hours=72)
LOCKED_BEFORE = timedelta(hours=24)
LONGEST_TEXT = 2000
LONGEST_LINE = 200


# Who ended a conversation whose practitioner is gone.
LEFT = "left"


class State(StrEnum):
    """Where a conversation stands."""

    HELD = "held"
    SENT = "sent"
    READ = "read"
    YES = "yes"
    WAITING_LIST = "waiting_list"
    NO = "no"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Reason(StrEnum):
    """Why a practitioner says no: something about their practice, never about the person who asked."""

    NO_ROOM = "no_room"
    NOT_MY_FIELD = "not_my_field"
    FEE = "fee"
    TIMES = "times"
    WHERE = "where"
    TOO_CLOSE = "too_close"


class Apart(StrEnum):
    """Why a message is kept apart."""

    # The practitioner wants nothing more from this address.
    BLOCKED = "blocked"
    # The address wrote to them within the week.
    AGAIN = "again"
    # Very many came at once.
    SURGE = "surge"
    # It was asked for some work first, and waits instead.
    UNPROVEN = "unproven"
    # It looks so much like a machine's that nothing was asked.
    MACHINE = "machine"


class NotNow(ValueError):
    """The conversation has gone on meanwhile: what was asked for is no longer possible."""


_UNANSWERED = frozenset({State.HELD, State.SENT, State.READ})
# A late answer is better than none; the seeker has been freed and need not take it.
_ANSWERS = frozenset({State.YES, State.WAITING_LIST, State.NO})
_NEXT: Mapping[State, frozenset[State]] = {
    State.HELD: frozenset({State.SENT, State.EXPIRED, State.WITHDRAWN, State.ENDED}),
    # What had already arrived may be drawn into a surge that is put away, as long as nobody has read it.
    State.SENT: _ANSWERS | {State.HELD, State.READ, State.EXPIRED, State.WITHDRAWN, State.ENDED},
    State.READ: _ANSWERS | {State.EXPIRED, State.WITHDRAWN, State.ENDED},
    State.YES: frozenset({State.ENDED}),
    State.WAITING_LIST: frozenset({State.YES, State.NO, State.ENDED}),
    State.EXPIRED: _ANSWERS | {State.WITHDRAWN, State.ENDED},
    State.NO: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.ENDED: frozenset(),
}
ENDS = frozenset(state for state, following in _NEXT.items() if not following)
# Both sides may write while it stands like this.
OPEN_TO_WORDS = frozenset({State.YES, State.WAITING_LIST})


def follows(before: State, after: State) -> State:
    """`after`, where it may come after `before`; raises NotNow."""
    if after not in _NEXT[before]:
        raise NotNow(f"{after} cannot follow {before}")
    return after


def awaits_answer(state: State) -> bool:
    """Whether the practitioner still owes one."""
    return state in _UNANSWERED


def erased_at(sent_at: datetime, ended_at: datetime | None) -> datetime:
    """When everything written must be gone; `ended_at` is when the last conversation ended, if all have."""
    latest = sent_at + KEPT_AT_MOST
    return latest if ended_at is None else min(latest, ended_at + KEPT_AFTER_END)


def is_surge(last_hour: int, last_thirty_days: int) -> bool:
    """Whether one more message within this hour is one of very many; the thirty days include the hour."""
    if last_hour >= SURGE_IN_AN_HOUR:
        return True
    usual_day = (last_thirty_days - last_hour) / 30
    return last_hour >= SURGE_AT_LEAST and last_hour > SURGE_TIMES * max(usual_day, 1.0)


def is_locked(sent_at: datetime, credential_changed_at: datetime | None, now: datetime) -> bool:
    """Whether a message stays closed because the account's address or password has just changed."""
    if credential_changed_at is None or now - credential_changed_at >= LOCKED_FOR:
        return False
    return sent_at < credential_changed_at - LOCKED_BEFORE
