"""What of a search is counted, in what blocks, and what is told of it. Pure.

A cell is one value of one facet, one fee band and one large area: never two values together, never a place, never who
somebody wants to see. Each block of a cell needs between K and 2K - 1 different connections; how many is drawn by
chance and told to nobody, so that who brings nine addresses of their own sees a tenth come in one case of ten, and
never knows which that was. No sum is told that has a hidden cell in it, so that nothing follows from a margin: a total
is the sum of what is shown beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.criteria.criteria import Criteria
from app.listings.counts.rules import month_of, months_before
from app.unmet.bands import AT_MOST, minor
from app.unmet.supply import FACETS

K = 10
KEPT_MONTHS = 13
TOLD_MONTHS = 12
# Bands of what somebody can pay; amounts above the largest are "more".
NOT_SAID, MORE = "not-said", "more"
BANDS = (NOT_SAID, *map(str, sorted(amount for amount in AT_MOST if amount is not None)), MORE)
NO_AREA = ""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What is counted together. `area` is a country, or a nation or state of one (ISO 3166), NO_AREA if not said."""

    facet: str
    value: str
    band: str
    area: str


def cells_of(criteria: Criteria, area: str, currency: str) -> tuple[Cell, ...]:
    """The cells a search belongs to: one for each value it names, required or wished for.

    `currency` is the site's, in which the bands are: an amount of another one is in none of them.
    """
    if criteria.pay is not None and criteria.currency not in (None, currency):
        return ()
    band = band_of(criteria.pay, currency)
    return tuple(Cell(facet, value, band, area) for facet in FACETS for value in criteria.asked(facet))


def band_of(pay: int | None, currency: str) -> str:
    """The narrowest band that holds an amount of minor units."""
    if pay is None:
        return NOT_SAID
    amounts = sorted(amount for amount in AT_MOST if amount is not None)
    return next((str(amount) for amount in amounts if pay <= (minor(amount, currency) or 0)), MORE)


def told(total: int) -> int:
    """What is told of a total: rounded down to tens, 0 for what is not told."""
    return total // K * K


def told_months(today: date) -> tuple[date, date]:
    """The first month that is told on a day, and the first that is not: its own."""
    running = month_of(today)
    return months_before(running, TOLD_MONTHS), running


def summed(rows: Iterable[tuple[Cell, int]]) -> Mapping[Cell, int]:
    """Cells without their area: the sum of what is told of each, and of nothing else."""
    sums: dict[Cell, int] = {}
    for cell, number in rows:
        everywhere = Cell(cell.facet, cell.value, cell.band, NO_AREA)
        sums[everywhere] = sums.get(everywhere, 0) + told(number)
    return {cell: number for cell, number in sums.items() if number}
