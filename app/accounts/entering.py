"""Signing in, and showing again who one is: the throttles decide before a hash is computed (AUTH-13)."""

from app.access.visitors import NEED_TWO_FACTORS
from app.accounts import sessions
from app.accounts.addresses import same_form
from app.accounts.models import Account
from app.accounts.passwords import Checked, check_password
from app.accounts.queries import Shown, account_by_email, knows_device
from app.accounts.refusals import Refused, Suspended, WrongAgain, WrongPassword
from app.accounts.throttles import keys
from app.accounts.throttles.actions import claim, give_back, look
from app.accounts.throttles.keys import Key
from app.plumbing import clock
from app.plumbing.requests import database, database_session


def enter(email: str, password: str) -> str | None:
    """Sign this browser in; the role, or None where a second factor is to be shown or set up. Raises `Refused`.

    Whoever has no account costs as much, and is counted, as whoever has one (AUTH-06).
    """
    email, device = same_form(email), sessions.this_browser().device
    # No connection is held while a password waits for its turn.
    with database().reading() as session:
        account = account_by_email(session, email)
        known = account is not None and knows_device(session, account.id, device)
        tried = keys.of_sign_in(email, (account.id, device) if account and device and known else None)
        look(session, tried, clock.now())
    checked = _checked(None if account is None else account.password_hash, password, tried)
    if account is None or not checked.right:
        raise WrongPassword
    return _let_in(account, checked, tried)


def show_again(person: Shown, password: str) -> None:
    """Step-up by password: who is signed in has shown again who they are (AUTH-15). Raises `Refused`."""
    tried = keys.of_account(person.account_id, "password")
    account = database_session().get_one(Account, person.account_id)
    if not _checked(account.password_hash, password, tried).right:
        raise WrongAgain
    with database().writing() as session:
        give_back(session, tried, clock.now())
        sessions.refresh_authentication(session, person.reference)


def leave() -> None:
    """Sign this browser out."""
    with database().writing() as session:
        sessions.end(session)


def _checked(kept: str | None, password: str, tried: list[Key]) -> Checked:
    with database().writing() as session:
        claim(session, tried, clock.now())
    try:
        return check_password(kept, password)
    except Refused:
        # Nobody looked at it.
        with database().writing() as session:
            give_back(session, tried, clock.now())
        raise


def _let_in(seen: Account, checked: Checked, tried: list[Key]) -> str | None:
    with database().writing() as session:
        give_back(session, tried, clock.now())
        account = session.get_one(Account, seen.id, with_for_update=True)
        if account.suspended_at is not None:
            raise Suspended
        if account.password_hash != seen.password_hash:
            # It was changed while the old one was being looked at, and whoever had that one was signed out.
            raise WrongPassword
        if checked.renewed is not None:
            account.password_hash = checked.renewed
        complete = not sessions.needs_second_factor(session, account.id)
        sessions.begin(session, account, complete=complete, strong=False)
    return account.role if complete and account.role not in NEED_TWO_FACTORS else None
