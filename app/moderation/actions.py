"""What stewards do."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.credentials.actions import CheckRefused, Finding, OwnRecord, record_check
from app.credentials.evidence.actions import keep_evidence, note_decision
from app.credentials.evidence.queries import EvidenceFile, read_evidence, registration_with
from app.moderation.queries import owner_of
from app.plumbing import clock
from app.plumbing.audit import note
from app.plumbing.files import files
from app.plumbing.requests import database


def check_registration(
    session: Session, registration_id: UUID, finding: Finding, steward: UUID, file: bytes | None = None
) -> None:
    """Record what a steward found about an entry, with a file that shows it; raises CheckRefused, EvidenceRefused."""
    record_check(session, registration_id, finding, steward=steward, owner=owner_of(session, registration_id))
    if file is not None:
        evidence_id = keep_evidence(session, files(), registration_id, file, clock.now())
        _note_evidence(session, "evidence.kept", registration_id, evidence_id, steward)
    note_decision(session, registration_id, clock.now())


def open_evidence(session: Session, registration_id: UUID, evidence_id: UUID, steward: UUID) -> EvidenceFile | None:
    """A file as it was kept, and a line that says who opened it; None when it has gone (UPL-08)."""
    if registration_with(session, evidence_id) != registration_id:
        return None
    found = read_evidence(session, files(), evidence_id)
    if found is not None:
        _note_evidence(session, "evidence.opened", registration_id, evidence_id, steward)
    return found


def _note_evidence(session: Session, act: str, registration_id: UUID, evidence_id: UUID, steward: UUID) -> None:
    note(session, actor=steward, act=act, subject_type="registration", subject_id=registration_id,
         details={"file": str(evidence_id)})  # fmt: skip


def note_own_record(refusal: CheckRefused, registration_id: UUID, steward: UUID) -> None:
    """Leave a line when somebody tried to check their own entry: what was refused has none of its own."""
    if isinstance(refusal, OwnRecord):
        with database().writing() as session:
            note(session, actor=steward, act="registration.own-check-refused", subject_type="registration",
                 subject_id=registration_id)  # fmt: skip
