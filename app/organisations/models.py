"""Tables of organisations and their services."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant
from app.practitioners.models import Record


class Organisation(Base):
    """A body that runs services; `source_key` tells imported ones apart within their source."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("source", "source_key", name="uq_organisation_source"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(String(40))
    source_key: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Instant)


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
    # As the source gives them, shown with the source and its date, never as confirmed.
    phone: Mapped[str | None] = mapped_column(String(60))
    website: Mapped[str | None] = mapped_column(Text)
