"""Which vouches stand, given by whom and for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from app.organisations.models import Member, Organisation
from app.organisations.vouching.models import Vouch
from app.practitioners.models import Practitioner, Record


@dataclass(frozen=True, slots=True)
class Given:
    """A vouch as its organisation, or whom it is about, sees it."""

    id: UUID
    organisation: str
    record_id: UUID
    name: str
    community: str
    given_on: date
    interest: str | None
    ended_at: datetime | None
    ended_by: str | None


def standing_vouches(session: Session, record_ids: Sequence[UUID]) -> Sequence[Any]:
    """The vouches for these records that nobody took back, by organisations that may act and that nobody of whom it
    is about belongs to; whether they have run out is for the day to say."""
    return session.execute(_standing.where(Vouch.record_id.in_(record_ids))).all()


def vouchers(session: Session) -> Sequence[Any]:
    """(id, name) of the organisations that vouch for people, or once did: an address that names one goes on meaning
    it when its last vouch has ended, and finds nobody."""
    known = exists().where(Vouch.organisation_id == Organisation.id)
    statement = select(Organisation.id, Organisation.name).where(Organisation.status == "approved", known)
    return session.execute(statement.order_by(Organisation.name, Organisation.id)).all()


def vouched_for(session: Session, organisation_id: UUID) -> set[UUID]:
    """The records for which this organisation ever vouched."""
    return set(session.scalars(select(Vouch.record_id).where(Vouch.organisation_id == organisation_id)))


def vouched_for_community(session: Session, communities: Collection[str]) -> set[UUID]:
    """The records for which anybody ever vouched for one of these communities."""
    return set(session.scalars(select(Vouch.record_id).where(Vouch.community.in_(list(communities)))))


def vouches_by(session: Session, organisation_id: UUID) -> list[Given]:
    """What an organisation said, the latest first."""
    return _given(session, _every.where(Vouch.organisation_id == organisation_id))


def vouch_by(session: Session, organisation_id: UUID, vouch_id: UUID) -> Vouch | None:
    """A vouch of this organisation, held to be changed."""
    own = select(Vouch).where(Vouch.id == vouch_id, Vouch.organisation_id == organisation_id)
    return session.scalars(own.with_for_update()).one_or_none()


def vouch_about(session: Session, account_id: UUID, vouch_id: UUID) -> Vouch | None:
    """A vouch about whoever keeps this account, held to be changed."""
    record_ids = select(_practitioner.id).where(_practitioner.account_id == account_id)
    theirs = select(Vouch).where(Vouch.id == vouch_id, Vouch.record_id.in_(record_ids))
    return session.scalars(theirs.with_for_update()).one_or_none()


def vouches_about(session: Session, account_id: UUID) -> list[Given]:
    """What organisations that may act say of whoever keeps this account; what an organisation took back is no longer
    said."""
    statement = _every.join(Practitioner.__table__, _practitioner.id == Vouch.record_id).where(
        _practitioner.account_id == account_id,
        Organisation.status == "approved",
        Vouch.ended_by.is_(None) | (Vouch.ended_by == "practitioner"),
    )
    return _given(session, statement)


_practitioner, _record = Practitioner.__table__.c, Record.__table__.c
_member_themselves = exists().where(
    _practitioner.id == Vouch.record_id,
    Member.account_id == _practitioner.account_id,
    Member.organisation_id == Vouch.organisation_id,
)
# Read with everybody who is published: put together once.
_standing = (
    select(Vouch.record_id, Vouch.organisation_id, Organisation.name, Vouch.community, Vouch.given_on, Vouch.interest)
    .join(Organisation, Organisation.id == Vouch.organisation_id)
    .where(Vouch.ended_at.is_(None), Organisation.status == "approved", ~_member_themselves)
    .order_by(Vouch.given_on, Vouch.id)
)
_every: Select[Any] = (
    select(
        Vouch.id,
        Organisation.name.label("organisation"),
        Vouch.record_id,
        _record.name,
        Vouch.community,
        Vouch.given_on,
        Vouch.interest,
        Vouch.ended_at,
        Vouch.ended_by,
    )
    .join(Organisation, Organisation.id == Vouch.organisation_id)
    .join(Record.__table__, _record.id == Vouch.record_id)
    .order_by(Vouch.given_on.desc(), Vouch.id)
)


def _given(session: Session, statement: Select[Any]) -> list[Given]:
    return [Given(**row._mapping) for row in session.execute(statement)]
