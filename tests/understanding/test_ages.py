"""Who it is for."""

import pytest

from app.understanding.ages import group_of
from tests.understanding.conftest import Asked


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (0, "0-4"),
        (4, "0-4"),
        (5, "5-10"),
        (10, "5-10"),
        (11, "11-13"),
        (13, "11-13"),
        (14, "14-17"),
        (17, "14-17"),
        (18, "18-25"),
        (25, "18-25"),
        (26, "26-64"),
        (64, "26-64"),
        (65, "65-79"),
        (79, "65-79"),
        (80, "80-plus"),
        (121, None),
    ],
)
def test_every_age_has_its_group(age: int, group: str | None) -> None:
    assert group_of(age) == group


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("my 9-year-old", "5-10"),
        ("my 9 year old", "5-10"),
        ("my 9yo", "5-10"),
        ("my 15 yr old daughter", "14-17"),
        ("my son is 7", "5-10"),
        ("my son, 7, is anxious", "5-10"),
        ("my daughter who is 12", "11-13"),
        ("my boy, he is 8", "5-10"),
        ("for my daughter aged 3", "0-4"),
        ("my nine year old", "5-10"),
        ("my 6 month old", "0-4"),
        ("referral for 14 y/o", "14-17"),
        ("mi hijo de 8 años", "5-10"),
        ("mon fils de 10 ans", "5-10"),
        ("mój syn ma 9 lat", "5-10"),
        ("ابني عمره ٧ سنوات", "5-10"),
        ("میرا بیٹا ۹ سال کا ہے", "5-10"),
    ],
)
def test_a_child_has_an_age_group_and_a_childs_session(asked: Asked, text: str, group: str) -> None:
    query = asked(text)
    assert f"age_group={group}" in query and "session=child" in query


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("I'm 17", "14-17"),
        ("im 15", "14-17"),
        ("I am 19", "18-25"),
        ("I'm 17 years old", "14-17"),
        ("17 year old here", "14-17"),
    ],
)
def test_the_seekers_own_age_asks_for_no_childs_session(asked: Asked, text: str, group: str) -> None:
    assert asked(text) == f"age_group={group}"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("my mum who is 82", "80-plus"),
        ("shes 82", "80-plus"),
        ("my dad is 70", "65-79"),
        ("my gran, 91,", "80-plus"),
        ("patient aged 67", "65-79"),
    ],
)
def test_a_relatives_age(asked: Asked, text: str, group: str) -> None:
    assert asked(text) == f"age_group={group}"


@pytest.mark.parametrize(
    "text",
    [
        "I'm 34",
        "my husband is 45",
        "I am 30 years old",
        "I'm 5 months pregnant",
        "for 12 years",
        "3 kids",
        "year 7",
        "age",
        "my 2 sessions",
    ],
)
def test_usual_ages_and_other_numbers_narrow_nothing(asked: Asked, text: str) -> None:
    assert "age_group=26-64" not in asked(text) and "session" not in asked(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("im not coping, 17, Rotherham", "age_group=14-17&concern=stress&near=Rotherham"),
        ("my kid is unhappy, 7, Leeds", "age_group=5-10&concern=depression&near=Leeds&session=child"),
        ("Leeds, 17, woman", "near=Leeds&gender=woman"),
        ("im sad, 45, Leeds", "concern=depression&near=Leeds"),
    ],
)
def test_a_young_age_may_stand_between_commas(asked: Asked, text: str, query: str) -> None:
    assert sorted(asked(text).split("&")) == sorted(query.split("&"))
