"""Counting a message when it is decided: once, in the transaction that decides it, and only as numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from app.enquiries.letter import Letter
from app.enquiries.measuring import queries
from app.enquiries.measuring.models import ReplyMark, ReplyPart, ReplyTotal
from app.enquiries.measuring.quarters import KEPT_QUARTERS, kinds_of, quarter_of, quarters_before
from app.enquiries.measuring.rules import Decided, Message, counts_as, decision, sender
from app.enquiries.models import Conversation, Enquiry
from app.enquiries.requests import Desk
from app.enquiries.rules import State
from app.listings.counts.rules import month_of
from app.listings.models import PublishedListing
from app.listings.replies.models import ReplyCount
from app.listings.replies.rules import told_months, told_until
from app.plumbing import clock
from app.plumbing.database import insert_for, insert_once, removed
from app.plumbing.monthly_keys import Sealed


def note_decided(session: Session, desk: Desk, conversation: Conversation) -> None:
    """It has been answered, or will not be: count it, if it was not decided before. Before a held one becomes another,
    because held is how it stood when its time was over."""
    if conversation.decided is not None or conversation.practitioner_id is None:
        return
    held = conversation.state == State.HELD
    conversation.decided = decision(conversation.answered_at, conversation.due_at, held=held)
    if not held:
        _tally(session, desk, conversation)
        _count(session, desk, conversation)


def note_confirmed(session: Session, desk: Desk, enquiry: Enquiry) -> None:
    """Its seeker's address is proven now: answers that waited for that count."""
    # Everybody comes to the rows of several practitioners in one order.
    for conversation in sorted(enquiry.conversations, key=lambda each: str(each.practitioner_id)):
        if conversation.decided == Decided.ANSWERED:
            _count(session, desk, conversation)


def forget_measured(session: Session) -> int:
    """Delete what is not told any more; how many rows."""
    today = clock.today()
    month, quarter = told_months(today)[0], quarter_of(today)
    past = (
        delete(ReplyCount).where(ReplyCount.month < month),
        delete(ReplyMark).where(ReplyMark.month < month),
        delete(ReplyPart).where(ReplyPart.quarter < quarter),
        delete(ReplyTotal).where(ReplyTotal.quarter < quarters_before(quarter, KEPT_QUARTERS)),
    )
    return sum(removed(session, statement) for statement in past)


def _count(session: Session, desk: Desk, conversation: Conversation) -> None:
    """For the practitioner's own figure, if the rules let it count and it has not yet."""
    now, who = clock.now(), conversation.practitioner_id
    # Whoever has left has no figure.
    if conversation.counted_at is not None or who is None:
        return
    waited = None
    if conversation.decided == Decided.ANSWERED and conversation.answered_at is not None:
        waited = conversation.answered_at - conversation.sent_at
    message = Message(waited, _proven(desk, conversation.enquiry), queries.own_address(session, who))
    somebody = None if waited is None else sender(message)
    mark = None if somebody is None else desk.seals.mark_of(who, somebody)
    known = queries.known_marks(session, who, told_months(now.date())[0])
    within = counts_as(message, mark, known, queries.counted_today(session, who, str(conversation.decided), now))
    if within is None:
        return
    conversation.counted_at, month = now, month_of(now.date())
    _add(session, ReplyCount, {"practitioner_id": who, "month": month, "within": within}, {"total": 1})
    if mark is not None:
        session.merge(ReplyMark(practitioner_id=who, mark=mark, month=month))
    _tell_next_month(session, who, now.date())


def _proven(desk: Desk, enquiry: Enquiry) -> str | None:
    """The seeker's address, if a link mailed to it was followed and it has not been forgotten."""
    if enquiry.address_confirmed_at is None or enquiry.address_sealed is None:
        return None
    try:
        return desk.seals.open_address(enquiry.id, enquiry.address_sealed)
    except Sealed:
        return None


def _tell_next_month(session: Session, practitioner_id: UUID, today: date) -> None:
    """The published listing is right by itself no longer than this month."""
    row, until = PublishedListing, told_until(today)
    outlives = or_(row.good_until.is_(None), row.good_until > until)
    stands = (row.id == practitioner_id, row.document.is_not(None), outlives)
    session.execute(update(row).where(*stands).values(good_until=until))


def _tally(session: Session, desk: Desk, conversation: Conversation) -> None:
    """For the whole directory's quarter."""
    quarter, answered = quarter_of(clock.today()), int(conversation.decided == Decided.ANSWERED)
    # The row of everything comes first, so that no two wait for each other.
    for kind in kinds_of(_letter(desk, conversation.enquiry)):
        key = {"quarter": quarter, "kind": kind}
        _add(session, ReplyTotal, key, {"messages": 1, "answered": answered, "practitioners": 0})
        if _is_first(session, {**key, "practitioner_id": conversation.practitioner_id}):
            _add(session, ReplyTotal, key, {"messages": 0, "answered": 0, "practitioners": 1})


def _letter(desk: Desk, enquiry: Enquiry) -> Letter | None:
    try:
        return desk.seals.open_letter(enquiry.id, enquiry.letter_sealed)
    except Sealed:
        return None


def _is_first(session: Session, part: dict[str, Any]) -> bool:
    """Whether this practitioner had no such message in this quarter before."""
    return insert_once(session, ReplyPart, **part)


def _add(session: Session, table: type[Any], key: dict[str, Any], more: dict[str, int]) -> None:
    """Add to a row, or begin it."""
    row = insert_for(session)(table).values(key | more)
    added: dict[str, Any] = {name: getattr(table, name) + row.excluded[name] for name in more}
    columns: Sequence[str] = list(key)
    session.execute(row.on_conflict_do_update(index_elements=columns, set_=added))
