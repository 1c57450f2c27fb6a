"""Who holds an API key, and which keys an account has."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import column, or_, select, table
from sqlalchemy.orm import Session

from app.access.keys import read_key
from app.access.models import ApiKey

# By name: whose accounts they are is another folder's affair.
_ACCOUNT = table("account", column("id"), column("suspended_at"))


@dataclass(frozen=True, slots=True)
class Holder:
    """A key that is good. `daily_limit`: requests a day, None for as many as every key is good for."""

    id: UUID
    scopes: frozenset[str]
    daily_limit: int | None
    last_used_on: date | None


def holder_of(session: Session, text: str) -> Holder | None:
    """Whose key this is, or None: it was never one, was revoked, or its account is suspended."""
    key = read_key(text)
    if key is None:
        return None
    # Asked each time, so that a key which is taken back opens nothing from that moment on.
    statement = (
        select(ApiKey)
        .outerjoin(_ACCOUNT, _ACCOUNT.c.id == ApiKey.account_id)
        .where(ApiKey.prefix == key.prefix, ApiKey.revoked_at.is_(None))
        .where(or_(ApiKey.account_id.is_(None), _ACCOUNT.c.suspended_at.is_(None)))
    )
    stored = session.scalar(statement)
    if stored is None or not hmac.compare_digest(stored.secret_sha256, key.hash):
        return None
    return Holder(stored.id, frozenset(stored.scopes), stored.daily_limit, stored.last_used_on)


def keys_of(session: Session, account_id: UUID) -> Sequence[ApiKey]:
    """The keys of an account, the latest first, those that were revoked among them."""
    statement = select(ApiKey).where(ApiKey.account_id == account_id)
    return session.scalars(statement.order_by(ApiKey.created_at.desc(), ApiKey.id)).all()
