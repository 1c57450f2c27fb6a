"""Tables of what is published: one row a listing, written in the transaction that changes its record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing import clock
from app.plumbing.database import Base, Instant


class PublishedListing(Base):
    """The public document of a record; without one, the mark that it was public once (a tombstone)."""

    __tablename__ = "published_listing"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    # The value of the `listings` counter at the row's last change.
    sequence: Mapped[int] = mapped_column(BigInteger)
    # The value of it when the listing last came in: its place in the list of everybody (`in_turn.py`).
    serial: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str | None] = mapped_column(Text)
    # When what the public sees of it last became another, or went.
    changed_at: Mapped[datetime] = mapped_column(Instant, index=True, default=clock.now)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    # The last day on which the document is right by itself; null when time changes nothing more about it.
    good_until: Mapped[date | None] = mapped_column(index=True)

    # Whoever follows the changes goes on in this order, from any place in it.
    __table_args__ = (
        Index("ix_published_listing_sequence", "sequence", "id"),
        # All that a page of everybody asks, without the documents.
        Index("ix_published_listing_serial", "serial", "id", "removed_at"),
    )


class FormerSlug(Base):
    """An address a listing had before; it leads to the present one."""

    __tablename__ = "former_slug"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("published_listing.id"))
