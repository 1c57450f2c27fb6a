"""Tables of second factors. No secret lies open in them: a copy of the database signs nobody in."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant, Json


class AuthenticatorApp(Base):
    """An app that makes codes (RFC 6238): at most one that counts, and one that waits for its first code."""

    __tablename__ = "authenticator_app"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    counts: Mapped[bool] = mapped_column(primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(Text)
    # The step of the last code that was accepted: this one and all before it are used up (AUTH-10).
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)


class RecoveryCode(Base):
    """A code on paper, good once. Random enough to need no slow hash."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    code_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Passkey(Base):
    """A public key whose other half stays in somebody's device."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    # How often the device says it was used; many devices always say 0.
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    transports: Mapped[list[str]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_used_at: Mapped[datetime | None] = mapped_column(Instant)


class PasskeyChallenge(Base):
    """What a device is asked to sign, once, within minutes. `account_id` is None where nobody is known yet."""

    __tablename__ = "passkey_challenge"

    challenge_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
