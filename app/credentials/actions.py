"""Stating and withdrawing a registration, recording a check of one. Each leaves a line in the audit trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.credentials.models import RegisterCheck, Registration
from app.credentials.registers import register_of
from app.credentials.rules import LONGEST_NUMBER, METHODS, OUTCOMES, Number, due_on, holds_until, is_own, read_number
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l

# What shows how a check was made is not needed for longer; that it was made, when, by whom and how stays.
EVIDENCE_KEPT = timedelta(days=30)
TAKEN_BY_ANOTHER = _l(
    "We cannot add this number on our own. If it is yours, write to the stewards: they will look into it."
)
_SUBJECT = "registration"


class RegistrationRefused(ValueError):
    """The registration cannot be stated; one sentence says why, and nothing about anybody else."""


class CheckRefused(ValueError):
    """The check cannot be recorded; one sentence says why."""


class OwnRecord(CheckRefused):
    """Somebody tried to check what is theirs."""


class NeedsAnother(CheckRefused):
    """Somebody tried to be both of the two who have to find an entry."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a steward found. `ends_on` is the entry's last day as the register gives it, where it does."""

    outcome: str
    method: str
    ends_on: date | None = None
    evidence: str | None = None
    note: str | None = None


def state_registration(
    session: Session, record_id: UUID, body: str, number: str, *, actor: UUID | None, expires_on: date | None = None
) -> UUID:
    """Add an entry that a record states it has; its id. Raises RegistrationRefused.

    A number of a doubtful shape is taken (`wording.doubt` says so beforehand), one of an impossible shape is not.
    """
    stated = new_registration(session, record_id, body, number, expires_on)
    _add_alone(session, stated)
    note(session, actor=actor, act="registration.stated", subject_type=_SUBJECT, subject_id=stated.id,
         details={"record": str(record_id), "body": body})  # fmt: skip
    return stated.id


def new_registration(
    session: Session, record_id: UUID, body: str, number: str, expires_on: date | None
) -> Registration:
    """The entry that would be added, in no session yet. Raises RegistrationRefused as stating it would."""
    read = require_number(body, number)
    require_free(session, record_id, body, read.normalised)
    return Registration(
        id=uuid4(),
        record_id=record_id,
        body=body,
        number=read.typed,
        number_normalised=read.normalised,
        expires_on=expires_on,
        due_on=clock.today(),
    )


def require_number(body: str, number: str) -> Number:
    """The number as it is compared; raises RegistrationRefused when it cannot be one of this body's."""
    register = register_of(body)
    read = read_number(number, register)
    if not read.normalised:
        raise RegistrationRefused(_("Please write the number as it stands in the register."))
    if max(len(read.typed), len(read.normalised)) > LONGEST_NUMBER:
        raise RegistrationRefused(_("A number has at most %(most)s characters.", most=LONGEST_NUMBER))
    if register.certain and not read.fits:
        raise RegistrationRefused(
            _("This number cannot be right: numbers there are %(shape)s.", shape=register.numbers)
        )
    return read


def require_free(session: Session, record_id: UUID, body: str, normalised: str) -> None:
    """Raises RegistrationRefused when another record states this entry; says nothing about that one.

    Of two who state it at once only the constraint of the table decides, and `TAKEN_BY_ANOTHER` is what to say then.
    """
    holder = select(Registration.record_id).where(
        Registration.body == body, Registration.number_normalised == normalised, Registration.record_id != record_id
    )
    if session.scalar(holder) is not None:
        raise RegistrationRefused(str(TAKEN_BY_ANOTHER))


def withdraw_registration(session: Session, registration_id: UUID, *, actor: UUID | None) -> None:
    """Take an entry away with its checks; one that is gone already is fine. Another number is another entry."""
    stated = session.get(Registration, registration_id)
    if stated is None:
        return
    session.delete(stated)
    session.flush()
    note(session, actor=actor, act="registration.withdrawn", subject_type=_SUBJECT, subject_id=registration_id,
         details={"record": str(stated.record_id), "body": stated.body})  # fmt: skip


def record_check(
    session: Session,
    registration_id: UUID,
    finding: Finding,
    *,
    steward: UUID,
    owner: UUID | None,
    stewards: Collection[UUID] = (),
) -> RegisterCheck:
    """Record what a steward found in the register. `owner` is the account whose record it is. Raises CheckRefused.

    Where several `stewards` may act, an entry counts as there once two of them have looked it up, each for themselves.
    What asserts less counts at once.
    """
    # Locked, so that of two checks at once the later one decides what follows from it.
    stated = session.get(Registration, registration_id, with_for_update=True)
    if stated is None:
        raise CheckRefused(_("This registration is no longer there."))
    if is_own(steward, owner):
        raise OwnRecord(_("This is your own listing. Another steward has to check it."))
    _require_sense(finding)
    first = None
    if finding.outcome == "found" and len(stewards) > 1:
        first = _first_of_two(session, registration_id, stewards)
        if first is None:
            return _record_first(session, stated, finding, steward)
        if first.checked_by == steward:
            raise NeedsAnother(_("You have looked this up already. Another steward has to find the same."))
    return _record(session, stated, finding, steward, first)


