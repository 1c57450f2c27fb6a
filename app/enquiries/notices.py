"""Telling a practitioner that somebody wrote: one notice for many (T3)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.enquiries.models import EnquiryNotice, Surge
from app.enquiries.queries import Reachable
from app.enquiries.requests import Desk
from app.enquiries.rules import NOTICE_EVERY
from app.plumbing.database import insert_once


def notify(session: Session, desk: Desk, person: Reachable, conversation_id: UUID | None, now: datetime) -> None:
    """Tell of this message, or of many, unless they were told a moment ago: then once more later."""
    notice = _notice(session, person.practitioner_id, now)
    if notice is not None:
        if notice.told_at > now - NOTICE_EVERY:
            notice.more_since = True
            return
        notice.told_at, notice.more_since = now, False
    key = None if conversation_id is None else desk.seals.answering_key_of(conversation_id)
    desk.letters.to_practitioner(session, person.address, key)


def tell_of_surge(session: Session, desk: Desk, person: Reachable, now: datetime) -> None:
    """Tell once that very many come and are kept apart, however many more there are."""
    if not insert_once(session, Surge, practitioner_id=person.practitioner_id, last_at=now):
        surge = session.get(Surge, person.practitioner_id, with_for_update=True)
        if surge is not None:
            surge.last_at = now
        return
    # It says as much as the next notice would have.
    notice = _notice(session, person.practitioner_id, now)
    if notice is not None:
        notice.told_at, notice.more_since = now, False
    desk.letters.of_surge(session, person.address)


def _notice(session: Session, practitioner_id: UUID, now: datetime) -> EnquiryNotice | None:
    """The last notice to this practitioner, held; None when this one is the first since they looked."""
    if insert_once(session, EnquiryNotice, practitioner_id=practitioner_id, told_at=now, more_since=False):
        return None
    return session.get(EnquiryNotice, practitioner_id, with_for_update=True)
