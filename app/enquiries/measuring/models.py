"""Tables of what is measured besides `listings/replies`: whose answer has counted, and what stewards are told."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.enquiries.measuring.quarters import KINDS
from app.plumbing.database import Base


class ReplyMark(Base):
    """That somebody whose address has this mark, of `rules.MARKS`, has counted for a practitioner in this month."""

    __tablename__ = "reply_mark"

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[date] = mapped_column(index=True)


class ReplyTotal(Base):
    """How many messages of one kind were decided in a quarter in the whole directory, to how many practitioners."""

    __tablename__ = "reply_total"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", name="kind_known"),)

    # Its first day.
    quarter: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    messages: Mapped[int]
    answered: Mapped[int]
    practitioners: Mapped[int]


class ReplyPart(Base):
    """That a practitioner had such a message in the running quarter, so that they are counted once: no number, and
    deleted with the quarter's end."""

    __tablename__ = "reply_part"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", name="kind_known"),)

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    quarter: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
