"""What is told of how first messages are answered. Pure.

Only whole months are told, and only twelve of them, so that nobody who looks again sees one message being answered.
Everything is rounded to the practitioner's disadvantage, and an unanswered message is one that took for ever.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from app.listings.counts.rules import month_of, months_before
from app.listings.listing import Replies

# What is kept of an answer is only within how many hours it came: nobody is made to race for less than a day.
WITHIN = (24, 48, 96, 168, 336)
UNANSWERED = 0
TOLD_MONTHS = 12
# Below so many that were answered, or so many that were not, nothing at all is said.
LEAST = 10
# Below so many of ten only that they are fewer is said.
_HALF = 5
_MOST = 9

# How many messages, by within how many hours they were answered; UNANSWERED for those that were not.
Totals = Mapping[int, int]


def within(waited: timedelta) -> int:
    """The class of an answer that was waited for so long."""
    return next((hours for hours in WITHIN if waited <= timedelta(hours=hours)), WITHIN[-1])


def replies_of(totals: Totals) -> Replies | None:
    """What is said of these; None where nothing is.

    That nothing is said of few answered and few unanswered ones keeps an unanswered message from bringing about a
    good figure: what it can bring about is the worst.
    """
    unanswered = totals.get(UNANSWERED, 0)
    answered = sum(totals.values()) - unanswered
    if max(answered, unanswered) < LEAST:
        return None
    in_ten = min(answered * 10 // (answered + unanswered), _MOST)
    if in_ten < _HALF:
        return Replies(None, None)
    return Replies(in_ten, _usually(totals))


def told_months(today: date) -> tuple[date, date]:
    """The first of the months that are told on a day, and the month that is not told any more: its own."""
    month = month_of(today)
    return months_before(month, TOLD_MONTHS), month


def told_until(today: date) -> date:
    """The last day on which the same months are told."""
    return months_before(month_of(today), -1) - timedelta(days=1)


def _usually(totals: Totals) -> int:
    """Within how many hours at least half of all were answered, of which at least half were."""
    half, so_far = sum(totals.values()) / 2, 0
    for hours in WITHIN:
        so_far += totals.get(hours, 0)
        if so_far >= half:
            return hours
    raise ValueError("fewer than half were answered")
