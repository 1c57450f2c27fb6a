"""What is known of a message when it is sent, and what becomes of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.apart.likeness import count_alike
from app.enquiries.apart.queries import likenesses
from app.enquiries.apart.signs import Course, course, signs_of
from app.enquiries.apart.work import Work
from app.enquiries.models import Enquiry
from app.enquiries.requests import Desk
from app.enquiries.rules import ONCE_IN, Apart, is_surge
from app.enquiries.sending import Sending
from app.plumbing import clock
from app.plumbing.form_tokens import FormToken

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_THIRTY_DAYS = timedelta(days=30)


class WorkAsked(ValueError):
    """The device this comes from should do some work first; `work` says what."""

    def __init__(self, work: Work) -> None:
        super().__init__("work is asked for")
        self.work = work


def weighed(
    session: Session, desk: Desk, token: FormToken, sending: Sending, *, trapped: bool, proof: str, rather_waits: bool
) -> Sending:
    """The message, with by what it is known again, and why it is kept apart for its looks, if it is. Raises WorkAsked,
    but not for one that is there."""
    if session.get(Enquiry, UUID(bytes=token.number)) is not None:
        return sending
    now = clock.now()
    likeness = desk.seals.likeness_of(sending.letter, now)
    signs = signs_of(
        " ".join(sending.letter.texts()),
        trapped=trapped,
        took=now - token.issued_at,
        alike=count_alike(likeness, likenesses(session, now - _DAY)),
    )
    found = course(signs, has_worked=desk.work.is_done(token, proof), rather_waits=rather_waits)
    if found is Course.ASKED:
        raise WorkAsked(desk.work.ask(token))
    apart = {Course.WAITS: Apart.UNPROVEN, Course.APART: Apart.MACHINE}.get(found)
    return replace(sending, apart=apart, likeness=likeness)


def why_apart(
    session: Session, desk: Desk, practitioner_id: UUID, address_hash: bytes | None, now: datetime
) -> Apart | None:
    """Why a message is kept apart from this practitioner, if it is. Whoever sends it is not told, so that nobody learns
    whom an address wrote to, or who blocked it."""
    if address_hash is not None:
        if queries.is_blocked(session, practitioner_id, desk.seals.blocked_hash(practitioner_id, address_hash)):
            return Apart.BLOCKED
        if queries.wrote_lately(session, practitioner_id, address_hash, now - ONCE_IN):
            return Apart.AGAIN
    lately = queries.arrived(session, practitioner_id, now - _HOUR)
    surges = is_surge(lately, queries.arrived(session, practitioner_id, now - _THIRTY_DAYS))
    return Apart.SURGE if surges else None
