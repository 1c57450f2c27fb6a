"""Each format, by a small file of its kind: what comes in, and what is never claimed."""

from pathlib import Path

import pytest

from app.exchange.formats import FORMATS
from tests.exchange.conftest import DATA, Imports

FILES = {"samhsa": "samhsa.csv", "ny-omh": "ny_omh.csv", "nhs": "nhs.csv", "findtreatment": "findtreatment.json"}


def test_a_zip_code_gets_its_zero_back(imports: Imports) -> None:
    plan = imports.plan("samhsa", DATA / "samhsa.csv")
    assert {s.record.premises[0].postcode for s in plan.creates} == {"06708", "02108"}


def test_two_columns_make_a_name(imports: Imports) -> None:
    names = {service.record.name for service in imports.plan("samhsa", DATA / "samhsa.csv").creates}
    assert names == {"Riverside Care Inc", "Hilltop Hospital: Behavioral Health", "Hilltop Hospital: Outpatient Clinic"}


def test_rows_that_differ_in_writing_only_are_one_service(imports: Imports) -> None:
    plan = imports.plan("samhsa", DATA / "samhsa.csv")
    assert (plan.read, plan.merged, len(plan.creates)) == (4, 1, 3)


def test_a_phone_keeps_its_extension(imports: Imports) -> None:
    imports.apply("samhsa", DATA / "samhsa.csv")
    source = imports.published()["Riverside Care Inc"].source
    assert source is not None
    assert source.phone == "+1 203-555-0100 ext. 301"


def test_a_bare_scheme_is_no_website_and_a_backslash_is_put_right(imports: Imports) -> None:
    imports.apply("samhsa", DATA / "samhsa.csv")
    sites = {name: listing.source.website for name, listing in imports.published().items() if listing.source}
    assert sites["Hilltop Hospital: Behavioral Health"] is None
    assert sites["Hilltop Hospital: Outpatient Clinic"] == "http://www.hilltop.example.org/clinic"


def test_null_island_is_no_place_and_the_postcode_is(imports: Imports) -> None:
    imports.apply("samhsa", DATA / "samhsa.csv")
    place = imports.published()["Hilltop Hospital: Outpatient Clinic"].offers[0].place
    assert place is not None
    assert place.precision == "postcode_district"
    assert place.lat == pytest.approx(42.36, abs=0.05)


def test_a_placeholder_point_is_dropped(imports: Imports) -> None:
    imports.apply("ny-omh", DATA / "ny_omh.csv")
    points = {(o.place.lat, o.place.lon) for x in imports.published().values() for o in x.offers if o.place}
    assert (42.92124, -75.59655) not in points


def test_a_service_without_an_address_gets_no_point_from_a_short_file(imports: Imports, tmp_path: Path) -> None:
    heading, *rows = (DATA / "ny_omh.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "short.csv"
    short.write_text(heading + next(row for row in rows if "Erie Respite" in row), encoding="utf-8")
    imports.apply("ny-omh", short)
    place = imports.published()["River Trust: Erie Respite"].offers[0].place
    assert place is not None
    assert place.lat is None


def test_a_county_is_not_taken_for_its_middle(imports: Imports) -> None:
    imports.apply("ny-omh", DATA / "ny_omh.csv")
    place = imports.published()["River Trust: Erie Respite"].offers[0].place
    assert place is not None
    assert (place.locality, place.lat, place.region) == ("Erie County", None, "New York")


def test_a_borough_is_a_town(imports: Imports) -> None:
    imports.apply("ny-omh", DATA / "ny_omh.csv")
    place = imports.published()["River Trust: Kings Respite"].offers[0].place
    assert place is not None
    assert (place.locality, place.precision) == ("Brooklyn", "town")


def test_housing_and_wards_are_left_out_and_told(imports: Imports) -> None:
    skipped = imports.plan("ny-omh", DATA / "ny_omh.csv").skipped
    assert [(row.line, row.name) for row in skipped] == [(2, "River Trust: River House"), (7, "Lake Clinic: Lake Ward")]
    assert "housing" in skipped[0].reason
    assert "ward" in skipped[1].reason


def test_populations_become_ages_only_where_they_say_so(imports: Imports) -> None:
    imports.apply("ny-omh", DATA / "ny_omh.csv")
    listings = imports.published()
    assert listings["River Trust: Albany Respite"].slugs("age_group") == ("5-10",)
    assert listings["River Trust: Erie Respite"].slugs("age_group") == ()
    assert "0-4" not in listings["Lake Clinic – Utica"].slugs("age_group")


def test_rows_of_one_hospital_are_one_service(imports: Imports) -> None:
    plan = imports.plan("nhs", DATA / "nhs.csv")
    assert (plan.read, len(plan.creates), len(plan.new_organisations)) == (4, 2, 2)


def test_contacts_of_merged_rows_are_collected(imports: Imports) -> None:
    imports.apply("nhs", DATA / "nhs.csv")
    hospital = imports.published()["Meadow Hospital"]
    assert hospital.source is not None
    assert hospital.source.phone == "+44 1928 753968"
    assert hospital.about == (
        "Part of Meadow NHS Trust. Other phone numbers the source gives: +44 1928 753926. "
        "E-mail addresses the source gives: pals@meadow.example."
    )


def test_windows_text_keeps_its_accents(imports: Imports) -> None:
    plan = imports.plan("nhs", DATA / "nhs.csv")
    assert (plan.encoding, plan.delimiter) == ("cp1252", "¬")
    assert "Café House" in {service.record.name for service in plan.creates}


def test_a_british_postcode_places_to_the_point(imports: Imports) -> None:
    imports.apply("nhs", DATA / "nhs.csv")
    place = imports.published()["Café House"].offers[0].place
    assert place is not None
    assert (place.precision, place.locality) == ("exact", "OX14")


def test_coded_services_become_terms(imports: Imports) -> None:
    imports.apply("findtreatment", DATA / "findtreatment.json")
    listing = imports.published()["Region Ten Community Services Board"]
    assert listing.offers[0].fees.help == ("sliding-scale",)
    assert set(listing.slugs("approach")) == {"cbt", "dbt"}
    assert listing.slugs("age_group") == ("18-25", "26-64", "65-79", "80-plus")
    assert {"medicaid", "medicare-us", "tricare"} <= set(listing.offers[0].payers)


def test_a_language_without_a_level_claims_none(imports: Imports) -> None:
    imports.apply("findtreatment", DATA / "findtreatment.json")
    stated = imports.published()["Region Ten Community Services Board"].facts["language"]
    assert [(fact.slug, fact.detail) for fact in stated] == [("es", None)]


@pytest.mark.parametrize(("format_name", "file"), FILES.items())
def test_nothing_is_claimed_that_no_file_says(imports: Imports, format_name: str, file: str) -> None:
    imports.apply(format_name, DATA / file)
    for listing in imports.published().values():
        (offer,) = listing.offers
        fees = offer.fees
        assert (fees.standard, fees.reduced_from, fees.currency, fees.reduced_places) == (None, None, None, None)
        assert (offer.availability, offer.session, offer.times) == ("unknown", None, ())
        assert (offer.access, listing.may_see_people_in, listing.confirmed_on) == ({}, (), None)


@pytest.mark.parametrize(("format_name", "file"), FILES.items())
def test_every_listing_shows_its_source_and_day(imports: Imports, format_name: str, file: str) -> None:
    imports.apply(format_name, DATA / file)
    sources = {(x.kind, x.source.name, x.source.retrieved_on) for x in imports.published().values() if x.source}
    format_ = FORMATS[format_name]
    assert sources == {("clinic", format_.source_name, format_.retrieved_on)}
