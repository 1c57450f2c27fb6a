"""Tables of what stewards do to accounts and has not been done yet, and of what they wrote to each other about it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.people.rules import NEED_TWO
from app.plumbing.database import Base, Instant


class Proposal(Base):
    """An act that one steward proposes and another agrees to or turns down; it is deleted when that is decided."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("account_id", "act"),
        CheckConstraint(f"act in {NEED_TWO}", name="act_known"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    proposed_at: Mapped[datetime] = mapped_column(Instant)


class FactorReset(Base):
    """Second steps that are taken away at `due_at`, unless their owner shows one meanwhile."""

    __tablename__ = "factor_reset"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant, index=True)


class StewardsNote(Base):
    """What a steward wrote for the others when something was done to an account. It goes with the account."""

    __tablename__ = "stewards_note"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    # No foreign key: it stays true when they are gone.
    written_by: Mapped[UUID] = mapped_column(Uuid)
    written_at: Mapped[datetime] = mapped_column(Instant)
    words: Mapped[str] = mapped_column(Text)
