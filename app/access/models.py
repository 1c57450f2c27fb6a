"""Table of API keys: shown once, kept only as a prefix to recognise and a hash to compare (API-08)."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant


class ApiKey(Base):
    """A free, named, revocable key of the API."""

    __tablename__ = "api_key"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(Text, unique=True)
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    secret_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
