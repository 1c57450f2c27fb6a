"""The box of what is typed: words, place, distance, amount; and what may be ticked beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.criteria.criteria import Radius
from app.criteria.findings import Findings
from app.criteria.grammar import major_units, serialise
from app.criteria.ways_out import RADII
from app.criteria.wording import Reader
from app.listings.facets import BY_KEY
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick that is no value of a facet: sends `name=slug`; `more` is how many more that makes, in words."""

    name: str
    slug: str
    label: str
    more: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in the search box: texts as typed, `radii` as (value, words, chosen), `kept` as hidden pairs."""

    q: str
    near: str
    pay: str
    symbol: str
    radii: tuple[tuple[str, str, bool], ...]
    kept: tuple[tuple[str, str], ...]
    ticks: tuple[Tick, ...] = ()


def box(findings: Findings, reads: Reader) -> Box:
    criteria, where = findings.criteria, findings.where
    currency = criteria.currency or reads.currency
    typed = {"q", "near", "within", "pay", "page", "reduced_open", "unstated"}
    if "language" in findings.counts:
        typed.add("language_level")
    if currency == reads.currency:
        typed.add("currency")
    kept = [(key, value) for key, value in serialise(criteria) if key not in typed and key not in BY_KEY]
    return Box(
        q=criteria.q or "",
        near=criteria.near or "",
        pay="" if criteria.pay is None else major_units(criteria.pay, currency),
        symbol=reads.symbol(currency),
        radii=_radii(where.radius if criteria.within is not None else None, _unit(findings, reads), reads),
        kept=tuple(kept),
        ticks=tuple(_ticks(findings, reads)),
    )


def _ticks(findings: Findings, reads: Reader) -> Iterator[Tick]:
    criteria = findings.criteria
    yield Tick("reduced_open", "1", _("A reduced place is confirmed open"), None, criteria.reduced_open)
    if matters("pay", findings):
        yield unstated("pay", _("Also show who states no fee"), findings, reads)
    if matters("seen_from", findings):
        yield unstated("seen_from", _("Also show who does not say where they may see people online"), findings, reads)


def matters(key: str, findings: Findings) -> bool:
    """Whether it makes a difference, or made one, to keep who does not state what is asked for under `key`."""
    return bool(findings.silent.get(key)) or (key in findings.silent and key in findings.criteria.unstated)


def unstated(key: str, words: str, findings: Findings, reads: Reader) -> Tick:
    """Ticked, it also keeps who does not state what is asked for under `key`."""
    more = _("%(number)s more", number=reads.number(findings.silent.get(key, 0)))
    return Tick("unstated", key, words, more, key in findings.criteria.unstated)


def _unit(findings: Findings, reads: Reader) -> str:
    if findings.where.radius is not None:
        return findings.where.radius.unit
    return "mi" if reads.country in ("GB", "US") else "km"


def _radii(asked: Radius | None, unit: str, reads: Reader) -> tuple[tuple[str, str, bool], ...]:
    """The distances to choose from; the one asked for is among them whatever it is."""
    numbers = [Decimal(number) for number in RADII[unit]]
    if asked is not None and asked.number not in numbers:
        numbers = sorted([*numbers, asked.number])
    return tuple(
        (
            f"{number.normalize():f}{unit}",
            reads.length(float(number), unit),
            asked is not None and asked.number == number,
        )
        for number in numbers
    )
