"""Joining a list, leaving it, and being told: whoever is next hears of a place in the transaction that opens it.

Whoever changes entries holds their offer first, as whoever counts its places does, so that neither waits for the other.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, event, func, not_, select
from sqlalchemy import inspect as state_of
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from app.listings.models import PublishedListing
from app.plumbing import clock
from app.plumbing.database import removed
from app.plumbing.form_tokens import FormToken
from app.plumbing.keys import key_hash
from app.practitioners.offers import Offer
from app.waiting.models import WaitingEntry
from app.waiting.queries import not_run_out
from app.waiting.requests import Room
from app.waiting.rules import (
    ASKED_AN_HOUR,
    DAY,
    HOUR,
    KEPT_FOR,
    LONGEST_LIST,
    PASSED_ON_AFTER,
    REMINDED_BEFORE,
    Answer,
    Standing,
    may_mail,
    standing,
)

_OPENED = "attune_opened_places"


class ListFull(ValueError):
    """As many wait as can hope to hear, or as many have just asked as are believed."""


def ask(session: Session, room: Room, token: FormToken, offer_id: UUID, address: str, locale: str) -> None:
    """Have an address asked whether it wants to wait for this offer. Raises ListFull.

    Whether it waits already, or was written to often enough, makes no difference to whoever typed it.
    """
    now = clock.now()
    if not token.spend(session):
        return
    # Of two at once with the same address the second finds the first.
    _hold(session, offer_id)
    session.execute(delete(WaitingEntry).where(WaitingEntry.offer_id == offer_id, not_(not_run_out(now))))
    hashed = room.seals.hash_of(address)
    this_one = (WaitingEntry.offer_id == offer_id, WaitingEntry.address_hash == hashed)
    entry = session.scalar(select(WaitingEntry).where(*this_one))
    _require_room(session, offer_id, now)
    mails = _mails_today(session, hashed, now)
    if not may_mail(entry.mailed_at if entry else None, mails, now):
        return
    if entry is None:
        entry_id = uuid4()
        entry = WaitingEntry(
            id=entry_id,
            offer_id=offer_id,
            address_sealed=room.seals.sealed(address),
            address_hash=hashed,
            key_hash=key_hash(room.seals.key_of(entry_id)),
            locale=locale,
            asked_at=now,
            mails=0,
        )
        session.add(entry)
    if entry.confirmed_at is None:
        # Each mail says that its link is good for 72 hours.
        entry.asked_at = now
    counted_on = entry.mailed_at is not None and now - entry.mailed_at < DAY
    entry.mails = entry.mails + 1 if counted_on else 1
    entry.mailed_at = now
    room.letters.write(session, entry, standing(entry.confirmed_at, entry.told_at, now))


def answer(session: Session, room: Room, key: str, given: Answer) -> bool:
    """What somebody says on the page of their entry; whether there is one."""
    now = clock.now()
    whose = (WaitingEntry.key_hash == key_hash(key), not_run_out(now))
    offer_id = session.scalar(select(WaitingEntry.offer_id).where(*whose))
    if offer_id is None:
        return False
    _hold(session, offer_id)
    entry = session.scalar(select(WaitingEntry).where(*whose))
    if entry is None:
        return False
    if given is Answer.LEAVE:
        session.delete(entry)
    elif entry.confirmed_at is None:
        entry.confirmed_at = entry.renewed_at = now
        _pass_on(session, room, offer_id, now)
    elif given is Answer.STAY:
        entry.renewed_at, entry.reminded_at = now, None
        if entry.told_at is not None:
            # After a place that was not for them they wait behind all who have not heard of one.
            entry.confirmed_at, entry.told_at = now, None
    return True


def tell(session: Session, room: Room, offer_id: UUID, number: int, now: datetime) -> None:
    """Tell the next so many that a place of this offer, which is held, is open; unless nobody may see whose."""
    public = select(Offer.id).join(PublishedListing, PublishedListing.id == Offer.record_id)
    if session.scalar(public.where(Offer.id == offer_id, PublishedListing.document.is_not(None))) is None:
        return
    waits = (WaitingEntry.offer_id == offer_id, WaitingEntry.told_at.is_(None), WaitingEntry.confirmed_at.is_not(None))
    first = (WaitingEntry.confirmed_at, WaitingEntry.id)
    for entry in session.scalars(select(WaitingEntry).where(*waits, not_run_out(now)).order_by(*first)):
        if number == 0:
            break
        if room.letters.write(session, entry, Standing.TOLD):
            entry.told_at = now
            number -= 1
        else:
            session.delete(entry)


def forget(session: Session) -> int:
    """Erase who has run out; how many that were."""
    run_out = select(WaitingEntry.id).where(not_(not_run_out(clock.now()))).with_for_update(skip_locked=True)
    return removed(session, delete(WaitingEntry).where(WaitingEntry.id.in_(session.scalars(run_out).all())))


def remind(session: Session, room: Room) -> None:
    """Ask who has waited long whether they still do."""
    now = clock.now()
    nearly = (WaitingEntry.renewed_at <= now - KEPT_FOR + REMINDED_BEFORE, WaitingEntry.told_at.is_(None))
    due = select(WaitingEntry).where(*nearly, WaitingEntry.reminded_at.is_(None), not_run_out(now))
    # Of two who go round at once each writes to others.
    for entry in session.scalars(due.with_for_update(skip_locked=True)):
        room.letters.write(session, entry, Standing.WAITING)
        entry.reminded_at = now


def pass_on(session: Session, room: Room) -> None:
    """Tell the next of places that stayed open although somebody was told."""
    now = clock.now()
    awaited = select(Offer.id).where(Offer.reduced_open > 0, Offer.id.in_(select(WaitingEntry.offer_id)))
    for offer_id in session.scalars(awaited.order_by(Offer.id)).all():
        _pass_on(session, room, offer_id, now)


def watch(sessions: "sessionmaker[Session]", room: Room) -> None:
    """From now on, a place that these sessions open is told to the next before they commit."""

    def note_opened(session: Session, _context: object, _instances: object) -> None:
        for changed in session.dirty:
            if isinstance(changed, Offer) and (more := _opened(changed)) > 0:
                session.info.setdefault(_OPENED, Counter())[changed.id] += more

    def tell_next(session: Session) -> None:
        session.flush()
        for offer_id, number in sorted(session.info.pop(_OPENED, Counter()).items()):
            tell(session, room, offer_id, number, clock.now())

    def forget_opened(session: Session, previous: SessionTransaction) -> None:
        if not previous.nested:
            session.info.pop(_OPENED, None)

    event.listen(sessions, "before_flush", note_opened)
    event.listen(sessions, "before_commit", tell_next)
    event.listen(sessions, "after_soft_rollback", forget_opened)


def _opened(offer: Offer) -> int:
    """How many reduced places more are open than before this change."""
    history = state_of(offer).attrs.reduced_open.load_history()
    if not history.has_changes():
        return 0
    before = history.deleted[0] if history.deleted else 0
    return (offer.reduced_open or 0) - (before or 0)


def _pass_on(session: Session, room: Room, offer_id: UUID, now: datetime) -> None:
    """Tell the next of places that are open although nobody has been told for a while."""
    session.flush()
    number = _hold(session, offer_id)
    lately = (WaitingEntry.offer_id == offer_id, WaitingEntry.told_at > now - PASSED_ON_AFTER)
    if number and session.scalar(select(WaitingEntry.id).where(*lately).limit(1)) is None:
        tell(session, room, offer_id, number, now)


def _hold(session: Session, offer_id: UUID) -> int:
    """Hold an offer until this transaction ends; how many of its reduced places are open."""
    return session.scalar(select(Offer.reduced_open).where(Offer.id == offer_id).with_for_update()) or 0


def _require_room(session: Session, offer_id: UUID, now: datetime) -> None:
    on_it = select(func.count()).where(WaitingEntry.offer_id == offer_id)
    if (session.scalar(on_it.where(WaitingEntry.confirmed_at.is_not(None))) or 0) >= LONGEST_LIST:
        raise ListFull
    if (session.scalar(on_it.where(WaitingEntry.asked_at > now - HOUR)) or 0) >= ASKED_AN_HOUR:
        raise ListFull


def _mails_today(session: Session, hashed: bytes, now: datetime) -> int:
    counted = (WaitingEntry.address_hash == hashed, WaitingEntry.mailed_at > now - DAY)
    return session.scalar(select(func.sum(WaitingEntry.mails)).where(*counted)) or 0
