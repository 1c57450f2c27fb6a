"""Random directories of whole listings, so small in words that much coincides; the same for the same seed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from app.listings.documents import Projection
from app.listings.listing import (
    AUDIENCES,
    PLACED_FORMATS,
    Audience,
    Fact,
    Fees,
    Listing,
    Offer,
    Place,
    ReducedPlaces,
    Registration,
    Source,
)

IDENTITY = {
    "gender": ("woman", "man", "non-binary"),
    "identity": ("autistic", "lgbtq", "black"),
    "faith": ("sikh", "muslim"),
    "pronouns": ("she-her", "they-them"),
}
STATED = {
    "community": ("racial-trauma", "refugees", "veterans"),
    "approach": ("emdr", "somatic-experiencing", "person-centred"),
    "concern": ("attachment", "grief", "trauma"),
    "age_group": ("14-17", "18-25", "26-64"),
    "profession": ("psychologist", "counsellor", "trainee"),
    "contact_mode": ("form", "email", "phone"),
}
LANGUAGES = ("pa", "ur", "bfi", "en")
LEVELS = ("mother-tongue", "clinical", "conversational", "interpreter", None)
OFFERED = {
    "fee_help": ("sliding-scale", "concession", "free"),
    "payer": ("self-pay", "nhs", "bupa"),
    "times": ("evening", "weekend", "weekday-morning"),
}
ACCESS = ("step-free", "hearing-loop")
FORMATS = ("in-person", "in-person", "video", "video", "phone", "home-visit", "email", None)
SESSIONS = ("individual", "individual", "couple", "group", None)
AVAILABILITY = ("now", "waitlist", "closed", "unknown")
KINDS = ("individual", "individual", "individual", "group_practice", "community_service", "clinic")
BODIES = ("bacp", "hcpc")
STANDINGS = ("checked", "checked", "checked", "stated", "lapsed", "not_found")
VALUES: Mapping[str, Sequence[str]] = {
    **IDENTITY,
    **STATED,
    **OFFERED,
    "language": LANGUAGES,
    "register": BODIES,
    "kind": (*dict.fromkeys(KINDS), "peer_group"),
    "access": ACCESS,
    "format": ("in-person", "video", "phone", "outdoors"),
    "session": ("individual", "couple", "group"),
    "availability": ("now", "waitlist"),
}
PRICES = (0, 1500, 2500, 2500, 3000, 6000)
CURRENCIES = ("GBP", "GBP", "GBP", "EUR")
JURISDICTIONS = ("GB", "GB-ENG", "GB-SCT", "US-CA", "US", "IE")
# Leeds, a street on, Bradford, London, Auckland; both sides of the antimeridian; a pole.
POINTS = (
    (53.80137, -1.54862),
    (53.80412, -1.54391),
    (53.79391, -1.75243),
    (51.50735, -0.12776),
    (-36.84846, 174.76333),
    (-16.50113, 179.98217),
    (-16.49754, -179.97161),
    (90.0, 0.0),
)
NAMES = (
    "Zoë Łukasz",
    "Jasmine Kaur",
    "José Kaur-Smith",
    "田中さくら",
    "Дмитрий Жуков",
    "फ़ातिमा बेगम",
    "سارة Smith",
    "Ｊａｎｅ",
)
TEXTS = ("Attachment wounds, gently.", "Trauma & grief", "Thérapie en français", "O’Neill's STRASSE straße", None)
WORDS = ("zoe", "LUKASZ", "kaur", "josé kaur", "Kaur j", "田", "田中", "дмитрий", "फ़ातिमा", "smith", "jan", "oneill")


def directory(random: Random, size: int) -> list[Projection]:
    """That many projections with different ids; some ids have the same key of the rotation."""
    ids: list[UUID] = []
    while len(ids) < size:
        one = UUID(int=random.getrandbits(128), version=4)
        # The same two halves the other way round: equal in the rotation, so that the id has to decide.
        other = UUID(int=(one.int & (1 << 64) - 1) << 64 | one.int >> 64)
        ids += [one, other] if random.random() < 0.2 else [one]
    return [projection(random, listing_id) for listing_id in ids[:size]]


def projection(random: Random, listing_id: UUID) -> Projection:
    """A random listing with the audiences of each identity fact."""
    consents = {
        facet: {slug: audiences for slug in _some(random, slugs) if (audiences := _audiences(random))}
        for facet, slugs in IDENTITY.items()
    }
    consents = {facet: by_slug for facet, by_slug in consents.items() if by_slug}
    facts = {facet: tuple(Fact(slug) for slug in by_slug) for facet, by_slug in consents.items()}
    facts |= {facet: tuple(Fact(slug) for slug in _some(random, slugs)) for facet, slugs in STATED.items()}
    facts["language"] = tuple(Fact(slug, random.choice(LEVELS)) for slug in _some(random, LANGUAGES))
    listing = Listing(
        id=listing_id,
        slug=str(listing_id),
        kind=random.choice(KINDS),
        name=random.choice(NAMES),
        headline=random.choice(TEXTS),
        about=random.choice(TEXTS),
        facts={facet: stated for facet, stated in facts.items() if stated},
        registers=tuple(
            Registration(body, "1", random.choice(STANDINGS), None, None) for body in _some(random, BODIES)
        ),
        may_see_people_in=_some(random, JURISDICTIONS),
        offers=tuple(_offer(random, f"{listing_id}/{n}") for n in range(random.randint(0, 4))),
        source=Source("A register", None, date(2026, 1, 2)) if random.random() < 0.2 else None,
        fictional=random.random() < 0.5,
        confirmed_on=None,
        updated_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    return Projection(listing, consents)


def seen_by(audience: Audience, shown: Projection) -> Listing:
    """What this audience may see, told from the consents fact by fact."""
    listing, consents = shown.listing, shown.consents
    facts = {
        facet: tuple(f for f in stated if facet not in IDENTITY or audience in consents[facet][f.slug])
        for facet, stated in listing.facts.items()
    }
    return replace(listing, facts={facet: stated for facet, stated in facts.items() if stated})


def _audiences(random: Random) -> frozenset[str]:
    return frozenset(_some(random, AUDIENCES))


def _some(random: Random, values: Sequence[str]) -> tuple[str, ...]:
    """None of the values about half the time: most of what could be said is not."""
    count = random.choice((0, 0, 1, 1, 2, len(values)))
    return tuple(random.sample(values, min(count, len(values))))


def _offer(random: Random, offer_id: str) -> Offer:
    how = random.choice(FORMATS)
    # That a remote or unsaid offer names a place is rare, but nothing forbids it.
    has_place = random.random() < (0.9 if how in PLACED_FORMATS else 0.1)
    return Offer(
        id=offer_id,
        session=random.choice(SESSIONS),
        format=how,
        minutes=random.choice((50, None)),
        place=_place(random) if has_place else None,
        fees=_fees(random),
        payers=_some(random, OFFERED["payer"]),
        access={feature: random.choice(("yes", "yes", "no", "ask", "unknown")) for feature in _some(random, ACCESS)},
        times=_some(random, OFFERED["times"]),
        availability=random.choice(AVAILABILITY),
        availability_confirmed_on=None,
    )


def _place(random: Random) -> Place:
    lat, lon = random.choice(POINTS)
    chance = random.random()
    if chance < 0.15:
        return Place("Leeds", None, "GB", None, None, "online")
    if chance < 0.6 and lat < 90:
        # Near by, yet nowhere twice. Around a pole all would be equally far but for rounding.
        lat, lon = lat + random.uniform(-0.1, 0.1), lon + random.uniform(-0.02, 0.01)
    return Place("Leeds", "England", "GB", lat, lon, "exact")


def _fees(random: Random) -> Fees:
    total = random.randint(1, 3)
    day = random.choice((date(2026, 1, 2), None))
    full, unsaid, there = (
        ReducedPlaces(total, 0, day),
        ReducedPlaces(total, None, day),
        ReducedPlaces(total, total, day),
    )
    return Fees(
        currency=random.choice(CURRENCIES) if random.random() < 0.9 else None,
        standard=random.choice((None, *PRICES)),
        reduced_from=random.choice((None, None, *PRICES)),
        help=_some(random, OFFERED["fee_help"]),
        reduced_places=random.choice((None, full, unsaid, there)),
    )
