"""Tables of the private record: who is listed, what they state, and with whose consent it is shown."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.credentials.models import Registration
from app.plumbing.database import Base, Instant, Json
from app.practitioners.offers import Offer, Premises
from app.practitioners.photos.models import Photo
from app.practitioners.withholding.models import Withholding

STATUSES = ("draft", "in_review", "published", "paused", "removed")
# What a steward looks at: a whole listing before it is public, and these parts of a public one.
REVIEWED = ("listing", "who", "profession", "registers", "photo")
DECISIONS = ("accepted", "returned", "withdrawn")


class Record(Base):
    """The private side of a listing, whether a practitioner's own or an organisation's service."""

    __tablename__ = "record"
    __mapper_args__ = {"polymorphic_on": "type"}
    __table_args__: tuple[Any, ...] = (
        CheckConstraint(f"status in {STATUSES}", name="status_known"),
        CheckConstraint("length(name) > 0", name="name_present"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    type: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(Text)
    headline: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(20), default="draft")
    # Demonstration listings are fictional and say so on every page.
    fictional: Mapped[bool] = mapped_column(default=False)
    # ISO 3166 codes of where the practitioner may lawfully see people; null is "not stated".
    may_see_people_in: Mapped[list[str] | None] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_on: Mapped[date | None]
    # How many days a fast fact holds before it reads as not confirmed; null is the usual rhythm.
    rhythm_days: Mapped[int | None]
    # They agreed that search engines show their page. Being listed here does not say so.
    found_elsewhere: Mapped[bool] = mapped_column(default=False)

    facts: Mapped[list["Fact"]] = relationship(cascade="all, delete-orphan", order_by="Fact.position")
    identity_facts: Mapped[list["IdentityFact"]] = relationship(
        cascade="all, delete-orphan", order_by="IdentityFact.position"
    )
    premises: Mapped[list[Premises]] = relationship(cascade="all, delete-orphan")
    offers: Mapped[list[Offer]] = relationship(cascade="all, delete-orphan", order_by=Offer.position)
    # Known to the mapper, with their evidence, so that files go with the record.
    registrations: Mapped[list[Registration]] = relationship(cascade="all, delete-orphan", order_by=Registration.body)
    photos: Mapped[list[Photo]] = relationship(cascade="all, delete-orphan")
    withholding: Mapped[Withholding | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Practitioner(Record):
    """A person, or a group practice, who is listed by their own act."""

    __tablename__ = "practitioner"
    __mapper_args__ = {"polymorphic_identity": "practitioner"}

    id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    # Seen by verifiers only; never projected.
    legal_name: Mapped[str | None] = mapped_column(Text)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), unique=True)
    # The last mail that asked for a confirmation: which one, and of what day's confirmation it spoke.
    reminded_step: Mapped[str | None] = mapped_column(String(12))
    reminded_of: Mapped[date | None]
    # Within how many days they promise to answer a first message; null is the usual promise.
    promised_days: Mapped[int | None]


class Fact(Base):
    """A term the record states of itself: a language with its level, an approach with its training, …"""

    __tablename__ = "fact"

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    facet: Mapped[str] = mapped_column(String(40), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    # Level of a language, training in an approach, basis of a claim to know a community; null: not stated.
    detail: Mapped[str | None] = mapped_column(String(40))
    own_words: Mapped[str | None] = mapped_column(Text)


class IdentityFact(Base):
    """Something the practitioner is, with the consent under which it may be seen, and by whom.

    It cannot be saved without saying when and to which wording consent was given; an empty list of
    audiences keeps it private (requirement PRIV-08).
    """

    __tablename__ = "identity_fact"

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True)
    facet: Mapped[str] = mapped_column(String(40), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    own_words: Mapped[str | None] = mapped_column(Text)
    audiences: Mapped[list[str]] = mapped_column(Json)
    consent_wording: Mapped[str] = mapped_column(String(40))
    consented_at: Mapped[datetime] = mapped_column(Instant)


class Review(Base):
    """What waits for a steward's decision, or had one. What is public stays so until then.

    `proposed` is the answer to the part as `parts.py` shapes it; null for a whole listing, which is looked at as it is.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(f"part in {REVIEWED}", name="part_known"),
        CheckConstraint(f"decision in {DECISIONS}", name="decision_known"),
        CheckConstraint("(decided_at is null) = (decision is null)", name="decided_with_its_day"),
        # One open review for each part of a record.
        Index(
            "uq_review_open",
            "record_id",
            "part",
            unique=True,
            sqlite_where=text("decided_at is null"),
            postgresql_where=text("decided_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    proposed: Mapped[Any | None] = mapped_column(Json)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decision: Mapped[str | None] = mapped_column(String(12))
    # What the practitioner is told when something comes back.
    reason: Mapped[str | None] = mapped_column(Text)
