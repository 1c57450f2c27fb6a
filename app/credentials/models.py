"""Tables of registrations and checks. What a practitioner says and what was checked never share a field."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant

OUTCOMES = ("found", "not_found", "lapsed")


class Registration(Base):
    """An entry that a record states it has in a body's register (`body`: a slug of scheme `register`)."""

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("body", "number_normalised", name="uq_registration_number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(40))
    # Upper case without blanks and dashes: nobody else may hold the same entry (threat T5).
    number_normalised: Mapped[str] = mapped_column(String(40))
    expires_on: Mapped[date | None]


class RegisterCheck(Base):
    """One dated act of verifying a registration against the register itself."""

    __tablename__ = "register_check"
    __table_args__ = (CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    checked_at: Mapped[datetime] = mapped_column(Instant)
    method: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
