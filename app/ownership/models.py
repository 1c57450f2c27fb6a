"""Table of listings that were brought along and are being looked at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class BroughtListing(Base):
    """What an account has brought, sealed, until its owner says yes or an hour has passed. One at a time."""

    __tablename__ = "brought_listing"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    brought_at: Mapped[datetime] = mapped_column(Instant, index=True)
