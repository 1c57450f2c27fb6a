"""Deciding about what is kept apart: a group is let through or put away, and nothing is lost by either."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.enquiries import queries
from app.enquiries.apart import queries as apart_queries
from app.enquiries.apart.sorting import ALONE, Group, Kept, chosen_in, groups_of
from app.enquiries.models import Conversation, Surge
from app.enquiries.notices import notify
from app.enquiries.requests import Desk
from app.enquiries.rules import LEFT_ALONE_FOR, MOST_LEFT_ALONE, SURGE_OVER_AFTER, Apart, State, follows
from app.plumbing import clock
from app.plumbing.database import removed

# What had arrived unread so long before the first that was kept apart may belong to it.
_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Groups somebody chose, as they stood at this moment."""

    keys: frozenset[str]
    seen_until: datetime


def groups_for(session: Session, practitioner_id: UUID, now: datetime) -> list[Group]:
    """What is kept apart from a practitioner and not put away."""
    return groups_of([kept(one) for one in _there(session, practitioner_id, now, to_change=False)])


def let_through(session: Session, practitioner_id: UUID, chosen: Chosen) -> int:
    """Let these arrive; how many do. Whoever is to be told, is told by the caller."""
    return sum(_release(one) for one in _chosen(session, practitioner_id, chosen))


def put_away(session: Session, practitioner_id: UUID, chosen: Chosen) -> int:
    """Put these out of the way, with those alike that had arrived and were not read; how many."""
    now = clock.now()
    found = _chosen(session, practitioner_id, chosen)
    for one in found:
        if one.apart is None:
            one.state, one.apart = follows(State(one.state), State.HELD), Apart.SURGE
        one.put_away_at = now
    return len(found)


def bring_back(session: Session, practitioner_id: UUID) -> int:
    """Look again at everything that was put away; how many that is."""
    apart_queries.hold(session, practitioner_id)
    found = apart_queries.put_away(session, practitioner_id, clock.now())
    for one in found:
        one.put_away_at = None
    return len(found)


def tell_let_through(session: Session, desk: Desk, practitioner_id: UUID) -> None:
    """Tell a practitioner that messages were let through by somebody else."""
    for person in queries.reachable(session, [practitioner_id]):
        notify(session, desk, person, None, clock.now())


def let_unlooked_through(session: Session, desk: Desk) -> int:
    """Let through what nobody has looked at for a day: what is like no other, when it is not much; how many."""
    now, count = clock.now(), 0
    for practitioner_id in apart_queries.unlooked(session, now - LEFT_ALONE_FOR):
        groups = groups_for(session, practitioner_id, now)
        alone = next((group.members for group in groups if group.key == ALONE), ())
        due = [one for one in alone if one.apart in (Apart.SURGE, Apart.UNPROVEN)]
        if not due or len(due) > MOST_LEFT_ALONE:
            continue
        ids = {one.id for one in due if one.sent_at <= now - LEFT_ALONE_FOR}
        there = [one for one in _there(session, practitioner_id, now, to_change=True) if one.id in ids]
        released = sum(_release(one) for one in there)
        if released:
            tell_let_through(session, desk, practitioner_id)
        count += released
    return count


def forget_surges(session: Session) -> int:
    """A surge that is over may be told of again when there is another; how many are."""
    return removed(session, delete(Surge).where(Surge.last_at < clock.now() - SURGE_OVER_AFTER))


def kept(conversation: Conversation) -> Kept:
    """What may be known of it."""
    enquiry = conversation.enquiry
    return Kept(
        id=conversation.id,
        sent_at=conversation.sent_at,
        apart=None if conversation.apart is None else Apart(conversation.apart),
        likeness=enquiry.likeness,
        sender=enquiry.address_hash,
        confirmed=enquiry.address_confirmed_at is not None,
    )


def _release(conversation: Conversation) -> bool:
    """Let one arrive, if it had not."""
    if conversation.apart is None:
        return False
    conversation.apart = conversation.put_away_at = None
    # A seeker who was freed meanwhile may still hear.
    if conversation.state == State.HELD:
        now, promised = clock.now(), conversation.due_at - conversation.sent_at
        # For whoever answers it begins now.
        conversation.state, conversation.sent_at, conversation.due_at = State.SENT, now, now + promised
    return True


def _chosen(session: Session, practitioner_id: UUID, chosen: Chosen) -> list[Conversation]:
    there = {one.id: one for one in _there(session, practitioner_id, clock.now(), to_change=True)}
    ids = chosen_in(groups_of([kept(one) for one in there.values()]), chosen.keys, chosen.seen_until)
    return [there[id] for id in ids]


def _there(session: Session, practitioner_id: UUID, now: datetime, *, to_change: bool) -> Collection[Conversation]:
    if to_change:
        apart_queries.hold(session, practitioner_id)
    apart = apart_queries.kept_apart(session, practitioner_id, now, to_change=to_change)
    first = min((one.sent_at for one in apart if one.apart == Apart.SURGE), default=None)
    if first is None:
        return apart
    return [*apart, *apart_queries.unread_since(session, practitioner_id, first - _BEFORE, to_change=to_change)]
