"""How many failures are too many, and how long to wait then: pure, the time is passed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within this time; after them one try at a time, each wait twice the one before."""

    failures: int
    within: timedelta
    first_wait: timedelta
    longest_wait: timedelta
    # After how long without a try all is forgotten.
    forgotten_after: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something failed of late."""

    failures: int
    since: datetime
    last_at: datetime


_MINUTES_10, _MINUTES_30 = timedelta(minutes=10), timedelta(minutes=30)
ACCOUNT = Limit(10, _MINUTES_10, timedelta(minutes=1), _MINUTES_30)
# Offices and whole networks of phones share an address.
ADDRESS = Limit(60, _MINUTES_10, timedelta(seconds=10), _MINUTES_30)
# An attack on everybody is slowed down to twelve tries a minute, not stopped: it must not keep everybody out.
EVERYBODY = Limit(1_000, _MINUTES_10, timedelta(seconds=5), timedelta(seconds=5), _MINUTES_10)
# Letters to one address: nobody fills a mailbox, and there is always a link in it that is still good.
LETTERS = Limit(4, timedelta(hours=1), _MINUTES_30, _MINUTES_30)


def wait(limit: Limit, count: Count, now: datetime) -> timedelta:
    """How long until the next try is looked at; zero where it may be now."""
    if count.failures < limit.failures or is_forgotten(limit, count, now):
        return timedelta(0)
    doubled = limit.first_wait * 2 ** min(count.failures - limit.failures, 16)
    longest = min(doubled, limit.longest_wait)
    # A clock that was set back makes nobody wait longer than that.
    return min(max(count.last_at + longest - now, timedelta(0)), longest)


def one_more(limit: Limit, count: Count, now: datetime) -> Count:
    """The count with another failure."""
    if count.failures == 0 or is_forgotten(limit, count, now):
        return Count(1, now, now)
    return Count(count.failures + 1, count.since, now)


def is_forgotten(limit: Limit, count: Count, now: datetime) -> bool:
    """Whether what was counted is too long ago to matter."""
    if count.failures < limit.failures:
        return now - count.since > limit.within
    return now - count.last_at > limit.forgotten_after
