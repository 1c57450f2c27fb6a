"""Who may edit a service of an organisation, and which services nobody has looked after lately."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.organisations.models import Member, Organisation, Service
from app.organisations.rules import MAY_EDIT

_ABLE = (Member.role.in_(MAY_EDIT), Account.suspended_at.is_(None))


def kept_service(session: Session, service_id: UUID, account_id: UUID, *, to_change: bool = False) -> Service | None:
    """A service that an accepted organisation keeps itself, for one of those who may edit it now."""
    statement = (
        select(Service)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .join(Member, Member.organisation_id == Service.organisation_id)
        .join(Account, Account.id == Member.account_id)
        .where(Service.id == service_id, Service.source.is_(None), Organisation.status == "approved")
        .where(Member.account_id == account_id, *_ABLE)
    )
    service = session.scalar(statement.with_for_update(of=Service) if to_change else statement)
    if service is not None:
        # Whose act it is, for the trail: no column, so that a service stays when its editor goes.
        service.account_id = account_id
    return service


def unconfirmed_services(session: Session, day: date) -> list[tuple[Service, Sequence[tuple[UUID, str]]]]:
    """Public services that their organisation keeps itself and nobody has confirmed since a day, each with the account
    and the address of everybody who may."""
    statement = (
        select(Service)
        .join(Organisation, Organisation.id == Service.organisation_id)
        .where(Service.status == "published", Service.source.is_(None), Organisation.status == "approved")
        .where(~Service.withholding.has(), or_(Service.confirmed_on.is_(None), Service.confirmed_on < day))
        .order_by(Service.id)
        # Of two workers that remind at once, the second passes over what the first has in hand.
        .with_for_update(of=Service, skip_locked=True)
    )
    services = session.scalars(statement).all()
    keepers = _keepers(session, {service.organisation_id for service in services})
    return [(service, keepers[service.organisation_id]) for service in services]


def _keepers(session: Session, organisation_ids: set[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    people = select(Account.id, Account.email, Member.organisation_id).join(Member, Member.account_id == Account.id)
    here = people.where(Member.organisation_id.in_(organisation_ids), *_ABLE).order_by(Member.joined_at, Account.id)
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for row in session.execute(here):
        found[row.organisation_id].append((row.id, row.email))
    return found
