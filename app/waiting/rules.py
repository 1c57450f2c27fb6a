"""How long somebody waits, and how often an address may be written to because somebody typed it."""

from datetime import datetime, timedelta
from enum import Enum

CONFIRM_WITHIN = timedelta(hours=72)
KEPT_FOR = timedelta(days=180)
# So long before the end they are asked whether they still wait.
REMINDED_BEFORE = timedelta(days=14)
# News is good for so long; then the page says no more than that there was some.
NEWS_FOR = timedelta(hours=72)
# Who was told and says nothing is forgotten after so long.
TOLD_FOR = timedelta(days=14)
# A place that is still open after so long is told to the next.
PASSED_ON_AFTER = timedelta(days=3)

LONGEST_LIST = 100
ASKED_AN_HOUR = 30
BETWEEN_MAILS = timedelta(minutes=15)
MAILS_A_DAY = 4
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Answer(Enum):
    """What somebody says on the page of their entry."""

    CONFIRM = "confirm"
    STAY = "stay"
    LEAVE = "leave"


class Standing(Enum):
    """Where somebody is on their way."""

    ASKED = "asked"
    WAITING = "waiting"
    TOLD = "told"
    TOLD_LONG_AGO = "told long ago"


def standing(confirmed_at: datetime | None, told_at: datetime | None, now: datetime) -> Standing:
    """The standing of an entry that has not run out."""
    if confirmed_at is None:
        return Standing.ASKED
    if told_at is None:
        return Standing.WAITING
    return Standing.TOLD if now - told_at <= NEWS_FOR else Standing.TOLD_LONG_AGO


def may_mail(mailed_at: datetime | None, mails_today: int, now: datetime) -> bool:
    """Whether an address is written to once more because somebody typed it: it may not be theirs."""
    return mails_today < MAILS_A_DAY and (mailed_at is None or now - mailed_at >= BETWEEN_MAILS)
