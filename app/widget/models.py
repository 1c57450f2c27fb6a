"""The table of widgets."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class Widget(Base):
    """An organisation's search on its own site; everything about it is kept here, so that its address says nothing."""

    __tablename__ = "widget"

    # Stands in the pages that show it.
    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    origins: Mapped[list[Any]] = mapped_column(JSON)
    # Canonical query strings: what a visitor may change, and what none can.
    preset: Mapped[str] = mapped_column(Text)
    locked: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(20))
    theme: Mapped[str] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(String(120))
    height: Mapped[int] = mapped_column(Integer)
    # A list of the organisation, and whether nobody else is found or its people come first. That outlives the list:
    # where there were only its people, nobody is found without it.
    collection_id: Mapped[UUID | None] = mapped_column(ForeignKey("collection.id", ondelete="SET NULL"), index=True)
    by_list: Mapped[str | None] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
