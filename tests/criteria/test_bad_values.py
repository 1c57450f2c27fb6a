"""A bad value gets one clear sentence; the rest of the search is kept, and nothing ever fails."""

from pathlib import Path

import pytest

from app.criteria.criteria import Criteria
from app.criteria.grammar import MOST_VALUES, SINGLE_KEYS, serialise
from app.listings.facets import BY_KEY
from tests.criteria.conftest import Read

KEYS = (*BY_KEY, "without", *SINGLE_KEYS)

BAD = [
    ("language", "klingon-of-mars"),
    ("format", "pigeon"),
    ("without", "format"),
    ("without", "format:"),
    ("without", ":video"),
    ("without", "colour:blue"),
    ("without", "format:pigeon"),
    ("within", "abc"),
    ("within", "10"),
    ("within", "-5km"),
    ("within", "10 parsecs"),
    ("within", "99999km"),
    ("within", "1e3km"),
    ("pay", "a lot"),
    ("pay", "-5"),
    ("pay", "1,000"),
    ("pay", "25.505"),
    ("pay", "100001"),
    ("pay", "NaN"),
    ("pay", "1e3"),
    ("currency", "GBPP"),
    ("currency", "ZZZ"),
    ("seen_from", "England"),
    ("seen_from", "GB_ENG"),
    ("lat", "91"),
    ("lat", "nan"),
    ("lon", "-180.5"),
    ("lon", "inf"),
    ("near", "x" * 201),
    ("q", "…!?"),
    ("q", "word " * 60),
    ("sort", "price-of-fish"),
    ("sort", "near"),
    ("page", "0"),
    ("page", "-1"),
    ("page", "1.5"),
    ("page", "9" * 5000),
    ("page", "１"),
    ("per_page", "0"),
    ("per_page", "51"),
]


@pytest.mark.parametrize(("key", "value"), BAD, ids=lambda text: text[:20])
def test_a_bad_value_gets_one_sentence(read: Read, key: str, value: str) -> None:
    other_half = {"lat": [("lon", "1")], "lon": [("lat", "1")]}.get(key, [])
    (problem, *more) = read((key, value), *other_half).problems
    assert problem.key == key
    assert 10 < len(problem.sentence) < 200
    assert problem.sentence[-1] == "."
    # A point of which one half is bad is also a point with one half.
    assert [other.key for other in more] == (["lat"] if other_half else [])


@pytest.mark.parametrize(("key", "value"), BAD, ids=lambda text: text[:20])
def test_the_rest_of_the_search_is_kept(read: Read, key: str, value: str) -> None:
    rest = [("age_group", "18-25"), ("without", "kind:clinic")]
    assert serialise(read(*rest, (key, value)).criteria) == rest


@pytest.mark.parametrize("half", ["lat", "lon"])
def test_half_a_point_is_none(read: Read, half: str) -> None:
    parsed = read((half, "50"))
    assert parsed.criteria == Criteria()
    assert [problem.key for problem in parsed.problems] == ["lat"]


def test_a_bad_amount_leaves_its_currency_out(read: Read) -> None:
    assert read(("pay", "much"), ("currency", "EUR")).criteria == Criteria()


def test_a_bad_currency_leaves_the_amount(read: Read) -> None:
    parsed = read(("pay", "25"), ("currency", "galleons"))
    assert (parsed.criteria.pay, parsed.criteria.currency) == (2500, "GBP")
    assert [problem.key for problem in parsed.problems] == ["currency"]


def test_a_long_value_is_not_said_back_in_full(read: Read) -> None:
    (problem,) = read(("format", "x" * 10_000)).problems
    assert len(problem.sentence) < 120


def test_ten_thousand_parameters_are_cut_off_with_a_sentence(read: Read) -> None:
    parsed = read(("language", "pa"), *((f"key{n}", "value") for n in range(10_000)))
    assert parsed.criteria.chosen == {"language": ("pa",)}
    assert len(parsed.ignored) == MOST_VALUES - 1
    assert [problem.sentence for problem in parsed.problems] == [f"Only the first {MOST_VALUES} criteria were read."]


def test_ten_thousand_bad_values_are_no_more_than_a_few(read: Read) -> None:
    assert len(read(*[("language", f"x{n}") for n in range(10_000)]).problems) == MOST_VALUES + 1


@pytest.mark.real_data
@pytest.mark.parametrize("key", KEYS)
def test_naughty_strings_never_fail(read: Read, real_data: Path, key: str) -> None:
    text = (real_data / "strings" / "naughty_strings.txt").read_text(encoding="utf-8")
    for naughty in text.split("\n"):
        parsed = read((key, naughty), ("age_group", "18-25"))
        assert parsed.criteria.chosen["age_group"][-1] == "18-25"
        assert read(*serialise(parsed.criteria)).criteria == parsed.criteria


@pytest.mark.real_data
def test_naughty_strings_are_no_keys(read: Read, real_data: Path) -> None:
    text = (real_data / "strings" / "naughty_strings.txt").read_text(encoding="utf-8")
    for naughty in text.split("\n"):
        parsed = read((naughty, "1"))
        assert (parsed.criteria, parsed.ignored) == (Criteria(), (naughty[:200],))
