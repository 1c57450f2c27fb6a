"""Crisis lines that organisations know and the file does not."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant

STATUSES = ("waiting", "accepted", "refused", "withheld")


class AddedLine(Base):
    """A line that an organisation proposed. Only an accepted one is shown; it goes with its organisation."""

    __tablename__ = "added_line"
    __table_args__ = (CheckConstraint(f"status in {STATUSES}", name="status_known"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    # The organisation's name, as it was accepted.
    added_by: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(String(3))
    name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(String(40))
    for_whom: Mapped[str] = mapped_column(Text)
    hours: Mapped[str] = mapped_column(Text)
    languages: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(12), index=True)
    # What a steward wrote when they did not accept it; read by the organisation's members.
    reason: Mapped[str | None] = mapped_column(Text)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    # The day on which a steward last called it, or looked it up.
    checked_on: Mapped[date | None]