def _record(
    session: Session, stated: Registration, finding: Finding, steward: UUID, first: RegisterCheck | None
) -> RegisterCheck:
    """Keep a check that counts, and what follows from it; `first` is of another who found the same before."""
    now, months = clock.now(), register_of(stated.body).holds_months
    was_found = finding.outcome == "found"
    until = holds_until(now.date(), months, finding.ends_on if was_found else None)
    check = RegisterCheck(
        id=uuid4(), registration_id=stated.id, checked_at=now, checked_by=steward, method=finding.method,
        outcome=finding.outcome, evidence=finding.evidence, note=finding.note, expires_on=until, counts=True,
    )  # fmt: skip
    session.add(check)
    if first is not None:
        check.first_by = first.checked_by
        until = check.expires_on = min(until, first.expires_on)
    if was_found:
        # The register's word counts: a day that has passed cannot be that of an entry that is there.
        has_passed = stated.expires_on is not None and stated.expires_on < now.date()
        stated.expires_on = finding.ends_on or (None if has_passed else stated.expires_on)
        until = until if stated.expires_on is None else min(until, stated.expires_on)
    stated.due_on = due_on(until, now.date())
    note(session, actor=steward, act="registration.checked", subject_type=_SUBJECT, subject_id=stated.id,
         details={"record": str(stated.record_id), "body": stated.body, "outcome": finding.outcome,
                  "method": finding.method, "holds_until": until.isoformat()}
         | ({} if check.first_by is None else {"first_by": str(check.first_by)}))  # fmt: skip
    return check


def _first_of_two(session: Session, registration_id: UUID, stewards: Collection[UUID]) -> RegisterCheck | None:
    """The check of one of them that waits for another to find the same: the latest one, if it does not count."""
    statement = select(RegisterCheck).where(RegisterCheck.registration_id == registration_id)
    last = session.scalar(statement.order_by(RegisterCheck.checked_at.desc(), RegisterCheck.counts.desc()).limit(1))
    return None if last is None or last.counts or last.checked_by not in stewards else last


def _record_first(session: Session, stated: Registration, finding: Finding, steward: UUID) -> RegisterCheck:
    """Keep what the first of two found: the entry stays as it is in public, and due for the other."""
    now = clock.now()
    until = holds_until(now.date(), register_of(stated.body).holds_months, finding.ends_on)
    check = RegisterCheck(
        id=uuid4(), registration_id=stated.id, checked_at=now, checked_by=steward, method=finding.method,
        outcome="found", evidence=finding.evidence, note=finding.note, expires_on=until, counts=False,
    )  # fmt: skip
    session.add(check)
    stated.due_on = min(stated.due_on, now.date())
    note(session, actor=steward, act="registration.first-check", subject_type=_SUBJECT, subject_id=stated.id,
         details={"record": str(stated.record_id), "body": stated.body, "method": finding.method})  # fmt: skip
    return check


def clear_evidence(session: Session, today: date) -> int:
    """Forget where evidence of decided checks is kept, thirty days after; how many checks had some."""
    old = (
        select(RegisterCheck.id)
        .where(RegisterCheck.evidence.is_not(None))
        .where(RegisterCheck.checked_at < clock.start_of(today - EVIDENCE_KEPT))
    )
    ids = list(session.scalars(old))
    if ids:
        session.execute(update(RegisterCheck).where(RegisterCheck.id.in_(old)).values(evidence=None))
        note(session, actor=None, act="evidence.cleared", subject_type="register_check", details={"checks": len(ids)})
    return len(ids)


def _add_alone(session: Session, stated: Registration) -> None:
    """Add an entry unless somebody has it, told apart by the database itself: two who ask at once are two askers."""
    try:
        with session.begin_nested():
            session.add(stated)
    except IntegrityError:
        raise RegistrationRefused(str(TAKEN_BY_ANOTHER)) from None


def _require_sense(finding: Finding) -> None:
    if finding.outcome not in OUTCOMES or finding.method not in METHODS:
        raise CheckRefused(_("Please say what you found, and how you looked."))
    if finding.outcome == "found" and finding.ends_on is not None and finding.ends_on < clock.today():
        raise CheckRefused(_("An entry whose last day has passed has run out: choose that instead."))
