"""What stewards do."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.credentials.actions import CheckRefused, Finding, OwnRecord, record_check
from app.moderation.queries import owner_of
from app.plumbing.audit import note
from app.plumbing.requests import database


def check_registration(session: Session, registration_id: UUID, finding: Finding, steward: UUID) -> None:
    """Record what a steward found about an entry; raises CheckRefused."""
    record_check(session, registration_id, finding, steward=steward, owner=owner_of(session, registration_id))


def note_own_record(refusal: CheckRefused, registration_id: UUID, steward: UUID) -> None:
    """Leave a line when somebody tried to check their own entry: what was refused has none of its own."""
    if isinstance(refusal, OwnRecord):
        with database().writing() as session:
            note(session, actor=steward, act="registration.own-check-refused", subject_type="registration",
                 subject_id=registration_id)  # fmt: skip
