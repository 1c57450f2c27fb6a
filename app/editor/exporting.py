"""Everything kept about a person and their listing, in one archive for themselves (DATA-04).

`listing.json` is what can be brought back (see `ownership`); `rows.json` is every row that hangs on the account, read
from the tables themselves, so that nothing can be forgotten; the tables are for reading in a spreadsheet.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.credentials.evidence.queries import evidence_of_record
from app.editor.holdings import NOT_HANDED_OUT, NOT_THEIRS, OF_OTHERS
from app.editor.listed import lines_of, offers_of, places_of
from app.listings.counts.queries import written_months
from app.listings.replies.queries import replies_to
from app.plumbing import clock
from app.plumbing.auditing import lines_about
from app.plumbing.cells import neutralised
from app.plumbing.files import files
from app.plumbing.holdings import belonging_to
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.practitioners.models import Practitioner
from app.practitioners.parts import PARTS
from app.practitioners.queries import listing_of, reviews_of

# What reads an archive again must know which shape it has.
FORMAT = "attune-listing-1"
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def exported() -> Response:
    """The archive of whoever is signed in: listing, account, history, photos and evidence."""
    archive = archive_of(database_session(), account_id())
    response = Response(archive, mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=attune-{clock.today().isoformat()}.zip"
    return response


def archive_of(session: Session, account_id: UUID) -> bytes:
    """Everything about an account."""
    archive = BytesIO()
    record = listing_of(session, account_id)
    with ZipFile(archive, "w", ZIP_DEFLATED) as held:
        held.writestr("rows.json", _as_text(_rows(session, account_id)))
        if record is not None:
            held.writestr("listing.json", _as_text(listing(session, record)))
            held.writestr("answers.csv", _table(("question", "answer"), _answers_in_words(record)))
            held.writestr("history.csv", _table(("at", "by", "act", "details"), _history(session, record)))
            for photo in record.photos:
                held.writestr(f"photos/{photo.id}.webp", files().read("photo", photo.large) or b"")
            for evidence in evidence_of_record(session, record.id):
                name = f"evidence/{evidence.id}.{_ENDINGS.get(evidence.media_type, 'bin')}"
                held.writestr(name, files().read("evidence", evidence.file) or b"")
    return archive.getvalue()


def listing(session: Session, record: Practitioner) -> dict[str, Any]:
    """What a record states, in the shape that can be brought back."""
    return {
        "format": FORMAT,
        "exported_at": clock.now(),
        "id": record.id,
        "slug": record.slug,
        "status": record.status,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "confirmed_on": record.confirmed_on,
        "answers": _answers("record", record),
        "monthly_counts": written_months(session, record.id, record.created_at.date()),
        "replies": _replies(session, record),
        "consents": [
            {"facet": fact.facet, "slug": fact.slug, "wording": fact.consent_wording, "at": fact.consented_at}
            for fact in record.identity_facts
        ],
        "places": [{"id": place.id, "answers": _answers("premises", place)} for place in record.premises],
        "offers": [{"id": offer.id, "answers": _answers("offer", offer)} for offer in record.offers],
        "photos": [{"id": photo.id, "state": photo.state, "alt": photo.alt} for photo in record.photos],
        "reviews": [
            {
                "part": review.part,
                "proposed": review.proposed,
                "submitted_at": review.submitted_at,
                "decision": review.decision,
                "decided_at": review.decided_at,
                "reason": review.reason,
            }
            for review in reviews_of(session, record.id)
        ],
    }


def _answers(of: str, subject: Any) -> dict[str, Any]:
    return {part.key: part.read(subject) for part in PARTS.values() if part.of == of}


def _replies(session: Session, record: Practitioner) -> dict[str, Any] | None:
    told = replies_to(session, record.id, clock.today())
    return None if told is None else asdict(told)


def _rows(session: Session, account_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that hang on an account, without what opens something and what is others'."""
    return {
        table: [
            {
                name: value
                for name, value in row._mapping.items()
                if f"{table}.{name}" not in NOT_HANDED_OUT and not isinstance(value, bytes)
            }
            for row in rows
        ]
        for table, rows in belonging_to(session, "account", account_id, NOT_THEIRS).items()
        if table not in OF_OTHERS
    }


def _answers_in_words(record: Practitioner) -> Iterator[tuple[str, ...]]:
    """What the listing says, a question a row, as its pages have it."""
    for line in lines_of(record):
        yield line.title, " · ".join(line.said)
    for kind, entries in ((_("A way to be seen"), offers_of(record)), (_("A place"), places_of(record))):
        for entry in entries:
            for line in entry.lines:
                yield f"{kind}, {entry.name}: {line.title}", " · ".join(line.said)


def _history(session: Session, record: Practitioner) -> Iterator[tuple[str, ...]]:
    """The lines of the trail."""
    for line in lines_about(session, str(record.id)):
        by = "you" if line.actor == record.account_id else "steward" if line.actor else "server"
        yield _plain(line.at), by, line.act, line.details


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    written = StringIO()
    table = csv.writer(written)
    table.writerow(heading)
    table.writerows([neutralised(cell) for cell in row] for row in rows)
    return written.getvalue()


def _as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
