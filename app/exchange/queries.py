"""What is already here of a source: its services, its organisations, and what must not come back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.listings.models import PublishedListing
from app.listings.records import BATCH, RecordRows, read_records
from app.organisations.models import Organisation, Service
from app.practitioners.models import Record


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether and how a record that an import would write is here."""

    source: str | None
    status: str
    confirmed: bool


def keys_of_source(session: Session, source: str) -> dict[str, UUID]:
    """The ids of all services of a source by their key."""
    rows = session.execute(select(Service.source_key, Service.id).where(Service.source == source))
    return {key: id_ for key, id_ in rows if key is not None}


def standings(session: Session, ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """How the records of these ids stand; those that were public once and are gone count as removed."""
    found: dict[UUID, Standing] = {}
    for batch in _batches(ids):
        gone = select(PublishedListing.id).where(
            PublishedListing.id.in_(batch), PublishedListing.removed_at.is_not(None)
        )
        found |= {id_: Standing(None, "removed", False) for id_ in session.scalars(gone)}
        here = select(Record.id, Record.status, Record.confirmed_on, Service.__table__.c.source)
        here = here.select_from(Record.__table__.outerjoin(Service.__table__)).where(Record.id.in_(batch))
        found |= {
            id_: Standing(source, status, confirmed_on is not None)
            for id_, status, confirmed_on, source in session.execute(here)
        }
    return found


def stored_services(session: Session, ids: Sequence[UUID]) -> Iterator[RecordRows]:
    """Everything stored about these records."""
    for batch in _batches(ids):
        yield from read_records(session, batch)


def organisations_here(session: Session, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str | None]]:
    """The name and source of those of these organisations that are here."""
    found: dict[UUID, tuple[str, str | None]] = {}
    columns = (Organisation.id, Organisation.name, Organisation.source)
    for batch in _batches(sorted(set(ids))):
        rows = session.execute(select(*columns).where(Organisation.id.in_(batch)))
        found |= {id_: (name, source) for id_, name, source in rows}
    return found


def slugs_here(session: Session, slugs: Sequence[str]) -> set[str]:
    """Those of these addresses that a record has."""
    found: set[str] = set()
    for start in range(0, len(slugs), BATCH):
        found |= set(session.scalars(select(Record.slug).where(Record.slug.in_(slugs[start : start + BATCH]))))
    return found


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
