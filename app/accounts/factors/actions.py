"""Codes: an app set up, confirmed, shown, removed; recovery codes made and used up."""

import logging
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.access.visitors import NEED_TWO_FACTORS
from app.accounts import letters
from app.accounts.factors import rules
from app.accounts.factors.models import AuthenticatorApp, RecoveryCode
from app.accounts.factors.queries import factors_of, waiting_app
from app.accounts.factors.refusals import LastFactor
from app.accounts.models import Account
from app.plumbing import clock
from app.plumbing.logging import log
from app.plumbing.words import gettext as _
from app.plumbing.words import ngettext


def start_app(session: Session, account_id: UUID, seal: Fernet) -> None:
    """Make a secret for an app. It counts once a code made with it was entered; until then the present app does."""
    held(session, account_id)
    _forget(session, account_id, counts=False)
    secret = seal.encrypt(rules.new_secret().encode()).decode()
    app = AuthenticatorApp(account_id=account_id, counts=False, sealed_secret=secret, created_at=clock.now())
    session.add(app)


def confirm_app(session: Session, account_id: UUID, typed: str, seal: Fernet) -> list[str] | None:
    """Let the waiting app count from now on, in place of another; recovery codes, where there are none left.

    None: that was no code of it.
    """
    account = held(session, account_id)
    app = waiting_app(session, account_id)
    step = _step(app, typed, seal)
    if app is None or step is None:
        return None
    _forget(session, account_id, counts=True)
    app.counts, app.last_step = True, step
    session.flush()
    letters.about_signing_in(session, account.email, _("An app for sign-in codes was set up for your account."))
    return codes_where_none(session, account_id)


def remove_app(session: Session, account_id: UUID) -> None:
    """Let the app count no more. Raises `LastFactor`."""
    account = held(session, account_id)
    if factors_of(session, account_id).app_since is None:
        return
    _forget(session, account_id, counts=True)
    letters.about_signing_in(session, account.email, _("The app for sign-in codes was removed from your account."))
    after_removing(session, account)


def show_code(session: Session, account_id: UUID, typed: str, seal: Fernet) -> bool:
    """Whether this is a code of the app, which it is once (AUTH-10)."""
    step = _step(session.get(AuthenticatorApp, (account_id, True)), typed, seal)
    if step is None:
        return False
    # The condition and the change are one statement: of many who come with one code, one is let in.
    spent = session.scalar(
        update(AuthenticatorApp)
        .where(AuthenticatorApp.account_id == account_id, AuthenticatorApp.counts, AuthenticatorApp.last_step < step)
        .values(last_step=step)
        .returning(AuthenticatorApp.last_step)
    )
    return spent is not None


def show_recovery_code(session: Session, account_id: UUID, typed: str) -> bool:
    """Whether this is a recovery code, which it is once; the owner hears of it (AUTH-11)."""
    spent = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_sha256 == rules.recovery_hash(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.account_id)
    )
    if spent is None:
        return False
    used = _("A recovery code was used to sign in to your account.")
    left = factors_of(session, account_id).recovery_codes
    email = session.get_one(Account, account_id).email
    letters.about_signing_in(session, email, f"{used} {ngettext('One is left.', '%(num)s are left.', left)}")
    return True


def new_recovery_codes(session: Session, account_id: UUID) -> list[str]:
    """Ten new codes in place of all before; this is the only moment they can be read."""
    account = held(session, account_id)
    made = _("New recovery codes were made for your account. The ones before no longer work.")
    letters.about_signing_in(session, account.email, made)
    return _made(session, account_id)


def codes_where_none(session: Session, account_id: UUID) -> list[str]:
    """Ten codes for whoever has none left; nothing for others, whose paper stays good."""
    return [] if factors_of(session, account_id).recovery_codes else _made(session, account_id)


def after_removing(session: Session, account: Account) -> None:
    """Recovery codes go with the last factor. Raises `LastFactor` where there must be one."""
    session.flush()
    if len(factors_of(session, account.id)):
        return
    if account.role in NEED_TWO_FACTORS:
        raise LastFactor
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def opened(app: AuthenticatorApp | None, seal: Fernet) -> str | None:
    """The secret of an app, if there is one that this installation can still read.

    With another SECRET_KEY it cannot: then no code is right, and passkeys and recovery codes remain.
    """
    try:
        return None if app is None else seal.decrypt(app.sealed_secret).decode()
    except InvalidToken:
        log("authenticator_app_unreadable", logging.WARNING)
        return None


def held(session: Session, account_id: UUID) -> Account:
    """The account, while others who would change a factor of it wait."""
    return session.get_one(Account, account_id, with_for_update={"key_share": True})


def _step(app: AuthenticatorApp | None, typed: str, seal: Fernet) -> int | None:
    """The step of which this is the code of an app, if it is one of now."""
    secret = opened(app, seal)
    return None if secret is None else rules.matching_step(secret, typed, clock.now())


def _forget(session: Session, account_id: UUID, *, counts: bool) -> None:
    of_account = AuthenticatorApp.account_id == account_id
    session.execute(delete(AuthenticatorApp).where(of_account, AuthenticatorApp.counts.is_(counts)))


def _made(session: Session, account_id: UUID) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [rules.new_recovery_code() for _code in range(rules.RECOVERY_CODES)]
    now = clock.now()
    session.add_all(
        RecoveryCode(account_id=account_id, code_sha256=rules.recovery_hash(code), created_at=now) for code in codes
    )
    return codes
