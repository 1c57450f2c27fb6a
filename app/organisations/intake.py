"""Writing many new services of organisations at once; see `practitioners.intake`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.organisations.models import Service
from app.plumbing.database import insert_rows
from app.practitioners.intake import NewRecord, write_records


@dataclass(slots=True)
class NewService:
    """A service and where it was read from; fields as in `Service`."""

    record: NewRecord
    organisation_id: UUID
    source: str | None = None
    source_key: str | None = None
    source_name: str | None = None
    source_url: str | None = None
    retrieved_on: date | None = None
    phone: str | None = None
    website: str | None = None


def write_services(session: Session, services: Sequence[NewService]) -> None:
    """Insert these services with their records; the organisations are there already."""
    write_records(session, [service.record for service in services], "service")
    insert_rows(
        session,
        Service,
        [
            {name: getattr(service, name) for name in NewService.__slots__ if name != "record"}
            | {"id": service.record.id}
            for service in services
        ],
    )
