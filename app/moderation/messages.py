"""The desk for messages that are kept apart: for whom, how many and how alike. Nobody here reads them (T3, T8)."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, current_app, url_for
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.criteria.wording import reader
from app.editor.addresses import absolute
from app.enquiries.apart.actions import Chosen, let_through, put_away, tell_let_through
from app.enquiries.apart.pages import ApartView, apart_view
from app.enquiries.apart.queries import for_whom, untold_surges
from app.enquiries.requests import desk
from app.moderation.reports.queries import stewards_for
from app.plumbing import clock, outbox
from app.plumbing.audit import note
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import spoken_in
from app.practitioners.models import Practitioner


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody for whom messages are kept apart."""

    address: str
    name: str
    fictional: bool
    number: int
    since: str


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """What is kept apart for one practitioner."""

    id: UUID
    name: str
    groups: ApartView


def messages_page() -> tuple[Line, ...]:
    """For whom, the most first."""
    reads = reader()
    return tuple(
        Line(
            address=url_for("moderation.messages_for", practitioner_id=one.practitioner_id),
            name=one.name,
            fictional=one.fictional,
            number=one.number,
            since=reads.day(one.since.date()),
        )
        for one in for_whom(database_session(), clock.now(), account_id())
    )


def messages_for_page(practitioner_id: UUID) -> MessagesPage:
    """Groups for one of them. Answers 404 itself, and 403 to whoever's messages they are."""
    session = database_session()
    record = _somebody_elses(session, practitioner_id)
    return MessagesPage(record.id, record.name, apart_view(session, record.id, reader()))


def decide(session: Session, practitioner_id: UUID, chosen: Chosen, *, through: bool) -> bool:
    """Let groups through to whom they are for, who is told, or put them away; whether there was anything. Answers 404
    and 403 as above."""
    record = _somebody_elses(session, practitioner_id)
    number = (let_through if through else put_away)(session, record.id, chosen)
    if not number:
        return False
    if through:
        tell_let_through(session, desk(), record.id)
    act = "messages.let-through" if through else "messages.put-away"
    note(session, actor=account_id(), act=act, subject_type="record", subject_id=record.id, details={"number": number})
    return True


def tell_stewards_of_surges(session: Session) -> None:
    """One mail to each steward for each surge."""
    for surge in untold_surges(session):
        surge.stewards_told_at = clock.now()
        with spoken_in(current_app.config["DEFAULT_LOCALE"]):
            words = _("Very many first messages came for one listing at once. They are kept apart, and wait here:")
            for address in stewards_for(session, surge.practitioner_id):
                outbox.put(
                    session, address, _("Messages are kept apart"), f"{words}\n\n{absolute('/steward/messages')}\n"
                )


def _somebody_elses(session: Session, practitioner_id: UUID) -> Practitioner:
    record = session.get(Practitioner, practitioner_id) or abort(404)
    if record.account_id == account_id():
        abort(403)
    return record
