"""The shapes of the API's JSON, from which its description is generated and its tests judge every answer."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.api.terms import Approach, Community, Language, OwnTerm, Shape, Term, Vouch


class Registration(Shape):
    """An entry in a register. `checked`: found there on `checked_on`; `stated`: said, not checked.

    `register=` finds entries that are `checked` now.
    """

    body: str
    number: str
    status: Literal["checked", "stated", "not_found", "lapsed"]
    checked_on: date | None
    expires_on: date | None
    method: str | None = Field(description="how it was checked: public-register, asked-the-body, document-seen")
    holds_until: date | None = Field(description="the last day on which this status holds by itself; null: for good")


class Place(Shape):
    """The public, snapped place of an offer."""

    locality: str | None
    region: str | None
    country: str
    lat: float | None = Field(ge=-90, le=90)
    lon: float | None = Field(ge=-180, le=180)
    precision: Literal["exact", "postcode_district", "town"]


class ReducedPlaces(Shape):
    total: int = Field(ge=0)
    open: int | None = Field(ge=0)
    confirmed_on: date | None


class Fees(Shape):
    """Amounts in minor units of `currency`; null is "not stated"."""

    currency: str | None
    standard: int | None = Field(ge=0)
    reduced_from: int | None = Field(ge=0)
    model: str | None
    help: list[str]
    who_qualifies: list[str]
    reduced_places: ReducedPlaces | None
    note: str | None
    confirmed_on: date | None
    terms: dict[str, object] | None = Field(description="what the model needs besides: tiers, levels, formula")
    unconfirmed: bool = Field(description="stated, and not confirmed lately")


class Offer(Shape):
    """One way to be seen."""

    id: UUID
    session: str | None
    format: str | None
    minutes: int | None
    place: Place | None
    fees: Fees
    payers: list[Term]
    access: dict[str, Literal["yes", "no", "ask", "unknown"]]
    times: list[str]
    availability: Literal["now", "waitlist", "closed", "unknown"]
    availability_confirmed_on: date | None
    availability_unconfirmed: bool = Field(description="stated, and not confirmed lately")


class Source(Shape):
    """Where an imported service was read from; its contact details are of that day."""

    name: str
    url: str | None
    retrieved_on: date | None
    phone: str | None
    website: str | None


class Photo(Shape):
    """A photo of who is listed. Show it from its address, which answers 404 as soon as it has been taken away."""

    url: str = Field(description="a square WebP of at most 512 pixels a side, without any metadata")
    alt: str | None = Field(description="what it shows, in their own words")


class Replies(Shape):
    """How first messages are answered, measured over the last twelve whole months. It has no part in the order."""

    in_ten: int | None = Field(
        ge=5, le=9, description="at least so many of ten in the promised time; null: fewer than five"
    )
    within_hours: Literal[24, 48, 96, 168, 336] | None = Field(
        description="half of all first messages are answered within so many hours; null: fewer than half are"
    )


class Listing(Shape):
    """A practitioner or service, as consented for the API."""

    id: UUID
    slug: str
    url: str
    kind: Literal["individual", "group_practice", "clinic", "community_service", "peer_group"]
    name: str
    pronouns: str | None
    headline: str | None
    about: str | None
    photo: Photo | None
    identity: list[OwnTerm]
    gender: list[OwnTerm]
    faith: list[OwnTerm]
    community: list[Community]
    language: list[Language]
    approach: list[Approach]
    concern: list[Term]
    age_group: list[Term]
    profession: list[Term]
    registers: list[Registration]
    contact_modes: list[str]
    receives_messages: bool = Field(description="false while our mail to them comes back")
    promised_days: int | None = Field(
        description="within how many days an answer to a first message is promised; null: none are taken here"
    )
    replies: Replies | None = Field(description="null: too few to tell, or no first messages are taken here")
    may_see_people_in: list[str]
    source: Source | None
    fictional: bool = Field(description="a demonstration listing: nobody real")
    confirmed_on: date | None
    updated_at: datetime
    vouches: list[Vouch]
    collections: list[UUID] = Field(description="the public lists they are on, which are values of `collection`")
    offers: list[Offer]


class Match(Shape):
    """Why a listing is there. Criteria are written `key:value`."""

    met: list[str] = Field(description="what it meets of all that was required or wished for")
    unmet: list[str] = Field(description="wishes it does not meet")
    not_stated: list[str] = Field(description="wishes, and what `unstated` keeps, that it does not state: ask")
    offer: UUID | None
    distance_km: float | None = Field(ge=0)


class Result(Listing):
    match: Match


class FacetCount(Term):
    count: int = Field(ge=0)
    chosen: bool


class Relaxation(Shape):
    drop: str
    total: int = Field(ge=0)


class Way(Shape):
    """Another search worth a look, with the exact number it gives.

    `wish`: `change`, required now, as a wish. `wider`: the radius `change`. `online`: the remote formats, without
    `change` if that is not empty. `groups`, `services`, `clinics`, `trainees`: these, in the same place, language and
    age, with the amount as a wish; if `change` is `language`, the language is a wish too.
    """

    way: Literal["wish", "wider", "online", "groups", "services", "clinics", "trainees"]
    change: str
    query: str = Field(description="the query of that search")
    total: int = Field(ge=1)


class Understood(Shape):
    """What a place was understood as, and the limits that follow from it."""

    label: str | None
    lat: float | None
    lon: float | None
    within: str | None
    seen_from: str | None


class Search(Shape):
    total: int = Field(ge=0)
    page: int = Field(ge=1)
    per_page: int = Field(ge=1, le=50)
    pages: int = Field(ge=0)
    criteria: dict[str, str | list[str]]
    place: Understood | None
    sentence: str
    ignored: list[str]
    results: list[Result]
    facets: dict[str, list[FacetCount]]
    relax: list[Relaxation] = Field(description="when there are fewer than 5: the total without each criterion")
    ways: list[Way] = Field(description="when there are fewer than 5: other searches that give more")
    silent: dict[str, int] = Field(
        description="of what is required: how many more there are, or would be, with `unstated` of it"
    )


class Say(BaseModel):
    """Other members are passed over."""

    say: str = Field(description="a sentence in somebody's own words; read, answered and forgotten", max_length=2000)


class Taken(BaseModel):
    """Words of the sentence, and what they were taken for, as `key:value`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    text: str
    as_: str = Field(alias="as")


class Understanding(Shape):
    """`query` is the canonical query string; `not_understood` are pieces of the sentence that lead to nothing;
    `urgent`: the words suggest danger to life."""

    query: str
    criteria: dict[str, str | list[str]]
    understood: list[Taken]
    not_understood: list[str]
    urgent: bool


class FacetTerm(Term):
    meaning: str
    synonyms: list[str]
    parent: str | None
    retired: bool


class Facet(Shape):
    label: str
    level: Literal["person", "offer"]
    terms: list[FacetTerm]


class Facets(Shape):
    facets: dict[str, Facet]


class Problem(BaseModel):
    """A problem document (RFC 9457); `key` names the parameter, `problems` all of them."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    key: str | None = None
