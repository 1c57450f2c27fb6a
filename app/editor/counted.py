"""How often a listing was seen, as its practitioner is told: a picture for each kind, and the same in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton, get_month_names
from flask import abort

from app.criteria.wording import Reader, reader
from app.editor.editing import edited, edited_service
from app.listings.counts.queries import Month, months_of
from app.listings.counts.rules import ENQUIRIES, KEPT_MONTHS, LEAST, SHOWN, VIEWED
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _

# The picture in its own units: a bar, what it stands on, and the least number its height stands for.
_STRIDE, _BAR, _HEIGHT = 20, 14, 64
_LEAST_TOP = 2 * LEAST


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: how high, and whether that is a number or only where fewer than LEAST end."""

    start: int
    height: int
    told: bool
    letter: str


@dataclass(frozen=True, slots=True)
class MonthBars:
    """Bars on one scale, the oldest first; `top` says what the full height stands for."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    top: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What was counted, in words and as a picture."""

    title: str
    meaning: str
    picture: MonthBars


@dataclass(frozen=True, slots=True)
class Row:
    """One month in words, a cell for each kind."""

    month: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountsPage:
    """Everything `editor/counts.html` shows; without a month that is over, neither kinds nor rows."""

    kinds: tuple[Kind, ...]
    rows: tuple[Row, ...]
    least: int
    kept: int


def counts_page() -> CountsPage:
    """What was counted of the listing that is edited here."""
    record = edited(database_session()) or abort(404)
    months, reads = months_of(database_session(), record.id, record.created_at.date()), reader()
    # Nobody writes to a service through here.
    untold = () if edited_service() is None else (ENQUIRIES,)
    kinds = tuple(kind for kind in months[0].totals if kind not in untold) if months else ()
    return CountsPage(
        kinds=tuple(Kind(*_words()[kind], _picture(months, kind, reads)) for kind in kinds),
        rows=tuple(Row(_month(one, reads), tuple(_said(one.totals[kind], reads) for kind in kinds)) for one in months),
        least=LEAST,
        kept=KEPT_MONTHS,
    )


def _words() -> Mapping[str, tuple[str, str]]:
    return {
        VIEWED: (_("Your page was opened"), _("How often somebody opened the page of your listing.")),
        SHOWN: (_("You were in results"), _("How often your listing was on a page of results.")),
        ENQUIRIES: (_("Somebody wrote to you"), _("How many first messages came.")),
    }


def month_bars(totals: Sequence[int | None], letters: Sequence[str], top_said: str, top: int) -> MonthBars:
    """The picture of these months, the oldest first, on a scale up to `top`."""
    bars = tuple(
        Bar(index * _STRIDE, round((LEAST if total is None else total) / top * _HEIGHT), total is not None, letter)
        for index, (total, letter) in enumerate(zip(totals, letters, strict=True))
    )
    return MonthBars(bars, len(bars) * _STRIDE - (_STRIDE - _BAR), _HEIGHT, top_said)


def _picture(months: Sequence[Month], kind: str, reads: Reader) -> MonthBars:
    oldest_first = months[::-1]
    totals = [one.totals[kind] for one in oldest_first]
    top = max(_LEAST_TOP, *(total or 0 for total in totals))
    names = get_month_names("narrow", "stand-alone", reads.locale)
    return month_bars(totals, [names[one.month.month] for one in oldest_first], reads.number(top), top)


def _month(one: Month, reads: Reader) -> str:
    return str(format_skeleton("yMMMM", one.month, locale=reads.locale))


def _said(total: int | None, reads: Reader) -> str:
    if total is None:
        return _("fewer than %(least)s", least=reads.number(LEAST))
    return _("about %(number)s", number=reads.number(total))
