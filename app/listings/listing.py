"""The frozen, public `Listing` and its parts. Nothing private fits into these types."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

Audience = Literal["site", "widget", "api", "search_engines"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

# Formats that happen in a place, and those that reach the seeker wherever the law lets them be seen.
PLACED_FORMATS = frozenset({"in-person", "outdoors", "home-visit"})
REMOTE_FORMATS = frozenset({"video", "phone", "text-chat", "email"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A term as stated: `detail` is a language's level, an approach's training, a community's basis."""

    slug: str
    detail: str | None = None
    own_words: str | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """An entry in a body's register; `status` is `checked`, `stated`, `not_found` or `lapsed`.

    `method` is how the last check was made (`public-register`, `asked-the-body`, `document-seen`); `holds_until` the
    last day on which all this is so if nobody does anything; None when time alone changes nothing more.
    """

    body: str
    number: str
    status: str
    checked_on: date | None
    expires_on: date | None
    method: str | None = None
    holds_until: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offer takes place, as public as its practitioner chose; lat and lon in degrees, WGS 84."""

    locality: str | None
    region: str | None
    country: str
    lat: float | None
    lon: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class ReducedPlaces:
    """Places at the reduced fee: how many there are, how many are open, and the day that was confirmed."""

    total: int
    open: int | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Fees:
    """What an offer costs, in integer minor units of `currency`; null is "not stated"."""

    currency: str | None = None
    standard: int | None = None
    reduced_from: int | None = None
    model: str | None = None
    help: tuple[str, ...] = ()
    who_qualifies: tuple[str, ...] = ()
    reduced_places: ReducedPlaces | None = None
    note: str | None = None
    confirmed_on: date | None = None
    terms: Mapping[str, object] | None = None
    # Nobody has confirmed it lately: it is still shown and searched, and says so.
    unconfirmed: bool = False

    @property
    def reduced_places_full(self) -> bool:
        """True only when it is known that no reduced place is open."""
        return self.reduced_places is not None and self.reduced_places.open == 0

    @property
    def reduced_place_open(self) -> bool:
        """True only when it was confirmed, on a stated day, that a reduced place is open."""
        places = self.reduced_places
        return places is not None and bool(places.open) and places.confirmed_on is not None

    @property
    def lowest(self) -> int | None:
        """The least that `pay=` may name to match: the standard fee, or the floor unless known to be full."""
        amounts = [self.standard, None if self.reduced_places_full else self.reduced_from]
        return min((amount for amount in amounts if amount is not None), default=None)


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to be seen. `access` maps a feature to `yes`, `no`, `ask` or `unknown`."""

    id: str
    session: str | None
    format: str | None
    minutes: int | None
    place: Place | None
    fees: Fees
    payers: tuple[str, ...]
    access: Mapping[str, str]
    times: tuple[str, ...]
    availability: str
    availability_confirmed_on: date | None
    availability_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where an imported service was read from, and when. Contact details are the source's, of that day."""

    name: str
    url: str | None
    retrieved_on: date | None
    phone: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class RunBy:
    """The organisation that keeps a service here, and where it is reached by its own word."""

    id: UUID
    name: str
    website: str | None


@dataclass(frozen=True, slots=True)
class Photo:
    """The photo the practitioner chose and a steward looked at. `alt`: what it shows, in the practitioner's words."""

    id: UUID
    alt: str | None


@dataclass(frozen=True, slots=True)
class Replies:
    """How first messages are answered: `in_ten` at least so many of ten in the promised time, None for fewer than
    five; `within_hours`: half of all within so many hours, None where fewer than half are."""

    in_ten: int | None
    within_hours: int | None


@dataclass(frozen=True, slots=True)
class Vouch:
    """What an organisation says: that it vouches for them, for a community. `interest` is the conflict of interest it
    declared, None where it declared that there is none. It is never an input to the order."""

    organisation_id: UUID
    organisation: str
    community: str
    given_on: date
    until: date
    interest: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one audience may see of a practitioner or of an organisation's service.

    `facts` holds the terms of every person facet but `kind` and `register`, by facet key.
    """

    id: UUID
    slug: str
    kind: str
    name: str
    headline: str | None
    about: str | None
    facts: Mapping[str, tuple[Fact, ...]]
    registers: tuple[Registration, ...]
    may_see_people_in: tuple[str, ...]
    offers: tuple[Offer, ...]
    source: Source | None
    fictional: bool
    confirmed_on: date | None
    updated_at: datetime
    photo: Photo | None = None
    # Mail to who keeps it comes back: whoever writes to them should know.
    receives_messages: bool = True
    # Somebody has an account here and does not say that they can only be reached in other ways.
    takes_messages: bool = False
    # Within how many days they promise an answer, and what is known of it; None where too little is, or none are taken.
    promised_days: int | None = None
    replies: Replies | None = None
    # Whoever is listed agreed that search engines show the page; a service of an organisation is there to be found.
    found_elsewhere: bool = False
    # Who vouches for them, the earliest first, and the ids of the public lists they are on.
    vouches: tuple[Vouch, ...] = ()
    collections: tuple[str, ...] = ()
    # Of a service that an organisation keeps itself.
    run_by: RunBy | None = None

    def slugs(self, facet: str) -> tuple[str, ...]:
        """The slugs stated for a person facet, in the practitioner's own order."""
        return tuple(fact.slug for fact in self.facts.get(facet, ()))

    @property
    def spoken(self) -> tuple[Fact, ...]:
        """The languages stated, less those that are spoken through an interpreter only."""
        return tuple(fact for fact in self.facts.get("language", ()) if fact.detail != "interpreter")

    def offer(self, offer_id: str | None) -> Offer | None:
        return next((offer for offer in self.offers if offer.id == offer_id), None)
