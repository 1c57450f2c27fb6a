"""Everything kept about a practitioner and their listing, in one archive for themselves (DATA-04)."""

import csv
import json
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort
from sqlalchemy.orm import Session

from app.access.visitors import account_id
from app.accounts.queries import address_of, live_sessions
from app.listings.counts.queries import written_months
from app.plumbing import clock
from app.plumbing.auditing import lines_about
from app.plumbing.files import files
from app.plumbing.requests import database_session
from app.practitioners.models import Practitioner
from app.practitioners.parts import PARTS
from app.practitioners.queries import listing_of, reviews_of

# What reads an archive again must know which shape it has.
FORMAT = "attune-listing-1"


def exported() -> Response:
    """The archive of whoever is signed in: listing, account, history and photos."""
    session = database_session()
    record = listing_of(session, account_id()) or abort(404)
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as held:
        held.writestr("listing.json", _as_text(_listing(session, record)))
        held.writestr("account.json", _as_text(_account(session)))
        held.writestr("history.csv", _history(session, record))
        for photo in record.photos:
            held.writestr(f"photos/{photo.id}.webp", files().read("photo", photo.large) or b"")
    response = Response(archive.getvalue(), mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=attune-{clock.today().isoformat()}.zip"
    return response


def _listing(session: Session, record: Practitioner) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "exported_at": clock.now(),
        "id": record.id,
        "slug": record.slug,
        "status": record.status,
        "legal_name": record.legal_name,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "confirmed_on": record.confirmed_on,
        "answers": _answers("record", record),
        "monthly_counts": written_months(session, record.id, record.created_at.date()),
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


def _account(session: Session) -> dict[str, Any]:
    browsers = live_sessions(session, account_id(), clock.now())
    return {
        "email": address_of(session, account_id()),
        "browsers": [{"what": b.label, "since": b.created_at, "last_seen_at": b.last_seen_at} for b in browsers],
    }


def _history(session: Session, record: Practitioner) -> str:
    """The lines of the trail: ids and words of ours, so that no cell can be a formula (UPL-06)."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(("at", "by", "act", "details"))
    for line in lines_about(session, str(record.id)):
        by = "you" if line.actor == record.account_id else "steward" if line.actor else "server"
        rows.writerow((_plain(line.at), by, line.act, line.details))
    return written.getvalue()


def _as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
