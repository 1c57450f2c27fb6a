"""A listing as an HSDS service: one service a listing, the person a contact, the practice the organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.api.hsds.locations import location, service_at_location, whereabouts
from app.api.hsds.money import capacities, cost_options
from app.api.hsds.parts import Terms, Thing, address, ages, id_of, plain, stated
from app.listings.facets import SPECIAL
from app.listings.listing import Fact, Listing, Offer
from app.listings.paging import Removed
from app.plumbing.words import gettext as _

# What hangs on the service, what on the person; of a practice all of it is the service's.
_OF_SERVICE = ("approach", "concern", "community", "age_group", "contact_mode")
_OF_PERSON = (*(facet.key for facet in SPECIAL), "profession")
_TO_BEGIN = ("now", "waitlist")


@dataclass(frozen=True, slots=True)
class Services:
    """Presents listings as services; `base_url` is the site's public address.

    It is pure: a listing in, a dict out, no request and no database. Stable in what comes out, for whoever imports it:
    every id; `taxonomy_term.taxonomy` (our scheme) and `.code` (our slug); every `link_type` and `value`, as
    `profile.py` lists them; `cost_option.option` ("full", "reduced from", "not stated"), with `amount` exact in
    `currency`; `accessibility.details` (yes, no, ask, unknown); `schedule.attending_type` and the `offer` attribute,
    which says of a cost option, a capacity, a schedule and a location which offers it belongs to. Names, labels and
    descriptions are in the locale of the terms, and may be worded anew.
    """

    terms: Terms
    base_url: str

    def minimal(self, listing: Listing) -> dict[str, Any]:
        """Enough to know what has changed, and the least that is a service."""
        return {"id": str(listing.id), "name": listing.name, "status": "active", "last_modified": listing.updated_at}

    @staticmethod
    def removed(row: Removed) -> dict[str, Any]:
        """What is left of a listing that was withdrawn, so that whoever keeps a copy knows to delete it."""
        return {"id": str(row.id), "name": _("Removed"), "status": "defunct", "last_modified": row.at}

    def listed(self, listing: Listing) -> dict[str, Any]:
        """What a list shows: the service with what it has one of."""
        return self._basics(listing) | {"organization": self.organization(listing)}

    def full(self, listing: Listing) -> dict[str, Any]:
        """The service with all that belongs to it."""
        of = Thing(str(listing.id), "service")
        return self.listed(listing) | stated(
            additional_urls=_source_page(of, listing),
            contacts=self._contacts(of, listing),
            phones=_phones(of, listing),
            languages=[self._language(of, fact) for fact in listing.facts.get("language", ())],
            cost_options=[row for offer in listing.offers for row in cost_options(self.terms, of.id, offer)],
            capacities=[row for offer in listing.offers for row in capacities(of.id, offer)],
            schedules=[row for offer in listing.offers for row in self._schedules(of, offer)],
            service_areas=self._areas(listing),
            service_at_locations=[service_at_location(self.terms, at) for at in whereabouts(listing)],
            attributes=[*self._of_service(of, listing), *([] if _is_person(listing) else self._personal(of, listing))],
        )

    def organization_with(self, listing: Listing, *, full_service: bool) -> dict[str, Any]:
        """The practice with its places and its service."""
        service = self.full(listing) if full_service else self.minimal(listing)
        locations = [location(self.terms, at) for at in whereabouts(listing)]
        return self.organization(listing) | stated(locations=locations, services=[service])

    def at_location(self, listing: Listing, at_id: str, *, full: bool) -> dict[str, Any] | None:
        """The service at the place of this id, as long as it is there."""
        at = next((at for at in whereabouts(listing) if at.id == at_id), None)
        if at is None:
            return None
        row = service_at_location(self.terms, at)
        if full:
            return row | stated(service_areas=self._areas(listing))
        return row | {"location": {n: v for n, v in row["location"].items() if not isinstance(v, list)}}

    def organization(self, listing: Listing) -> dict[str, Any]:
        """The practice: also of somebody who works alone, because HSDS wants every service to have one."""
        picture = None if listing.photo is None or _is_person(listing) else self._picture(listing)
        return stated(
            id=id_of("organization", str(listing.id)),
            name=listing.name,
            description=listing.about or listing.headline or listing.name,
            website=None if listing.source is None else address(listing.source.website),
            logo=picture,
        )

    def _basics(self, listing: Listing) -> dict[str, Any]:
        interpreted = [fact.slug for fact in listing.facts.get("language", ()) if fact.detail == "interpreter"]
        fees = "; ".join(dict.fromkeys(offer.fees.note for offer in listing.offers if offer.fees.note))
        return self.minimal(listing) | stated(
            organization_id=id_of("organization", str(listing.id)),
            description=listing.about or listing.headline,
            url=f"{self.base_url}/listings/{listing.slug}",
            interpretation_services=self.terms.labels("language", interpreted),
            application_process=self.terms.labels("contact_mode", listing.slugs("contact_mode")),
            eligibility_description=self.terms.labels("age_group", listing.slugs("age_group")),
            alert=" ".join(_alerts(listing)),
            assured_date=None if listing.confirmed_on is None else listing.confirmed_on.isoformat(),
            accreditations=self._accreditations(listing),
            fees_description=fees,
            **ages(listing.slugs("age_group")),
        )

    def _accreditations(self, listing: Listing) -> str:
        # To say one is on a register is not to be on it: only what was found there is said here.
        return "; ".join(
            _(
                "%(register)s %(number)s, checked on %(day)s",
                register=self.terms.label("register", entry.body),
                number=entry.number,
                day=entry.checked_on.isoformat(),
            )
            for entry in listing.registers
            if entry.status == "checked" and entry.checked_on
        )

    def _contacts(self, service: Thing, listing: Listing) -> list[dict[str, Any]]:
        if not _is_person(listing):
            return []
        of = Thing(id_of("contact", service.id), "contact")
        title = self.terms.labels("profession", listing.slugs("profession"))
        attributes = self._personal(of, listing)
        if listing.photo is not None:
            attributes.append(plain(of, "photo", self._picture(listing), listing.photo.alt))
        return [stated(id=of.id, service_id=service.id, name=listing.name, title=title, attributes=attributes)]

    def _picture(self, listing: Listing) -> str:
        assert listing.photo is not None
        return f"{self.base_url}/photos/{listing.photo.id}/large"

    def _personal(self, of: Thing, listing: Listing) -> list[dict[str, Any]]:
        """What is stated of a person, and the registers. One that was not found in a register says so by the kind
        of link: nobody takes it for one that was."""
        rows = [
            self.terms.attribute(of, key, fact.slug, fact.detail, fact.own_words)
            for key in _OF_PERSON
            for fact in listing.facts.get(key, ())
        ]
        for entry in listing.registers:
            named = f"{entry.body} {entry.number}"
            if entry.status == "checked":
                rows.append(self.terms.attribute(of, "register", entry.body, entry.number, key=named))
            else:
                label = self.terms.label("register", entry.body)
                rows.append(plain(of, f"register_{entry.status}", named, label, key=named))
        return rows

    def _of_service(self, of: Thing, listing: Listing) -> list[dict[str, Any]]:
        rows = [
            self.terms.attribute(of, key, fact.slug, fact.detail, fact.own_words)
            for key in _OF_SERVICE
            for fact in listing.facts.get(key, ())
        ]
        rows += [self.terms.attribute(of, *row) for row in dict.fromkeys(_of_offers(listing))]
        # A term that is stated can be searched by; nobody searches for what is closed.
        if any(offer.availability == "closed" for offer in listing.offers):
            rows.append(plain(of, "availability", "closed"))
        if listing.headline:
            rows.append(plain(of, "headline", listing.headline))
        if listing.fictional:
            rows.append(plain(of, "fictional", "true"))
        return rows

    def _language(self, service: Thing, fact: Fact) -> dict[str, Any]:
        of = Thing(id_of("language", service.id, fact.slug), "language")
        rows = [self.terms.attribute(of, "language", fact.slug)]
        if fact.detail:
            rows.append(self.terms.attribute(of, "language_level", fact.detail))
        # HSDS takes ISO 639 alone: the script and the region are in the name.
        return stated(
            id=of.id,
            service_id=service.id,
            name=self.terms.label("language", fact.slug),
            code=fact.slug.split("-")[0],
            note=fact.detail and self.terms.label("language_level", fact.detail),
            attributes=rows,
        )

    def _schedules(self, service: Thing, offer: Offer) -> Iterator[dict[str, Any]]:
        # Times of day are stated in words: hours would be made up.
        for slug in offer.times:
            of = Thing(id_of("schedule", service.id, offer.id, slug), "schedule")
            yield stated(
                id=of.id,
                service_id=service.id,
                description=self.terms.label("times", slug),
                attending_type=offer.format,
                attributes=[plain(of, "offer", offer.id), self.terms.attribute(of, "times", slug)],
            )

    def _areas(self, listing: Listing) -> list[dict[str, Any]]:
        service = str(listing.id)
        return [
            {
                "id": id_of("area", service, code),
                "service_id": service,
                "name": self._region(code),
                "extent": code,
                "extent_type": "text",
            }
            for code in listing.may_see_people_in
        ]

    def _region(self, code: str) -> str:
        known = self.terms.lexicon.term("region", code.lower())
        return known.label_in(self.terms.locale) if known else code


def _is_person(listing: Listing) -> bool:
    return listing.kind == "individual"


def _of_offers(listing: Listing) -> Iterator[tuple[str, str]]:
    yield "kind", listing.kind
    for offer in listing.offers:
        yield from (("format", offer.format),) if offer.format else ()
        yield from (("session", offer.session),) if offer.session else ()
        yield from (("availability", offer.availability),) if offer.availability in _TO_BEGIN else ()
        yield from (("payer", slug) for slug in offer.payers)


def _alerts(listing: Listing) -> Iterable[str]:
    if listing.fictional:
        yield _("Demonstration: nobody real.")
    if listing.offers and all(offer.availability == "closed" for offer in listing.offers):
        yield _("Takes nobody new at present.")


def _source_page(service: Thing, listing: Listing) -> list[dict[str, Any]]:
    source = listing.source
    url = address(source.url) if source else None
    if source is None or url is None:
        return []
    return [stated(id=id_of("url", service.id, url), service_id=service.id, label=source.name, url=url)]


def _phones(service: Thing, listing: Listing) -> list[dict[str, Any]]:
    number = listing.source.phone if listing.source else None
    return [{"id": id_of("phone", service.id), "service_id": service.id, "number": number}] if number else []
