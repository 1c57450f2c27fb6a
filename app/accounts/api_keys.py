"""The API keys of an account, as its page shows them, and what somebody does with them there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import current_app
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.access import actions
from app.access.actions import LONGEST_NAME
from app.access.keys import SCOPES, Key
from app.access.models import ApiKey
from app.access.queries import keys_of
from app.accounts import letters
from app.accounts.models import Account
from app.plumbing.boxes import Boxes, SelectChoice
from app.plumbing.locale import locale_code, written_locale
from app.plumbing.requests import database, database_session
from app.plumbing.words import gettext as _
from app.plumbing.words import lazy_gettext as _l
from app.plumbing.words import ngettext

# What a scope means, in the order in which it is offered.
OPENS = {
    "depth": _l("Searches beyond the first 200 results"),
    "export": _l("Every listing at once, as one file"),
    "changes": _l("What has changed since you last asked"),
}
assert tuple(OPENS) == SCOPES


class KeyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no annotations
    """What a key is called, and what it opens besides searching."""

    name = StringField(
        _l("Name of the key"),
        [
            DataRequired(_l("Give it a name by which you will know it again.")),
            Length(max=LONGEST_NAME, message=_l("Please use at most 100 characters.")),
        ],
        filters=[lambda text: " ".join("".join(sign if sign.isprintable() else " " for sign in text or "").split())],
        render_kw={"autocomplete": "off", "maxlength": LONGEST_NAME},
    )
    scopes = Boxes(_l("What it opens besides searching"), choices=[SelectChoice(*pair) for pair in OPENS.items()])


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key in the list of them; `beginning` is what tells it from others and opens nothing."""

    id: UUID
    name: str
    beginning: str
    opens: tuple[str, ...]
    limit: str
    note: str
    good: bool


def lines(account_id: UUID) -> list[KeyLine]:
    """The keys of this account, the latest first."""
    return [_line(key) for key in keys_of(database_session(), account_id)]


def made(account_id: UUID, name: str, scopes: Collection[str]) -> Key:
    """A new key, for the only time it can be read; its owner hears of it by mail. Raises `KeyRefused`."""
    with database().writing() as session:
        key = actions.create_key(session, name, account_id=account_id, scopes=scopes)
        email = session.get_one(Account, account_id).email
        letters.about_api_keys(session, email, name)
        return key


def revoked(account_id: UUID, key_id: UUID) -> bool:
    """Whether there was such a key of this account; it opens nothing from now on."""
    with database().writing() as session:
        return actions.revoke_own_key(session, account_id, key_id)


def _line(key: ApiKey) -> KeyLine:
    return KeyLine(
        id=key.id,
        name=key.name,
        beginning=f"attune_{key.prefix}_…",
        opens=tuple(str(OPENS[scope]) for scope in key.scopes if scope in OPENS),
        limit=_limit(key.daily_limit or current_app.config["API_KEY_PER_DAY"]),
        note=_note(key),
        good=key.revoked_at is None,
    )


def _note(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return _("Revoked on %(day)s. It opens nothing.", day=_day(key.revoked_at.date()))
    created = _day(key.created_at.date())
    if key.last_used_on is None:
        return _("Made on %(day)s, not used since.", day=created)
    return _("Made on %(day)s, last used on %(used)s.", day=created, used=_day(key.last_used_on))


def _limit(limit: int) -> str:
    written = format_decimal(limit, locale=_locale())
    return ngettext("Good for one request a day.", "Good for %(num)s requests a day.", limit, num=written)


def _day(day: date) -> str:
    return format_date(day, "long", locale=_locale())


def _locale() -> Locale:
    return written_locale(locale_code(), current_app.config["DEFAULT_COUNTRY"])
