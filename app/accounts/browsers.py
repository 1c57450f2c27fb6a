"""The browsers an account is signed in with, as their list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from babel.dates import format_timedelta

from app.accounts.models import SignedInSession
from app.plumbing.locale import locale_code
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Browser:
    """One line of the list; `here` is the browser that asks."""

    id: UUID
    name: str
    words: str
    here: bool


def listed(rows: Iterable[SignedInSession], here: UUID, now: datetime) -> list[Browser]:
    """The browser that asks first, then the one last used."""
    lines = [Browser(row.id, row.label or _("A browser"), _words(row, now), row.id == here) for row in rows]
    return sorted(lines, key=lambda line: not line.here)


def _words(row: SignedInSession, now: datetime) -> str:
    return _(
        "Signed in %(when)s, last used %(used)s",
        when=_ago(now, row.created_at),
        used=_ago(now, row.last_seen_at),
    )


def _ago(now: datetime, then: datetime) -> str:
    # To the minute: that is how exactly it is kept.
    if (now - then).total_seconds() < 60:
        return _("just now")
    return format_timedelta(
        then - now, granularity="minute", add_direction=True, locale=locale_code().replace("-", "_")
    )
