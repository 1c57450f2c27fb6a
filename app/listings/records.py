"""The one source query: private records of some ids, read in a fixed number of statements.

Rows, not mapped objects: the same query serves one saved listing and a hundred thousand imported ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.credentials.models import RegisterCheck, Registration
from app.listings.replies.queries import ByMonth, counted
from app.organisations.collections.queries import listed_on
from app.organisations.models import Organisation, Service
from app.organisations.vouching.queries import standing_vouches
from app.practitioners.models import Fact, IdentityFact, Practitioner, Record
from app.practitioners.offers import Offer, Premises
from app.practitioners.photos.models import Photo
from app.practitioners.withholding.models import Withholding

# Below SQLite's smallest limit of variables in one statement.
BATCH = 500


@dataclass(slots=True)
class RecordRows:
    """Everything stored about one record, as rows of its tables."""

    record: Row[Any]
    service: Row[Any] | None = None
    # Of one that is no import: the organisation that keeps it.
    organisation: Row[Any] | None = None
    withheld: bool = False
    # Of the account that keeps it. Nobody sees what a suspended one keeps; mail may not reach another.
    suspended: bool = False
    unreachable: bool = False
    has_account: bool = False
    promised_days: int | None = None
    # What was counted of their answers, by month.
    replies: ByMonth = field(default_factory=dict)
    # The public one; what waits to be looked at is not read here at all.
    photo: Row[Any] | None = None
    facts: list[Row[Any]] = field(default_factory=list)
    identity_facts: list[Row[Any]] = field(default_factory=list)
    premises: dict[UUID, Row[Any]] = field(default_factory=dict)
    offers: list[Row[Any]] = field(default_factory=list)
    registrations: list[Row[Any]] = field(default_factory=list)
    checks: dict[UUID, list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))
    # What organisations say of them, and the public lists they are on.
    vouches: list[Row[Any]] = field(default_factory=list)
    collections: list[UUID] = field(default_factory=list)


_accounts = select(
    Practitioner.__table__.c.id,
    Account.suspended_at.is_not(None).label("suspended"),
    Account.unreachable_since.is_not(None).label("unreachable"),
    Practitioner.__table__.c.promised_days,
).join(Account, Account.id == Practitioner.__table__.c.account_id)


def read_records(session: Session, ids: Sequence[UUID]) -> list[RecordRows]:
    """The rows of these records; ids without a record are left out. At most BATCH ids."""
    records, service = Record.__table__.c, Service.__table__.c
    by_id = {row.id: RecordRows(row) for row in session.execute(select(*records).where(records.id.in_(ids)))}
    for row in session.execute(select(*service).where(service.id.in_(ids))):
        by_id[row.id].service = row
    _read_organisations(session, by_id)
    for record_id in session.scalars(select(Withholding.record_id).where(Withholding.record_id.in_(ids))):
        by_id[record_id].withheld = True
    for row in session.execute(_accounts.where(Practitioner.__table__.c.id.in_(ids))):
        kept = by_id[row.id]
        kept.has_account, kept.suspended, kept.unreachable = True, row.suspended, row.unreachable
        kept.promised_days = row.promised_days
    for practitioner_id, by_month in counted(session, ids).items():
        by_id[practitioner_id].replies = by_month
    for row in _of(session, select(*Fact.__table__.c).order_by(Fact.position), Fact.record_id, ids):
        by_id[row.record_id].facts.append(row)
    for row in _of(
        session,
        select(*IdentityFact.__table__.c).order_by(IdentityFact.position),
        IdentityFact.record_id,
        ids,
    ):
        by_id[row.record_id].identity_facts.append(row)
    for row in _of(session, select(*Premises.__table__.c), Premises.record_id, ids):
        by_id[row.record_id].premises[row.id] = row
    for row in _of(session, select(*Offer.__table__.c).order_by(Offer.position, Offer.id), Offer.record_id, ids):
        by_id[row.record_id].offers.append(row)
    public_photo = select(*Photo.__table__.c).where(Photo.state == "public")
    for row in _of(session, public_photo, Photo.record_id, ids):
        by_id[row.record_id].photo = row
    _read_vouches_and_lists(session, by_id, ids)
    _read_registrations(session, by_id, ids)
    return list(by_id.values())


def record_of(session: Session, registration_id: UUID) -> UUID | None:
    """The record whose registration this is."""
    statement = select(Registration.record_id).where(Registration.id == registration_id)
    with session.no_autoflush:
        return session.scalar(statement)


def kept_by(session: Session, account_id: UUID) -> UUID | None:
    """The record that is kept with this account."""
    table = Practitioner.__table__.c
    with session.no_autoflush:
        found: UUID | None = session.scalar(select(table.id).where(table.account_id == account_id))
    return found


def _of(session: Session, statement: Select[Any], column: Any, ids: Sequence[UUID]) -> Iterable[Row[Any]]:
    return session.execute(statement.where(column.in_(ids)))


def read_checks(session: Session, registration_ids: Sequence[UUID]) -> dict[UUID, list[Row[Any]]]:
    """The checks of these registrations that say something in public, by registration."""
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    if registration_ids:
        checks = select(*RegisterCheck.__table__.c).where(RegisterCheck.counts)
        for row in _of(session, checks, RegisterCheck.registration_id, registration_ids):
            found[row.registration_id].append(row)
    return found


def _read_vouches_and_lists(session: Session, by_id: dict[UUID, RecordRows], ids: Sequence[UUID]) -> None:
    for row in standing_vouches(session, ids):
        by_id[row.record_id].vouches.append(row)
    for record_id, collection_ids in listed_on(session, ids).items():
        by_id[record_id].collections = collection_ids


def _read_organisations(session: Session, by_id: dict[UUID, RecordRows]) -> None:
    """Who keeps the services that organisations keep themselves; what a suspended one keeps nobody sees."""
    kept = [rows for rows in by_id.values() if rows.service is not None and rows.service.source is None]
    bodies = {rows.service.organisation_id for rows in kept if rows.service is not None}
    if not bodies:
        return
    table = Organisation.__table__.c
    found = {row.id: row for row in session.execute(select(*table).where(table.id.in_(bodies)))}
    for rows in kept:
        assert rows.service is not None
        body = found[rows.service.organisation_id]
        rows.organisation = body if body.status == "approved" else None
        rows.suspended = body.status == "suspended"


def _read_registrations(session: Session, by_id: dict[UUID, RecordRows], ids: Sequence[UUID]) -> None:
    owner: dict[UUID, RecordRows] = {}
    entries = select(*Registration.__table__.c).order_by(Registration.body, Registration.number)
    for row in _of(session, entries, Registration.record_id, ids):
        owner[row.id] = by_id[row.record_id]
        owner[row.id].registrations.append(row)
    for registration_id, checks in read_checks(session, list(owner)).items():
        owner[registration_id].checks[registration_id] = checks
