"""Our own table: UTF-8, one row for each way to be seen; rows with the same `id` are one service.

Only `name` is required. A column that is not in the file is not spoken of: what is known here stays. Terms
are slugs, labels or synonyms, several parted by semicolons; a language may be followed by how well it is
spoken, `Punjabi (clinical)`, a feature of access preceded by “no”. `columns()` lists every column with its
meaning. Identity facts cannot be imported: they need the person's own consent, as do listings of individuals.
"""

from collections.abc import Iterator
from decimal import Decimal

from app.exchange.entries import Entry
from app.exchange.formats import own_values as values
from app.exchange.formats.steps import point
from app.exchange.mapping import Codes, Column, Format, joined
from app.exchange.repairs import Step, phones, website
from app.listings.facets import FACETS, Facet

FACET_COLUMNS: tuple[Facet, ...] = tuple(
    facet
    for facet in FACETS
    if not facet.special and not facet.of_organisations and facet.key not in ("kind", "register")
)

MEANINGS: dict[str, str] = {
    "id": "tells your services apart, for good; without it a service is known by its name and place",
    "name": "the name of the service; required",
    "kind": "clinic (the default), community_service or peer_group",
    "organisation": "who runs it; the name of the service when empty",
    "headline": "one line that says what it is",
    "about": "a few sentences in its own words",
    "website": "an http or https address",
    "phone": "with the country's code, or as it is dialled in `country`",
    "address": "street and number",
    "postcode": "the postal code",
    "locality": "the town",
    "region": "the county, state or its code",
    "country": "two letters, ISO 3166; required with any part of an address",
    "lat": "latitude in degrees, WGS 84; found by the postal code or the town when empty",
    "lon": "longitude in degrees",
    "minutes": "how long a session is",
    "currency": "three letters, ISO 4217; required with any amount",
    "standard": "the usual fee of a session in major units, such as 60 or 62.50",
    "reduced_from": "the least fee of the reduced ones",
    "confirmed_on": "the day the fee, the availability and the access were last confirmed, YYYY-MM-DD",
    "source_name": "where the facts come from, as it shall be shown",
    "source_url": "where they can be read",
    "retrieved_on": "the day they were taken from there, YYYY-MM-DD; the day of the import when empty",
}


def columns() -> Iterator[tuple[str, str]]:
    """Every column of the table with its meaning, in order."""
    yield from MEANINGS.items()
    for facet in FACET_COLUMNS:
        several = "terms" if facet.multiple else "one term"
        yield facet.key, f"{facet.label}: {several} of the vocabulary's scheme “{facet.key}”"


def _amounts_have_currency(entry: Entry) -> str | None:
    offer = entry.offers[0].values
    if ("standard" in offer or "reduced_from" in offer) and "currency" not in offer:
        return "has an amount without a currency"
    return None


def _reduced_is_less(entry: Entry) -> str | None:
    offer = entry.offers[0].values
    standard, reduced = offer.get("standard"), offer.get("reduced_from")
    if standard and reduced and Decimal(reduced) > Decimal(standard):
        return "has a reduced fee that is more than the standard one"
    return None


def _availability_has_a_day(entry: Entry) -> str | None:
    offer = entry.offers[0]
    if offer.terms.get("availability") and "confirmed_on" not in offer.values:
        return "has an availability without confirmed_on, the day it was confirmed"
    return None


def _place_has_country(entry: Entry) -> str | None:
    place = entry.offers[0].place
    return "has an address without a country" if place.is_stated and not place.country else None


def _column(target: str, name: str, *steps: Step) -> Column:
    return Column(target, (name,), steps, optional=name != "name")


PAST_DAY = Step(values.past_day, must_be="a past day written YYYY-MM-DD")
AMOUNT = Step(values.amount, must_be="an amount such as 60 or 62.50")
LONG = Step(values.long, must_be=f"at most {values.LONGEST_ABOUT} characters long")
SHORT = Step(values.short, must_be=f"at most {values.LONGEST_NAME} characters long")
CURRENCY = Step(values.currency, must_be="a three-letter currency code of ISO 4217")

OWN_CSV = Format(
    name="csv",
    source_name="A file given to the stewards of this site",
    source_url=None,
    retrieved_on=None,
    offer_format=None,
    exacting=True,
    key=("name", "postcode", "locality"),
    columns=(
        _column("country", "country", Step(values.country, must_be="a two-letter country code of ISO 3166")),
        _column("key", "id"),
        _column("name", "name", SHORT),
        _column("kind", "kind", Step(values.kind, must_be="clinic, community_service or peer_group")),
        _column("organisation", "organisation", SHORT),
        _column("headline", "headline", SHORT),
        _column("about", "about", LONG),
        _column("website", "website", Step(website, must_be="an http or https address")),
        Column("phone", ("phone",), split=phones, must_hold="a phone number", optional=True),
        _column("address", "address"),
        _column("postcode", "postcode", Step(values.postcode, must_be="a postal code")),
        _column("locality", "locality"),
        _column("region", "region"),
        Column(
            "point",
            ("lat", "lon"),
            (Step(values.point, must_be="a point on earth in degrees"),),
            join=lambda parts: joined(parts) if not all(parts) else point(parts),
            optional=True,
        ),
        _column("minutes", "minutes", Step(values.minutes, must_be="a number of minutes from 5 to 600")),
        _column("currency", "currency", CURRENCY),
        _column("standard", "standard", AMOUNT),
        _column("reduced_from", "reduced_from", AMOUNT),
        _column("confirmed_on", "confirmed_on", PAST_DAY),
        _column("source_name", "source_name"),
        _column("source_url", "source_url", Step(website, must_be="an http or https address")),
        _column("retrieved_on", "retrieved_on", PAST_DAY),
    ),
    codes=tuple(Codes(facet.key, facet=facet.key) for facet in FACET_COLUMNS),
    checks=(_amounts_have_currency, _reduced_is_less, _availability_has_a_day, _place_has_country),
)
