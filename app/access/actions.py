"""API keys: made, shown once, revoked (API-08)."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.access.keys import SCOPES, Key, new_key
from app.access.models import ApiKey
from app.access.queries import keys_of
from app.plumbing import clock
from app.plumbing.database import removed
from app.plumbing.words import gettext as _

# So long their owner sees that there was a key, and that it was taken back.
REVOKED_FOR = timedelta(days=90)
LONGEST_NAME = 100
# So many an account may have at a time; who needs more has lost count of where they are.
MOST_KEYS = 10


class KeyRefused(ValueError):
    """The key cannot be made or revoked; one sentence says why."""


def create_key(
    session: Session,
    name: str,
    *,
    account_id: UUID | None = None,
    scopes: Collection[str] = SCOPES,
    daily_limit: int | None = None,
) -> Key:
    """Make a key of this name and return it; this is the only moment it can be read."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise KeyRefused(_("A key needs a name of 1 to %(most)s printable characters.", most=LONGEST_NAME))
    if daily_limit is not None and daily_limit < 1:
        raise KeyRefused("A key is good for one request a day at least.")
    present = _good_keys(session, account_id)
    if any(key.name == name for key in present):
        raise KeyRefused(_("There is a key named “%(name)s” already.", name=name))
    if account_id is not None and len(present) >= MOST_KEYS:
        raise KeyRefused(_("You have %(most)s keys. Revoke one that you no longer use first.", most=MOST_KEYS))
    if account_id is not None and _made_today(session, account_id) >= MOST_KEYS:
        # Each key has a day's requests of its own: a new one is no way to more of them.
        raise KeyRefused(_("You made %(most)s keys today. Please make another tomorrow.", most=MOST_KEYS))
    key = new_key()
    made = ApiKey(name=name, prefix=key.prefix, secret_sha256=key.hash, created_at=clock.now())
    made.account_id, made.daily_limit = account_id, daily_limit
    made.scopes = [scope for scope in SCOPES if scope in scopes]
    session.add(made)
    return key


def revoke_key(session: Session, name: str) -> None:
    """Make the site's own key of this name useless from now on."""
    named = select(ApiKey).where(ApiKey.name == name, ApiKey.account_id.is_(None))
    found = session.scalars(named).all()
    if not found:
        raise KeyRefused(f"There is no key named {name!r}.")
    for key in found:
        key.revoked_at = key.revoked_at or clock.now()


def revoke_own_key(session: Session, account_id: UUID, key_id: UUID) -> bool:
    """Make a key of this account useless from now on; whether there is one of that id."""
    key = session.get(ApiKey, key_id)
    if key is None or key.account_id != account_id:
        return False
    key.revoked_at = key.revoked_at or clock.now()
    return True


def forget_revoked(session: Session) -> int:
    """Forget keys that have been useless for long enough; how many that were."""
    return removed(session, delete(ApiKey).where(ApiKey.revoked_at < clock.now() - REVOKED_FOR))


def _made_today(session: Session, account_id: UUID) -> int:
    today = clock.today()
    return sum(key.created_at.date() == today for key in keys_of(session, account_id))


def _good_keys(session: Session, account_id: UUID | None) -> list[ApiKey]:
    if account_id is not None:
        return [key for key in keys_of(session, account_id) if key.revoked_at is None]
    return list(session.scalars(select(ApiKey).where(ApiKey.account_id.is_(None), ApiKey.revoked_at.is_(None))))
