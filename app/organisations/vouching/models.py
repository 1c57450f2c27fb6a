"""The table of vouches."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant

# Who took a vouch back: those who gave it, or whom it was about.
ENDERS = ("organisation", "practitioner")


class Vouch(Base):
    """What an organisation says of somebody: that it vouches for them, for one community of the vocabulary.

    `interest` is the conflict of interest it declared, in its words; null where it declared that there is none.
    """

    __tablename__ = "vouch"
    __table_args__ = (
        CheckConstraint(f"ended_by in {ENDERS}", name="ended_by_known"),
        CheckConstraint("(ended_at is null) = (ended_by is null)", name="ended_with_by_whom"),
        # One that stands, for each community.
        Index(
            "uq_vouch_standing",
            "organisation_id",
            "record_id",
            "community",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    community: Mapped[str] = mapped_column(String(80))
    # When it was given, or last renewed.
    given_on: Mapped[date]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    interest: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by: Mapped[str | None] = mapped_column(String(20))
