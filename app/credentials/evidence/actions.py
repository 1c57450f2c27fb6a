"""What is done with evidence: it comes, a decision is made, and thirty days later it is gone."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.credentials.evidence.models import Evidence
from app.credentials.evidence.rules import MOST_BYTES, decided_before, media_type
from app.plumbing.audit import note
from app.plumbing.files import Files
from app.plumbing.words import gettext as _


class EvidenceRefused(ValueError):
    """The file cannot be taken; the message is one sentence for whoever sent it, `status` that of the answer."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def keep_evidence(session: Session, stored: Files, registration_id: UUID, content: bytes, now: datetime) -> UUID:
    """Keep a file for this registration, encrypted; its id. Raises EvidenceRefused."""
    kind = judge(content)
    kept = Evidence(
        id=uuid4(),
        registration_id=registration_id,
        file=stored.write("evidence", content),
        media_type=kind,
        received_at=now,
    )
    session.add(kept)
    return kept.id


def judge(content: bytes) -> str:
    """The type of a file that may be evidence. Raises EvidenceRefused."""
    if len(content) > MOST_BYTES:
        raise EvidenceRefused(_("That file is larger than 5 MB. Please choose a smaller one."), 413)
    kind = media_type(content)
    if kind is None:
        raise EvidenceRefused(_("We cannot use that file. Please choose a PDF, or a JPEG, PNG or WebP picture."))
    return kind


def note_decision(session: Session, registration_id: UUID, now: datetime) -> None:
    """From now on the days of this registration's evidence are counted."""
    undecided = update(Evidence).where(Evidence.registration_id == registration_id, Evidence.decided_at.is_(None))
    session.execute(undecided.values(decided_at=now))


def purge_evidence(session: Session, now: datetime) -> int:
    """Delete the evidence whose decision is thirty days old, rows and files; how many there were."""
    past = session.scalars(select(Evidence).where(Evidence.decided_at <= decided_before(now))).all()
    for evidence in past:
        session.delete(evidence)
    if past:
        note(session, actor=None, act="evidence.deleted", subject_type="evidence", details={"files": len(past)})
    return len(past)
