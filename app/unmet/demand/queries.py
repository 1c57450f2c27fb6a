"""What is told of demand: whole months that are over, each cell by itself."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.unmet.demand.models import SearchedMonth
from app.unmet.demand.rules import Cell, told, told_months


def searched(session: Session, today: date) -> list[tuple[date, Cell, int]]:
    """Month, cell and from about how many connections, the newest month first."""
    first, running = told_months(today)
    months = select(SearchedMonth).where(SearchedMonth.month >= first, SearchedMonth.month < running)
    rows = session.scalars(
        months.order_by(
            SearchedMonth.month.desc(), SearchedMonth.facet, SearchedMonth.value, SearchedMonth.band, SearchedMonth.area
        )
    )
    return [(row.month, Cell(row.facet, row.value, row.band, row.area), told(row.total)) for row in rows]
