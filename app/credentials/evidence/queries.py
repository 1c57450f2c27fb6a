"""Reading evidence. Whoever calls this writes down who read what: it is for the stewards' audited page alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.credentials.evidence.models import Evidence
from app.credentials.models import Registration
from app.plumbing.files import Files


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as it was sent. It is a stranger's: hand it out as a download and never as a page."""

    content: bytes
    media_type: str


def evidence_of(session: Session, registration_id: UUID) -> list[Evidence]:
    """What is kept for a registration, the newest first; not the files themselves."""
    statement = select(Evidence).where(Evidence.registration_id == registration_id)
    return list(session.scalars(statement.order_by(Evidence.received_at.desc(), Evidence.id)))


def registration_with(session: Session, evidence_id: UUID) -> UUID | None:
    """The registration that a file was kept for; None when it has gone."""
    return session.scalar(select(Evidence.registration_id).where(Evidence.id == evidence_id))


def read_evidence(session: Session, stored: Files, evidence_id: UUID) -> EvidenceFile | None:
    """A file of evidence; None when it has gone."""
    statement = select(Evidence.file, Evidence.media_type).where(Evidence.id == evidence_id)
    row = session.execute(statement).one_or_none()
    content = None if row is None else stored.read("evidence", row.file)
    return None if row is None or content is None else EvidenceFile(content, row.media_type)


def evidence_of_record(session: Session, record_id: UUID) -> Sequence[Evidence]:
    """What a record's own practitioner has sent, for themselves."""
    sent = select(Evidence).join(Registration, Registration.id == Evidence.registration_id)
    return session.scalars(sent.where(Registration.record_id == record_id).order_by(Evidence.received_at)).all()
