"""What people searched for, as the page of unmet need tells it beside what is offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.plumbing.words import gettext as _
from app.unmet.bands import minor
from app.unmet.demand.rules import BANDS, MORE, NO_AREA, NOT_SAID, Cell, K, summed


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: a value, and from about how many connections it was asked for at each fee; '' for what is not told."""

    words: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """The table of one facet, of the whole months that are told."""

    heads: tuple[str, ...]
    rows: tuple[Asked, ...]
    least: int = K


def demand(searched: Iterable[tuple[date, Cell, int]], facet: str, labels: Labels, reads: Reader) -> Demand:
    """The months of one facet added up over all areas: sums of what is told, and of nothing that is hidden."""
    sums = summed((cell, number) for _month, cell, number in searched if cell.facet == facet)
    values = labels.in_order(facet, {cell.value for cell in sums})
    rows = (
        Asked(
            labels.of(facet, value), tuple(_about(sums.get(Cell(facet, value, band, NO_AREA)), reads) for band in BANDS)
        )
        for value in values
    )
    return Demand(tuple(_band(band, reads) for band in BANDS), tuple(rows))


def _about(number: int | None, reads: Reader) -> str:
    return "" if number is None else reads.number(number)


def _band(band: str, reads: Reader) -> str:
    if band == NOT_SAID:
        return _("No amount named")
    return _("More") if band == MORE else fee(int(band), reads)


def fee(amount: int | None, reads: Reader) -> str:
    """An amount of `bands.AT_MOST` in words."""
    if amount is None:
        return _("Any fee")
    if not amount:
        return _("Free")
    return _("Up to %(amount)s", amount=reads.money(minor(amount, reads.currency) or 0, reads.currency))
