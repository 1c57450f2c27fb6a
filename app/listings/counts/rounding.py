"""What becomes of totals: coarse when their month is over, gone after thirteen months. Both may be done twice."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, cast, delete, func, select, update
from sqlalchemy.orm import Session

from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import KEPT_MONTHS, LEAST, STEP, first_not_over, month_of, months_before
from app.plumbing.database import removed


def round_off(session: Session, now: datetime) -> int:
    """Make the totals of months that are over coarse, as `rules.rounded` says; how many months there were.

    What was exact is in the table no more: nobody, whoever they are, learns it later.
    """
    over = select(CountedMonth).where(~CountedMonth.rounded, CountedMonth.month < first_not_over(now))
    months = session.scalars(over.with_for_update()).all()
    for counted in months:
        of_month = MonthlyCount.month == counted.month
        coarse = (MonthlyCount.total + _chance(session)) // STEP * STEP
        session.execute(update(MonthlyCount).where(of_month).values(total=coarse))
        session.execute(delete(MonthlyCount).where(of_month, MonthlyCount.total < LEAST))
        counted.rounded = True
    return len(months)


def forget_old(session: Session, today: date) -> int:
    """Delete what is older than thirteen months; how many rows that were."""
    oldest = months_before(month_of(today), KEPT_MONTHS)
    old = (
        delete(MonthlyCount).where(MonthlyCount.month < oldest),
        delete(CountedMonth).where(CountedMonth.month < oldest),
    )
    return sum(removed(session, statement) for statement in old)


def _chance(session: Session) -> ColumnElement[int]:
    """A whole number from 0 below STEP, another one for each row, drawn by the database: a month may have millions."""
    if session.get_bind().dialect.name == "sqlite":
        return func.abs(func.random(type_=Integer) % STEP, type_=Integer)
    return cast(func.floor(func.random() * STEP), Integer)
