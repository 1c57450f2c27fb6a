"""The retention register: every column there is, with what kind of thing it holds, why, on what ground, for how long,
and what removes it (DATA-01, T9).

Each folder says so of its own tables in a `retention.py` beside its models; `app/retention.py` puts them together. A
new column is one more word in one line there, and a test fails without it. Periods are the constants by which things
really are removed, so that neither the register nor the page made from it can say anything else.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from flask import Flask, current_app
from flask_babel.speaklater import LazyString

from app.plumbing.words import lazy_gettext as _
from app.plumbing.words import ngettext

_EXTENSION = "attune.retention"


class Whose(StrEnum):
    """Whom a row is about."""

    SEEKERS = "seekers"
    PRACTITIONERS = "practitioners"
    MEMBERS = "members of organisations"
    STEWARDS = "stewards"
    SITE = "nobody"


class Kind(StrEnum):
    """The class of a column."""

    PUBLIC = "public"
    # Said by somebody about themselves or their work, and seen by few.
    PRIVATE = "private"
    # Who somebody is: GDPR, article 9.
    SPECIAL = "special category"
    ACCOUNT = "account"
    # Opens something, or is a hash of what does.
    CREDENTIAL = "credential"
    MESSAGE = "message"
    # Where somebody without an account is written to.
    CONTACT = "contact"
    # By which the software works: random ids, times, numbers.
    OPERATIONAL = "operational"


# What nobody's life is in may be kept for as long as there is a site.
MAY_STAY = frozenset({Kind.PUBLIC, Kind.OPERATIONAL})

ASKED = _("You asked us to, and can take it back.")
AGREED = _("Your explicit consent, for each audience by itself.")
ACCOUNT = _("To do what you made an account for.")
TRUST = _("Our legitimate interest: people must be able to rely on what is listed here, and on who decides about it.")
SAFETY = _("Our legitimate interest: to keep this site and its accounts safe.")
NOBODY = _("It is about nobody.")


@dataclass(frozen=True, slots=True)
class After:
    """Gone so long after something; `said` is the sentence, with %(length)s in it."""

    length: timedelta
    said: LazyString

    def __str__(self) -> str:
        return str(self.said) % {"length": in_words(self.length)}


@dataclass(frozen=True, slots=True)
class AfterMonths:
    """Gone when so many whole months have followed its own."""

    months: int
    said: LazyString

    def __str__(self) -> str:
        months = ngettext("%(num)d month", "%(num)d months", self.months)
        return str(self.said) % {"length": months}


@dataclass(frozen=True, slots=True)
class While:
    """There as long as something else is, or until somebody does something."""

    said: LazyString

    def __str__(self) -> str:
        return str(self.said)


WHILE_ACCOUNT = While(_("Kept as long as you have your account."))
WHILE_LISTING = While(_("Kept as long as the listing stands."))
FOR_GOOD = While(_("Kept as long as there is this site."))

Period = After | AfterMonths | While


@dataclass(frozen=True, slots=True)
class Along:
    """A row goes with the one of that table it points to, by the database's own ON DELETE CASCADE."""

    table: str

    def __str__(self) -> str:
        return f"with its {self.table}"


@dataclass(frozen=True, slots=True)
class By:
    """Removed by this function, written `module:function`. A text, because it may live in a folder further right."""

    name: str

    def function(self) -> Callable[..., Any]:
        """The function; raises ImportError or AttributeError where there is none."""
        found: Callable[..., Any] = pkgutil.resolve_name(self.name)
        return found

    def __str__(self) -> str:
        return self.name.removeprefix("app.")


class Stays:
    """Nothing removes it."""

    def __str__(self) -> str:
        return "stays"


Purge = By | Along | Stays
# Table -> class -> its columns, by name.
Columns = Mapping[str, Mapping[Kind, str]]


@dataclass(frozen=True, slots=True)
class Holding:
    """Columns that are kept for one purpose and end in one way.

    The purge is that of the first table; the rows of each further one go along with a row of another in the holding.
    """

    whose: Whose
    what: LazyString
    why: LazyString
    basis: LazyString
    periods: Sequence[Period]
    purge: Purge
    columns: Columns

    @property
    def table(self) -> str:
        """The one whose rows the purge removes."""
        return next(iter(self.columns))

    def entries(self) -> Iterator["Entry"]:
        """What the register says of each column."""
        for table, kinds in self.columns.items():
            for kind, names in kinds.items():
                for name in names.split():
                    yield Entry(table, name, kind, self)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register."""

    table: str
    column: str
    kind: Kind
    holding: Holding


Register = tuple[Holding, ...]


def init_app(app: Flask, register: Register) -> None:
    app.extensions[_EXTENSION] = register


def register() -> Register:
    """The register of the application at hand."""
    found: Register = current_app.extensions[_EXTENSION]
    return found


def entries(register: Register) -> list[Entry]:
    """All lines, by table, each table's in the order in which it is written down."""
    lines = [entry for holding in register for entry in holding.entries()]
    return sorted(lines, key=lambda entry: entry.table)


def in_words(length: timedelta) -> str:
    """“5 minutes”, “72 hours”, “30 days”: as whoever decided on it would say it."""
    minutes, hours = length // timedelta(minutes=1), length // timedelta(hours=1)
    if hours > 72:
        return ngettext("%(num)d day", "%(num)d days", length.days)
    if minutes >= 60:
        return ngettext("%(num)d hour", "%(num)d hours", hours)
    return ngettext("%(num)d minute", "%(num)d minutes", minutes)
