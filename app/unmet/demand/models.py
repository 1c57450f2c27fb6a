"""The one table of demand: a month, a cell, and from how many connections, never fewer than ten."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base
from app.unmet.demand.rules import K


class SearchedMonth(Base):
    """From how many different connections one value was asked for at one fee band in one large area in a month.

    The total grows by full blocks alone: each of them is of ten at least.
    """

    __tablename__ = "searched_month"
    __table_args__ = (CheckConstraint(f"total >= {K}", name="enough_people"),)

    # Its first day.
    month: Mapped[date] = mapped_column(primary_key=True)
    facet: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(100), primary_key=True)
    band: Mapped[str] = mapped_column(String(12), primary_key=True)
    area: Mapped[str] = mapped_column(String(6), primary_key=True)
    total: Mapped[int]
