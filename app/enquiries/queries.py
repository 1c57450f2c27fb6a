"""Who can be written to, and what was written, for each side only what it may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from app.accounts.models import Account
from app.enquiries.models import BlockedSender, Conversation, Enquiry, EnquiryNotice
from app.enquiries.rules import KEPT_AFTER_END, KEPT_AT_MOST, LEFT, LINK_GOOD_FOR, NOTICE_EVERY, State
from app.listings.models import PublishedListing
from app.plumbing.keys import key_hash
from app.practitioners.models import Fact, Practitioner
from app.practitioners.rules import BY_MESSAGE, USUALLY_PROMISED


@dataclass(frozen=True, slots=True)
class Reachable:
    """A practitioner who can be written to through this site, and the address their notices go to."""

    practitioner_id: UUID
    account_id: UUID
    address: str
    promised: timedelta


def reachable(session: Session, ids: Sequence[UUID]) -> list[Reachable]:
    """Those of these listings that take messages here, in this order: public, with an account, and not saying that
    they can only be reached in other ways."""
    said = select(Fact.record_id).where(Fact.facet == "contact_mode", Fact.record_id == Practitioner.id)
    statement = (
        select(Practitioner.id, Account.id.label("account_id"), Account.email, Practitioner.promised_days)
        .join(Account, Account.id == Practitioner.account_id)
        .join(PublishedListing, PublishedListing.id == Practitioner.id)
        .where(Practitioner.id.in_(ids), PublishedListing.document.is_not(None), Account.suspended_at.is_(None))
        .where(or_(said.where(Fact.slug == BY_MESSAGE).exists(), ~said.exists()))
    )
    found = {
        row.id: Reachable(row.id, row.account_id, row.email, timedelta(days=row.promised_days or USUALLY_PROMISED))
        for row in session.execute(statement)
    }
    return [found[id] for id in dict.fromkeys(ids) if id in found]


def enquiry_by_key(session: Session, key: str, now: datetime, *, to_change: bool = False) -> Enquiry | None:
    """The enquiry of a seeker's private link, unless it is to be erased by now."""
    statement = _whole().where(Enquiry.key_hash == key_hash(key), still_kept(now))
    return session.scalar(statement.with_for_update(of=Enquiry) if to_change else statement)


def enquiry_by_mailed_key(session: Session, key: str, now: datetime, *, to_change: bool = False) -> Enquiry | None:
    """The enquiry whose last mail held this link, while the link is good."""
    good = (Enquiry.mailed_key_hash == key_hash(key), Enquiry.mailed_at > now - LINK_GOOD_FOR)
    statement = _whole().where(*good, still_kept(now))
    return session.scalar(statement.with_for_update(of=Enquiry) if to_change else statement)


def conversations_of(session: Session, practitioner_id: UUID, now: datetime) -> Sequence[Conversation]:
    """What reached a practitioner and is still kept, the newest first; what is kept apart is not among them."""
    statement = (
        select(Conversation)
        .join(Enquiry)
        .options(selectinload(Conversation.enquiry), selectinload(Conversation.words))
        .where(Conversation.practitioner_id == practitioner_id, Conversation.apart.is_(None), still_kept(now))
        .order_by(Conversation.sent_at.desc(), Conversation.id)
    )
    return session.scalars(statement).all()


def conversation_of(
    session: Session, practitioner_id: UUID, conversation_id: UUID, now: datetime, *, to_change: bool = False
) -> Conversation | None:
    """One conversation of this practitioner."""
    own = (Conversation.id == conversation_id, Conversation.practitioner_id == practitioner_id, still_kept(now))
    return _conversation(session, *own, to_change=to_change)


def conversation_by_answering_key(
    session: Session, key: str, now: datetime, *, to_change: bool = False
) -> Conversation | None:
    """The conversation that the link in a practitioner's notice is about, while they may answer."""
    may = (Conversation.practitioner_id.is_not(None), Conversation.practitioner_id.not_in(_silenced()))
    theirs = (Conversation.answering_key_hash == key_hash(key), Conversation.apart.is_(None), still_kept(now))
    return _conversation(session, *theirs, *may, to_change=to_change)


def hold_enquiries(session: Session, ids: Select[UUID]) -> None:
    """Hold these enquiries until the transaction ends. Whoever changes anything that hangs on one holds it first, in
    the order of their ids, and reads it after that: so both sides of a conversation come one after the other."""
    session.execute(select(Enquiry.id).where(Enquiry.id.in_(ids)).order_by(Enquiry.id).with_for_update()).all()


