"""Where."""

import pytest

from app.places.gazetteer import Unknown
from app.understanding.understanding import understand
from app.understanding.whereabouts import MOST_QUESTIONS
from app.vocabulary.lexicon import Lexicon
from tests.understanding.conftest import Asked, Hear


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("in Leeds", "Leeds"),
        ("near LS6", "LS6"),
        ("LS6 2AB", "LS6 2AB"),
        ("ls6 2ab please", "ls6 2ab"),
        ("sw1a1aa", "sw1a1aa"),
        ("Peckham", "Peckham"),
        ("around BD3", "BD3"),
        ("leeds", "leeds"),
        ("I live in dundee", "dundee"),
        ("in central London", "London"),
        ("a woman in Milton Keynes", "Milton Keynes"),
        ("Newcastle upon Tyne", "Newcastle upon Tyne"),
        ("near St Albans", "St Albans"),
        ("Stoke on Trent", "Stoke on Trent"),
        ("in Bath", "Bath"),
        ("therapist in bath", "bath"),
        ("near Reading", "Reading"),
        ("near Nice", "Nice"),
        ("near March", "March"),
        ("Portland, Maine", "Portland, Maine"),
        ("cerca de Londres", "Londres"),
        ("w Londynie", "London"),
        ("في لندن", "لندن"),
        ("لندن میں", "لندن"),
        ("living near Hove, evenings", "Hove"),
    ],
)
def test_a_place_is_where(hear: Hear, text: str, near: str) -> None:
    assert hear(text).criteria.near == near


@pytest.mark.parametrize(
    "text",
    [
        "in March",
        "I like reading books",
        "reading",
        "in the bath",
        "nice",
        "a nice person",
        "it would be nice",
        "in August",
        "in pain",
        "in trouble",
        "in general",
        "in person",
        "in Polish",
        "interested in reading",
        "on sale",
        "my name is Jordan",
        "I was born in Jamaica",
        "the war in Ukraine",
        "I used to live in Paris",
        "vitamin b12",
        "hope",
        "March",
        "I need a therapist",
        "No men",
        "HELP ME",
    ],
)
def test_other_words_are_no_place(hear: Hear, text: str) -> None:
    assert hear(text).criteria.near is None


def test_the_first_place_counts(hear: Hear) -> None:
    assert hear("Leeds or Bradford").criteria.near == "Leeds"


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("within 5 miles of Bradford", "5mi"),
        ("within 10km of Leeds", "10km"),
        ("10 miles from Hull", "10mi"),
        ("Leeds, a 15 mile radius", "15mi"),
        ("up to 3 miles from Leeds", "3mi"),
    ],
)
def test_how_far(hear: Hear, text: str, within: str) -> None:
    criteria = hear(text).criteria
    assert criteria.near is not None and str(criteria.within) == within


def test_a_distance_from_nowhere_asks_for_nothing(asked: Asked) -> None:
    assert asked("within 5 miles") == ""


def test_a_place_can_be_a_wish(asked: Asked) -> None:
    assert asked("ideally near Leeds") == "prefer=near&near=Leeds"


@pytest.mark.parametrize(("text", "query"), [("nearest to M14", "near=M14&sort=near"), ("nearest", "")])
def test_nearest_needs_a_place(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query


def test_a_place_nobody_knows_is_quoted_back(hear: Hear) -> None:
    assert hear("near Xyzzyville").not_understood == ("Xyzzyville",)


def test_the_gazetteer_is_asked_so_often_at_most(lexicon: Lexicon) -> None:
    questions = []

    def find(text: str) -> Unknown:
        questions.append(text)
        return Unknown(text)

    understand(
        " ".join(f"near Zork{chr(97 + n % 26)}{chr(97 + n // 26)}ville," for n in range(120)), lexicon, find, "GBP"
    )
    assert 0 < len(questions) <= MOST_QUESTIONS + 24


def test_a_country_says_where_one_will_be(asked: Asked) -> None:
    assert asked("in the UK") == "seen_from=GB"


@pytest.mark.parametrize(
    ("text", "near"),
    [("a therapist near the hospital in Leeds", "Leeds"), ("in south London", "London"), ("around SE5", "SE5")],
)
def test_words_before_a_place_are_not_the_place(hear: Hear, text: str, near: str) -> None:
    assert hear(text).criteria.near == near


def test_a_name_never_reaches_over_a_postcode(hear: Hear) -> None:
    assert hear("recommend a trauma therapist around SE5 please").criteria.near == "SE5"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("milton keynes", "near=milton+keynes"),
        ("anxiety, milton keynes", "concern=anxiety&near=milton+keynes"),
        ("Milton keynes anxiety", "concern=anxiety&near=Milton+keynes"),
        ("Stoke on trent", "near=Stoke+on+trent"),
        ("evenings in milton keynes", "times=evening&near=milton+keynes"),
        # These are words before they are places.
        ("my anxiety and my reading", "concern=anxiety"),
    ],
)
def test_names_of_several_words_need_no_capitals(asked: Asked, text: str, query: str) -> None:
    assert asked(text) == query
