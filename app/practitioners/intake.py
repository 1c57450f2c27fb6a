"""Writing many new private records at once: plain descriptions in, rows of all their tables out.

For what does not come through the editor, form by form: imports, demonstration data, restored exports.
The same tables and the same constraints hold; whoever calls this publishes the ids it wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.credentials.models import RegisterCheck, Registration
from app.credentials.registers import register_of
from app.credentials.rules import comparable, due_on, holds_until
from app.plumbing.database import insert_rows
from app.practitioners.models import Fact, IdentityFact, Practitioner, Record
from app.practitioners.offers import Offer, Premises
from app.practitioners.rules import MOST_SPECIALIST, is_within_cap


@dataclass(slots=True)
class NewFact:
    """A term of a person facet that is not special-category data; `detail`: level, training or basis."""

    facet: str
    slug: str
    detail: str | None = None
    own_words: str | None = None


@dataclass(slots=True)
class NewIdentityFact:
    """A term of `identity`, `gender`, `faith` or `pronouns`, with the consent given for it."""

    facet: str
    slug: str
    audiences: Sequence[str]
    consent_wording: str
    consented_at: datetime
    own_words: str | None = None


@dataclass(slots=True)
class NewPremises:
    """A place with its private point and address; `access`: feature slug -> entry as in `Premises.access`."""

    id: UUID
    precision: str
    country: str
    locality: str | None = None
    region: str | None = None
    address: str | None = None
    postcode: str | None = None
    lat: float | None = None
    lon: float | None = None
    access: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class NewOffer:
    """One way to be seen; fields as in `Offer`, amounts in minor units of `currency`."""

    id: UUID
    session: str | None = None
    format: str | None = None
    minutes: int | None = None
    premises_id: UUID | None = None
    times: Sequence[str] = ()
    payers: Sequence[str] = ()
    currency: str | None = None
    standard: int | None = None
    reduced_from: int | None = None
    fee_model: str | None = None
    fee_help: Sequence[str] = ()
    fee_terms: Mapping[str, Any] = field(default_factory=dict)
    fee_note: str | None = None
    fee_confirmed_on: date | None = None
    who_qualifies: Sequence[str] = ()
    proof: str | None = None
    reduced_total: int | None = None
    reduced_open: int | None = None
    reduced_confirmed_on: date | None = None
    reduced_limit_sessions: int | None = None
    reduced_next_review: date | None = None
    availability: str = "unknown"
    availability_confirmed_on: date | None = None


@dataclass(slots=True)
class NewRegistration:
    """An entry in a register and the checks made of it: (instant, method, outcome)."""

    id: UUID
    body: str
    number: str
    expires_on: date | None = None
    checks: Sequence[tuple[UUID, datetime, str, str]] = ()


@dataclass(slots=True)
class NewRecord:
    """Everything about one new record."""

    id: UUID
    kind: str
    slug: str
    name: str
    created_at: datetime
    updated_at: datetime
    headline: str | None = None
    about: str | None = None
    status: str = "published"
    fictional: bool = False
    may_see_people_in: Sequence[str] | None = None
    confirmed_on: date | None = None
    rhythm_days: int | None = None
    found_elsewhere: bool = False
    facts: Sequence[NewFact] = ()
    identity_facts: Sequence[NewIdentityFact] = ()
    premises: Sequence[NewPremises] = ()
    offers: Sequence[NewOffer] = ()
    registrations: Sequence[NewRegistration] = ()


# What only a record with an account behind it has.
_OF_AN_ACCOUNT = ("legal_name", "account_id", "reminded_step", "reminded_of")
_PARTS = ("facts", "identity_facts", "premises", "offers", "registrations")


def write_practitioners(session: Session, records: Sequence[NewRecord]) -> None:
    """Insert these as practitioners, with all their parts."""
    write_records(session, records, "practitioner")
    insert_rows(session, Practitioner, [{"id": new.id} | dict.fromkeys(_OF_AN_ACCOUNT) for new in records])


def write_records(session: Session, records: Sequence[NewRecord], type_: str) -> None:
    """Insert the rows of the record and of its parts; the caller adds the row of the type's own table.

    Raises ValueError for a record that claims more specialities than the editor would let it.
    """
    for new in records:
        if not is_within_cap(fact.detail for fact in new.facts if fact.facet in ("approach", "concern")):
            raise ValueError(f"“{new.name}” claims more than {MOST_SPECIALIST} specialities.")
    own = [
        {key: value for key, value in _fields(new).items() if key not in _PARTS} | {"type": type_} for new in records
    ]
    insert_rows(session, Record, [row | {"may_see_people_in": _listed(row["may_see_people_in"])} for row in own])
    insert_rows(session, Fact, [row for new in records for row in _numbered(new.id, new.facts)])
    insert_rows(session, IdentityFact, [row for new in records for row in _numbered(new.id, new.identity_facts)])
    insert_rows(session, Premises, [_fields(p) | {"record_id": new.id} for new in records for p in new.premises])
    insert_rows(session, Offer, [row for new in records for row in _numbered(new.id, new.offers)])
    insert_rows(session, Registration, [_registration(new, r) for new in records for r in new.registrations])
    checks = [row for new in records for r in new.registrations for row in _checks(r)]
    insert_rows(session, RegisterCheck, checks)


def _fields(new: Any) -> dict[str, Any]:
    return {name: getattr(new, name) for name in new.__slots__}


def _listed(codes: Sequence[str] | None) -> list[str] | None:
    return None if codes is None else list(codes)


def _numbered(record_id: UUID, parts: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for position, part in enumerate(parts):
        yield _fields(part) | {"record_id": record_id, "position": position}


def _registration(new: NewRecord, stated: NewRegistration) -> dict[str, Any]:
    register = register_of(stated.body)
    last = max((checked_at.date() for _id, checked_at, _method, _outcome in stated.checks), default=None)
    due = new.created_at.date()
    if last is not None:
        due = due_on(holds_until(last, register.holds_months, stated.expires_on), last)
    return {
        "id": stated.id,
        "record_id": new.id,
        "body": stated.body,
        "number": stated.number,
        "number_normalised": comparable(stated.body, stated.number),
        "expires_on": stated.expires_on,
        "due_on": due,
    }


def _checks(stated: NewRegistration) -> Iterable[dict[str, Any]]:
    months = register_of(stated.body).holds_months
    for id_, checked_at, method, outcome in stated.checks:
        yield {
            "id": id_,
            "registration_id": stated.id,
            "checked_at": checked_at,
            "checked_by": None,
            "method": method,
            "outcome": outcome,
            "evidence": None,
            "note": None,
            "expires_on": holds_until(checked_at.date(), months),
            "counts": True,
            "first_by": None,
        }
