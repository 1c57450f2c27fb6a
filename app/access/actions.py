"""API keys: made, shown once, revoked (API-08)."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.access.keys import Key, new_key
from app.access.models import ApiKey
from app.plumbing import clock
from app.plumbing.database import removed

# So long stewards see that there was a key, and that it was taken back.
REVOKED_FOR = timedelta(days=90)


class KeyRefused(ValueError):
    """The key cannot be made or revoked; one sentence says why."""


def create_key(session: Session, name: str) -> Key:
    """Make a key of this name and return it; this is the only moment it can be read."""
    name = name.strip()
    if not 0 < len(name) <= 100 or not name.isprintable():
        raise KeyRefused("A key needs a name of 1 to 100 printable characters.")
    if session.scalar(select(ApiKey.id).where(ApiKey.name == name)) is not None:
        raise KeyRefused(f"There is a key named {name!r} already.")
    key = new_key()
    session.add(ApiKey(name=name, prefix=key.prefix, secret_sha256=key.hash, created_at=clock.now()))
    return key


def revoke_key(session: Session, name: str) -> None:
    """Make the key of this name useless from now on."""
    key = session.scalar(select(ApiKey).where(ApiKey.name == name))
    if key is None:
        raise KeyRefused(f"There is no key named {name!r}.")
    if key.revoked_at is None:
        key.revoked_at = clock.now()


def forget_revoked(session: Session) -> int:
    """Forget keys that have been useless for long enough; how many that were."""
    return removed(session, delete(ApiKey).where(ApiKey.revoked_at < clock.now() - REVOKED_FOR))
