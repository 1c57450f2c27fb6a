"""What a file says of a service beside what is stored of it, in one comparable form.

A file speaks only for its own columns: what it has no column for is not compared and never overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.exchange.mapping import OFFER_TARGETS, PLACE_TARGETS, Format
from app.listings.facets import BY_KEY
from app.listings.records import RecordRows
from app.organisations.intake import NewService

Fields = dict[str, Any]
# How an offer's facets and values are stored.
_OFFER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "session": ("session",),
    "format": ("format", "premises_id"),
    "fee_help": ("fee_help",),
    "payer": ("payers",),
    "times": ("times",),
    "availability": ("availability", "availability_confirmed_on"),
    "minutes": ("minutes",),
    "currency": ("currency",),
    "standard": ("standard", "fee_confirmed_on"),
    "reduced_from": ("reduced_from", "fee_confirmed_on"),
    "confirmed_on": (),
}
_PLACE_FIELDS = ("country", "address", "postcode", "locality", "region", "lat", "lon", "precision")
_LISTS = frozenset(("fee_help", "payers", "times"))


@dataclass(frozen=True, slots=True)
class Voice:
    """The fields a file speaks for, by table, and the facets of which it states the facts."""

    record: tuple[str, ...]
    service: tuple[str, ...]
    premises: tuple[str, ...]
    offer: tuple[str, ...]
    facets: frozenset[str]


@dataclass(slots=True)
class Shape:
    """One service: fields by table, facts by facet, the imported premises and offers by id."""

    record: Fields
    service: Fields
    facts: dict[str, list[tuple[str, str | None]]]
    premises: dict[UUID, Fields]
    offers: dict[UUID, Fields]

    def differences(self, other: "Shape") -> list[str]:
        """The names of what differs, for the report."""
        differing = [name for name, value in self.record.items() if other.record[name] != value]
        differing += [name for name, value in self.service.items() if other.service[name] != value]
        facets = sorted(self.facts.keys() | other.facts.keys())
        differing += [facet for facet in facets if self.facts.get(facet) != other.facts.get(facet)]
        for mine, theirs in ((self.premises, other.premises), (self.offers, other.offers)):
            for id_ in mine.keys() | theirs.keys():
                here, there = mine.get(id_, {}), theirs.get(id_, {})
                differing += [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)]
        return sorted(set(differing))


def voice(format_: Format, columns: frozenset[str]) -> Voice:
    """What a file with these columns speaks for. Coded columns of JSON records are there even when unused."""
    spoken = {column.target for column in format_.columns if any(name in columns for name in column.names)}
    coded: set[str] = set()
    for codes in format_.codes:
        if codes.name in columns or format_.nested is not None:
            meanings = [meaning for found in (codes.table or {}).values() for meaning in found]
            coded |= {meaning.partition(":")[0] for meaning in meanings} | ({codes.facet} - {""})
    places = spoken & PLACE_TARGETS
    offers = (spoken & OFFER_TARGETS) | {facet for facet in coded if BY_KEY[facet].level == "offer"}
    about = {"about"} if "about" in spoken or any(said.target in spoken for said in format_.said) else set()
    offer_fields = {field for name in offers - {"access"} for field in _OFFER_FIELDS[name]}
    return Voice(
        record=tuple(sorted({"name"} | about | (spoken & {"kind", "headline"}))),
        service=tuple(sorted({"organisation_id", "source_name", "source_url"} | (spoken & {"phone", "website"})))
        + (("retrieved_on",) if format_.retrieved_on or "retrieved_on" in spoken else ()),
        premises=(_PLACE_FIELDS if places else ()) + (("access",) if "access" in offers else ()),
        offer=tuple(sorted(offer_fields | ({"premises_id"} if places else set()))),
        facets=frozenset(facet for facet in coded if BY_KEY[facet].level == "person"),
    )


def planned_shape(service: NewService, spoken: Voice) -> Shape:
    """The shape of a service as the file says it is."""
    record = service.record
    facts: dict[str, list[tuple[str, str | None]]] = {}
    for fact in record.facts:
        if fact.facet in spoken.facets:
            facts.setdefault(fact.facet, []).append((fact.slug, fact.detail))
    return Shape(
        record=_taken(record, spoken.record),
        service=_taken(service, spoken.service),
        facts=facts,
        premises={place.id: _taken(place, spoken.premises) for place in record.premises},
        offers={offer.id: _taken(offer, spoken.offer) for offer in record.offers},
    )


def stored_shape(rows: RecordRows, spoken: Voice) -> Shape:
    """The shape of a service as it is stored, without what was added to it here."""
    facts: dict[str, list[tuple[str, str | None]]] = {}
    for fact in rows.facts:
        if fact.facet in spoken.facets:
            facts.setdefault(fact.facet, []).append((fact.slug, fact.detail))
    return Shape(
        record=_taken(rows.record, spoken.record),
        service=_taken(rows.service, spoken.service),
        facts=facts,
        premises={id_: _taken(row, spoken.premises) for id_, row in rows.premises.items() if _is_imported(id_)},
        offers={row.id: _taken(row, spoken.offer) for row in rows.offers if _is_imported(row.id)},
    )


def _taken(source: object, names: tuple[str, ...]) -> Fields:
    return {name: _plain(name, getattr(source, name)) for name in names}


def _plain(name: str, value: Any) -> Any:
    if name in _LISTS:
        return list(value)
    return {key: dict(entry) for key, entry in value.items()} if name == "access" else value


def _is_imported(id_: UUID) -> bool:
    """Ids made from a key are version 5; what people add here gets a random one."""
    return id_.version == 5
