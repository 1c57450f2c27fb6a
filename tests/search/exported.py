"""Listings read back from the API's export, as any program would read them from the contract."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.listings.listing import Fact, Fees, Listing, Offer, Place, ReducedPlaces, Registration, Source, Vouch

# Members of a listing that are lists of terms, with the name of what each carries besides its slug.
_TERMS = {
    "identity": None,
    "gender": None,
    "faith": None,
    "community": "basis",
    "language": "level",
    "approach": "training",
    "concern": None,
    "age_group": None,
    "profession": None,
}


def listing_from(row: Mapping[str, Any], pronouns: Mapping[str, str]) -> Listing:
    """A line of the export as a listing; `pronouns` maps the labels of pronouns to their slugs."""
    facts = {
        key: tuple(Fact(term["slug"], term[detail] if detail else None, term.get("own_words")) for term in row[key])
        for key, detail in _TERMS.items()
    }
    facts["contact_mode"] = tuple(Fact(slug) for slug in row["contact_modes"])
    facts["pronouns"] = tuple(Fact(pronouns[label]) for label in (row["pronouns"] or "").split(", ") if label)
    source = row["source"]
    return Listing(
        id=UUID(row["id"]),
        slug=row["slug"],
        kind=row["kind"],
        name=row["name"],
        headline=row["headline"],
        about=row["about"],
        facts=facts,
        registers=tuple(_registration(entry) for entry in row["registers"]),
        may_see_people_in=tuple(row["may_see_people_in"]),
        offers=tuple(_offer(offer) for offer in row["offers"]),
        source=source and Source(source["name"], source["url"], _day(source["retrieved_on"])),
        fictional=row["fictional"],
        confirmed_on=_day(row["confirmed_on"]),
        updated_at=datetime.fromisoformat(row["updated_at"]),
        vouches=tuple(_vouch(vouch) for vouch in row["vouches"]),
        collections=tuple(row["collections"]),
    )


def _vouch(row: Mapping[str, Any]) -> Vouch:
    by, days = row["organisation"], (date.fromisoformat(row["given_on"]), date.fromisoformat(row["until"]))
    return Vouch(UUID(by["id"]), by["name"], row["community"]["slug"], *days, row["interest"])


def _registration(row: Mapping[str, Any]) -> Registration:
    days = (_day(row["checked_on"]), _day(row["expires_on"]))
    return Registration(row["body"], row["number"], row["status"], *days)


def _offer(row: Mapping[str, Any]) -> Offer:
    return Offer(
        id=row["id"],
        session=row["session"],
        format=row["format"],
        minutes=row["minutes"],
        place=Place(**row["place"]) if row["place"] else None,
        fees=_fees(row["fees"]),
        payers=tuple(term["slug"] for term in row["payers"]),
        access=row["access"],
        times=tuple(row["times"]),
        availability=row["availability"],
        availability_confirmed_on=_day(row["availability_confirmed_on"]),
    )


def _fees(row: Mapping[str, Any]) -> Fees:
    places = row["reduced_places"]
    return Fees(
        currency=row["currency"],
        standard=row["standard"],
        reduced_from=row["reduced_from"],
        model=row["model"],
        help=tuple(row["help"]),
        who_qualifies=tuple(row["who_qualifies"]),
        reduced_places=places and ReducedPlaces(places["total"], places["open"], _day(places["confirmed_on"])),
        note=row["note"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
