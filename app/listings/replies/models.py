"""Tables of how first messages were answered. A month is the finest time there is, and nobody who wrote is in them."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.listings.replies.rules import UNANSWERED, WITHIN
from app.plumbing.database import Base


class ReplyCount(Base):
    """How many first messages to a practitioner were answered within so many hours, of those decided in a month."""

    __tablename__ = "reply_count"
    __table_args__ = (CheckConstraint(f"within in {(UNANSWERED, *WITHIN)}", name="within_known"),)

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    # Its first day.
    month: Mapped[date] = mapped_column(primary_key=True, index=True)
    # Hours; UNANSWERED for those that were not answered in the promised time.
    within: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
