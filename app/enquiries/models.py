"""Tables of first messages. What anybody wrote is sealed by keys that are not in the database."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.enquiries.measuring.rules import Decided
from app.enquiries.rules import Apart, Reason, State
from app.plumbing.database import Base, Instant

AUTHORS = ("seeker", "practitioner")
_STATES = tuple(str(state) for state in State)
_REASONS = tuple(str(reason) for reason in Reason)
_APART = tuple(str(why) for why in Apart)
_DECISIONS = tuple(str(decided) for decided in Decided)


class Enquiry(Base):
    """What a seeker wrote, once, to one practitioner or a few. Its id is the number of the form it came by, so that
    a form that is sent twice is one enquiry (FORM-04)."""

    __tablename__ = "enquiry"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    # Of the key in the seeker's private link.
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    letter_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # Where a neutral mail may say that there is an answer; and a keyed hash, to be recognised. Null: only by the link.
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    # When a link that was mailed to the address was followed.
    address_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    # Of the key in the last mail, which is good once and for a while; and how many were mailed.
    mailed_key_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    mailed_at: Mapped[datetime | None] = mapped_column(Instant)
    mails: Mapped[int] = mapped_column(default=0)
    # By what it is known again among many that say nearly the same; null where it has no words of its own.
    likeness: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    # The language in which the seeker reads.
    locale: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[datetime] = mapped_column(Instant, index=True)

    conversations: Mapped[list["Conversation"]] = relationship(
        cascade="all, delete-orphan", order_by="Conversation.position", passive_deletes=True, back_populates="enquiry"
    )


class Conversation(Base):
    """What an enquiry became with one practitioner."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("enquiry_id", "practitioner_id"),
        CheckConstraint(f"state in {_STATES}", name="state_known"),
        CheckConstraint(f"reason in {_REASONS}", name="reason_known"),
        CheckConstraint(f"apart in {_APART}", name="apart_known"),
        Index("ix_conversation_apart", "apart", "practitioner_id"),
        CheckConstraint(f"decided in {_DECISIONS}", name="decided_known"),
        Index("ix_conversation_practitioner_id", "practitioner_id", "sent_at"),
        Index("ix_conversation_due_at", "state", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    enquiry_id: Mapped[UUID] = mapped_column(ForeignKey("enquiry.id", ondelete="CASCADE"))
    # Null once the practitioner has left: the seeker's page stays, and says so.
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("practitioner.id", ondelete="SET NULL"))
    # Of the key in the link by which the practitioner answers without signing in.
    answering_key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    # Whose turn it was in the seeker's list.
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    # "seeker", "practitioner", or "left" once whoever wrote to somebody who has left was told. Null: nobody ended it.
    ended_by: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(20))
    # Why it is kept apart from what its practitioner sees; null: it is not, or no longer.
    apart: Mapped[str | None] = mapped_column(String(20))
    # Since when it is out of the way of whoever looks at what is kept apart.
    put_away_at: Mapped[datetime | None] = mapped_column(Instant)
    # How it was decided, once; and when that counted for the practitioner's figure, if it did.
    decided: Mapped[str | None] = mapped_column(String(12))
    counted_at: Mapped[datetime | None] = mapped_column(Instant)

    enquiry: Mapped[Enquiry] = relationship(back_populates="conversations")
    words: Mapped[list["Words"]] = relationship(
        cascade="all, delete-orphan", order_by="Words.written_at", passive_deletes=True
    )


class Words(Base):
    """Something one side wrote to the other after the first message. `practitioner_id` is set on a practitioner's: what
    they wrote goes with them."""

    __tablename__ = "conversation_words"
    __table_args__ = (CheckConstraint(f"author in {AUTHORS}", name="author_known"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(String(20))
    practitioner_id: Mapped[UUID | None] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), index=True)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(Instant)


class BlockedSender(Base):
    """An address a practitioner wants nothing more from: its keyed hash for this practitioner alone."""

    __tablename__ = "blocked_sender"

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    sender_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    blocked_at: Mapped[datetime] = mapped_column(Instant)


class EnquiryNotice(Base):
    """When a practitioner was last told that somebody wrote, and whether somebody has since (T3)."""

    __tablename__ = "enquiry_notice"

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(Instant)
    # Somebody wrote after that, and was not told of.
    more_since: Mapped[bool] = mapped_column(default=False)


class Surge(Base):
    """Very many messages for one practitioner: told of once, until a day has passed without any (T3)."""

    __tablename__ = "enquiry_surge"

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    # When the stewards were told.
    stewards_told_at: Mapped[datetime | None] = mapped_column(Instant)
