"""Tables of the lists that organisations make."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class Collection(Base):
    """A list in the order of its organisation, with a page of its own while it is `public`."""

    __tablename__ = "collection"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    # In which its title and notes are written: BCP 47.
    language: Mapped[str] = mapped_column(String(20))
    public: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class CollectionEntry(Base):
    """Somebody on a list, with what the organisation says of why."""

    __tablename__ = "collection_entry"

    collection_id: Mapped[UUID] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, index=True)
    note: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime] = mapped_column(Instant)
