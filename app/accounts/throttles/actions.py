"""Counting: a try is counted before it is looked at, so that a hundred at once are not one, and given back if right."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import AttemptCount
from app.accounts.refusals import TooMany
from app.accounts.throttles.keys import Key
from app.accounts.throttles.limits import Count, one_more, wait
from app.plumbing.database import insert_once


def look(session: Session, keys: Sequence[Key], now: datetime) -> None:
    """Raise `TooMany` where a wait is running, without a write: an attack that is held up costs next to nothing."""
    limits = {key.hmac: key.limit for key in keys}
    rows = session.scalars(select(AttemptCount).where(AttemptCount.key_hmac.in_(limits)))
    _hold_up(max((wait(limits[row.key_hmac], _count(row), now) for row in rows), default=timedelta(0)))


def claim(session: Session, keys: Sequence[Key], now: datetime) -> None:
    """Count a try under all these keys, or raise `TooMany` and count it under none."""
    rows = [(key, _row(session, key, now)) for key in _in_order(keys)]
    _hold_up(max(wait(key.limit, _count(row), now) for key, row in rows))
    for key, row in rows:
        counted = one_more(key.limit, _count(row), now)
        row.failures, row.since, row.last_at = counted.failures, counted.since, counted.last_at


def give_back(session: Session, keys: Sequence[Key], now: datetime) -> None:
    """The try was right, or was never looked at: it counts no more."""
    for key in _in_order(keys):
        row = _row(session, key, now)
        row.failures = max(row.failures - 1, 0)


def _hold_up(longest: timedelta) -> None:
    if longest:
        raise TooMany(longest)


def _in_order(keys: Sequence[Key]) -> list[Key]:
    # Everybody locks rows in the same order, so that no two wait for each other.
    return sorted(keys, key=lambda key: key.hmac)


def _row(session: Session, key: Key, now: datetime) -> AttemptCount:
    insert_once(session, AttemptCount, key_hmac=key.hmac, failures=0, since=now, last_at=now)
    return session.get_one(AttemptCount, key.hmac, with_for_update=True)


def _count(row: AttemptCount) -> Count:
    return Count(row.failures, row.since, row.last_at)
