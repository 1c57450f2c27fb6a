"""Writing demonstration listings and taking them away, in bulk and within the caller's transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.demonstration.listings import Generated
from app.organisations.intake import NewService, write_services
from app.organisations.models import Organisation
from app.plumbing.database import insert_rows
from app.practitioners.intake import write_practitioners
from app.practitioners.models import Record
from app.practitioners.offers import Offer, Premises

# Marks the organisations that exist only for demonstration services.
SOURCE = "demonstration"


def write(session: Session, listings: Sequence[Generated]) -> list[UUID]:
    """Insert these listings; returns their ids. The caller publishes them."""
    write_practitioners(session, [made.record for made in listings if made.organisation is None])
    services = [(made.organisation, made.record) for made in listings if made.organisation is not None]
    insert_rows(
        session,
        Organisation,
        [
            {"id": body.id, "name": body.name, "website": None, "source": SOURCE, "source_key": body.source_key,
             "created_at": body.created_at}
            for body, _ in services
        ],
    )  # fmt: skip
    write_services(session, [NewService(record, body.id) for body, record in services])
    return [made.record.id for made in listings]


def remove(session: Session) -> None:
    """Delete every fictional record and the organisations made for them; published rows are the caller's."""
    fictional = select(Record.id).where(Record.fictional.is_(True))
    # Offers and premises first: a premises' offers are not indexed, and looking for them row by row takes hours.
    for table in (Offer, Premises):
        session.execute(delete(table).where(table.record_id.in_(fictional)), execution_options=_UNSYNCHRONISED)
    session.execute(delete(Record).where(Record.fictional.is_(True)), execution_options=_UNSYNCHRONISED)
    session.execute(delete(Organisation).where(Organisation.source == SOURCE), execution_options=_UNSYNCHRONISED)


_UNSYNCHRONISED = {"synchronize_session": False}
