"""Tables of organisations and their services."""

from datetime import date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant
from app.practitioners.models import Record


class Organisation(Base):
    """A body that runs services; `source_key` tells imported ones apart within their source.

    `status`: imported, in_review, approved, refused or suspended. Only an approved one lets its members act.
    """

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("source", "source_key", name="uq_organisation_source"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(String(40))
    source_key: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(20), default="imported", server_default="imported", index=True)
    about: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    country: Mapped[str | None] = mapped_column(String(2))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    kind: Mapped[str | None] = mapped_column(String(40))
    # What they want to do here; read by stewards.
    wanted_for: Mapped[str | None] = mapped_column(Text)
    # What a steward wrote when they refused or suspended it; read by its members.
    reason: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class Member(Base):
    """Somebody's place in one organisation: owner, editor or navigator. An account belongs to one at most."""

    __tablename__ = "member"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    joined_at: Mapped[datetime] = mapped_column(Instant)


class Invitation(Base):
    """Somebody was asked by mail to join; good once and for a week. Of its link only the SHA-256 is kept."""

    __tablename__ = "invitation"
    # Who is asked again has one link that works, the last.
    __table_args__ = (UniqueConstraint("organisation_id", "email", name="uq_invitation_address"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(20))
    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class Service(Record):
    """A service of an organisation. One from a public register shows its source until claimed or removed."""

    __tablename__ = "service"
    __mapper_args__ = {"polymorphic_identity": "service"}
    __table_args__: tuple[Any, ...] = (UniqueConstraint("source", "source_key", name="uq_service_source"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    # The import format and the row's permanent key in it; null for services entered by the organisation.
    source: Mapped[str | None] = mapped_column(String(40))
    source_key: Mapped[str | None] = mapped_column(String(120))
    source_name: Mapped[str | None] = mapped_column(Text)
    source_url: Mapped[str | None] = mapped_column(Text)
    retrieved_on: Mapped[date | None]
    # No columns: a service is kept by whoever edits for its organisation, and promises no answers. The first is set
    # while somebody edits it, to be whose act it is.
    account_id = cast(UUID | None, None)
    promised_days = cast(int | None, None)
    # Which reminder was sent to whoever keeps it, and for which confirmation.
    reminded_step: Mapped[str | None] = mapped_column(String(12))
    reminded_of: Mapped[date | None]

    # As the source gives them, shown with the source and its date, never as confirmed.
    phone: Mapped[str | None] = mapped_column(String(60))
    website: Mapped[str | None] = mapped_column(Text)
