"""Table of searches that somebody wants news of."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class NewsRequest(Base):
    """One search of one address. What it is cannot be read from the database alone."""

    __tablename__ = "news_request"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    # The pairs of the search's address; and the ids that it found when it was last looked at.
    asked_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    found_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    # Of the key in this request's link.
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    # The language in which they are written to.
    locale: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    # When its owner said that it was them, and last that they still want to hear.
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    renewed_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)
    # The last news, and when it was last looked for.
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    looked_at: Mapped[datetime] = mapped_column(Instant, index=True)
