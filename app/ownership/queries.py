"""What an account has brought."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ownership.models import BroughtListing


def brought_by(session: Session, account_id: UUID, since: datetime) -> bytes | None:
    """What this account has brought since then, sealed; None when there is nothing."""
    kept = select(BroughtListing.sealed).where(BroughtListing.account_id == account_id)
    return session.scalar(kept.where(BroughtListing.brought_at > since))
