"""What a file states of one service, before it is compared with what is known here."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Repair(NamedTuple):
    """Something put right while reading; `what` is a phrase by which the report counts."""

    line: int
    what: str
    before: str = ""
    after: str = ""


class Skipped(NamedTuple):
    """A row, or a service already planned, that is left out, and why."""

    line: int
    name: str
    reason: str


@dataclass(slots=True)
class PlaceEntry:
    """Where an offer takes place; lat and lon in degrees, WGS 84."""

    country: str | None = None
    address: str | None = None
    postcode: str | None = None
    locality: str | None = None
    county: str | None = None
    region: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "exact"

    @property
    def is_stated(self) -> bool:
        return any((self.address, self.postcode, self.locality, self.county, self.lat))


@dataclass(slots=True)
class OfferEntry:
    """One way to be seen: its values by target, its terms by facet (a feature of access may be "no")."""

    place: PlaceEntry
    values: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One service: its values by target, its facts as facet -> slug -> detail, its offers in order."""

    line: int
    key: str
    values: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, dict[str, str | None]] = field(default_factory=dict)
    offers: list[OfferEntry] = field(default_factory=list)

    def first(self, target: str) -> str | None:
        """The first value of a target; None when the file does not state it."""
        values = self.values.get(target)
        return values[0] if values else None
