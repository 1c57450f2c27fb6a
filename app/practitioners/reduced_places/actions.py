"""Reduced places, counted: taken and given back one at a time, by however many people at once."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.plumbing import clock
from app.practitioners.offers import Offer


class PlaceRefused(ValueError):
    """The count cannot change so; one sentence says why."""


def take_place(session: Session, offer_id: UUID) -> int:
    """One open reduced place fewer, confirmed today; how many are left. Raises PlaceRefused when none is open."""
    offer, number, _total = _counted(session, offer_id)
    if number == 0:
        raise PlaceRefused("No reduced place is open.")
    return _confirm(offer, number - 1)


def release_place(session: Session, offer_id: UUID) -> int:
    """One open reduced place more, confirmed today; how many there are. Raises PlaceRefused when all are open."""
    offer, number, total = _counted(session, offer_id)
    if number >= total:
        raise PlaceRefused("All reduced places are open already.")
    return _confirm(offer, number + 1)


def _counted(session: Session, offer_id: UUID) -> tuple[Offer, int, int]:
    """The offer, held against everybody else until this transaction ends, with how many of its places are open.

    The mapped object is changed, and no row past it: what follows the sessions, to publish and to tell who waits, sees
    nothing else. On SQLite the transaction holds the whole database.
    """
    held = select(Offer).where(Offer.id == offer_id).with_for_update()
    offer = session.scalars(held, execution_options={"populate_existing": True}).one_or_none()
    if offer is None:
        raise PlaceRefused("There is no such offer.")
    if offer.reduced_open is None or offer.reduced_total is None:
        raise PlaceRefused("Say first how many reduced places there are, and how many of them are open.")
    return offer, offer.reduced_open, offer.reduced_total


def _confirm(offer: Offer, number: int) -> int:
    offer.reduced_open = number
    offer.reduced_confirmed_on = clock.today()
    return number
