"""The same number, seed and day make the same listings, down to every id."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demonstration.listings import Generated, generate
from app.demonstration.material import Material
from app.demonstration.numbering import MOST_LISTINGS, register_number, slug_of, uuid_of
from tests.demonstration.conftest import DAY, SEED

indexes = st.integers(0, MOST_LISTINGS - 1)
seeds = st.integers(0, 2**63)


def test_a_listing_is_the_same_again(material: Material, made: list[Generated]) -> None:
    again = [generate(material, SEED, index, DAY) for index in range(0, 300, 7)]
    assert [repr(one.record) for one in again] == [repr(one.record) for one in made[::7]]


def test_a_listing_needs_none_before_it(material: Material, made: list[Generated]) -> None:
    assert repr(generate(material, SEED, 299, DAY).record) == repr(made[299].record)


def test_another_seed_makes_other_people(material: Material, made: list[Generated]) -> None:
    others = {generate(material, SEED + 1, index, DAY).record.id for index in range(50)}
    assert others.isdisjoint(one.record.id for one in made)


def test_another_day_keeps_addresses(material: Material, made: list[Generated]) -> None:
    later = [generate(material, SEED, index, DAY + timedelta(days=40)).record for index in range(50)]
    assert [record.slug for record in later] == [one.record.slug for one in made[:50]]


def test_ids_are_all_different(made: list[Generated]) -> None:
    records = [one.record for one in made]
    ids = [record.id for record in records]
    ids += [part.id for r in records for parts in (r.offers, r.premises, r.registrations) for part in parts]
    ids += [check[0] for r in records for registration in r.registrations for check in registration.checks]
    assert len(ids) == len(set(ids))


def test_slugs_are_all_different(made: list[Generated]) -> None:
    slugs = [one.record.slug for one in made]
    assert len(slugs) == len(set(slugs))


@given(seeds, indexes, indexes)
def test_two_listings_never_share_a_suffix(seed: int, one: int, other: int) -> None:
    assert (slug_of(seed, one, "A") == slug_of(seed, other, "A")) == (one == other)


@given(seeds, indexes, indexes)
def test_two_listings_never_share_a_number(seed: int, one: int, other: int) -> None:
    numbers = [register_number(seed, index, "bacp", "M") for index in (one, other)]
    assert (numbers[0] == numbers[1]) == (one == other)


@given(seeds, st.tuples(indexes, indexes), st.integers(0, 99))
def test_ids_sort_as_their_numbers_do(seed: int, pair: tuple[int, int], part: int) -> None:
    one, other = (uuid_of(seed, index, part) for index in pair)
    assert (one < other) == (pair[0] < pair[1])


@given(seeds, indexes, st.integers(0, 99))
def test_ids_are_uuids_of_version_eight(seed: int, index: int, part: int) -> None:
    made = uuid_of(seed, index, part)
    assert (made.version, made.variant) == (8, "specified in RFC 4122")


@pytest.mark.parametrize(
    ("name", "plain"), [("Łukasz Żak", "lukasz-zak"), ("Ngọc Đặng", "ngoc-dang"), ("Áine O'Dea", "aine-odea")]
)
def test_a_slug_is_readable(name: str, plain: str) -> None:
    assert slug_of(SEED, 1, name).startswith(plain + "-")
