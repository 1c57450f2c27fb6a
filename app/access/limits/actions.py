"""Counting: condition and change are one statement, so that of many at once exactly as many as allowed come in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.orm import Session

from app.access.limits.models import ApiUse
from app.access.limits.rules import Allowance, Limits, allowance, minute_of
from app.access.models import ApiKey
from app.plumbing.database import insert_for, removed


def count(session: Session, who: bytes, limits: Limits, now: datetime) -> Allowance:
    """Count one more request, if it is not one too many; what is left then.

    A clock that is a little behind another's counts into the later minute: it opens no new one.
    """
    minute, day = minute_of(now), now.date()
    this_minute, today = ApiUse.minute >= minute, ApiUse.day >= day
    row = insert_for(session)(ApiUse).values(who=who, minute=minute, in_minute=1, day=day, in_day=1)
    counted = row.on_conflict_do_update(
        index_elements=[ApiUse.who],
        set_={
            "minute": case((this_minute, ApiUse.minute), else_=minute),
            "in_minute": case((this_minute, ApiUse.in_minute + 1), else_=1),
            "day": case((today, ApiUse.day), else_=day),
            "in_day": case((today, ApiUse.in_day + 1), else_=1),
        },
        where=or_(ApiUse.minute < minute, ApiUse.in_minute < limits.per_minute)
        & or_(ApiUse.day < day, ApiUse.in_day < limits.per_day),
    ).returning(ApiUse.in_minute, ApiUse.in_day)
    used = session.execute(counted).one_or_none()
    if used is not None:
        return allowance(limits, used.in_minute, used.in_day, now, refused=False)
    full = session.execute(select(ApiUse.minute, ApiUse.in_minute, ApiUse.in_day).where(ApiUse.who == who)).one()
    in_minute = full.in_minute if full.minute >= minute else 0
    return allowance(limits, in_minute, full.in_day, now, refused=True)


def note_use(session: Session, key_id: UUID, now: datetime) -> None:
    """Keep the day of a key's last use, and no more of it."""
    session.execute(update(ApiKey).where(ApiKey.id == key_id).values(last_used_on=now.date()))


def forget(session: Session, now: datetime) -> int:
    """Forget the days that are over, and what a clock that was ahead has counted; how many rows that were."""
    over = or_(ApiUse.day < now.date(), ApiUse.minute > minute_of(now) + 1)
    return removed(session, delete(ApiUse).where(over))
