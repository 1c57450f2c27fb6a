"""What was found about registrations, and how they stand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.credentials.models import RegisterCheck, Registration
from app.credentials.rules import Check, Standing, standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration with every check of it, the newest first, and how it stands today."""

    registration: Registration
    checks: tuple[RegisterCheck, ...]
    standing: Standing


def entry_of(session: Session, registration_id: UUID, today: date) -> Entry | None:
    """One registration with its checks."""
    found = session.get(Registration, registration_id)
    return None if found is None else with_checks(session, [found], today)[0]


def entries_of(session: Session, record_id: UUID, today: date) -> list[Entry]:
    """Every registration of a record, in the order of their bodies."""
    statement = select(Registration).where(Registration.record_id == record_id)
    found = session.scalars(statement.order_by(Registration.body, Registration.id))
    return with_checks(session, list(found), today)


def with_checks(session: Session, registrations: list[Registration], today: date) -> list[Entry]:
    """These registrations, in this order, each with its checks."""
    ids = [registration.id for registration in registrations]
    statement = select(RegisterCheck).where(RegisterCheck.registration_id.in_(ids))
    checks: dict[UUID, list[RegisterCheck]] = {id: [] for id in ids}
    for check in session.scalars(statement.order_by(RegisterCheck.checked_at.desc())):
        checks[check.registration_id].append(check)
    return [Entry(one, tuple(checks[one.id]), _standing(one, checks[one.id], today)) for one in registrations]


def _standing(registration: Registration, checks: list[RegisterCheck], today: date) -> Standing:
    made = [Check(check.checked_at, check.outcome, check.expires_on, check.method) for check in checks if check.counts]
    return standing(made, registration.expires_on, today)
