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
