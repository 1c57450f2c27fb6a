"""Names written differently that are the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.folding import fold, parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "ZURICH"),
        ("Łódź", "lodz"),
        ("Malmö", "Malmo"),
        ("Tórshavn", "torshavn"),
        ("Straße", "strasse"),
        ("King’s Lynn", "kings lynn"),
        ("Berwick-upon-Tweed", "Berwick upon Tweed"),
        ("Saint Helens", "St. Helens"),
        ("Ｌｅｅｄｓ", "leeds"),
        ("Ашғабат\u200f", "ашғабат"),
        ("القـــاهرة", "القاهره"),
        ("إسطنبول", "اسطنبول"),
        ("کراچی", "كراچي"),
        ("ｶｲﾛ", "カイロ"),
        ("Brighton & Hove", "brighton and hove"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("दिल्ली", "दल्ल"), ("ガーナ", "カーナ"), ("Leeds", "Lees")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["Leeds, UK", "Leeds،UK", "Leeds、UK", "Leeds，UK", "Leeds (UK)", " ,Leeds,, UK,"])
def test_parts_are_told_by_the_commas_of_any_script(text: str) -> None:
    assert parts(text) == ["leeds", "uk"]
