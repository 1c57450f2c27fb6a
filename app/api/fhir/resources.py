"""A listing, as the API may see it, as FHIR R4 resources.

One listing is a Practitioner with a PractitionerRole, or an Organization; each offer is a HealthcareService, each
place a Location. Their ids begin with the listing's, so that one look finds any of them. What somebody is, other than
by profession, is never told.
"""

from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.api.fhir.codes import BEHAVIOURAL, LANGUAGES, NUMBERS, Codes, Resource
from app.api.getting_in import getting_in
from app.criteria.grammar import major_units
from app.listings.listing import REMOTE_FORMATS, Fact, Listing, Offer, Place, Registration

TYPES = ("HealthcareService", "Location", "Organization", "Practitioner", "PractitionerRole")
FICTIONAL = "fictional"


@dataclass(frozen=True, slots=True)
class Translator:
    """`codes` are those of one language."""

    codes: Codes

    def resources(self, listing: Listing, kind: str) -> list[Resource]:
        """The resources of one type that this listing gives, in the order of their ids."""
        of_kind: dict[str, Callable[[Listing], list[Resource]]] = {
            "Practitioner": self._practitioner,
            "PractitionerRole": self._role,
            "Organization": self._organization,
            "HealthcareService": self._services,
            "Location": self._locations,
        }
        found = sorted(of_kind[kind](listing), key=lambda one: str(one["id"]))
        return [self._whole(listing, kind, body) for body in found]

    def _whole(self, listing: Listing, kind: str, body: Resource) -> Resource:
        meta: Resource = {"lastUpdated": listing.updated_at}
        if listing.fictional:
            meta["tag"] = [{"system": self.codes.system("listing"), "code": FICTIONAL}]
        stated = {name: value for name, value in body.items() if value not in (None, [])}
        return {"resourceType": kind, "id": body["id"], "meta": meta} | stated

    def _practitioner(self, listing: Listing) -> list[Resource]:
        if listing.kind != "individual":
            return []
        checked = [entry for entry in listing.registers if entry.status == "checked"]
        return [
            {
                "id": str(listing.id),
                "active": True,
                "identifier": [self._number(entry) for entry in checked],
                "name": [{"text": listing.name}],
                "communication": [self._language(fact) for fact in listing.spoken],
                "qualification": [self._qualification(entry) for entry in checked],
            }
        ]

    def _role(self, listing: Listing) -> list[Resource]:
        if listing.kind != "individual":
            return []
        professions = listing.slugs("profession")
        return [
            {
                "id": str(listing.id),
                "active": True,
                "practitioner": _reference("Practitioner", str(listing.id)),
                "code": [self.codes.role(slug) for slug in professions],
                "specialty": self.codes.specialties(professions),
                "location": [_reference("Location", id) for id in _places(listing).values()],
                "healthcareService": [
                    _reference("HealthcareService", part_id(listing, offer)) for offer in listing.offers
                ],
                "telecom": [{"system": "url", "value": f"{self.codes.base_url}/listings/{listing.slug}"}],
            }
        ]

    def _organization(self, listing: Listing) -> list[Resource]:
        if listing.kind == "individual":
            return []
        phone = None if listing.source is None else listing.source.phone
        page = {"system": "url", "value": f"{self.codes.base_url}/listings/{listing.slug}"}
        checked = [entry for entry in listing.registers if entry.status == "checked"]
        return [
            {
                "id": str(listing.id),
                "active": True,
                "identifier": [self._number(entry) for entry in checked],
                "type": [self.codes.concept("kind", listing.kind)],
                "name": listing.name,
                "telecom": [*([{"system": "phone", "value": phone}] if phone else []), page],
                "address": [_address(place) for place in _places(listing)],
            }
        ]

    def _services(self, listing: Listing) -> list[Resource]:
        places, codes = _places(listing), self.codes
        provider = None if listing.kind == "individual" else _reference("Organization", str(listing.id))
        return [
            {
                "id": part_id(listing, offer),
                "active": True,
                "extension": self._extensions(offer),
                "providedBy": provider,
                "category": [{"coding": [{"system": BEHAVIOURAL[0], "code": BEHAVIOURAL[1]}]}],
                "type": [] if offer.session is None else [codes.concept("session", offer.session)],
                "specialty": codes.concepts("concern", listing.slugs("concern")),
                "location": [] if offer.place is None else [_reference("Location", places[offer.place])],
                "name": listing.name,
                "comment": self._waiting(offer),
                "coverageArea": self._coverage(listing, offer),
                "eligibility": [
                    {"code": codes.concept(scheme, slug)}
                    for scheme in ("community", "age_group")
                    for slug in listing.slugs(scheme)
                ],
                "characteristic": codes.concepts("approach", listing.slugs("approach")),
                "communication": [self._language(fact) for fact in listing.facts.get("language", ())],
            }
            for offer in listing.offers
        ]

    def _waiting(self, offer: Offer) -> str | None:
        return self.codes.labels.of("availability", "waitlist") if offer.availability == "waitlist" else None

    def _coverage(self, listing: Listing, offer: Offer) -> list[Resource]:
        """Where somebody may be who is seen from afar: by name, for no Location stands for a country."""
        if offer.format not in REMOTE_FORMATS:
            return []
        return [{"display": self.codes.labels.jurisdiction(code)} for code in listing.may_see_people_in]

    def _extensions(self, offer: Offer) -> list[Resource]:
        codes, fees = self.codes, offer.fees
        amounts = {"standard-fee": fees.standard, "reduced-fee-from": fees.reduced_from}
        return [
            *([] if offer.format is None else [codes.delivery(offer.format)]),
            *codes.newpatients(offer.availability),
            *(
                codes.own(name, {"value": _amount(minor, fees.currency), "currency": fees.currency})
                for name, minor in amounts.items()
                if minor is not None and fees.currency is not None
            ),
            *(codes.own("payer", codes.concept("payer", slug)) for slug in offer.payers),
            *(codes.own("times", codes.concept("times", slug)) for slug in offer.times),
        ]

    def _locations(self, listing: Listing) -> list[Resource]:
        return [self._location(listing, place, id) for place, id in _places(listing).items()]

    def _location(self, listing: Listing, place: Place, id: str) -> Resource:
        here = [offer for offer in listing.offers if offer.place == place]
        return {
            "id": id,
            "status": "active",
            "extension": [self.codes.accessibility(slug) for slug, said in getting_in(here).items() if said == "yes"],
            "name": place.locality or place.region or self.codes.labels.jurisdiction(place.country),
            "mode": "instance",
            "address": _address(place),
            "position": None if place.lat is None else {"longitude": place.lon, "latitude": place.lat},
            "managingOrganization": None
            if listing.kind == "individual"
            else _reference("Organization", str(listing.id)),
        }

    def _language(self, fact: Fact) -> Resource:
        spoken: Resource = {
            "coding": [{"system": LANGUAGES, "code": fact.slug}],
            "text": self.codes.labels.of("language", fact.slug),
        }
        if fact.detail is not None:
            spoken["extension"] = [
                self.codes.own("language-level", self.codes.concept("language_level", fact.detail)),
            ]
        return spoken

    def _number(self, entry: Registration) -> Resource:
        system = NUMBERS.get(entry.body) or f"{self.codes.base_url}/fhir/NamingSystem/{entry.body}"
        return {"system": system, "value": entry.number}

    def _qualification(self, entry: Registration) -> Resource:
        body = self.codes.concept("register", entry.body)
        return {"identifier": [self._number(entry)], "code": body, "issuer": {"display": body["text"]}}


def part_id(listing: Listing, offer: Offer) -> str:
    """An id of at most 64 characters, as FHIR has them: the listing's, and the offer's written shorter."""
    return f"{listing.id}.{b32encode(UUID(offer.id).bytes).decode().rstrip('=').lower()}"


def _places(listing: Listing) -> dict[Place, str]:
    """Each place once, named by the first offer there."""
    found: dict[Place, str] = {}
    for offer in listing.offers:
        if offer.place is not None:
            found.setdefault(offer.place, part_id(listing, offer))
    return found


def _address(place: Place) -> Resource:
    address = {"city": place.locality, "state": place.region, "country": place.country}
    return {name: value for name, value in address.items() if value}


def _amount(minor: int, currency: str) -> int | float:
    """Exact to the currency's last digit; a float of so few digits is written as they were stated."""
    amount = major_units(minor, currency)
    return float(amount) if "." in amount else int(amount)


def _reference(kind: str, id: str) -> Resource:
    return {"reference": f"{kind}/{id}"}
