"""Published documents: a projection as JSON and back.

A document holds what at least one audience may see, with the audiences of each identity fact beside it.
`Projection.for_audience` is the only way from a document to a `Listing`: it leaves out what that audience
was not given.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.listings.facets import SPECIAL
from app.listings.listing import (
    Audience,
    Fact,
    Fees,
    Listing,
    Offer,
    Photo,
    Place,
    ReducedPlaces,
    Registration,
    Replies,
    RunBy,
    Source,
    Vouch,
)

_NO_CONSENTS, _NO_VOUCHES = '"consents":{}', '"vouches":[]'
Consents = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Projection:
    """Everything any audience may see of a record; `consents` maps facet and slug to audiences.

    `good_until` is the last day on which this is so if nobody changes anything; it is kept beside the document.
    """

    listing: Listing
    consents: Consents
    good_until: date | None = None

    def for_audience(self, audience: Audience) -> Listing:
        """The listing as this audience may see it."""
        facts = dict(self.listing.facts)
        for facet in SPECIAL:
            consented = self.consents.get(facet.key, {})
            kept = tuple(f for f in facts.pop(facet.key, ()) if audience in consented.get(f.slug, frozenset()))
            if kept:
                facts[facet.key] = kept
        if audience != "site" and "community" in facts:
            facts["community"] = tuple(_without_self(fact) for fact in facts["community"])
        return replace(self.listing, facts=facts)

    @property
    def findable(self) -> bool:
        """Whether search engines may be shown the page as it is: whoever it is of agreed and exists, and nothing on
        it was given to this site alone."""
        agreed = self.listing.found_elsewhere and not self.listing.fictional
        return agreed and self.for_audience("search_engines") == self.for_audience("site")


def _without_self(fact: Fact) -> Fact:
    # That a claim rests on lived experience says who somebody is: it goes no further than the page it was given for.
    return replace(fact, detail=None) if fact.detail == "lived-experience" else fact


def encode(projection: Projection) -> str:
    """The projection as compact JSON text."""
    listing = projection.listing
    document = _members(listing)
    document["facts"] = {
        key: [[fact.slug, fact.detail, fact.own_words] for fact in facts] for key, facts in listing.facts.items()
    }
    document["registers"] = [_members(entry) for entry in listing.registers]
    document["offers"] = [_offer_document(offer) for offer in listing.offers]
    document["source"] = listing.source and _members(listing.source)
    document["photo"] = listing.photo and _members(listing.photo)
    document["replies"] = listing.replies and _members(listing.replies)
    document["vouches"] = [_members(vouch) for vouch in listing.vouches]
    document["run_by"] = listing.run_by and _members(listing.run_by)
    document["consents"] = {
        facet: {slug: sorted(audiences) for slug, audiences in by_slug.items()}
        for facet, by_slug in projection.consents.items()
    }
    return _ENCODER.encode(document)


def withdrawn(before: str | None, after: Projection) -> bool:
    """Whether an audience that was given an identity fact in this document is no longer, or a vouch is taken back."""
    if before is None or (_NO_CONSENTS in before and _NO_VOUCHES in before):
        return False
    was = decode(before)
    if {*was.listing.vouches} - {*after.listing.vouches}:
        return True
    given = ((facet, slug, to) for facet, by_slug in was.consents.items() for slug, to in by_slug.items())
    return any(not to <= after.consents.get(facet, {}).get(slug, frozenset()) for facet, slug, to in given)


def decode(text: str) -> Projection:
    """The projection that `encode` wrote."""
    document: dict[str, Any] = json.loads(text)
    consents = {
        facet: {slug: frozenset(audiences) for slug, audiences in by_slug.items()}
        for facet, by_slug in document.pop("consents").items()
    }
    document["id"] = UUID(document["id"])
    document["facts"] = {key: tuple(Fact(*fact) for fact in facts) for key, facts in document["facts"].items()}
    document["registers"] = tuple(_registration(entry) for entry in document["registers"])
    document["may_see_people_in"] = tuple(document["may_see_people_in"])
    document["offers"] = tuple(_offer(offer) for offer in document["offers"])
    document["source"] = _source(document["source"])
    # Documents from before there were photos have no such member.
    document["photo"] = _photo(document.get("photo"))
    document["replies"] = _replies(document.get("replies"))
    # Nor, from before there were vouches, those.
    document["vouches"] = tuple(_vouch(vouch) for vouch in document.get("vouches", ()))
    document["collections"] = tuple(document.get("collections", ()))
    document["run_by"] = _run_by(document.get("run_by"))
    document["confirmed_on"] = _day(document["confirmed_on"])
    document["updated_at"] = datetime.fromisoformat(document["updated_at"])
    return Projection(Listing(**document), consents)


def _members(part: Any) -> dict[str, Any]:
    # One level only: `dataclasses.asdict` copies everything below as well, and takes ten times as long.
    return {name: getattr(part, name) for name in part.__slots__}


def _offer_document(offer: Offer) -> dict[str, Any]:
    document = _members(offer)
    fees = document["fees"] = _members(offer.fees)
    fees["reduced_places"] = offer.fees.reduced_places and _members(offer.fees.reduced_places)
    document["place"] = offer.place and _members(offer.place)
    return document


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a document")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _registration(entry: dict[str, Any]) -> Registration:
    days = {name: _day(entry.get(name)) for name in ("checked_on", "expires_on", "holds_until")}
    return Registration(**entry | days)


def _source(source: dict[str, Any] | None) -> Source | None:
    return None if source is None else Source(**source | {"retrieved_on": _day(source["retrieved_on"])})


def _photo(photo: dict[str, Any] | None) -> Photo | None:
    return None if photo is None else Photo(UUID(photo["id"]), photo["alt"])


def _run_by(body: dict[str, Any] | None) -> RunBy | None:
    return None if body is None else RunBy(UUID(body["id"]), body["name"], body["website"])


def _replies(replies: dict[str, Any] | None) -> Replies | None:
    return None if replies is None else Replies(**replies)


def _vouch(vouch: dict[str, Any]) -> Vouch:
    days = {name: date.fromisoformat(vouch[name]) for name in ("given_on", "until")}
    return Vouch(**vouch | days | {"organisation_id": UUID(vouch["organisation_id"])})


def _offer(offer: dict[str, Any]) -> Offer:
    place, fees = offer["place"], offer["fees"]
    places = fees["reduced_places"]
    return Offer(
        **offer
        | {
            "place": None if place is None else Place(**place),
            "fees": Fees(
                **fees
                | {
                    "help": tuple(fees["help"]),
                    "who_qualifies": tuple(fees["who_qualifies"]),
                    "confirmed_on": _day(fees["confirmed_on"]),
                    "reduced_places": None
                    if places is None
                    else ReducedPlaces(**places | {"confirmed_on": _day(places["confirmed_on"])}),
                }
            ),
            "payers": tuple(offer["payers"]),
            "times": tuple(offer["times"]),
            "availability_confirmed_on": _day(offer["availability_confirmed_on"]),
        }
    )
