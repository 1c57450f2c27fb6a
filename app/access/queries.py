"""Who holds an API key."""

import hmac
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.keys import read_key
from app.access.models import ApiKey


def holder_of(session: Session, text: str) -> UUID | None:
    """The id of a key that is good, or None."""
    key = read_key(text)
    if key is None:
        return None
    stored = session.scalar(select(ApiKey).where(ApiKey.prefix == key.prefix, ApiKey.revoked_at.is_(None)))
    if stored is None or not hmac.compare_digest(stored.secret_sha256, key.hash):
        return None
    return stored.id
