"""What was counted of the answers of some practitioners."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.listing import Replies
from app.listings.replies.models import ReplyCount
from app.listings.replies.rules import replies_of, told_months

# By month, what was counted.
ByMonth = dict[date, dict[int, int]]


def counted(session: Session, ids: Sequence[UUID]) -> dict[UUID, ByMonth]:
    """What was counted for these, of every month that is kept and the running one."""
    table: Any = ReplyCount.__table__.c
    columns = (table.practitioner_id, table.month, table.within, table.total)
    statement = select(*columns).where(table.practitioner_id.in_(ids))
    found: dict[UUID, ByMonth] = defaultdict(dict)
    for row in session.execute(statement):
        found[row.practitioner_id].setdefault(row.month, {})[row.within] = row.total
    return found


def replies_on(by_month: ByMonth, today: date) -> Replies | None:
    """What is told of these on a day."""
    first, running = told_months(today)
    totals: dict[int, int] = defaultdict(int)
    for month, counts in by_month.items():
        if first <= month < running:
            for hours, total in counts.items():
                totals[hours] += total
    return replies_of(totals)


def replies_to(session: Session, practitioner_id: UUID, today: date) -> Replies | None:
    """What is told of one practitioner."""
    return replies_on(counted(session, [practitioner_id])[practitioner_id], today)
