"""Deleting an account, deleting it again after a backup came back, and what is kept of a listing that was brought."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.accounts import letters
from app.accounts.links import Purpose
from app.accounts.models import Account, MailedLink
from app.editor.holdings import NOT_THEIRS
from app.organisations.members.actions import forget_invited, is_only_owner
from app.ownership.models import BroughtListing
from app.plumbing import bounces, clock
from app.plumbing.audit import note
from app.plumbing.database import removed
from app.plumbing.erasures import Erased, note_erasure
from app.plumbing.files import doom
from app.plumbing.holdings import belonging_to
from app.plumbing.outbox import OutboxMail
from app.practitioners.actions import remove
from app.practitioners.queries import listing_by_id, listing_of

BROUGHT_FOR = timedelta(hours=1)


class OnlySteward(Exception):
    """Nobody else answers for this installation."""


class OnlyOwner(Exception):
    """Nobody else answers for an organisation."""


def delete_account(session: Session, account_id: UUID) -> None:
    """Delete an account with everything that belongs to it, and say so in one last mail.

    Raises OnlySteward, OnlyOwner.
    """
    # All who can act are held first, in one order: of the last two who go at once the second finds itself alone.
    stewards = _stewards(session)
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        return
    if stewards == {account_id}:
        raise OnlySteward
    if is_only_owner(session, account_id):
        raise OnlyOwner
    address = account.email
    _erase(session, account)
    note(session, actor=account_id, act="account.deleted", subject_type="account", subject_id=account_id)
    letters.account_deleted(session, address)


def erase_again(session: Session, erased: Collection[Erased]) -> int:
    """Erase what these lines of a ledger name and a backup brought back; how many accounts and records that were."""
    back = [one.id for one in erased if session.get(Account, one.id) or listing_by_id(session, one.id)]
    for id in back:
        account = session.get(Account, id, with_for_update=True)
        if account is not None:
            _erase(session, account)
        elif record := listing_by_id(session, id, to_change=True):
            remove(session, record)
        session.flush()
        note(session, actor=None, act="erasure.replayed", subject_type="erasure", subject_id=id)
    for one in erased:
        # What came from a ledger kept elsewhere stands in this one from now on, under its own day.
        note_erasure(session, one.id, one.on)
    return len(back)


def keep_brought(session: Session, account_id: UUID, sealed: bytes) -> None:
    """Keep what an account has brought, in place of what it brought before."""
    session.merge(BroughtListing(account_id=account_id, sealed=sealed, brought_at=clock.now()))


def put_brought_away(session: Session, account_id: UUID) -> None:
    """It has been used, or is not wanted."""
    session.execute(delete(BroughtListing).where(BroughtListing.account_id == account_id))


def forget_brought(session: Session) -> int:
    """Forget what nobody said yes to in time; how many that were."""
    return removed(session, delete(BroughtListing).where(BroughtListing.brought_at <= clock.now() - BROUGHT_FOR))


def _stewards(session: Session) -> set[UUID]:
    """Those who can act, held."""
    able = select(Account.id).where(Account.role == "steward", Account.suspended_at.is_(None)).order_by(Account.id)
    return set(session.scalars(able.with_for_update()))


def _erase(session: Session, account: Account) -> None:
    doom(session, belonging_to(session, "account", account.id, NOT_THEIRS))
    record = listing_of(session, account.id, to_change=True)
    if record is not None:
        remove(session, record)
        session.flush()
    _forget_letters(session, account)
    bounces.forget(session, account.email)
    forget_invited(session, account.email)
    note_erasure(session, account.id)
    session.delete(account)
    session.flush()


def _forget_letters(session: Session, account: Account) -> None:
    """What waits to be sent to the address, or to the one it had before; links that went there without an account."""
    before = select(MailedLink.email).where(
        MailedLink.account_id == account.id, MailedLink.purpose == Purpose.UNDO_MOVE
    )
    to_them = or_(OutboxMail.recipient == account.email, OutboxMail.recipient.in_(before))
    session.execute(delete(OutboxMail).where(to_them))
    session.execute(delete(MailedLink).where(MailedLink.email == account.email, MailedLink.account_id.is_(None)))
