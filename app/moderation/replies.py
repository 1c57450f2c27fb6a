"""How first messages are answered in the whole directory: by fee and by channel, in quarters, never by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton

from app.criteria.wording import Reader, reader
from app.enquiries.measuring.quarters import CHANNELS, FEES, KEPT_QUARTERS, K, Quarter, Told
from app.enquiries.measuring.queries import quarters
from app.plumbing import clock
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of message: how many of a hundred were answered, None where it is not told; `said` says it in words."""

    kind: str
    per_cent: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Question:
    """Kinds on one scale, and what they are asked about."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """One quarter; `said` is of all its messages."""

    title: str
    said: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """Everything `moderation/replies.html` shows."""

    periods: tuple[Period, ...]
    least: int
    kept: int


def replies_page() -> RepliesPage:
    """The quarters that are over."""
    reads = reader()
    told = quarters(database_session(), clock.today())
    return RepliesPage(tuple(_period(quarter, reads) for quarter in told), K, KEPT_QUARTERS)


def count_quarters() -> int:
    """How many quarters there are to look at."""
    return len(quarters(database_session(), clock.today()))


def _period(quarter: Quarter, reads: Reader) -> Period:
    asked = (
        Question(_("Asked for a reduced fee, or not"), _bars(quarter, FEES, reads)),
        Question(_("How they hear of an answer"), _bars(quarter, CHANNELS, reads)),
    )
    return Period(_title(quarter.began, reads), _said(quarter.everything, reads), asked if quarter.everything else ())


def _title(began: date, reads: Reader) -> str:
    return str(format_skeleton("yQQQQ", began, locale=reads.locale))


def _bars(quarter: Quarter, kinds: Sequence[str], reads: Reader) -> tuple[Bar, ...]:
    words = {
        "full": _("The full fee"),
        "reduced": _("A reduced fee"),
        "not_said": _("Did not say"),
        "email": _("By e-mail"),
        "link": _("Only by their private link"),
    }
    told = ((kind, quarter.kinds[kind]) for kind in kinds)
    return tuple(Bar(words[kind], None if one is None else one.per_cent, _said(one, reads)) for kind, one in told)


def _said(told: Told | None, reads: Reader) -> str:
    if told is None:
        return _("not told: too few, here or beside it")
    share, many = reads.number(told.per_cent), reads.number(told.messages)
    return _("%(share)s%% answered in time, of %(many)s messages or a few more", share=share, many=many)
