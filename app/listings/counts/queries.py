"""What a practitioner is told of how often their listing was seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.listings.counts.models import CountedMonth, MonthlyCount
from app.listings.counts.rules import ENQUIRIES, LEAST, SHOWN, VIEWED, month_of

_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month that is over: by kind, about how often, or None for fewer than LEAST."""

    month: date
    totals: Mapping[str, int | None]


def months_of(session: Session, listing_id: UUID, began: date) -> tuple[Month, ...]:
    """The last twelve whole months of a listing that began on this day, the newest first.

    How many months there are does not depend on what was counted; enquiries are a kind when there is a month of which
    more than “fewer than” is told of them.
    """
    # The first month there is was not counted from its beginning.
    first = select(func.min(CountedMonth.month)).scalar_subquery()
    told = select(CountedMonth.month).where(
        CountedMonth.rounded, CountedMonth.month > first, CountedMonth.month >= month_of(began)
    )
    months = session.scalars(told.order_by(CountedMonth.month.desc()).limit(_MOST_MONTHS)).all()
    rows = select(MonthlyCount).where(MonthlyCount.listing_id == listing_id, MonthlyCount.month.in_(months))
    totals = {(row.month, row.kind): row.total for row in session.scalars(rows)}
    enquired = any(kind == ENQUIRIES for _month, kind in totals)
    kinds = (VIEWED, SHOWN, ENQUIRIES) if enquired else (VIEWED, SHOWN)
    return tuple(Month(month, {kind: totals.get((month, kind)) for kind in kinds}) for month in months)


def written_months(session: Session, listing_id: UUID, began: date) -> list[dict[str, Any]]:
    """The same for a file."""
    return [
        {"month": f"{one.month:%Y-%m}"} | {kind: total or f"fewer than {LEAST}" for kind, total in one.totals.items()}
        for one in months_of(session, listing_id, began)
    ]
