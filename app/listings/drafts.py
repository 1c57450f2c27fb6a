"""A record as it would be seen, before anybody may: the one projection, of mapped objects instead of rows."""

from sqlalchemy.orm import Session

from app.listings.documents import Projection
from app.listings.projection import BROADENED, PUBLIC_STATUS, project, projected
from app.listings.records import RecordRows, read_checks
from app.plumbing import clock
from app.practitioners.models import Practitioner
from app.vocabulary.queries import read_broader


def projection_of(session: Session, record: Practitioner) -> Projection:
    """The projection of a record in whatever state, even with answers that are not written yet."""
    with session.no_autoflush:
        return projected(_rows(session, record), clock.today(), read_broader(session, BROADENED))


def rests(session: Session, record: Practitioner) -> bool:
    """Whether a listing that is public by its status is shown to nobody, because nobody looked after it."""
    if record.status != PUBLIC_STATUS:
        return False
    return project(_rows(session, record), clock.today(), read_broader(session, BROADENED)) is None


def _rows(session: Session, record: Practitioner) -> RecordRows:
    return RecordRows(
        record=record,  # type: ignore[arg-type]  # a mapped object has the names of its row
        photo=next((photo for photo in record.photos if photo.state == "public"), None),  # type: ignore[arg-type]
        # In the order in which rows are read: what is not written yet stands at the end of its list.
        facts=sorted(record.facts, key=lambda fact: fact.position),  # type: ignore[arg-type]
        identity_facts=sorted(record.identity_facts, key=lambda fact: fact.position),  # type: ignore[arg-type]
        premises={place.id: place for place in record.premises},  # type: ignore[misc]
        offers=sorted(record.offers, key=lambda offer: (offer.position, offer.id)),  # type: ignore[arg-type]
        registrations=sorted(record.registrations, key=lambda entry: (entry.body, entry.number)),  # type: ignore[arg-type]
        checks=read_checks(session, [entry.id for entry in record.registrations]),
    )
