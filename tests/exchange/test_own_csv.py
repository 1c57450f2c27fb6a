"""Our own table: what it can say, and one clear sentence for what it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.exchange.formats.own_csv import FACET_COLUMNS, OWN_CSV, columns
from app.listings.facets import FACETS
from tests.exchange.conftest import TODAY, Imports

FULL = (
    "name;kind;organisation;headline;website;phone;country;postcode;locality;address;concern;language;access;format;"
    "session;minutes;currency;standard;reduced_from;fee_help;availability;confirmed_on;source_name"
)
ROW = (
    "Open Door;Community service;Door Trust;Groups for all;opendoor.example;01928 753968;gb;wa7 2da;Runcorn;"
    '1 Mill Lane;"anxiety; PTSD";'
    '"Punjabi (clinical); Urdu";"step-free; no lift";In person;group;90;gbp;25.50;0;sliding scale;now;'
    "2026-10-01;Door Trust's own list"
)


def test_a_full_row_becomes_a_full_listing(imports: Imports, table: Callable[..., Path]) -> None:
    plan = imports.apply("csv", table(FULL, ROW))
    assert plan.skipped == []
    listing = imports.published()["Open Door"]
    (offer,) = listing.offers
    assert (listing.kind, listing.headline) == ("community_service", "Groups for all")
    assert listing.slugs("concern") == ("anxiety", "ptsd")
    assert [(f.slug, f.detail) for f in listing.facts["language"]] == [("pa", "clinical"), ("ur", None)]
    assert (offer.format, offer.session, offer.minutes) == ("in-person", "group", 90)
    assert (offer.fees.currency, offer.fees.standard, offer.fees.reduced_from) == ("GBP", 2550, 0)
    assert offer.access == {"step-free": "yes", "lift": "no"}
    assert (offer.availability, str(offer.availability_confirmed_on)) == ("now", "2026-10-01")


def test_its_source_is_shown(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table(FULL, ROW))
    source = imports.published()["Open Door"].source
    assert source is not None
    assert (source.name, source.retrieved_on) == ("Door Trust's own list", TODAY)
    assert (source.website, source.phone) == ("http://opendoor.example", "+44 1928 753968")


def test_rows_of_one_id_are_offers_of_one_service(imports: Imports, table: Callable[..., Path]) -> None:
    rows = ["id,name,format,currency,standard", "1,Open Door,video,GBP,40", "1,Open Door,phone,JPY,4000"]
    imports.apply("csv", table(*rows))
    offers = imports.published()["Open Door"].offers
    assert [(o.format, o.fees.standard) for o in offers] == [("video", 4000), ("phone", 4000)]


def test_an_online_offer_has_no_place(imports: Imports, table: Callable[..., Path]) -> None:
    imports.apply("csv", table("name,format,country,postcode", "Open Door,video,GB,WA7 2DA"))
    assert imports.published()["Open Door"].offers[0].place is None


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("kind", "individual", "that is not clinic, community_service or peer_group"),
        ("website", "javascript:alert(1)", "that is not an http or https address"),
        ("phone", "call us", "that is not a phone number"),
        ("country", "Narnia", "that is not a two-letter country code of ISO 3166"),
        ("standard", "-5", "that is not an amount such as 60 or 62.50"),
        ("standard", "60", "has an amount without a currency"),
        ("currency", "GBX", "that is not a three-letter currency code of ISO 4217"),
        ("minutes", "an hour", "that is not a number of minutes from 5 to 600"),
        ("confirmed_on", "2999-01-01", "that is not a past day written YYYY-MM-DD"),
        ("availability", "now", "has an availability without confirmed_on, the day it was confirmed"),
        ("concern", "wobbles", "that the vocabulary does not know"),
        ("language", "Punjabi (ish)", "that the vocabulary does not know"),
        ("format", "video; phone", "has more than one format; write a row with the same id for each"),
        ("lat", "51.5", "that is not a point on earth in degrees"),
        ("postcode", "WA7 2DA", "has an address without a country"),
    ],
)
def test_a_value_that_will_not_do_is_told_by_line(
    imports: Imports, table: Callable[..., Path], column: str, value: str, complaint: str
) -> None:
    plan = imports.plan("csv", table(f"name,{column}", f"Open Door,{value}", "Other House,"))
    ((line, name, reason),) = plan.skipped
    assert (line, name) == (2, "Open Door")
    assert reason.endswith(complaint)
    assert [service.record.name for service in plan.creates] == ["Other House"]


def test_a_row_without_a_name_is_told(imports: Imports, table: Callable[..., Path]) -> None:
    plan = imports.plan("csv", table("name,headline", ",Groups for all"))
    assert [(row.line, row.reason) for row in plan.skipped] == [(2, "has no name")]


def test_a_formula_is_a_text_like_any_other(imports: Imports, table: Callable[..., Path]) -> None:
    formula = "=HYPERLINK(1)+cmd|' /C calc'!A0"
    imports.apply("csv", table("name,headline", f"Open Door,{formula}"))
    assert imports.published()["Open Door"].headline == formula


def test_every_facet_that_needs_no_consent_has_a_column() -> None:
    special = {facet.key for facet in FACETS if facet.special or facet.of_organisations}
    assert {facet.key for facet in FACET_COLUMNS} == {f.key for f in FACETS} - special - {"kind", "register"}


def test_every_column_it_reads_is_documented() -> None:
    read = {name for column in OWN_CSV.columns for name in column.names} | {codes.name for codes in OWN_CSV.codes}
    assert read == {name for name, _ in columns()}
