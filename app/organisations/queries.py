"""Who belongs to which organisation, and what organisations there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.visitors import Membership
from app.accounts.models import Account
from app.organisations.models import Invitation, Member, Organisation, Service


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who belongs, as what and since when."""

    account_id: UUID
    email: str
    role: str
    joined_at: datetime


def approved_membership(session: Session, account_id: UUID) -> Membership | None:
    """Where this account may act; asked at every request, so that a suspended organisation loses everything at once."""
    row = session.execute(
        select(Member.organisation_id, Member.role)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(Member.account_id == account_id, Organisation.status == "approved")
    ).one_or_none()
    return None if row is None else Membership(*row)


def belonging(session: Session, account_id: UUID, *, to_change: bool = False) -> tuple[Organisation, str] | None:
    """The organisation of an account, however it stands, and as what it belongs; `to_change` holds it."""
    statement = (
        select(Organisation, Member.role)
        .join(Member, Member.organisation_id == Organisation.id)
        .where(Member.account_id == account_id)
    )
    row = session.execute(statement.with_for_update(of=Organisation) if to_change else statement).one_or_none()
    return None if row is None else (row[0], row[1])


def organisation_by_id(session: Session, organisation_id: UUID, *, to_change: bool = False) -> Organisation | None:
    """The organisation of this id; `to_change` holds it until the transaction ends."""
    return session.get(Organisation, organisation_id, with_for_update=to_change or None)


def approved_among(session: Session, organisation_ids: Collection[UUID]) -> set[UUID]:
    """Those of these organisations that may act."""
    here = select(Organisation.id).where(Organisation.id.in_(list(organisation_ids)), Organisation.status == "approved")
    return set(session.scalars(here))


def members_of(session: Session, organisation_id: UUID) -> Sequence[MemberRow]:
    """Who belongs to it, the longest first."""
    rows = session.execute(
        select(Member.account_id, Account.email, Member.role, Member.joined_at)
        .join(Account, Account.id == Member.account_id)
        .where(Member.organisation_id == organisation_id)
        .order_by(Member.joined_at, Account.email)
    )
    return [MemberRow(*row) for row in rows]


def invitations_of(session: Session, organisation_id: UUID, now: datetime) -> Sequence[Invitation]:
    """The invitations that are still good."""
    here = select(Invitation).where(Invitation.organisation_id == organisation_id, Invitation.expires_at > now)
    return session.scalars(here.order_by(Invitation.created_at, Invitation.id)).all()


def able_owners(session: Session, organisation_id: UUID) -> set[UUID]:
    """The accounts that can act as its owners: one that is suspended cannot."""
    owners = select(Member.account_id).join(Account, Account.id == Member.account_id)
    here = Member.organisation_id == organisation_id
    return set(session.scalars(owners.where(here, Member.role == "owner", Account.suspended_at.is_(None))))


def services_of(session: Session, organisation_id: UUID) -> Sequence[Service]:
    """Its services, public or not, by name."""
    return session.scalars(
        select(Service).where(Service.organisation_id == organisation_id).order_by(Service.name, Service.id)
    ).all()


def service_ids(session: Session, organisation_id: UUID) -> list[UUID]:
    """The ids of its services, public or not."""
    return list(session.scalars(select(Service.id).where(Service.organisation_id == organisation_id)))


def of_status(session: Session, status: str, most: int, first: int = 0) -> Sequence[Organisation]:
    """Organisations that stand so, the longest there first."""
    here = select(Organisation).where(Organisation.status == status)
    return session.scalars(here.order_by(Organisation.created_at, Organisation.id).offset(first).limit(most)).all()


def count_of_status(session: Session, status: str) -> int:
    return session.scalar(select(func.count()).select_from(Organisation).where(Organisation.status == status)) or 0
