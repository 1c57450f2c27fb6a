"""Who waits, and for what, as far as the page of one of them may show it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import Session

from app.listings.listing import Listing
from app.listings.source import Gone, listing_by_id
from app.plumbing.keys import key_hash
from app.practitioners.offers import Offer
from app.waiting.models import WaitingEntry
from app.waiting.rules import CONFIRM_WITHIN, KEPT_FOR, TOLD_FOR, Standing, standing


@dataclass(frozen=True, slots=True)
class Awaited:
    """What somebody may wait for: the public listing; whether a reduced place is known to be open, or to be taken."""

    offer_id: UUID
    listing: Listing
    open: bool
    full: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry for the page its link leads to. `awaited` is named only while there is news."""

    standing: Standing
    until: datetime
    awaited: Awaited | None


def awaited(session: Session, offer_id: UUID) -> Awaited | Gone | None:
    """What this offer is, as the public sees it; `Gone` when it was public once."""
    record_id = session.scalar(select(Offer.record_id).where(Offer.id == offer_id))
    found = None if record_id is None else listing_by_id(session, record_id, "site")
    if found is None or isinstance(found, Gone):
        return found
    offer = found.offer(str(offer_id))
    if offer is None:
        return None
    return Awaited(offer_id, found, offer.fees.reduced_place_open, offer.fees.reduced_places_full)


def entry_of(session: Session, key: str, now: datetime) -> Entry | None:
    """What the link with this key shows; None when it leads nowhere, or nowhere any more."""
    row = session.scalar(select(WaitingEntry).where(WaitingEntry.key_hash == key_hash(key), not_run_out(now)))
    if row is None:
        return None
    stands = standing(row.confirmed_at, row.told_at, now)
    news = awaited(session, row.offer_id) if stands is Standing.TOLD else None
    if row.renewed_at is None:
        until = row.asked_at + CONFIRM_WITHIN
    else:
        until = row.renewed_at + KEPT_FOR if row.told_at is None else row.told_at + TOLD_FOR
    return Entry(stands, until, None if isinstance(news, Gone) else news)


def not_run_out(now: datetime) -> ColumnElement[bool]:
    """Entries there still are: what has run out is gone before it is erased. Never null, so that it can be negated."""
    unconfirmed, told = WaitingEntry.renewed_at.is_(None), WaitingEntry.told_at.is_not(None)
    return or_(
        and_(unconfirmed, WaitingEntry.asked_at > now - CONFIRM_WITHIN),
        and_(not_(unconfirmed), not_(told), WaitingEntry.renewed_at > now - KEPT_FOR),
        and_(told, WaitingEntry.told_at > now - TOLD_FOR),
    )
