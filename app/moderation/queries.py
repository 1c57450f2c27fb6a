"""What waits on the stewards' desks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.credentials.models import RegisterCheck, Registration
from app.credentials.queries import Entry, entry_of, with_checks
from app.practitioners.models import Practitioner, Record
from app.practitioners.withholding.models import Withholding

# Nobody sees a draft; what is paused comes back as it was.
_LOOKED_AT = ("in_review", "published", "paused")


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that is due for a check, with the listing it is of."""

    entry: Entry
    name: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """One entry with what only stewards see of whose it is. `owner` is the account that keeps the listing."""

    entry: Entry
    name: str
    slug: str
    status: str
    fictional: bool
    legal_name: str | None
    owner: UUID | None


@dataclass(frozen=True, slots=True)
class FirstFound:
    """An entry that one steward has found, which has to be found by another."""

    registration_id: UUID
    body: str
    name: str
    found_by: UUID | None
    found_at: datetime


def due(session: Session, today: date, limit: int, first: int = 0) -> list[Due]:
    """Entries that are due, whoever waits longest first; those of fictional listings after all others."""
    statement = (
        select(Registration, Record.name, Record.fictional)
        .join(Record, Record.id == Registration.record_id)
        .where(*_is_due(today))
        .order_by(Record.fictional, Registration.due_on, Registration.id)
        .offset(first)
        .limit(limit)
    )
    rows = session.execute(statement).all()
    entries = with_checks(session, [row.Registration for row in rows], today)
    return [Due(entry, row.name, row.fictional) for entry, row in zip(entries, rows, strict=True)]


def count_due(session: Session, today: date) -> int:
    """How many entries are due."""
    joined = select(func.count()).select_from(Registration).join(Record, Record.id == Registration.record_id)
    return session.scalar(joined.where(*_is_due(today))) or 0


def whose(session: Session, registration_id: UUID, today: date) -> Whose | None:
    """One entry, and whose it is."""
    entry = entry_of(session, registration_id, today)
    if entry is None:
        return None
    statement = (
        select(Record.name, Record.slug, Record.status, Record.fictional, Withholding.since)
        .add_columns(Practitioner.__table__.c.legal_name)
        .outerjoin(Practitioner.__table__, Practitioner.__table__.c.id == Record.id)
        .outerjoin(Withholding, Withholding.record_id == Record.id)
        .where(Record.id == entry.registration.record_id)
    )
    row = session.execute(statement).one()
    status = row.status if row.since is None else "withheld"
    return Whose(entry, row.name, row.slug, status, row.fictional, row.legal_name, owner_of(session, registration_id))


def owner_of(session: Session, registration_id: UUID) -> UUID | None:
    """The account that keeps the listing of this entry."""
    table = Practitioner.__table__.c
    statement = select(table.account_id).join(Registration, Registration.record_id == table.id)
    found: UUID | None = session.scalar(statement.where(Registration.id == registration_id))
    return found


def awaiting_second(session: Session) -> list[FirstFound]:
    """Entries that one steward has found and another has to find as well, the longest first."""
    later = aliased(RegisterCheck)
    overtaken = exists().where(
        later.registration_id == RegisterCheck.registration_id,
        or_(
            later.checked_at > RegisterCheck.checked_at,
            and_(later.checked_at == RegisterCheck.checked_at, later.counts),
        ),
    )
    statement = (
        select(Registration.id, Registration.body, Record.name, RegisterCheck.checked_by, RegisterCheck.checked_at)
        .join(RegisterCheck, RegisterCheck.registration_id == Registration.id)
        .join(Record, Record.id == Registration.record_id)
        .where(RegisterCheck.counts.is_(False), ~overtaken)
        .order_by(RegisterCheck.checked_at, Registration.id)
    )
    return [FirstFound(*row) for row in session.execute(statement)]


def _is_due(today: date) -> tuple[ColumnElement[bool], ...]:
    return Registration.due_on <= today, Record.status.in_(_LOOKED_AT)
