"""Questions about the listings that a database already holds."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.practitioners.models import Record


def count_of_own_listings(session: Session) -> int:
    """How many records are not fictional, whatever their status."""
    return session.scalar(select(func.count()).select_from(Record).where(Record.fictional.is_(False))) or 0


def fictional_ids(session: Session) -> list[UUID]:
    """The ids of all demonstration listings, in order."""
    return list(session.scalars(select(Record.id).where(Record.fictional.is_(True)).order_by(Record.id)))
