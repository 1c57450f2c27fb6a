"""Tables of how often listings were seen. A month is the finest time there is."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.listings.counts.rules import KINDS
from app.plumbing.database import Base


class MonthlyCount(Base):
    """How often one thing happened to one listing in a month; goes with its record."""

    __tablename__ = "monthly_count"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", name="kind_known"),)

    listing_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    # Its first day.
    month: Mapped[date] = mapped_column(primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    # Exact while the month runs, then a multiple of `rules.STEP`.
    total: Mapped[int]


class CountedMonth(Base):
    """A month in which this installation counted at all, so that “fewer than” is not said of one in which nobody did.

    `rounded`: its totals are coarse, may be shown, and change no more.
    """

    __tablename__ = "counted_month"

    month: Mapped[date] = mapped_column(primary_key=True)
    rounded: Mapped[bool] = mapped_column(default=False)
