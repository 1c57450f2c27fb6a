"""Where a service is: its public places and, for what reaches people anywhere, a virtual one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.api.getting_in import getting_in
from app.api.hsds.parts import Terms, Thing, id_of, plain, stated
from app.listings.listing import REMOTE_FORMATS, Listing, Offer, Place
from app.plumbing.words import gettext as _


@dataclass(frozen=True, slots=True)
class At:
    """One place of one service, or everywhere (None). The ids are made of what is stated of the place, and of
    nothing else: they outlive every edit that leaves the place where it is."""

    service: str
    place: Place | None
    offers: tuple[Offer, ...]

    @property
    def id(self) -> str:
        return id_of("at", self.service, *_facts(self.place))

    @property
    def location_id(self) -> str:
        return id_of("location", self.service, *_facts(self.place))


def whereabouts(listing: Listing) -> Iterator[At]:
    """The places of a listing, each once, in the order of its offers; the virtual one comes last."""
    for place in dict.fromkeys(offer.place for offer in listing.offers if offer.place is not None):
        yield At(str(listing.id), place, tuple(offer for offer in listing.offers if offer.place == place))
    if remote := tuple(offer for offer in listing.offers if offer.place is None and offer.format in REMOTE_FORMATS):
        yield At(str(listing.id), None, remote)


def service_at_location(terms: Terms, at: At) -> dict[str, Any]:
    """A service at one of its places, with all that belongs to the place."""
    return {"id": at.id, "service_id": at.service, "location_id": at.location_id, "location": location(terms, at)}


def location(terms: Terms, at: At) -> dict[str, Any]:
    """No street is public here, and HSDS wants one in every address: a location, then, without addresses."""
    return _virtual(terms, at) if at.place is None else _physical(terms, at, at.place)


def _facts(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return ("virtual",)
    point = ["" if degrees is None else f"{degrees:.6f}" for degrees in (place.lat, place.lon)]
    return (place.country, place.region or "", place.locality or "", *point, place.precision)


def _virtual(terms: Terms, at: At) -> dict[str, Any]:
    of = Thing(at.location_id, "location")
    formats = dict.fromkeys(offer.format for offer in at.offers if offer.format)
    return stated(
        id=of.id,
        location_type="virtual",
        name=_("Online or by phone"),
        description=terms.labels("format", formats),
        attributes=[plain(of, "offer", offer.id, key=offer.id) for offer in at.offers],
    )


def _physical(terms: Terms, at: At, place: Place) -> dict[str, Any]:
    of = Thing(at.location_id, "location")
    answers = getting_in(at.offers)
    having = [terms.attribute(of, "access", slug, answer) for slug, answer in answers.items() if answer == "yes"]
    return stated(
        id=of.id,
        location_type="physical",
        name=", ".join(filter(None, (place.locality, place.region, place.country))),
        latitude=place.lat,
        longitude=place.lon,
        accessibility=[_accessibility(terms, of.id, *answer) for answer in answers.items()],
        attributes=[
            *(plain(of, name, value, label) for name, value, label in _of_place(place)),
            *(plain(of, "offer", offer.id, key=offer.id) for offer in at.offers),
            *having,
        ],
    )


def _of_place(place: Place) -> Iterator[tuple[str, str, str | None]]:
    # An address would have these; without a street there can be none.
    for name in ("locality", "region", "country"):
        if value := getattr(place, name):
            yield name, value, None
    yield "location_precision", place.precision, place.precision.replace("_", " ")


def _accessibility(terms: Terms, location: str, slug: str, answer: str) -> dict[str, Any]:
    label = terms.label("access", slug)
    return {
        "id": id_of("accessibility", location, slug),
        "location_id": location,
        # Whoever shows nothing but the description must not turn a no into a yes.
        "description": label if answer == "yes" else f"{label}: {_answered(answer)}",
        "details": answer,
    }


def _answered(answer: str) -> str:
    match answer:
        case "no":
            return _("no")
        case "ask":
            return _("please ask")
        case "unknown":
            return _("not known")
    return answer
