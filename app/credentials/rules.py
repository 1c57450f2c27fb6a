"""Pure decisions about registrations: does a number look right, and how does an entry stand on a day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.credentials.numbers import fits, normalise_number
from app.credentials.registers import HOLDS_MONTHS, Register

OUTCOMES = ("found", "not_found", "lapsed")
# How a steward may have looked. Never by what the practitioner sends alone, but for documents there is only one of.
METHODS = ("public-register", "asked-the-body", "document-seen")
# A check is due again so long before it runs out, so that nobody's entry lapses for want of a steward's time.
DUE_AHEAD = timedelta(days=30)
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed, as compared, and whether it looks like one of its register's."""

    typed: str
    normalised: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One dated act of checking. `expires_on`: the last day on which it holds."""

    at: datetime
    outcome: str
    expires_on: date
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands: `stated` (never checked), `checked`, `not_found` or `lapsed`.

    `checked_on` and `method` are of the last check, `holds_until` is the last day on which that is still so.
    """

    status: str
    checked_on: date | None = None
    holds_until: date | None = None
    method: str | None = None


def read_number(typed: str, register: Register) -> Number:
    """What was typed, read as a number of this register."""
    typed = " ".join("".join(c if c.isprintable() else " " for c in typed).split())
    normalised = normalise_number(typed, register.shapes)
    return Number(typed, normalised, bool(normalised) and fits(normalised, register.shapes))


def standing(checks: Iterable[Check], expires_on: date | None, today: date) -> Standing:
    """How an entry stands on a day. The latest check counts; what has run out is lapsed without anybody's doing.

    `checks` come in any order; `expires_on` is the last day of the entry itself, where that is known.
    """
    last = max(checks, key=lambda check: check.at, default=None)
    has_ended = expires_on is not None and expires_on < today
    if last is None:
        return Standing("lapsed" if has_ended else "stated")
    checked_on = last.at.date()
    if last.outcome != "found":
        return Standing(last.outcome, checked_on, method=last.method)
    holds_until = last.expires_on if expires_on is None else min(last.expires_on, expires_on)
    return Standing("lapsed" if holds_until < today else "checked", checked_on, holds_until, last.method)


def holds_until(checked_on: date, months: int = HOLDS_MONTHS, entry_expires_on: date | None = None) -> date:
    """The last day on which a check holds: so many months on, or the entry's own last day if that is sooner."""
    later = months_later(checked_on, months)
    return later if entry_expires_on is None else min(later, entry_expires_on)


def due_on(until: date, checked_on: date) -> date:
    """The day from which a steward should look again; never on the day of the check itself."""
    return max(until - DUE_AHEAD, checked_on + timedelta(days=1))


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last one there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_own(steward: UUID, owner: UUID | None) -> bool:
    """Whether somebody would be checking what is theirs (threat T5)."""
    return owner == steward
