"""Tables of reports. None has a column for who reported, nor for the hour at which they did."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.moderation.reports.rules import ACTS, OUTCOMES, REASONS
from app.plumbing.database import Base, Instant


class ReportCase(Base):
    """Everything that is reported about one listing until stewards have decided about it."""

    __tablename__ = "report_case"
    __table_args__ = (
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome_known"),
        CheckConstraint("(closed_at is null) = (outcome is null)", name="closed_with_its_outcome"),
        # However many report at once, there is one open case.
        Index(
            "uq_report_case_open",
            "listing_id",
            unique=True,
            sqlite_where=text("closed_at is null"),
            postgresql_where=text("closed_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    # Not called `record_id`, by which publishing knows what changed: a case changes nothing that anybody sees.
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    opened_on: Mapped[date] = mapped_column(index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    outcome: Mapped[str | None] = mapped_column(String(20))


class ReportCount(Base):
    """How many gave one reason, and how many of their texts were kept."""

    __tablename__ = "report_count"
    __table_args__ = (CheckConstraint(f"reason in {REASONS}", name="reason_known"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("report_case.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)


class ReportText(Base):
    """What somebody wrote, encrypted, with its day: who was here at what hour is nobody's business."""

    __tablename__ = "report_text"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("report_case.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    received_on: Mapped[date] = mapped_column(index=True)


class CaseAct(Base):
    """What a steward did in a case, in their words."""

    __tablename__ = "report_case_act"
    __table_args__ = (CheckConstraint(f"act in {ACTS}", name="act_known"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("report_case.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    # No foreign key: what was done stays when an account goes.
    steward: Mapped[UUID] = mapped_column(Uuid)
    act: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
