"""Passkeys made, shown, renamed, removed; and the challenges that each answer uses up.

A challenge stays used up whatever came of the answer, so refusals are returned here, not raised.
"""

import hashlib
import logging
import secrets
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts import letters
from app.accounts.factors import rules
from app.accounts.factors.actions import after_removing, codes_where_none, held
from app.accounts.factors.models import Passkey, PasskeyChallenge
from app.accounts.factors.passkeys import ceremonies
from app.accounts.factors.passkeys.ceremonies import NotGenuine, Party
from app.accounts.factors.queries import factors_of, passkey_of
from app.accounts.factors.refusals import PasskeyCopied, PasskeyNotMade, PasskeyRefused
from app.accounts.models import Account
from app.plumbing import clock
from app.plumbing.database import removed
from app.plumbing.logging import log
from app.plumbing.words import gettext as _

_MAKE, _SHOW = "make", "show"


def ask_to_make(session: Session, whom: Party, account_id: UUID) -> str:
    """Options with a fresh challenge for a new passkey of this account."""
    account = session.get_one(Account, account_id)
    present = factors_of(session, account_id).passkeys
    return ceremonies.to_make(whom, account_id, account.email, _challenge(session, _MAKE, account_id), present)


def ask_to_show(session: Session, whom: Party, account_id: UUID | None) -> str:
    """Options with a fresh challenge for one of this account's passkeys; for anybody's, where nobody is known yet."""
    present = factors_of(session, account_id).passkeys if account_id else ()
    return ceremonies.to_show(whom, _challenge(session, _SHOW, account_id), present)


def add(session: Session, whom: Party, account_id: UUID, name: str, answer: str) -> list[str] | PasskeyNotMade:
    """Keep a passkey that was just made; recovery codes, where there are none left."""
    try:
        challenge = _used_up(session, answer, _MAKE, account_id)
        made = ceremonies.made(whom, answer, challenge)
    except NotGenuine:
        return PasskeyNotMade()
    account = held(session, account_id)
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
        return PasskeyNotMade()
    session.add(
        Passkey(
            account_id=account_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            transports=made.transports,
            name=name,
            created_at=clock.now(),
        )
    )
    letters.about_signing_in(session, account.email, _("A passkey was added to your account."))
    return codes_where_none(session, account_id)


def show(
    session: Session, whom: Party, answer: str, account_id: UUID | None
) -> Account | PasskeyRefused | PasskeyCopied:
    """Who shows a passkey; only this account, where one is known already."""
    try:
        challenge = _used_up(session, answer, _SHOW, account_id)
        credential_id, owner = ceremonies.owner_in(answer)
        passkey = session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))
        if passkey is None or not {owner, account_id and account_id.bytes} <= {passkey.account_id.bytes, None}:
            raise NotGenuine
        count = ceremonies.shown(whom, answer, challenge, passkey.public_key)
        account = session.get_one(Account, passkey.account_id)
        if account.suspended_at is not None:
            raise NotGenuine
    except NotGenuine:
        return PasskeyRefused()
    if not _counted(session, passkey, count):
        log("passkey_counter_went_back", logging.WARNING, passkey=str(passkey.id))
        return PasskeyCopied()
    return account


def rename(session: Session, account_id: UUID, passkey_id: UUID, name: str) -> None:
    """Call a passkey something else."""
    passkey = passkey_of(session, account_id, passkey_id)
    if passkey is not None:
        passkey.name = name


def remove(session: Session, account_id: UUID, passkey_id: UUID) -> None:
    """Let a passkey count no more. Raises `LastFactor`."""
    account = held(session, account_id)
    passkey = passkey_of(session, account_id, passkey_id)
    if passkey is None:
        return
    session.delete(passkey)
    letters.about_signing_in(session, account.email, _("A passkey was removed from your account."))
    after_removing(session, account)


def forget_challenges(session: Session) -> int:
    """Forget what nobody answered in time; how many that were."""
    return removed(session, delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < clock.now()))


def _challenge(session: Session, purpose: str, account_id: UUID | None) -> bytes:
    """A fresh challenge; those nobody answered in time are forgotten."""
    forget_challenges(session)
    now = clock.now()
    challenge = secrets.token_bytes(32)
    session.add(
        PasskeyChallenge(
            challenge_sha256=hashlib.sha256(challenge).digest(),
            purpose=purpose,
            account_id=account_id,
            expires_at=now + rules.CHALLENGE_GOOD_FOR,
        )
    )
    return challenge


def _used_up(session: Session, answer: str, purpose: str, account_id: UUID | None) -> bytes:
    """The challenge of an answer, taken out of the table. Raises NotGenuine unless it was there, for this, in time."""
    challenge = ceremonies.challenge_in(answer)
    taken = session.scalar(
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.challenge_sha256 == hashlib.sha256(challenge).digest(),
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.account_id.is_not_distinct_from(account_id),
            PasskeyChallenge.expires_at >= clock.now(),
        )
        .returning(PasskeyChallenge.purpose)
    )
    if taken is None:
        raise NotGenuine
    return challenge


def _counted(session: Session, passkey: Passkey, count: int) -> bool:
    """Take over the device's own count, unless it went back; of two with the same count, one."""
    if rules.went_back(passkey.sign_count, count):
        return False
    kept = session.scalar(
        update(Passkey)
        .where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
        .values(sign_count=count, last_used_at=clock.now())
        .returning(Passkey.id)
    )
    return kept is not None
