"""Second factors in a request: what a view asks for in one call.

What was used up or counted is committed before a refusal is raised: a wrong answer undoes nothing.
"""

from uuid import UUID

from cryptography.fernet import Fernet
from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.factors import actions
from app.accounts.factors.passkeys import actions as passkeys
from app.accounts.factors.passkeys.ceremonies import Party, party
from app.accounts.factors.refusals import WrongCode, WrongRecoveryCode
from app.accounts.people.actions import stop_reset
from app.accounts.queries import Shown
from app.accounts.refusals import Refused
from app.accounts.throttles import keys
from app.accounts.throttles.actions import claim, give_back
from app.plumbing import clock
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


def code_shown(shown: Shown, code: str) -> None:
    """A code completes what a password began, or shows again who somebody is. Raises `Refused`."""
    tried = keys.of_account(shown.account_id, "code")
    with database().writing() as session:
        claim(session, tried, clock.now())
        right = actions.show_code(session, shown.account_id, code, seal())
        if right:
            give_back(session, tried, clock.now())
            _let_in(session, shown)
    if not right:
        raise WrongCode


def recovery_code_shown(shown: Shown, code: str) -> None:
    """A recovery code does the same, once. Raises `Refused`.

    A right one is taken also when much was wrong of late: nobody guesses 80 bits, and its owner is not kept out.
    """
    with database().writing() as session:
        right = actions.show_recovery_code(session, shown.account_id, code)
        if right:
            _let_in(session, shown)
        else:
            claim(session, keys.of_account(shown.account_id, "code"), clock.now())
    if not right:
        raise WrongRecoveryCode


def passkey_challenge() -> str:
    """Options for showing a passkey: one of who is known, anybody's otherwise."""
    shown = known()
    with database().writing() as session:
        return passkeys.ask_to_show(session, whom(), shown.account_id if shown else None)


def passkey_signs_in(answer: str) -> str:
    """A passkey signs in by itself, wholly; whoever is known already must show one of theirs. The role.

    Raises `Refused`.
    """
    shown = known()
    with database().writing() as session:
        seen = passkeys.show(session, whom(), answer, shown.account_id if shown else None)
        if not isinstance(seen, Refused):
            sessions.begin(session, seen, complete=True, strong=True)
            stop_reset(session, seen.id)
            return seen.role
    raise seen


def passkey_shown_again(shown: Shown, answer: str) -> None:
    """A passkey shows again who is signed in (AUTH-15). Raises `Refused`."""
    with database().writing() as session:
        seen = passkeys.show(session, whom(), answer, shown.account_id)
        if not isinstance(seen, Refused):
            return _let_in(session, shown)
    raise seen


def new_passkey_challenge(account_id: UUID) -> str:
    """Options for making a passkey."""
    with database().writing() as session:
        return passkeys.ask_to_make(session, whom(), account_id)


def passkey_added(shown: Shown, name: str, answer: str) -> list[str]:
    """Keep a new passkey; recovery codes, where there are none left. Whoever has made one has shown it.

    Raises `Refused`.
    """
    with database().writing() as session:
        added = passkeys.add(session, whom(), shown.account_id, name, answer)
        if not isinstance(added, Refused):
            _let_in(session, shown)
            return added
    raise added


def app_started(account_id: UUID) -> None:
    """Make the secret for a new app."""
    with database().writing() as session:
        actions.start_app(session, account_id, seal())


def app_confirmed(shown: Shown, code: str) -> list[str]:
    """Let the new app count; whoever has entered its code has shown it. Raises `Refused`."""
    with database().writing() as session:
        codes = actions.confirm_app(session, shown.account_id, code, seal())
        if codes is None:
            raise WrongCode
        _let_in(session, shown)
        return codes


def recovery_codes_made(account_id: UUID) -> list[str]:
    """New recovery codes, for the only time they can be read."""
    with database().writing() as session:
        return actions.new_recovery_codes(session, account_id)


def passkey_renamed(account_id: UUID, passkey_id: UUID, name: str) -> None:
    """Call a passkey something else."""
    with database().writing() as session:
        passkeys.rename(session, account_id, passkey_id, name)


def app_removed(account_id: UUID) -> None:
    """Let the app count no more. Raises `Refused`."""
    with database().writing() as session:
        actions.remove_app(session, account_id)


def passkey_removed(account_id: UUID, passkey_id: UUID) -> None:
    """Let a passkey count no more. Raises `Refused`."""
    with database().writing() as session:
        passkeys.remove(session, account_id, passkey_id)


def _let_in(session: Session, shown: Shown) -> None:
    arrive = sessions.refresh_authentication if shown.complete else sessions.complete
    arrive(session, shown.reference, strong=True)
    stop_reset(session, shown.account_id)
