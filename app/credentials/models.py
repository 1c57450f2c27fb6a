"""Tables of registrations and checks. What a practitioner says and what was checked never share a field."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.credentials.evidence.models import Evidence
from app.credentials.rules import LONGEST_NUMBER, OUTCOMES, holds_until
from app.plumbing import clock
from app.plumbing.database import Base, Instant


def _holds_until(context: Any) -> date:
    return holds_until(context.get_current_parameters()["checked_at"].date())


class Registration(Base):
    """An entry that a record states it has in a body's register (`body`: a slug of scheme `register`)."""

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("body", "number_normalised", name="uq_registration_number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(LONGEST_NUMBER))
    # One spelling of each number: nobody else may hold the same entry (threat T5).
    number_normalised: Mapped[str] = mapped_column(String(LONGEST_NUMBER))
    # The last day of the entry itself, as the practitioner or, after a check, the register says.
    expires_on: Mapped[date | None]
    # From when on a steward should look: the day it was stated, later the day its check is due again.
    due_on: Mapped[date] = mapped_column(index=True, default=clock.today)

    # Known to the mapper, so that their files go with the registration.
    evidence: Mapped[list[Evidence]] = relationship(cascade="all, delete-orphan")


class RegisterCheck(Base):
    """One dated act of verifying a registration against the register itself.

    `method` is one of `rules.METHODS`. `evidence` says where what was seen is kept, and is cleared thirty days after;
    `note` is for other stewards. Neither is ever public.
    """

    __tablename__ = "register_check"
    __table_args__ = (CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    checked_at: Mapped[datetime] = mapped_column(Instant)
    # No foreign key: that somebody checked stays true when their account is gone.
    checked_by: Mapped[UUID | None] = mapped_column(Uuid)
    method: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    # The last day on which it holds.
    expires_on: Mapped[date] = mapped_column(default=_holds_until)
    # False for the first of two that have to find the same: it says nothing in public, ever (threat T5).
    counts: Mapped[bool] = mapped_column(default=True)
    # Who had found the same before, where two had to.
    first_by: Mapped[UUID | None] = mapped_column(Uuid)
