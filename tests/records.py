"""Records for tests, as short to write as they are to read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from app.listings.publishing import publish
from app.plumbing.database import Database
from app.practitioners.intake import (
    NewFact,
    NewIdentityFact,
    NewOffer,
    NewPremises,
    NewRecord,
    write_practitioners,
)

# An id that nobody has.
NOBODY = "00000000-0000-4000-8000-000000000001"
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
EVERYBODY = ("site", "widget", "api", "search_engines")


def language(slug: str, level: str | None = "clinical") -> NewFact:
    return NewFact("language", slug, level)


def identity(facet: str, slug: str, *audiences: str) -> NewIdentityFact:
    return NewIdentityFact(facet, slug, audiences, "wording-1", NOW)


def premises(lat: float, lon: float, **fields: Any) -> NewPremises:
    return NewPremises(**{"id": uuid4(), "precision": "town", "country": "GB", "lat": lat, "lon": lon} | fields)


def offer(**fields: Any) -> NewOffer:
    return NewOffer(**{"id": uuid4(), "session": "individual", "format": "video"} | fields)


def practitioner(name: str = "Ada Example", **fields: Any) -> NewRecord:
    record_id = fields.pop("id", None) or uuid4()
    slug = f"{name.lower().replace(' ', '-')}-{record_id.hex[:6]}"
    basics = {"kind": "individual", "slug": slug, "name": name, "created_at": NOW, "updated_at": NOW}
    return NewRecord(**{"id": record_id} | basics | fields)


def save(database: Database, *records: NewRecord) -> Sequence[UUID]:
    """Write and publish these records; their ids."""
    with database.writing() as session:
        write_practitioners(session, records)
        publish(session, [record.id for record in records])
    return [record.id for record in records]
