"""Writing what an import changes: organisations, and of known services what their file speaks for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.exchange.comparing import Fields
from app.exchange.planning import Plan, Update
from app.organisations.models import Organisation, Service
from app.plumbing import clock
from app.plumbing.database import Base, insert_rows
from app.practitioners.intake import NewOffer, NewPremises
from app.practitioners.models import Fact, Record
from app.practitioners.offers import Offer, Premises


def write_organisations(session: Session, plan: Plan) -> None:
    """Insert the organisations that are new, and rename those their source renamed."""
    known = {"website": None, "source": plan.format, "created_at": clock.now()}
    rows = [{"id": o.id, "name": o.name, "source_key": o.key, **known} for o in plan.new_organisations]
    insert_rows(session, Organisation, rows)
    _rewrite(session, Organisation, [{"id": o.id, "name": o.name} for o in plan.renamed_organisations])


def rewrite_services(session: Session, plan: Plan) -> None:
    """Bring known services to what their file says now; status, address of the page and all else stay."""
    now = clock.now()
    changes = plan.updates
    _rewrite(session, Record, [{"id": c.planned.record.id, "updated_at": now, **c.shape.record} for c in changes])
    _rewrite(
        session,
        Service,
        [{"id": c.planned.record.id, **c.shape.service, "retrieved_on": c.planned.retrieved_on} for c in changes],
    )
    for change in changes:
        if change.shape.facts != change.stored.facts:
            _replace_facts(session, change, plan.voice.facets)
        _rewrite_offers(session, change)


def _replace_facts(session: Session, change: Update, facets: Iterable[str]) -> None:
    record = change.planned.record
    session.execute(delete(Fact).where(Fact.record_id == record.id, Fact.facet.in_(facets)))
    insert_rows(
        session,
        Fact,
        [
            {"record_id": record.id, "facet": fact.facet, "slug": fact.slug, "position": n, "detail": fact.detail}
            for n, fact in enumerate(record.facts)
        ],
    )


def _rewrite_offers(session: Session, change: Update) -> None:
    record, shape, stored = change.planned.record, change.shape, change.stored
    new_places = [place for place in record.premises if place.id not in stored.premises]
    insert_rows(session, Premises, [_row(place) | {"record_id": record.id} for place in new_places])
    _rewrite(session, Premises, _changed(shape.premises, stored.premises))
    insert_rows(
        session,
        Offer,
        [
            _row(offer) | {"record_id": record.id, "position": position}
            for position, offer in enumerate(record.offers)
            if offer.id not in stored.offers
        ],
    )
    _rewrite(session, Offer, _changed(shape.offers, stored.offers))
    if ended := stored.offers.keys() - shape.offers.keys():
        session.execute(delete(Offer).where(Offer.id.in_(ended)))
    if left := stored.premises.keys() - shape.premises.keys():
        # An offer added here may use an imported place; then the place stays.
        used = select(Offer.premises_id).where(Offer.premises_id.is_not(None), Offer.record_id == record.id)
        session.execute(delete(Premises).where(Premises.id.in_(left), Premises.id.not_in(used)))


def _changed(planned: Mapping[UUID, Fields], stored: Mapping[UUID, Fields]) -> list[Fields]:
    return [{"id": id_, **fields} for id_, fields in planned.items() if id_ in stored and stored[id_] != fields]


def _row(new: NewPremises | NewOffer) -> dict[str, Any]:
    return {name: getattr(new, name) for name in new.__slots__}


def _rewrite(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Set columns of rows by their id; all rows name the same columns."""
    if not rows or len(rows[0]) == 1:
        return
    rows_of = cast(Table, table.__table__)
    columns = rows_of.c
    names = [name for name in rows[0] if name != "id"]
    # Bound under other names than the columns', which SQLAlchemy keeps for itself in an UPDATE.
    setting = {name: bindparam(f"new_{name}", type_=columns[name].type) for name in names}
    of_row = columns.id == bindparam("of_id", type_=columns.id.type)
    values = [{"of_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows]
    session.connection().execute(update(rows_of).where(of_row).values(setting), values)
