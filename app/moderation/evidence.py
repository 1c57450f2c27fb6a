"""Files of evidence at the registers desk: which there are, and one of them handed out as a download."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, url_for
from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from app.access.visitors import account_id
from app.credentials.evidence.actions import EvidenceRefused, judge
from app.credentials.evidence.queries import evidence_of
from app.credentials.evidence.rules import MOST_BYTES, gone_on
from app.criteria.wording import Reader
from app.moderation.actions import open_evidence
from app.plumbing.requests import database, database_session

_ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


class EvidenceField(FileField):  # type: ignore[misc]  # Flask-WTF has no annotations
    """A file that shows what was seen; once the form is valid, `content` is what is in it, or None. Of its name
    nothing is used. `status` is that of the answer when it is refused."""

    content: bytes | None = None
    status = 400

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render_kw={"accept": _ACCEPT}, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        content = self.data.read(MOST_BYTES + 1)
        try:
            judge(content)
        except EvidenceRefused as refused:
            self.status = refused.status
            raise StopValidation(str(refused)) from None
        self.content = content


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is there; `gone_on` is the day on which it is deleted, once there was a decision."""

    address: str
    kind: str
    day: str
    gone_on: str | None


def kept_files(registration_id: UUID, reads: Reader) -> tuple[KeptFile, ...]:
    """The files of an entry, the newest first."""
    return tuple(
        KeptFile(
            url_for("moderation.evidence", registration_id=registration_id, evidence_id=kept.id),
            _ENDINGS[kept.media_type].upper(),
            reads.day(kept.received_at.date()),
            None if kept.decided_at is None else reads.day(gone_on(kept.decided_at)),
        )
        for kept in evidence_of(database_session(), registration_id)
    )


def evidence_response(registration_id: UUID, evidence_id: UUID) -> Response:
    """The file, once it is written down that it was opened. It is a stranger's: saved and never shown as a page of
    ours, and kept by no cache. Answers 404 itself."""
    with database().writing() as session:
        found = open_evidence(session, registration_id, evidence_id, account_id())
    if found is None:
        abort(404)
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=evidence.{_ENDINGS[found.media_type]}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
