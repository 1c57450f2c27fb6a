"""The table of listings that are withheld."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class Withholding(Base):
    """While a record has this row, nobody sees it. It stands beside the status, which comes back as it was left."""

    __tablename__ = "withholding"

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)
    # No foreign key: the decision outlives the account of who made it.
    steward: Mapped[UUID] = mapped_column(Uuid)
    # What the practitioner reads about it.
    reason: Mapped[str] = mapped_column(Text)