def arrived(session: Session, practitioner_id: UUID, since: datetime) -> int:
    """How many messages came for a practitioner since then, also those kept apart."""
    # By when they were sent: what is let through arrives again.
    came = (Conversation.practitioner_id == practitioner_id, Enquiry.sent_at > since)
    return session.scalar(select(func.count()).select_from(Conversation).join(Enquiry).where(*came)) or 0


def wrote_lately(session: Session, practitioner_id: UUID, address_hash: bytes, since: datetime) -> bool:
    """Whether this address has written to this practitioner since then."""
    statement = select(Conversation.id).join(Enquiry)
    statement = statement.where(Conversation.practitioner_id == practitioner_id, Enquiry.address_hash == address_hash)
    return session.scalar(statement.where(Enquiry.sent_at > since).limit(1)) is not None


def is_blocked(session: Session, practitioner_id: UUID, blocked_hash: bytes) -> bool:
    """Whether the practitioner wants nothing more from this address."""
    return session.get(BlockedSender, (practitioner_id, blocked_hash)) is not None


def overdue(session: Session, now: datetime, most: int) -> Sequence[Conversation]:
    """Conversations whose promised answer did not come, or cannot come now because stewards suspended the account or
    withheld the listing; held. What another round has in hand is passed over."""
    late = or_(Conversation.due_at <= now, Conversation.practitioner_id.in_(_silenced()))
    statement = (
        select(Conversation)
        .join(Enquiry)
        .where(Conversation.state.in_((State.HELD, State.SENT, State.READ)), late)
        .options(selectinload(Conversation.enquiry))
        .order_by(Conversation.due_at)
        .limit(most)
        .with_for_update(of=(Enquiry, Conversation), skip_locked=True)
    )
    return session.scalars(statement).all()


def left(session: Session, most: int) -> Sequence[Conversation]:
    """Conversations whose practitioner has left, which nobody has seen to yet, held."""
    unseen = Conversation.ended_by.is_(None) | (Conversation.ended_by != LEFT)
    statement = select(Conversation).join(Enquiry).options(selectinload(Conversation.enquiry))
    statement = statement.where(Conversation.practitioner_id.is_(None), unseen).limit(most)
    return session.scalars(statement.with_for_update(of=(Enquiry, Conversation), skip_locked=True)).all()


def notices_due(session: Session, now: datetime) -> Sequence[EnquiryNotice]:
    """Notices after which more came, and whose time has come, held."""
    statement = select(EnquiryNotice).where(EnquiryNotice.more_since, EnquiryNotice.told_at <= now - NOTICE_EVERY)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def past(session: Session, now: datetime, most: int) -> Sequence[Enquiry]:
    """Enquiries that are no longer to be kept."""
    statement = select(Enquiry).where(not_(still_kept(now))).limit(most)
    return session.scalars(statement.with_for_update(skip_locked=True)).all()


def still_kept(now: datetime) -> ColumnElement[bool]:
    """Enquiries that are not to be erased yet: ninety days at most, thirty after the last conversation's end."""
    unfinished = Enquiry.conversations.any(Conversation.ended_at.is_(None))
    lately = Enquiry.conversations.any(Conversation.ended_at > now - KEPT_AFTER_END)
    return (Enquiry.sent_at > now - KEPT_AT_MOST) & or_(unfinished, lately)


def _conversation(session: Session, *where: ColumnElement[bool], to_change: bool) -> Conversation | None:
    if to_change:
        hold_enquiries(session, select(Conversation.enquiry_id).join(Enquiry).where(*where))
    statement = select(Conversation).join(Enquiry).where(*where)
    statement = statement.options(selectinload(Conversation.enquiry), selectinload(Conversation.words))
    return session.scalar(statement.with_for_update(of=Conversation) if to_change else statement)


def _silenced() -> Select[UUID]:
    """Practitioners who cannot answer now, because stewards suspended the account or withheld the listing."""
    silenced = Account.suspended_at.is_not(None) | Practitioner.withholding.has()
    return select(Practitioner.id).join(Account, Account.id == Practitioner.account_id).where(silenced)


def _whole() -> Select[Enquiry]:
    return select(Enquiry).options(selectinload(Enquiry.conversations).selectinload(Conversation.words))
