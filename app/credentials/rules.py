"""Pure decisions about registrations: does a number look right, and how does an entry stand on a day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.credentials.numbers import fits, normalise_number
from app.credentials.registers import HOLDS_MONTHS, Register, register_of

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

    `checked_on` and `method` are of the last check. `holds_until` is the last day on which all this is so if nobody
    does anything; None when time alone changes nothing more.
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


def comparable(body: str, number: str) -> str:
    """A number in the one spelling in which the numbers of this body are compared."""
    return read_number(number, register_of(body)).normalised


def standing(checks: Iterable[Check], expires_on: date | None, today: date) -> Standing:
    """How an entry stands on a day. The latest check counts; what has run out is lapsed without anybody's doing.

    `checks` come in any order; `expires_on` is the last day of the entry itself, where that is known.
    """
    # Of two at one instant the one that asserts less.
    last = max(checks, key=lambda check: (check.at, check.outcome != "found"), default=None)
    checked_on, method = (None, None) if last is None else (last.at.date(), last.method)
    if last is not None and last.outcome != "found":
        return Standing(last.outcome, checked_on, None, method)
    ends = (expires_on, None if last is None else last.expires_on)
    until = min((day for day in ends if day is not None), default=None)
    if until is not None and until < today:
        return Standing("lapsed", checked_on, None, method)
    return Standing("stated" if last is None else "checked", checked_on, until, method)


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
