"""Table of who waits for a reduced place."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class WaitingEntry(Base):
    """One address on the list of one offer. Whose it is cannot be read from the database alone."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        UniqueConstraint("offer_id", "address_hash"),
        Index("ix_waiting_entry_address_hash", "address_hash"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offer.id", ondelete="CASCADE"))
    # Encrypted, to be written to; and a keyed hash, to be recognised.
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    # Of the key in this entry's link.
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    # The language in which they are written to.
    locale: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    # Their place in the list: when they said that it was them, or asked for the next place after one.
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    # They are kept from here on for a while.
    renewed_at: Mapped[datetime | None] = mapped_column(Instant)
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    # Mails they had because somebody typed their address: the last one, and how many that day.
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mails: Mapped[int] = mapped_column(default=0)
