"""Tables of accounts and signed-in sessions."""

from datetime import datetime
from uuid import UUID, uuid4

from flask_login import UserMixin
from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class Account(Base, UserMixin):  # type: ignore[misc]  # Flask-Login has no annotations
    """Someone who may sign in: a practitioner, a member of an organisation, or a steward."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    suspended_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SignedInSession(Base):
    """One signed-in browser. The cookie holds a random reference, this table only its SHA-256 (AUTH-02)."""

    __tablename__ = "signed_in_session"

    reference_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
