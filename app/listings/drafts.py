"""A record as it would be seen, before anybody may: the one projection, of mapped objects instead of rows."""

from sqlalchemy.orm import Session

from app.listings.documents import Projection
from app.listings.projection import BROADENED, PUBLIC_STATUS, project, projected
from app.listings.records import RecordRows, read_checks
from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.vocabulary.queries import read_current


def projection_of(session: Session, record: Practitioner) -> Projection:
    """The projection of a record in whatever state, even with answers that are not written yet."""
    with session.no_autoflush:
        return projected(_rows(session, record), clock.today(), read_current(session, BROADENED))


def rests(session: Session, record: Practitioner) -> bool:
    """Whether a listing that is public by its status is shown to nobody, because nobody looked after it."""
    if record.status != PUBLIC_STATUS:
        return False
    return project(_rows(session, record), clock.today(), read_current(session, BROADENED)) is None


def _rows(session: Session, record: Practitioner) -> RecordRows:
    return RecordRows(
        record=record,  # type: ignore[arg-type]  # a mapped object has the names of its row
        photo=next((photo for photo in record.photos if photo.state == "public"), None),  # type: ignore[arg-type]
        facts=list(record.facts),  # type: ignore[arg-type]
        identity_facts=list(record.identity_facts),  # type: ignore[arg-type]
        premises={place.id: place for place in record.premises},  # type: ignore[misc]
        offers=list(record.offers),  # type: ignore[arg-type]
        registrations=list(record.registrations),  # type: ignore[arg-type]
        checks=read_checks(session, [entry.id for entry in record.registrations]),
    )
