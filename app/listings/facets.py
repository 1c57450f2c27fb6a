"""Every facet, declared once. The index, the URL keys, the panel, the API and import columns come from here.

A new facet is one line in FACETS and its terms in `seeds/vocabulary/`, or in `names.py` where organisations make them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from flask_babel.speaklater import LazyString

from app.listings.listing import Audience, Fact, Listing, Offer
from app.plumbing.words import lazy_gettext as _l

Level = Literal["person", "offer"]

# Levels of a language that `language=` accepts (see design: a tick is not enough for clinical work).
FLUENT = frozenset({"mother-tongue", "clinical"})


def _stated(key: str) -> Callable[[Listing], Iterable[str]]:
    return lambda listing: listing.slugs(key)


def _fluent(listing: Listing) -> Iterable[str]:
    return (fact.slug for fact in listing.facts.get("language", ()) if _is_fluent(fact))


def _is_fluent(fact: Fact) -> bool:
    return fact.detail in FLUENT


def _checked(listing: Listing) -> Iterable[str]:
    # Nothing is asserted that was not confirmed: to say one is on a register is not to be on it.
    return (entry.body for entry in listing.registers if entry.status == "checked")


def _one(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _open(offer: Offer) -> tuple[str, ...]:
    # "closed" and "unknown" are answers on a listing, not something to search for.
    return (offer.availability,) if offer.availability in ("now", "waitlist") else ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet.

    `level`: whether the whole listing has it or each offer. `area`: where the panel shows it. `special`:
    special-category data, counted and shown per audience by consent. `detail`: the JSON name of what a
    term carries besides its slug. `multiple`: whether a listing or offer states a list of it. `of_organisations`: its
    terms are no vocabulary, but what organisations make (`names.py`), and nobody states it of themselves.
    `offered`: whether the panel offers it to who did not ask for it.
    """

    key: str
    level: Level
    area: str
    label: LazyString
    of_listing: Callable[[Listing], Iterable[str]] | None = None
    of_offer: Callable[[Offer], Iterable[str]] | None = None
    special: bool = False
    detail: str | None = None
    multiple: bool = True
    of_organisations: bool = False
    offered: bool = True

    def index_key(self, audience: Audience) -> str:
        """The name under which the engine knows this facet for an audience."""
        return f"{self.key}@{audience}" if self.special else self.key


FACETS: tuple[Facet, ...] = (
    Facet("format", "offer", "meeting", _l("How you meet"), of_offer=lambda o: _one(o.format), multiple=False),
    Facet(
        "session",
        "offer",
        "meeting",
        _l("Who comes along"),
        of_offer=lambda o: _one(o.session),
        multiple=False,
    ),
    Facet("fee_help", "offer", "money", _l("Help with the fee"), of_offer=lambda o: o.fees.help),
    Facet("payer", "offer", "money", _l("Insurance and funding"), of_offer=lambda o: o.payers),
    Facet("language", "person", "person", _l("Languages"), of_listing=_fluent, detail="level"),
    Facet("gender", "person", "person", _l("Gender"), of_listing=_stated("gender"), special=True),
    Facet("identity", "person", "person", _l("Who they are"), of_listing=_stated("identity"), special=True),
    Facet("faith", "person", "person", _l("Faith and worldview"), of_listing=_stated("faith"), special=True),
    Facet("pronouns", "person", "person", _l("Pronouns"), of_listing=_stated("pronouns"), special=True),
    Facet(
        "community",
        "person",
        "person",
        _l("Communities they know"),
        of_listing=_stated("community"),
        detail="basis",
    ),
    Facet("concern", "person", "help", _l("What brings you"), of_listing=_stated("concern")),
    Facet("approach", "person", "help", _l("How they work"), of_listing=_stated("approach"), detail="training"),
    Facet("age_group", "person", "help", _l("Ages they see"), of_listing=_stated("age_group")),
    Facet("availability", "offer", "time", _l("Availability"), of_offer=_open, multiple=False),
    Facet("times", "offer", "time", _l("Times"), of_offer=lambda o: o.times),
    Facet(
        "access",
        "offer",
        "access",
        _l("Access"),
        of_offer=lambda o: (k for k, v in o.access.items() if v == "yes"),
    ),
    Facet("contact_mode", "person", "access", _l("How to make contact"), of_listing=_stated("contact_mode")),
    Facet("kind", "person", "trust", _l("Kind of listing"), of_listing=lambda x: (x.kind,), multiple=False),
    Facet("profession", "person", "trust", _l("Profession"), of_listing=_stated("profession")),
    Facet(
        "register",
        "person",
        "trust",
        _l("Professional register, checked"),
        of_listing=_checked,
    ),
    Facet(
        "vouched_by",
        "person",
        "trust",
        _l("Vouched for by"),
        of_listing=lambda x: dict.fromkeys(str(vouch.organisation_id) for vouch in x.vouches),
        of_organisations=True,
    ),
    Facet(
        "collection",
        "person",
        "trust",
        _l("On a list"),
        of_listing=lambda x: x.collections,
        of_organisations=True,
        offered=False,
    ),
)

AREAS: dict[str, LazyString] = {
    "meeting": _l("Meeting"),
    "money": _l("Money"),
    "person": _l("Who they are and whom they know"),
    "help": _l("What they help with"),
    "time": _l("When"),
    "access": _l("Getting in and being there"),
    "trust": _l("Profession and registers"),
}

BY_KEY: dict[str, Facet] = {facet.key: facet for facet in FACETS}
SPECIAL: tuple[Facet, ...] = tuple(facet for facet in FACETS if facet.special)
# Person facets whose terms are stated as facts of the record.
STATED: tuple[Facet, ...] = tuple(
    facet
    for facet in FACETS
    if facet.level == "person" and facet.key not in ("kind", "register") and not facet.of_organisations
)
