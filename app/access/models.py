"""Table of API keys: shown once, kept only as a prefix to recognise and a hash to compare (API-08)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.plumbing.database import Base, Instant, Json


class ApiKey(Base):
    """A free, named, revocable key of the API; `account_id` is None for one that the site's own people made.

    `scopes` is what it opens beside what anybody may read, `daily_limit` how many requests a day it is good for (None:
    as many as the site allows every key), `last_used_on` the day and no more.
    """

    __tablename__ = "api_key"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    secret_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    scopes: Mapped[list[str]] = mapped_column(Json)
    daily_limit: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
