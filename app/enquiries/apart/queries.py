"""What is known of messages that are kept apart; never what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from app.enquiries.models import Conversation, Enquiry, Surge
from app.enquiries.queries import hold_enquiries, still_kept
from app.enquiries.rules import Apart, State
from app.practitioners.models import Practitioner

# A blocked sender is nobody's to look at: that was decided.
_TO_LOOK_AT = (Apart.AGAIN, Apart.SURGE, Apart.UNPROVEN, Apart.MACHINE)
_UNDECIDED = (State.HELD, State.EXPIRED)
_MOST = 2_000
# Of what was written nothing is even fetched.
_KNOWN = selectinload(Conversation.enquiry).load_only(
    Enquiry.likeness, Enquiry.address_hash, Enquiry.address_confirmed_at
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody for whom so many messages are kept apart, since then."""

    practitioner_id: UUID
    name: str
    fictional: bool
    number: int
    since: datetime


def likenesses(session: Session, since: datetime) -> Sequence[bytes]:
    """Of what was sent since then to anybody, the latest."""
    statement = select(Enquiry.likeness).where(Enquiry.sent_at > since, Enquiry.likeness.is_not(None))
    found = session.scalars(statement.order_by(Enquiry.sent_at.desc()).limit(_MOST))
    return [one for one in found if one is not None]


def count_kept_apart(session: Session, practitioner_id: UUID, now: datetime) -> int:
    """How many are kept apart from a practitioner and not put away."""
    return _count(session, _apart(practitioner_id, now).where(Conversation.put_away_at.is_(None)))


def kept_apart(
    session: Session, practitioner_id: UUID, now: datetime, *, to_change: bool = False
) -> Sequence[Conversation]:
    """What is kept apart from a practitioner and not put away, the first first."""
    statement = _apart(practitioner_id, now).where(Conversation.put_away_at.is_(None))
    return session.scalars(statement.with_for_update(of=Conversation) if to_change else statement).all()


def put_away(session: Session, practitioner_id: UUID, now: datetime) -> Sequence[Conversation]:
    """What was put away, held."""
    statement = _apart(practitioner_id, now).where(Conversation.put_away_at.is_not(None))
    return session.scalars(statement.with_for_update(of=Conversation)).all()


def unread_since(
    session: Session, practitioner_id: UUID, since: datetime, *, to_change: bool = False
) -> Sequence[Conversation]:
    """What arrived since then and was not opened."""
    statement = (
        select(Conversation)
        .options(_KNOWN)
        .where(Conversation.practitioner_id == practitioner_id, Conversation.state == State.SENT)
        .where(Conversation.apart.is_(None), Conversation.sent_at > since)
    )
    return session.scalars(statement.with_for_update(of=Conversation) if to_change else statement).all()


def hold(session: Session, practitioner_id: UUID) -> None:
    """Hold everything about which can be decided here."""
    undecided = (Conversation.practitioner_id == practitioner_id, Conversation.state.in_((*_UNDECIDED, State.SENT)))
    hold_enquiries(session, select(Conversation.enquiry_id).where(*undecided))


def unlooked(session: Session, until: datetime) -> Sequence[UUID]:
    """For whom something has been kept apart since then, and nobody has decided."""
    statement = select(Conversation.practitioner_id).where(
        Conversation.apart.in_((Apart.SURGE, Apart.UNPROVEN)),
        Conversation.state == State.HELD,
        Conversation.put_away_at.is_(None),
        Conversation.sent_at <= until,
    )
    return [one for one in session.scalars(statement.distinct()) if one is not None]


def for_whom(session: Session, now: datetime, but: UUID) -> Sequence[Waiting]:
    """For whom messages are kept apart, the most first; not for this account itself."""
    number = func.count().label("number")
    statement = (
        select(Practitioner.id, Practitioner.name, Practitioner.fictional, number, func.min(Conversation.sent_at))
        .join(Conversation, Conversation.practitioner_id == Practitioner.id)
        .join(Enquiry, Enquiry.id == Conversation.enquiry_id)
        .where(Conversation.apart.in_(_TO_LOOK_AT), Conversation.state.in_(_UNDECIDED))
        .where(Conversation.put_away_at.is_(None), still_kept(now), Practitioner.account_id != but)
        .group_by(Practitioner.id, Practitioner.name, Practitioner.fictional)
        .order_by(number.desc(), Practitioner.id)
    )
    return [Waiting(*row) for row in session.execute(statement)]


def count_put_away(session: Session, practitioner_id: UUID, now: datetime) -> int:
    """How many were put away and are still kept."""
    return _count(session, _apart(practitioner_id, now).where(Conversation.put_away_at.is_not(None)))


def untold_surges(session: Session) -> Sequence[Surge]:
    """Surges of which no steward was told, held."""
    statement = select(Surge).where(Surge.stewards_told_at.is_(None))
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def _count(session: Session, statement: Select[Conversation]) -> int:
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _apart(practitioner_id: UUID, now: datetime) -> Select[Conversation]:
    return (
        select(Conversation)
        .join(Enquiry)
        .options(_KNOWN)
        .where(Conversation.practitioner_id == practitioner_id, Conversation.apart.in_(_TO_LOOK_AT))
        .where(Conversation.state.in_(_UNDECIDED), still_kept(now))
        .order_by(Conversation.sent_at, Conversation.id)
        .limit(_MOST)
    )
