"""Who is signed in."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Account, SignedInSession

# AUTH-05: idle and absolute life of a signed-in session.
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)


def account_of(session: Session, reference: str, now: datetime) -> Account | None:
    """The account that is signed in under this reference, if it still is."""
    row = session.execute(
        select(SignedInSession, Account)
        .join(Account, Account.id == SignedInSession.account_id)
        .where(SignedInSession.reference_sha256 == reference_hash(reference))
    ).one_or_none()
    if row is None or not _alive(row[0], now) or row[1].suspended_at is not None:
        return None
    account: Account = row[1]
    return account


def reference_hash(reference: str) -> bytes:
    """What the table keeps of a reference."""
    return hashlib.sha256(reference.encode()).digest()


def _alive(signed_in: SignedInSession, now: datetime) -> bool:
    if signed_in.revoked_at is not None:
        return False
    return now - signed_in.last_seen_at <= IDLE and now - signed_in.created_at <= ABSOLUTE
