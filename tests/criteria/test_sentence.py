"""Criteria are said back in words."""

from decimal import Decimal
from types import MappingProxyType

import pytest

from app.criteria.criteria import Criteria, Radius
from app.criteria.labels import Labels
from app.criteria.sentence import Phrases
from app.criteria.whereabouts import Whereabouts
from app.criteria.wording import Reader
from app.places.place import Place

LEEDS = Place("Leeds", "England", "GB", 53.8, -1.55, "city", "town", "GB-ENG", "Leeds, England", 500_000)
NEAR_LEEDS = Whereabouts(place=LEEDS, origin=(53.8, -1.55), radius=Radius(Decimal(10), "mi"), seen_from="GB-ENG")
NOWHERE = Whereabouts()


@pytest.fixture
def phrases(labels: Labels, reader: Reader) -> Phrases:
    return Phrases(labels, reader)


def asked(**values: object) -> Criteria:
    chosen = {key: tuple(slugs) for key, slugs in dict(values.pop("chosen", {})).items()}  # type: ignore[call-overload]
    return Criteria(chosen=MappingProxyType(chosen), **values)  # type: ignore[arg-type]


def test_the_whole_search_is_one_sentence(phrases: Phrases) -> None:
    criteria = asked(chosen={"language": ["pa"], "format": ["in-person"]}, near="Leeds", pay=2500)
    assert phrases.sentence(criteria, NEAR_LEEDS, 37) == (
        "37 people and services who speak Punjabi, meeting: in person, within 10 miles of Leeds, for £25 or less"
    )


def test_a_place_says_that_online_counts_too(phrases: Phrases) -> None:
    said = phrases.sentence(asked(near="Leeds"), NEAR_LEEDS, 2)
    assert said == "2 people and services within 10 miles of Leeds or online"


def test_one_is_a_person_or_a_service(phrases: Phrases) -> None:
    assert phrases.sentence(asked(q="kettle"), NOWHERE, 1) == "1 person or service with the words “kettle”"


def test_nothing_asked_is_everyone(phrases: Phrases) -> None:
    assert phrases.sentence(asked(), NOWHERE, 2000) == "2,000 people and services, everyone listed here"


def test_several_values_of_one_kind_are_any_of_them(phrases: Phrases) -> None:
    assert "who speak Punjabi or Urdu" in phrases.sentence(asked(chosen={"language": ["pa", "ur"]}), NOWHERE, 3)


def test_what_is_left_out_is_said(phrases: Phrases) -> None:
    assert "but not video call" in phrases.sentence(asked(without=(("format", "video"),)), NOWHERE, 3)


def test_an_unknown_place_is_not_claimed(phrases: Phrases) -> None:
    assert "Leedz" not in phrases.sentence(asked(near="Leedz", pay=100), Whereabouts(unknown="Leedz"), 3)


def test_wishes_come_last_as_one_clause(phrases: Phrases) -> None:
    criteria = asked(chosen={"language": ["pa"]}, pay=2500, prefer=(("times", "evening"), ("pay", None)))
    said = phrases.sentence(criteria, NOWHERE, 3)
    assert said.endswith("who speak Punjabi, and you would like: evening and up to £25 a session")
    assert "for £25 or less" not in said


def test_only_wishes_are_told_after_a_comma(phrases: Phrases) -> None:
    said = phrases.sentence(asked(prefer=(("times", "evening"),)), NOWHERE, 3)
    assert said == "3 people and services, and you would like: evening"


def test_a_wished_place_is_not_said_to_be_required(phrases: Phrases) -> None:
    said = phrases.sentence(asked(near="Leeds", prefer=(("near", None),), q="kettle"), NEAR_LEEDS, 3)
    assert said.endswith("with the words “kettle”, and you would like: within 10 miles of Leeds")


def test_an_unknown_place_is_not_wished_for_aloud(phrases: Phrases) -> None:
    criteria = asked(near="Leedz", q="kettle", prefer=(("near", None),))
    assert "would like" not in phrases.sentence(criteria, Whereabouts(unknown="Leedz"), 3)


def test_what_may_stay_unsaid_is_said(phrases: Phrases) -> None:
    criteria = asked(chosen={"access": ["step-free"]}, pay=2500, unstated=("access", "pay"))
    said = phrases.sentence(criteria, NOWHERE, 3)
    assert said.count("or not stated") == 2


def test_any_level_is_said_of_the_language(phrases: Phrases) -> None:
    said = phrases.sentence(asked(chosen={"language": ["pa"]}, language_level="any"), NOWHERE, 3)
    assert "who speak Punjabi at any level" in said


def test_a_reduced_place_is_said(phrases: Phrases) -> None:
    assert "with a reduced place confirmed open" in phrases.sentence(asked(reduced_open=True), NOWHERE, 3)
