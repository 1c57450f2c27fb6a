"""The table of photos."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant
from app.plumbing.files import names_a_file

STATES = ("proposed", "public")


class Photo(Base):
    """A photo of who is listed, in two sizes. A record has at most one of each state."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state_known"),
        UniqueConstraint("record_id", "state", name="uq_photo_record_id_state"),
    )

    # Random, and in its address; the names of its files are others, and in none.
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(20), default="proposed")
    large: Mapped[str] = names_a_file("photo")
    small: Mapped[str] = names_a_file("photo")
    # What the picture shows, for those who do not see it.
    alt: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
