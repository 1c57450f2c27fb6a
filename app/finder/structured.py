"""What a listing's page says once more for search engines, in schema.org's words (JSON-LD).

Only what is to be read on the page, and of that only what search engines were given. Who somebody is, and what they
believe, is left out even then: on a page that is copied everywhere it could never be taken back. Never a rating.
"""

from typing import Any

from flask import current_app
from markupsafe import Markup

from app.criteria.labels import Labels
from app.criteria.wording import Reader
from app.finder import addresses
from app.finder.offers import offer_title
from app.finder.prices import price
from app.listings.listing import Listing, Offer, Place, Registration

_TYPES = {"individual": "Person", "group_practice": "ProfessionalService", "clinic": "MedicalClinic"}
# Inside an element of the page, and for whoever puts it into a script.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def structured(listing: Listing, labels: Labels, reads: Reader) -> Markup:
    """The data of a page about this listing as search engines may see it, ready for its element."""
    text = current_app.json.dumps(page_of(listing, labels, reads, str(current_app.config["BASE_URL"])))
    # Escaped here: nothing is left in it that could end the element it stands in.
    return Markup(text.translate(_ESCAPES))  # noqa: S704


def page_of(listing: Listing, labels: Labels, reads: Reader, base_url: str) -> dict[str, Any]:
    """The page and who it is about."""
    address = base_url + addresses.lasting_listing(listing.slug)
    about = _about(listing, labels, reads) | {"@id": f"{address}#about", "url": address}
    about |= _person(listing, labels) if listing.kind == "individual" else _service(listing, labels)
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "dateModified": listing.updated_at.date(),
        "mainEntity": _stated(about),
    }


def _about(listing: Listing, labels: Labels, reads: Reader) -> dict[str, Any]:
    """What is said of a person and of a service alike."""
    known = [labels.of(key, slug) for key in ("concern", "approach") for slug in listing.slugs(key)]
    return {
        "@type": _TYPES.get(listing.kind, "Organization"),
        "name": listing.name,
        "description": listing.headline,
        "knowsLanguage": [labels.of("language", fact.slug) for fact in listing.spoken],
        "knowsAbout": known,
        "hasCredential": [_credential(entry, labels) for entry in listing.registers if entry.status == "checked"],
        "makesOffer": [_offer(offer, labels, reads) for offer in listing.offers],
        "telephone": None if listing.source is None else listing.source.phone,
    }


def _person(listing: Listing, labels: Labels) -> dict[str, Any]:
    return {
        # As many as the page's own line names.
        "jobTitle": [labels.of("profession", slug) for slug in listing.slugs("profession")[:2]],
        "pronouns": [labels.of("pronouns", slug) for slug in listing.slugs("pronouns")],
        "workLocation": _places(listing, labels),
    }


def _service(listing: Listing, labels: Labels) -> dict[str, Any]:
    return {"location": _places(listing, labels)}


def _credential(entry: Registration, labels: Labels) -> dict[str, Any]:
    body = labels.of("register", entry.body)
    return {
        "@type": "EducationalOccupationalCredential",
        "identifier": entry.number,
        "recognizedBy": {"@type": "Organization", "name": body},
    }


def _offer(offer: Offer, labels: Labels, reads: Reader) -> dict[str, Any]:
    shown = price(offer.fees, None, None, reads, offer.minutes)
    return {"@type": "Offer", "name": offer_title(offer, labels, reads), "description": shown.headline}


def _places(listing: Listing, labels: Labels) -> list[dict[str, Any]]:
    """Where the page says they are, never closer: no coordinates, and no street."""
    return [_place(place, labels) for place in dict.fromkeys(offer.place for offer in listing.offers) if place]


def _place(place: Place, labels: Labels) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.locality,
        "addressRegion": place.region,
        "addressCountry": labels.jurisdiction(place.country),
    }
    return {"@type": "Place", "address": _stated(address)}


def _stated(members: dict[str, Any]) -> dict[str, Any]:
    """Without what is not stated; what there is one of needs no list."""
    return {name: _single(value) for name, value in members.items() if value}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value
