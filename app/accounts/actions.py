"""What happens to the rows of sessions, known devices and links; the use cases are in the files beside this one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.accounts.models import Account, AttemptCount, KnownDevice, MailedLink, SignedInSession
from app.accounts.references import hash_of
from app.accounts.rules import ABSOLUTE, DEVICE_KNOWN_FOR
from app.plumbing import bounces
from app.plumbing.database import insert_once, removed


@dataclass(frozen=True, slots=True)
class TakenLink:
    """What a link was for; it is gone."""

    purpose: str
    account_id: UUID | None
    email: str


def keep_alive(session: Session, reference: str, now: datetime) -> None:
    """Note that a session is used; another request may have noted it a moment ago."""
    session.execute(
        update(SignedInSession)
        .where(SignedInSession.reference_sha256 == hash_of(reference), SignedInSession.last_seen_at < now)
        .values(last_seen_at=now)
    )


def end_session(session: Session, reference: str) -> None:
    """End the session under this reference, if there is one."""
    session.execute(delete(SignedInSession).where(SignedInSession.reference_sha256 == hash_of(reference)))


def end_listed_session(session: Session, account_id: UUID, session_id: UUID) -> bool:
    """End one session of this account by the id it is listed under; whether there was one."""
    ended = session.execute(
        delete(SignedInSession)
        .where(SignedInSession.account_id == account_id, SignedInSession.id == session_id)
        .returning(SignedInSession.id)
    )
    return ended.first() is not None


def end_sessions(session: Session, account_id: UUID, but: str | None) -> None:
    """End every session of an account, but for the one under this reference."""
    ending = delete(SignedInSession).where(SignedInSession.account_id == account_id)
    if but is not None:
        ending = ending.where(SignedInSession.reference_sha256 != hash_of(but))
    session.execute(ending)


def know_device(session: Session, account_id: UUID, device: str, now: datetime) -> None:
    """This account has been signed in to with this browser."""
    insert_once(session, KnownDevice, device_sha256=hash_of(device), account_id=account_id, created_at=now)


def take_link(session: Session, token: str, purposes: Collection[str], now: datetime) -> TakenLink | None:
    """Use up a link: of two at once, one gets it."""
    taken = session.execute(
        delete(MailedLink)
        .where(
            MailedLink.token_sha256 == hash_of(token), MailedLink.purpose.in_(purposes), MailedLink.expires_at >= now
        )
        .returning(MailedLink.purpose, MailedLink.account_id, MailedLink.email)
    ).one_or_none()
    return None if taken is None else TakenLink(*taken)


def end_links(session: Session, account_id: UUID, purposes: Collection[str]) -> None:
    """Make links of an account useless that were sent for these purposes."""
    session.execute(delete(MailedLink).where(MailedLink.account_id == account_id, MailedLink.purpose.in_(purposes)))


def is_reached(session: Session, account: Account) -> None:
    """Whoever holds this account has just opened a link that was mailed to its address: mail arrives there."""
    account.unreachable_since = None
    bounces.forget(session, account.email)


def forget_what_is_over(session: Session, now: datetime) -> int:
    """Delete what can do nothing any more: old sessions, links, counts and browsers; how many that were."""
    over = (
        delete(SignedInSession).where(SignedInSession.created_at < now - ABSOLUTE),
        delete(MailedLink).where(MailedLink.expires_at < now),
        delete(AttemptCount).where(AttemptCount.last_at < now - ABSOLUTE),
        delete(KnownDevice).where(KnownDevice.created_at < now - DEVICE_KNOWN_FOR),
    )
    return sum(removed(session, statement) for statement in over)
