"""Changing one's password and one's address, with a way back for whoever did not want that."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import letters, links, sessions
from app.accounts.actions import end_links, end_listed_session, is_reached
from app.accounts.addresses import same_form
from app.accounts.joining import hash_of_new
from app.accounts.links import CHOOSES_PASSWORD, Purpose
from app.accounts.models import Account
from app.accounts.queries import Shown, account_by_email
from app.accounts.refusals import LinkOver, SameAddress
from app.accounts.throttles import keys
from app.accounts.throttles.actions import claim
from app.plumbing import clock
from app.plumbing.requests import database


def change_password(person: Shown, password: str) -> None:
    """Keep another password; every other browser is signed out (AUTH-04). Raises `Refused`."""
    hashed = hash_of_new(password, person.email)
    with database().writing() as session:
        account = session.get_one(Account, person.account_id, with_for_update=True)
        account.password_hash, account.password_changed_at = hashed, clock.now()
        end_links(session, account.id, CHOOSES_PASSWORD)
        sessions.end_all(session, account.id, but=person.reference)
        sessions.refresh_authentication(session, person.reference)
        letters.password_changed(session, account.email)


def ask_to_move(account_id: UUID, email: str) -> None:
    """Send a link to a new address; nothing changes before it is used. Raises `Refused`.

    The present one will do when mail did not reach it: the link shows that it does again.
    """
    email = same_form(email)
    with database().writing() as session:
        account = session.get_one(Account, account_id)
        if account.email == email and account.unreachable_since is None:
            raise SameAddress
        claim(session, keys.of_letter(email), clock.now())
        if account.email != email and account_by_email(session, email) is not None:
            # Only whoever reads that mailbox may learn it.
            letters.address_is_taken(session, email)
            return
        letters.confirm_move(session, email, links.issue(session, Purpose.MOVE, email, account_id))


def move(token: str) -> None:
    """The new address is confirmed: the account has it from now on, and the old one hears of it. Raises `LinkOver`."""
    with database().writing() as session:
        taken = links.use(session, token, Purpose.MOVE)
        account = _free_to_move(session, taken.account_id, taken.email, may_stay=True)
        old, account.email, account.email_confirmed_at = account.email, taken.email, clock.now()
        is_reached(session, account)
        # A link that went to the old address chooses no password any more; nor do others that wait to be used.
        end_links(session, account.id, (*CHOOSES_PASSWORD, Purpose.MOVE))
        if old != account.email:
            letters.moved(session, old, account.email, links.issue(session, Purpose.UNDO_MOVE, old, account.id))


def undo_move(token: str) -> str:
    """The account has its old address again, and every browser is signed out; a link to choose a new password.

    Whoever moved it may know the password. Raises `LinkOver`.
    """
    with database().writing() as session:
        taken = links.use(session, token, Purpose.UNDO_MOVE)
        account = _free_to_move(session, taken.account_id, taken.email)
        account.email, account.email_confirmed_at = taken.email, clock.now()
        is_reached(session, account)
        end_links(session, account.id, tuple(Purpose))
        sessions.end_all(session, account.id)
        return links.issue(session, Purpose.RESET, account.email, account.id)


def sign_out_browser(account_id: UUID, session_id: UUID) -> bool:
    """Sign out one browser of this account; whether there was one of this id."""
    with database().writing() as session:
        return end_listed_session(session, account_id, session_id)


def sign_out_others(person: Shown) -> None:
    """Sign out every browser of this account but this one."""
    with database().writing() as session:
        sessions.end_all(session, person.account_id, but=person.reference)


def _free_to_move(session: Session, account_id: UUID | None, email: str, *, may_stay: bool = False) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    holder = account_by_email(session, email)
    if account is None or (holder is not None and not (may_stay and holder.id == account.id)):
        raise LinkOver
    return account
