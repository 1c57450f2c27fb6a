"""What the pages of second factors show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date
from flask import current_app, request

from app.access.visitors import NEED_TWO_FACTORS
from app.accounts.factors import rules, showing
from app.accounts.factors.actions import opened
from app.accounts.factors.forms import CodeForm, RecoveryCodeForm
from app.accounts.factors.models import Passkey
from app.accounts.factors.queries import Factors, factors_of, passkey_of, waiting_app
from app.accounts.queries import Shown
from app.plumbing.locale import locale_code, written_locale
from app.plumbing.qr import Code, code
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in which somebody may show a second factor; only the form that was sent is ever looked at."""

    factors: Factors
    code: CodeForm
    recovery: RecoveryCodeForm

    @property
    def sent(self) -> tuple[Any, str, Callable[[Shown, str], None]]:
        """The form that was sent, its field, and what to do with what was typed there."""
        if "recovery_code" in request.form:
            return self.recovery, "recovery_code", showing.recovery_code_shown
        return self.code, "code", showing.code_shown


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey in the list of them."""

    id: UUID
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Methods:
    """How somebody signs in. `needs_one`: their role asks for a second factor."""

    app_note: str | None
    passkeys: tuple[PasskeyLine, ...]
    recovery_codes: int
    needs_one: bool

    @property
    def has_one(self) -> bool:
        return self.app_note is not None or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class WaitingApp:
    """What an app has to be told: by a camera, by hand, or by a link on the same device."""

    secret: str
    address: str
    code: Code


def ways_of(account_id: UUID) -> Ways:
    """The ways in which this account may show a second factor."""
    return Ways(factors_of(database_session(), account_id), CodeForm(), RecoveryCodeForm())


def methods_page(shown: Shown) -> Methods:
    """How this account signs in."""
    factors = factors_of(database_session(), shown.account_id)
    since = factors.app_since
    return Methods(
        app_note=None if since is None else _("Set up on %(day)s.", day=_day(since)),
        passkeys=tuple(PasskeyLine(passkey.id, passkey.name, _note(passkey)) for passkey in factors.passkeys),
        recovery_codes=factors.recovery_codes,
        needs_one=shown.role in NEED_TWO_FACTORS,
    )


def app_page(shown: Shown) -> WaitingApp | None:
    """The app that waits for its first code, if there is one."""
    secret = opened(waiting_app(database_session(), shown.account_id), showing.seal())
    if secret is None:
        return None
    address = rules.app_address(secret, shown.email, current_app.config["SITE_NAME"])
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return WaitingApp(groups, address, code(address))


def own_passkey(account_id: UUID, passkey_id: UUID) -> Passkey | None:
    """A passkey of this account."""
    return passkey_of(database_session(), account_id, passkey_id)


def _note(passkey: Passkey) -> str:
    made = _day(passkey.created_at)
    if passkey.last_used_at is None:
        return _("Added on %(day)s, not used since.", day=made)
    return _("Added on %(day)s, last used on %(used)s.", day=made, used=_day(passkey.last_used_at))


def _day(moment: datetime) -> str:
    return format_date(moment, "long", locale=written_locale(locale_code(), current_app.config["DEFAULT_COUNTRY"]))
