"""Who keeps a record: a practitioner their own, the members of an organisation its services."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.queries import address_of
from app.organisations.models import Service
from app.organisations.queries import members_of
from app.organisations.rules import MAY_EDIT
from app.practitioners.models import Record


def belongs(session: Session, account_id: UUID, organisation_id: UUID) -> bool:
    """Whether this account is a member: then it decides nothing about the organisation, nor what is its."""
    return any(member.account_id == account_id for member in members_of(session, organisation_id))


def is_kept_by(session: Session, record: Record, account_id: UUID) -> bool:
    """Whether this account keeps it, or belongs to the organisation that does: then it decides nothing about it."""
    if isinstance(record, Service):
        return belongs(session, account_id, record.organisation_id)
    return getattr(record, "account_id", None) == account_id


def addresses_of_keepers(session: Session, record: Record) -> list[str]:
    """Where those who keep it are written to."""
    if isinstance(record, Service):
        return [member.email for member in members_of(session, record.organisation_id) if member.role in MAY_EDIT]
    keeper = getattr(record, "account_id", None)
    address = None if keeper is None else address_of(session, keeper)
    return [] if address is None else [address]
