"""Where need goes unmet: the table of what is offered, with its zeros, and the map of it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from app.criteria.asking import Asking
from app.criteria.criteria import Criteria
from app.criteria.labels import Labels, facet_name, labels_of
from app.criteria.requests import asking
from app.criteria.wording import Reader, reader
from app.finder import addresses
from app.finder.demand import Demand, demand, fee
from app.finder.links import Link
from app.finder.quiet import Pairs
from app.finder.supply_map import SQUARE, Drawn, drawn
from app.listings.requests import directory
from app.places.gazetteer import Gazetteer
from app.places.place import Place
from app.places.requests import gazetteer
from app.plumbing.requests import database_session
from app.plumbing.words import gettext as _
from app.unmet.areas import APART_KM, AROUND, MOST, Around, around_each
from app.unmet.asking import VALUE, Figures, figures
from app.unmet.bands import AT_MOST, minor
from app.unmet.demand.queries import searched
from app.unmet.supply import FACETS, Row, supply

PATH = "/unmet-need"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the reader's digits, and the search that gives it."""

    words: str
    address: str
    none: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; `address` draws the map of it."""

    head: Link
    cells: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list of the form."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class UnmetPage:
    """Everything `unmet/unmet.html` shows."""

    problems: tuple[str, ...]
    facets: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    fees: tuple[Choice, ...]
    near: str
    within: str
    where: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: int
    of_map: str
    how: str
    around: str
    map: Drawn
    towns: tuple[Line, ...]
    value: str
    data: str
    demand: Demand


def unmet_page(pairs: list[tuple[str, str]]) -> UnmetPage:
    """Answer what an address asks, from one moment of the directory."""
    asked, put, reads = figures(pairs), asking("site"), reader()
    labels = labels_of(directory().lexicon, reads.code)
    rows = supply(put, asked.of_table, asked.facet, labels.offered(asked.facet))
    towns = _towns(gazetteer(), reads.country)
    around = around_each(put, towns, asked.of_map)
    where, pairs = _Where(put, asked, reads), asked.pairs()
    return UnmetPage(
        problems=(*(problem.sentence for problem in asked.problems), *where.problems()),
        facets=tuple(Choice(key, facet_name(key), key == asked.facet) for key in FACETS),
        formats=_formats(asked, labels),
        fees=tuple(Choice(_plain(a), fee(a, reads), minor(a, reads.currency) == asked.within.pay) for a in AT_MOST),
        near=asked.within.near or "",
        within=str(asked.within.within or ""),
        where=where.words(),
        heads=tuple(fee(amount, reads) for amount in AT_MOST),
        lines=tuple(_line(row, asked, pairs, labels, reads) for row in rows),
        missing=sum(not row.cells[0].listings for row in rows),
        of_map=_of_map(asked, labels, reads),
        how=reads.listed(labels.all_inside("format", asked.of_map.chosen["format"]), "or"),
        around=reads.length(float(AROUND.number), AROUND.unit),
        map=drawn(around, _ground(gazetteer(), reads.country)),
        towns=tuple(_town(one, reads) for one in around),
        value=asked.value or "",
        data=urlencode(pairs),
        demand=demand(searched(database_session(), reads.today), asked.facet, labels, reads),
    )


@lru_cache(maxsize=4)
def _towns(places: Gazetteer, country: str) -> tuple[Place, ...]:
    return places.towns_apart(country, MOST, APART_KM)


@lru_cache(maxsize=4)
def _ground(places: Gazetteer, country: str) -> tuple[tuple[float, float], ...]:
    return places.settled(country, SQUARE)


class _Where:
    """The place that limits the table, in words: never silently another one than was asked for."""

    def __init__(self, put: Asking, asked: Figures, reads: Reader) -> None:
        self.found = put.asked(asked.within).where
        self.reads = reads

    def problems(self) -> tuple[str, ...]:
        if self.found.unknown is not None:
            sentence = _("We do not know a place called “%(place)s”; these are the numbers for everywhere.")
            return (sentence % {"place": self.found.unknown},)
        if self.found.candidates:
            several = self.reads.listed((place.label for place in self.found.candidates), "or")
            return (_("There are several places of that name. Write which one you mean: %(places)s.", places=several),)
        return ()

    def words(self) -> str:
        if self.found.place is None or self.found.radius is None:
            return _("everywhere")
        distance = self.reads.length(float(self.found.radius.number), self.found.radius.unit)
        return _("within %(distance)s of %(place)s, or online there", distance=distance, place=self.found.place.label)


def _formats(asked: Figures, labels: Labels) -> tuple[Choice, ...]:
    chosen = asked.within.chosen.get("format", ())
    offered = (Choice(slug, labels.of("format", slug), slug in chosen) for slug in labels.offered("format"))
    return (Choice("", _("Any way"), not chosen), *offered)


def _line(row: Row, asked: Figures, pairs: Pairs, labels: Labels, reads: Reader) -> Line:
    drawn_of = f"{PATH}?{urlencode([*pairs, (VALUE, row.slug)])}#map"
    head = Link(labels.of(asked.facet, row.slug), drawn_of, current=row.slug == asked.value)
    return Line(head, tuple(_number(cell.listings, cell.criteria, reads) for cell in row.cells))


def _town(one: Around, reads: Reader) -> Line:
    near = replace(one.criteria, chosen={}, pay=None)
    here = Link(one.town.label, f"{PATH}?{urlencode([('near', near.near or ''), ('within', str(AROUND))])}")
    return Line(here, (_number(one.listings, one.criteria, reads),))


def _number(listings: int, criteria: Criteria, reads: Reader) -> Number:
    return Number(reads.number(listings), addresses.search(criteria), not listings)


def _of_map(asked: Figures, labels: Labels, reads: Reader) -> str:
    what = _("All listings") if asked.value is None else labels.of(asked.facet, asked.value)
    if asked.within.pay is None:
        return what
    if not asked.within.pay:
        return _("%(what)s, free", what=what)
    amount = reads.money(asked.within.pay, asked.within.currency or reads.currency)
    return _("%(what)s, for at most %(amount)s", what=what, amount=amount)


def _plain(amount: int | None) -> str:
    return "" if amount is None else str(amount)
