"""Signing up, and choosing a password by a link: whoever reads the mailbox chooses, nobody else before them."""

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import letters, links, sessions
from app.accounts.actions import TakenLink, end_links, is_reached, know_device
from app.accounts.addresses import same_form
from app.accounts.choosing import why_not
from app.accounts.links import CHOOSES_PASSWORD, Purpose
from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.accounts.queries import account_by_email
from app.accounts.refusals import LinkOver, PasswordWillNotDo, TooMany
from app.accounts.throttles import keys
from app.accounts.throttles.actions import claim
from app.plumbing import clock
from app.plumbing.requests import database, database_session


class AccountRefused(ValueError):
    """The account cannot be made; one sentence says why."""


def make_steward(email: str) -> str:
    """Make a steward's account without a password; the token of the link to choose one. Raises `AccountRefused`."""
    with database().writing() as session:
        if account_by_email(session, email) is not None:
            raise AccountRefused(f"There is an account of {email} already.")
        account = Account(email=email, role="steward", created_at=clock.now())
        session.add(account)
        session.flush()
        return links.issue(session, Purpose.FIRST_PASSWORD, email, account.id)


def sign_up(email: str) -> None:
    """Send a link to this address, or word that it has an account; the answer is the same. Raises `TooMany`."""
    email = same_form(email)
    with database().writing() as session:
        if not _may_write_to(session, email):
            return
        if account_by_email(session, email) is not None:
            letters.account_is_there(session, email)
        else:
            letters.confirm_address(session, email, links.issue(session, Purpose.SIGN_UP, email))


def send_new_password(email: str) -> None:
    """Send a link by which a new password is chosen; the answer is the same without an account. Raises `TooMany`."""
    email = same_form(email)
    with database().writing() as session:
        if not _may_write_to(session, email):
            return
        account = account_by_email(session, email)
        if account is None:
            letters.no_account(session, email)
        else:
            letters.new_password(session, email, links.issue(session, Purpose.RESET, email, account.id))


def choose_password(token: str, password: str) -> Purpose:
    """Keep the password that was chosen by a link; what the link was for. Raises `Refused`.

    After signing up one is signed in. After a lost password one signs in, with a second factor where there is one
    (AUTH-07).
    """
    link = links.look(database_session(), token, *CHOOSES_PASSWORD)
    hashed = hash_of_new(password, link.email)
    with database().writing() as session:
        taken = links.use(session, token, *CHOOSES_PASSWORD)
        account = _new_account(session, taken) if taken.account_id is None else _owner(session, taken)
        account.password_hash, account.password_changed_at = hashed, clock.now()
        account.email_confirmed_at = account.email_confirmed_at or clock.now()
        session.flush()
        is_reached(session, account)
        if taken.account_id is None:
            sessions.begin(session, account, complete=True, strong=False)
        else:
            end_links(session, account.id, CHOOSES_PASSWORD)
            sessions.end_all(session, account.id)
            # So that whoever was held up by somebody's guessing gets in with it.
            know_device(session, account.id, sessions.this_browser().known_device(), clock.now())
            if taken.purpose == Purpose.RESET:
                letters.password_changed(session, account.email)
    return Purpose(taken.purpose)


def hash_of_new(password: str, email: str) -> str:
    """The hash of a password somebody chose, unless it will not do. Raises `Refused`."""
    sentence = why_not(password, site_name=current_app.config["SITE_NAME"], email=email)
    if sentence is not None:
        raise PasswordWillNotDo(sentence)
    return hash_password(password)


def _may_write_to(session: Session, email: str) -> bool:
    """Whether another letter may go there; a stranger who asks too much is told, one who asks for others is not."""
    now = clock.now()
    claim(session, keys.of_stranger(), now)
    try:
        claim(session, keys.of_letter(email), now)
    except TooMany:
        return False
    return True


def _new_account(session: Session, taken: TakenLink) -> Account:
    if account_by_email(session, taken.email) is not None:
        # Another link was used first.
        raise LinkOver
    account = Account(email=taken.email, role="practitioner", created_at=clock.now())
    session.add(account)
    return account


def _owner(session: Session, taken: TakenLink) -> Account:
    account = session.get(Account, taken.account_id, with_for_update=True)
    if account is None or account.email != taken.email:
        raise LinkOver
    return account
