"""Who is signed in, where, and who has an account."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Account, KnownDevice, MailedLink, SignedInSession
from app.accounts.references import hash_of
from app.accounts.rules import is_alive


@dataclass(frozen=True, slots=True)
class Shown:
    """Who a live session says this is; `complete` is False while a second factor is awaited."""

    account_id: UUID
    email: str
    role: str
    session_id: UUID
    reference: str
    complete: bool
    strong: bool
    authenticated_at: datetime
    last_seen_at: datetime


def shown_by(session: Session, reference: str, now: datetime) -> Shown | None:
    """Who shows this reference, if its session is alive and the account not suspended."""
    row = session.execute(
        select(SignedInSession, Account)
        .join(Account, Account.id == SignedInSession.account_id)
        .where(SignedInSession.reference_sha256 == hash_of(reference))
    ).one_or_none()
    if row is None or row[1].suspended_at is not None or not _alive(row[0], row[1].role, now):
        return None
    return Shown(
        account_id=row[1].id,
        email=row[1].email,
        role=row[1].role,
        session_id=row[0].id,
        reference=reference,
        complete=row[0].stage == "complete",
        strong=row[0].strong,
        authenticated_at=row[0].authenticated_at,
        last_seen_at=row[0].last_seen_at,
    )


def live_sessions(session: Session, account_id: UUID, now: datetime) -> Sequence[SignedInSession]:
    """The browsers that are signed in to this account, the one last used first."""
    role = session.scalar(select(Account.role).where(Account.id == account_id)) or ""
    rows = session.scalars(
        select(SignedInSession)
        .where(SignedInSession.account_id == account_id, SignedInSession.stage == "complete")
        .order_by(SignedInSession.last_seen_at.desc(), SignedInSession.id)
    )
    return [row for row in rows if _alive(row, role, now)]


def account_by_email(session: Session, email: str) -> Account | None:
    """The account of this address, in the form `addresses.same_form` gives it."""
    return session.scalar(select(Account).where(Account.email == email))


def address_of(session: Session, account_id: UUID) -> str | None:
    """Where an account gets its mail; None for one that is no longer there."""
    return session.scalar(select(Account.email).where(Account.id == account_id))


def unreachable_address(session: Session, account_id: UUID) -> str | None:
    """The address of an account, where mail does not reach it."""
    lost = select(Account.email).where(Account.id == account_id, Account.unreachable_since.is_not(None))
    return session.scalar(lost)


def knows_device(session: Session, account_id: UUID, device: str | None) -> bool:
    """Whether somebody has signed in to this account with this browser before."""
    return device is not None and session.get(KnownDevice, (hash_of(device), account_id)) is not None


def has_known_device(session: Session, account_id: UUID) -> bool:
    """Whether anybody has signed in to this account before."""
    return (
        session.scalar(select(KnownDevice.account_id).where(KnownDevice.account_id == account_id).limit(1)) is not None
    )


def link_of(session: Session, token: str, purposes: Collection[str], now: datetime) -> MailedLink | None:
    """The link of this token, if it is still good for one of these purposes."""
    link = session.get(MailedLink, hash_of(token))
    return link if link is not None and link.purpose in purposes and link.expires_at >= now else None


def _alive(row: SignedInSession, role: str, now: datetime) -> bool:
    return is_alive(role=role, stage=row.stage, created_at=row.created_at, last_seen_at=row.last_seen_at, now=now)
