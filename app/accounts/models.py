"""Tables of accounts, their signed-in sessions and known devices, links sent by mail, and attempts."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class Account(Base):
    """Someone who may sign in: a practitioner, a member of an organisation, or a steward."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    suspended_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    password_changed_at: Mapped[datetime | None] = mapped_column(Instant)
    # Since when mail does not reach this address; lifted when it does (MAIL-06).
    unreachable_since: Mapped[datetime | None] = mapped_column(Instant)


class SignedInSession(Base):
    """One signed-in browser. The cookie holds a random reference, this table only its SHA-256 (AUTH-02).

    A session that ends is deleted: nobody needs to know later when somebody was here.
    """

    __tablename__ = "signed_in_session"

    reference_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    # What a list of browsers may name; the reference changes, this does not.
    id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    # "password": a first factor was shown and the second is awaited; "complete": signed in.
    stage: Mapped[str] = mapped_column(String(10))
    strong: Mapped[bool] = mapped_column(default=False)
    label: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    authenticated_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)


class KnownDevice(Base):
    """A browser in which this account has been signed in to: its tries are counted apart (AUTH-13)."""

    __tablename__ = "known_device"

    device_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


class MailedLink(Base):
    """A link that was sent to an address, good for one purpose and for a while; using it deletes it (AUTH-07)."""

    __tablename__ = "mailed_link"

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    # None where there is no account yet: somebody signs up.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    # The address the purpose is about; where it was sent, but for the undoing of a change.
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class AttemptCount(Base):
    """How often something failed of late. Its key is an HMAC under a key that is never stored (PRIV-05)."""

    __tablename__ = "attempt_count"

    key_hmac: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    since: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
