"""Which second factors an account has."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.factors.models import AuthenticatorApp, Passkey, RecoveryCode


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account can show. Recovery codes stand in for another factor and are none themselves."""

    app_since: datetime | None
    passkeys: tuple[Passkey, ...]
    recovery_codes: int

    def __len__(self) -> int:
        return len(self.passkeys) + (self.app_since is not None)


def factors_of(session: Session, account_id: UUID) -> Factors:
    """The second factors of an account, passkeys in the order they were made."""
    since = session.scalar(
        select(AuthenticatorApp.created_at).where(AuthenticatorApp.account_id == account_id, AuthenticatorApp.counts)
    )
    passkeys = session.scalars(
        select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.created_at, Passkey.id)
    )
    left = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return Factors(since, tuple(passkeys), session.scalar(left) or 0)


def waiting_app(session: Session, account_id: UUID) -> AuthenticatorApp | None:
    """The app that waits for its first code."""
    return session.get(AuthenticatorApp, (account_id, False))


def passkey_of(session: Session, account_id: UUID, passkey_id: UUID) -> Passkey | None:
    """A passkey, if it is this account's."""
    return session.scalar(select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id))


def has_second_factor(session: Session, account_id: UUID) -> bool:
    """Whether a password alone does not sign this account in."""
    return len(factors_of(session, account_id)) > 0
