"""Geopy at both ends: our gazetteer behind its interface, an operator's geocoder before our gazetteer."""

import threading
import time
from collections.abc import Iterator

import pytest

from app.places.gazetteer import Found, Gazetteer, Unknown
from app.places.geocoding import GazetteerGeocoder, PlaceFinder
from tests.places.fake import FickleGeocoder, SlowGeocoder

STREET = "Cardigan Road, Headingley"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def let_go() -> Iterator[None]:
    """Let the hanging threads of a test end with it."""
    SlowGeocoder.released.clear()
    yield
    SlowGeocoder.released.set()


def finder(gazetteer: Gazetteer, fake: str, clock: Clock | None = None, timeout: float = 2.0) -> PlaceFinder:
    return PlaceFinder(gazetteer, f"tests.places.fake:{fake}", timeout=timeout, clock=clock or Clock())


def test_geopy_finds_a_place_in_our_gazetteer(gazetteer: Gazetteer) -> None:
    location = GazetteerGeocoder(gazetteer).geocode("LS6 2AB")
    assert (location.address, location.raw.jurisdiction) == ("LS6 2AB, Leeds", "GB-ENG")


def test_geopy_gets_every_candidate(gazetteer: Gazetteer) -> None:
    locations = GazetteerGeocoder(gazetteer, country="GB").geocode("Bangor", exactly_one=False)
    assert [location.address for location in locations] == ["Bangor, Northern Ireland", "Bangor, Wales"]


def test_geopy_gets_none_for_what_nobody_knows(gazetteer: Gazetteer) -> None:
    assert GazetteerGeocoder(gazetteer).geocode("qwxzv") is None


@pytest.mark.parametrize("point", [(53.7965, -1.5478), "53.7965, -1.5478"])
def test_geopy_goes_from_a_point_to_a_town(gazetteer: Gazetteer, point: object) -> None:
    assert GazetteerGeocoder(gazetteer).reverse(point).address == "Leeds, England"


def test_without_a_geocoder_there_is_no_thread(gazetteer: Gazetteer) -> None:
    before = threading.active_count()
    finding = PlaceFinder(gazetteer).find("LS6 2AB")
    assert isinstance(finding, Found)
    assert threading.active_count() == before


def test_an_operators_geocoder_is_asked_first(gazetteer: Gazetteer) -> None:
    finding = finder(gazetteer, "AnsweringGeocoder").find(STREET)
    assert isinstance(finding, Found)
    assert finding.place.label == "Cardigan Road, Headingley, Leeds"


def test_its_answer_gets_a_jurisdiction(gazetteer: Gazetteer) -> None:
    finding = finder(gazetteer, "AnsweringGeocoder").find(STREET)
    assert isinstance(finding, Found)
    assert (finding.place.country, finding.place.jurisdiction) == ("GB", "GB-ENG")


@pytest.mark.parametrize("fake", ["AnsweringGeocoder", "FailingGeocoder", "LostGeocoder"])
def test_the_gazetteer_answers_when_the_geocoder_cannot(gazetteer: Gazetteer, fake: str) -> None:
    assert finder(gazetteer, fake).find("Leeds", "GB") == gazetteer.find("Leeds", "GB")


def test_the_gazetteer_answers_in_time_when_the_geocoder_hangs(gazetteer: Gazetteer, let_go: None) -> None:
    started = time.monotonic()
    finding = finder(gazetteer, "SlowGeocoder", timeout=0.2).find("Leeds", "GB")
    assert isinstance(finding, Found)
    assert time.monotonic() - started < 10  # it would hang for 30 seconds


def test_a_dead_geocoder_is_left_alone_after_three_failures(gazetteer: Gazetteer) -> None:
    places = finder(gazetteer, "FailingGeocoder")
    for _ in range(10):
        places.find("Leeds")
    assert len(places._geocoder.asked) == 3


def test_it_is_tried_once_after_a_minute(gazetteer: Gazetteer) -> None:
    clock = Clock()
    places = finder(gazetteer, "FailingGeocoder", clock)
    for _ in range(10):
        places.find("Leeds")
    clock.now += 60
    for _ in range(10):
        places.find("Leeds")
    assert len(places._geocoder.asked) == 4


def test_it_is_back_once_it_answers(gazetteer: Gazetteer) -> None:
    clock = Clock()
    FickleGeocoder.recovered.clear()
    places = finder(gazetteer, "FickleGeocoder", clock)
    for _ in range(5):
        places.find(STREET)
    FickleGeocoder.recovered.set()
    clock.now += 60
    findings = [places.find(STREET) for _ in range(3)]
    assert [isinstance(finding, Found) for finding in findings] == [True, True, True]
    assert len(places._geocoder.asked) == 6


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_000])
def test_what_cannot_be_a_place_is_not_sent(gazetteer: Gazetteer, text: str) -> None:
    places = finder(gazetteer, "AnsweringGeocoder")
    assert places.find(text) == Unknown(text)
    assert places._geocoder.asked == []


@pytest.mark.parametrize("name", ["no-such-service", "no.such.module:Geocoder", "tests.places.fake:NoSuch", ":"])
def test_a_geocoder_that_does_not_exist_is_refused(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(ValueError, match="geocoder"):
        PlaceFinder(gazetteer, name)


def test_options_that_a_geocoder_refuses_are_told(gazetteer: Gazetteer) -> None:
    with pytest.raises(ValueError, match="options"):
        PlaceFinder(gazetteer, "nominatim", {"no_such_option": 1})


def test_a_geopy_service_is_built_with_its_options(gazetteer: Gazetteer) -> None:
    places = PlaceFinder(gazetteer, "nominatim", {"user_agent": "a-site", "domain": "localhost:1", "scheme": "http"})
    assert places._geocoder.domain == "localhost:1"
