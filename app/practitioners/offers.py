"""Tables of offers: one offer is one way to be seen, at one price, in one place or remotely."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.plumbing.database import Base, Json

PRECISIONS = ("exact", "postcode_district", "town")
AVAILABILITIES = ("now", "waitlist", "closed", "unknown")


class Premises(Base):
    """A place where people are seen. The exact point and the address are private; see `public_lat`."""

    __tablename__ = "premises"
    __table_args__ = (
        CheckConstraint(f"precision in {PRECISIONS}", name="precision_known"),
        CheckConstraint("lat between -90 and 90 and lon between -180 and 180", name="point_on_earth"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    # How closely the public may know the place: the practitioner's choice.
    precision: Mapped[str] = mapped_column(String(20))
    address: Mapped[str | None] = mapped_column(Text)
    postcode: Mapped[str | None] = mapped_column(String(20))
    locality: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str] = mapped_column(String(2))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    # feature slug -> {"answer": "yes|no|ask|unknown", "measure": text or null, "confirmed_on": date or null}
    access: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Offer(Base):
    """One way to be seen. Amounts are integer minor units of `currency`; null is "not stated"."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("standard is null or standard >= 0", name="standard_not_negative"),
        CheckConstraint("reduced_from is null or reduced_from >= 0", name="reduced_not_negative"),
        CheckConstraint(
            "reduced_open is null or (reduced_open >= 0 and reduced_open <= reduced_total)",
            name="reduced_in_bounds",
        ),
        CheckConstraint(
            "(standard is null and reduced_from is null) or currency is not null",
            name="amounts_have_currency",
        ),
        CheckConstraint(f"availability in {AVAILABILITIES}", name="availability_known"),
        Index("ix_offer_record_id", "record_id", "position"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    premises_id: Mapped[UUID | None] = mapped_column(ForeignKey("premises.id"), index=True)
    # Known to the mapper, so that a place is inserted before the offers in it.
    premises: Mapped[Premises | None] = relationship()
    session: Mapped[str | None] = mapped_column(String(40))
    format: Mapped[str | None] = mapped_column(String(40))
    minutes: Mapped[int | None]
    times: Mapped[list[str]] = mapped_column(Json, default=list)
    payers: Mapped[list[str]] = mapped_column(Json, default=list)

    currency: Mapped[str | None] = mapped_column(String(3))
    standard: Mapped[int | None]
    reduced_from: Mapped[int | None]
    fee_model: Mapped[str | None] = mapped_column(String(40))
    # Kinds of help with the fee that the practitioner names beyond those the model implies.
    fee_help: Mapped[list[str]] = mapped_column(Json, default=list)
    # What the model needs besides the two amounts: tiers, bottle levels, the formula's rate and bounds.
    fee_terms: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    fee_note: Mapped[str | None] = mapped_column(Text)
    fee_confirmed_on: Mapped[date | None]
    who_qualifies: Mapped[list[str]] = mapped_column(Json, default=list)
    proof: Mapped[str | None] = mapped_column(String(40))
    reduced_total: Mapped[int | None]
    reduced_open: Mapped[int | None]
    reduced_confirmed_on: Mapped[date | None]
    reduced_limit_sessions: Mapped[int | None]
    reduced_next_review: Mapped[date | None]

    availability: Mapped[str] = mapped_column(String(20), default="unknown")
    availability_confirmed_on: Mapped[date | None]
