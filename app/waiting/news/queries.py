"""Requests for news that there still are, and those that are due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from app.plumbing.keys import key_hash
from app.waiting.news.models import NewsRequest
from app.waiting.news.rules import CONFIRM_WITHIN, KEPT_FOR, LOOKED_EVERY, REMINDED_BEFORE


def request_by_key(session: Session, key: str, now: datetime, *, to_change: bool = False) -> NewsRequest | None:
    """The request whose link holds this key."""
    statement = select(NewsRequest).where(NewsRequest.key_hash == key_hash(key), not_run_out(now))
    return session.scalar(statement.with_for_update() if to_change else statement)


def number_of(session: Session, address_hash: bytes, now: datetime) -> int:
    """How many requests an address has."""
    statement = select(func.count()).where(NewsRequest.address_hash == address_hash, not_run_out(now))
    return session.scalar(statement) or 0


def to_look_at(session: Session, now: datetime, most: int) -> Sequence[NewsRequest]:
    """Confirmed requests that have not been looked at for a while, held; of two rounds each has others."""
    due = (NewsRequest.confirmed_at.is_not(None), NewsRequest.looked_at <= now - LOOKED_EVERY, not_run_out(now))
    statement = select(NewsRequest).where(*due).order_by(NewsRequest.looked_at).limit(most)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def to_remind(session: Session, now: datetime, most: int) -> Sequence[NewsRequest]:
    """Those that end soon and have not been asked whether they still want to hear."""
    soon = (NewsRequest.renewed_at <= now - KEPT_FOR + REMINDED_BEFORE, NewsRequest.reminded_at.is_(None))
    statement = select(NewsRequest).where(*soon, not_run_out(now)).limit(most)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def run_out(session: Session, now: datetime, most: int) -> Sequence[NewsRequest]:
    """Those to be forgotten."""
    statement = select(NewsRequest).where(not_(not_run_out(now))).limit(most)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def not_run_out(now: datetime) -> ColumnElement[bool]:
    """Requests there still are. Never null, so that it can be negated."""
    unconfirmed = NewsRequest.renewed_at.is_(None)
    return or_(
        and_(unconfirmed, NewsRequest.asked_at > now - CONFIRM_WITHIN),
        and_(not_(unconfirmed), NewsRequest.renewed_at > now - KEPT_FOR),
    )
