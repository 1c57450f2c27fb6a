"""The lists that there are, and who is on them."""

from collections import defaultdict
from collections.abc import Collection as Several
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.organisations.collections.models import Collection, CollectionEntry
from app.organisations.models import Organisation

# What makes a list public: it is meant to be, and its organisation may act.
_PUBLIC = (Collection.public, Organisation.status == "approved")
# Read with everybody who is published: put together once.
_listed = (
    select(CollectionEntry.record_id, CollectionEntry.collection_id)
    .join(Collection, Collection.id == CollectionEntry.collection_id)
    .join(Organisation, Organisation.id == Collection.organisation_id)
    .where(*_PUBLIC)
    .order_by(CollectionEntry.collection_id)
)


def public_collection(session: Session, collection_id: UUID) -> Any:
    """A list that anybody may read, with the name of its organisation."""
    columns = (*Collection.__table__.c, Organisation.name.label("organisation"))
    statement = select(*columns).join(Organisation, Organisation.id == Collection.organisation_id)
    return session.execute(statement.where(Collection.id == collection_id, *_PUBLIC)).one_or_none()


def public_collections(session: Session) -> Sequence[Any]:
    """(id, title) of every list that anybody may read."""
    statement = select(Collection.id, Collection.title).join(
        Organisation, Organisation.id == Collection.organisation_id
    )
    return session.execute(statement.where(*_PUBLIC).order_by(Collection.title, Collection.id)).all()


def listed_on(session: Session, record_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """By record, the public lists it is on."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for row in session.execute(_listed.where(CollectionEntry.record_id.in_(record_ids))):
        found[row.record_id].append(row.collection_id)
    return found


def collections_of(session: Session, organisation_id: UUID) -> Sequence[Any]:
    """The lists of an organisation in its order, each with how many are on it."""
    size = select(func.count()).where(CollectionEntry.collection_id == Collection.id).scalar_subquery()
    statement = select(*Collection.__table__.c, size.label("size")).where(Collection.organisation_id == organisation_id)
    return session.execute(statement.order_by(Collection.position, Collection.id)).all()


def own_collection(session: Session, organisation_id: UUID, collection_id: UUID) -> Collection | None:
    """A list of this organisation, to be changed."""
    found = session.get(Collection, collection_id)
    return found if found is not None and found.organisation_id == organisation_id else None


def entries_of(session: Session, collection_id: UUID) -> Sequence[Any]:
    """(record_id, note, added_at) of a list, in its order."""
    columns = (CollectionEntry.record_id, CollectionEntry.note, CollectionEntry.added_at)
    statement = select(*columns).where(CollectionEntry.collection_id == collection_id)
    return session.execute(statement.order_by(CollectionEntry.position, CollectionEntry.record_id)).all()


def own_entry(session: Session, organisation_id: UUID, collection_id: UUID, record_id: UUID) -> CollectionEntry | None:
    """An entry of a list of this organisation, to be changed."""
    if own_collection(session, organisation_id, collection_id) is None:
        return None
    return session.get(CollectionEntry, (collection_id, record_id))


def records_on(session: Session, collection_ids: Several[UUID]) -> set[UUID]:
    """The records on these lists."""
    statement = select(CollectionEntry.record_id).where(CollectionEntry.collection_id.in_(list(collection_ids)))
    return set(session.scalars(statement))


def records_listed_by(session: Session, organisation_id: UUID) -> set[UUID]:
    """The records on any list of an organisation."""
    own = select(Collection.id).where(Collection.organisation_id == organisation_id)
    return set(session.scalars(select(CollectionEntry.record_id).where(CollectionEntry.collection_id.in_(own))))
