"""Second factors in a request: what a view asks for in one call, each within one transaction.

A wrong code is kept as wrong and a challenge as used, so nothing here is undone by what came of it: outcomes are
returned, not raised.
"""

from uuid import UUID

from cryptography.fernet import Fernet
from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.factors import actions
from app.accounts.factors.passkeys import actions as passkeys
from app.accounts.factors.passkeys.ceremonies import Party, party
from app.accounts.factors.rules import Outcome
from app.accounts.queries import Shown
from app.plumbing.requests import database
from app.plumbing.sealing import cipher


def known() -> Shown | None:
    """Who this request is by, signed in or half signed in."""
    return sessions.half_signed_in() or (sessions.present() if sessions.signed_in() else None)


def whom() -> Party:
    """Whom passkeys are for, here."""
    return party(current_app.config["BASE_URL"], current_app.config["SITE_NAME"])


def seal() -> Fernet:
    """What keeps the secrets of apps."""
    return cipher(current_app.config["SECRET_KEY"], "authenticator app")


def code_shown(shown: Shown, code: str) -> Outcome:
    """A code completes what a password began, or shows again who somebody is."""
    with database().writing() as session:
        outcome = actions.show_code(session, shown.account_id, code, seal())
        return _let_in(session, shown, outcome)


def recovery_code_shown(shown: Shown, code: str) -> Outcome:
    """A recovery code does the same, once."""
    with database().writing() as session:
        outcome = actions.show_recovery_code(session, shown.account_id, code)
        return _let_in(session, shown, outcome)


def passkey_challenge() -> str:
    """Options for showing a passkey: one of who is known, anybody's otherwise."""
    shown = known()
    with database().writing() as session:
        return passkeys.ask_to_show(session, whom(), shown.account_id if shown else None)


def passkey_signs_in(answer: str) -> Outcome:
    """A passkey signs in by itself, wholly; who is known already must show one of theirs."""
    shown = known()
    with database().writing() as session:
        outcome, account = passkeys.show(session, whom(), answer, shown.account_id if shown else None)
        if account is not None:
            sessions.begin(session, account, complete=True, strong=True)
        return outcome


def passkey_shown_again(answer: str) -> Outcome:
    """A passkey shows again who is signed in (AUTH-15)."""
    shown = sessions.present()
    with database().writing() as session:
        outcome, _account = passkeys.show(session, whom(), answer, shown.account_id)
        return _let_in(session, shown, outcome)


def new_passkey_challenge(account_id: UUID) -> str:
    """Options for making a passkey."""
    with database().writing() as session:
        return passkeys.ask_to_make(session, whom(), account_id)


def passkey_added(shown: Shown, name: str, answer: str) -> list[str] | None:
    """Keep a new passkey. Whoever has made one has shown it: the session is strong from now on."""
    with database().writing() as session:
        codes = passkeys.add(session, whom(), shown.account_id, name, answer)
        if codes is not None:
            sessions.refresh_authentication(session, shown.reference, strong=True)
        return codes


def app_started(account_id: UUID) -> None:
    """Make the secret for a new app."""
    with database().writing() as session:
        actions.start_app(session, account_id, seal())


def app_confirmed(shown: Shown, code: str) -> list[str] | None:
    """Let the new app count; whoever has entered its code has shown it."""
    with database().writing() as session:
        outcome, codes = actions.confirm_app(session, shown.account_id, code, seal())
        _let_in(session, shown, outcome)
        return codes if outcome is Outcome.RIGHT else None


def app_removed(account_id: UUID) -> None:
    """Let the app count no more. Raises LastFactor."""
    with database().writing() as session:
        actions.remove_app(session, account_id)


def recovery_codes_made(account_id: UUID) -> list[str]:
    """New recovery codes, for the only time they can be read."""
    with database().writing() as session:
        return actions.new_recovery_codes(session, account_id)


def passkey_renamed(account_id: UUID, passkey_id: UUID, name: str) -> None:
    """Call a passkey something else."""
    with database().writing() as session:
        passkeys.rename(session, account_id, passkey_id, name)


def passkey_removed(account_id: UUID, passkey_id: UUID) -> None:
    """Let a passkey count no more. Raises LastFactor."""
    with database().writing() as session:
        passkeys.remove(session, account_id, passkey_id)


def _let_in(session: Session, shown: Shown, outcome: Outcome) -> Outcome:
    if outcome is Outcome.RIGHT:
        arrive = sessions.refresh_authentication if shown.complete else sessions.complete
        arrive(session, shown.reference, strong=True)
    return outcome
