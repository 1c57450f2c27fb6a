"""Every rule of the query grammar, by example."""

from decimal import Decimal

import pytest

from app.criteria.criteria import Criteria, Radius
from app.criteria.grammar import major_units, serialise
from app.listings.facets import BY_KEY
from tests.contract import FIXED_SLUGS
from tests.criteria.conftest import Read


def one(read: Read, key: str, value: str) -> Criteria:
    """The criteria of one pair that is taken without a word."""
    parsed = read((key, value))
    assert (parsed.problems, parsed.ignored) == ((), ())
    return parsed.criteria


@pytest.mark.parametrize(
    ("facet", "slug"), [(facet, slug) for facet, slugs in FIXED_SLUGS.items() for slug in slugs.split()]
)
def test_slugs_that_programs_rely_on(read: Read, facet: str, slug: str) -> None:
    assert one(read, facet, slug).chosen == {facet: (slug,)}


def test_the_facets_are_those_of_the_contract() -> None:
    person = "kind identity gender faith community language approach concern age_group profession register pronouns"
    offer = "session format fee_help payer access times availability"
    levels = {key: facet.level for key, facet in BY_KEY.items()}
    ours = ["vouched_by", "collection"]
    people = dict.fromkeys([*person.split(), "contact_mode", *ours], "person")
    assert levels == people | dict.fromkeys(offer.split(), "offer")


def test_a_facet_may_be_repeated(read: Read) -> None:
    assert read(("language", "pa"), ("language", "ur")).criteria.chosen == {"language": ("pa", "ur")}


def test_a_value_asked_for_twice_is_asked_for_once(read: Read) -> None:
    assert read(("language", "pa"), ("language", "pa")).criteria.chosen == {"language": ("pa",)}


def test_slugs_may_be_written_in_capitals(read: Read) -> None:
    assert one(read, "approach", "EMDR").chosen == {"approach": ("emdr",)}


def test_without_leaves_out_a_value(read: Read) -> None:
    assert one(read, "without", "format:phone").without == (("format", "phone"),)


def test_an_empty_field_of_a_form_asks_for_nothing(read: Read) -> None:
    empty = [(key, "") for key in (*BY_KEY, "without", "near", "within", "pay", "q", "sort", "page")]
    parsed = read(*empty)
    assert (parsed.criteria, parsed.problems, parsed.ignored) == (Criteria(), (), ())


def test_blanks_around_a_value_do_not_count(read: Read) -> None:
    assert one(read, "near", "  LS6 \t 2AB ").near == "LS6 2AB"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("10mi", "10", "mi"),
        ("15km", "15", "km"),
        ("2.5 mi", "2.5", "mi"),
        ("15KM", "15", "km"),
        ("0km", "0", "km"),
        ("１０km", "10", "km"),
        ("10mİ", "10", "mi"),
    ],
)
def test_distances(read: Read, text: str, number: str, unit: str) -> None:
    radius = one(read, "within", text).within
    assert radius is not None
    assert (radius.number, radius.unit) == (Decimal(number), unit)


def test_ten_miles_are_sixteen_kilometres() -> None:
    assert Radius(Decimal(10), "mi").km == pytest.approx(16.09344)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("25", 2500),
        ("25.50", 2550),
        ("25.5", 2550),
        ("25,50", 2550),
        ("£25", 2500),
        ("€ 30", 3000),
        ("0", 0),
        ("٢٥", 2500),
    ],
)
def test_amounts_are_in_major_units(read: Read, text: str, minor: int) -> None:
    assert one(read, "pay", text).pay == minor


@pytest.mark.parametrize(
    ("currency", "text", "minor"), [("EUR", "25", 2500), ("JPY", "4000", 4000), ("KWD", "7.125", 7125)]
)
def test_each_currency_has_its_own_minor_units(read: Read, currency: str, text: str, minor: int) -> None:
    # The amount may come before its currency.
    criteria = read(("pay", text), ("currency", currency.lower())).criteria
    assert (criteria.pay, criteria.currency) == (minor, currency)


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [(2500, "GBP", "25"), (2550, "GBP", "25.50"), (4000, "JPY", "4000"), (5, "GBP", "0.05")],
)
def test_amounts_are_written_as_people_write_them(minor: int, currency: str, written: str) -> None:
    assert major_units(minor, currency) == written


def test_a_currency_without_an_amount_asks_for_nothing(read: Read) -> None:
    assert one(read, "currency", "EUR") == Criteria()


def test_the_currency_of_the_site_goes_without_saying(read: Read) -> None:
    assert serialise(read(("pay", "30"), currency="EUR").criteria) == [("pay", "30")]


def test_a_currency_without_cents_is_said(read: Read) -> None:
    # Another site would read its amounts a hundredfold.
    asked = read(("pay", "4000"), currency="JPY").criteria
    assert (asked.pay, serialise(asked)) == (4000, [("currency", "JPY"), ("pay", "4000")])


@pytest.mark.parametrize("code", ["GB-ENG", "US-CA", "IE", "gb-sct"])
def test_jurisdictions(read: Read, code: str) -> None:
    assert one(read, "seen_from", code).seen_from == code.upper()


def test_a_point(read: Read) -> None:
    criteria = read(("lat", "53.8"), ("lon", "-1.55")).criteria
    assert (criteria.lat, criteria.lon) == (53.8, -1.55)


def test_words_to_look_for(read: Read) -> None:
    assert one(read, "q", "  attachment   wounds ").q == "attachment wounds"


def test_pages(read: Read) -> None:
    criteria = read(("page", "3"), ("per_page", "50")).criteria
    assert (criteria.page, criteria.per_page) == (3, 50)


def test_nearest_first_needs_a_place(read: Read) -> None:
    assert read(("near", "Leeds"), ("sort", "near")).criteria.sort == "near"
    assert [problem.key for problem in read(("sort", "near")).problems] == ["sort"]


def test_of_a_single_key_the_last_counts(read: Read) -> None:
    assert read(("near", "Leeds"), ("near", "York")).criteria.near == "York"


def test_unknown_keys_are_named_once(read: Read) -> None:
    parsed = read(("colour", "blue"), ("language", "pa"), ("colour", "red"), ("Near", "Leeds"))
    assert parsed.ignored == ("colour", "Near")
    assert serialise(parsed.criteria) == [("language", "pa")]


def test_control_characters_are_blanks(read: Read) -> None:
    assert one(read, "near", "Le\x00eds\r\nYork").near == "Le eds York"
