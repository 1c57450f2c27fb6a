"""The table of evidence."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant
from app.plumbing.files import names_a_file


class Evidence(Base):
    """One file sent for one registration. It has no address; a steward reads it through an audited page."""

    __tablename__ = "evidence"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"), index=True)
    file: Mapped[str] = names_a_file("evidence")
    # By its content, never as the sender named it.
    media_type: Mapped[str] = mapped_column(String(40))
    received_at: Mapped[datetime] = mapped_column(Instant)
    # When the registration was decided on; the file goes thirty days later.
    decided_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
