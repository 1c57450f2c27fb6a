"""How long news of a search is sent, and how often: pure, the time is passed in."""

from collections.abc import Set
from datetime import datetime, timedelta

CONFIRM_WITHIN = timedelta(hours=72)
KEPT_FOR = timedelta(days=90)
# So long before the end its owner is asked whether they still want to hear.
REMINDED_BEFORE = timedelta(days=7)
# Not more than one mail of news in so long, however much there is.
TOLD_ONCE_IN = timedelta(hours=24)
# A search is looked at again after so long.
LOOKED_EVERY = timedelta(hours=1)
# One address may ask for so many, unconfirmed ones included: it may be somebody else who types it.
MOST_OF_AN_ADDRESS = 5
# A search that finds more than this is too wide to be told of.
MOST_FOUND = 300


def is_news(found: Set[str], before: Set[str]) -> bool:
    """Whether somebody is found who was not."""
    return not found <= before


def until(asked_at: datetime, renewed_at: datetime | None) -> datetime:
    """When it is forgotten by itself."""
    return asked_at + CONFIRM_WITHIN if renewed_at is None else renewed_at + KEPT_FOR


def may_tell(told_at: datetime | None, now: datetime) -> bool:
    """Whether another mail of news may go out already."""
    return told_at is None or now - told_at >= TOLD_ONCE_IN
