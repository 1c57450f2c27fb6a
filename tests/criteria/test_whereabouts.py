"""Where a search is: what near, within, a point and seen_from come to together."""

from decimal import Decimal
from typing import Any

import pytest

from app.criteria.criteria import Criteria, Radius
from app.criteria.whereabouts import RADIUS_AROUND_A_POINT, Whereabouts, locate
from app.places.gazetteer import Ambiguous, Found, Unknown
from app.places.place import Place

LEEDS = Place("Leeds", "England", "GB", 53.8, -1.55, "city", "town", "GB-ENG", "Leeds, England", 812_000)
GALWAY = Place("Galway", "Connacht", "IE", 53.27, -9.05, "city", "town", "IE", "Galway", 85_000)
MAINE = Place("Maine", "", "US", 45.3, -69.0, "region", "region", "US-ME", "Maine, United States")
PORTLANDS = tuple(
    Place("Portland", region, "US", lat, lon, "city", "town", code, f"Portland, {region}", people)
    for region, lat, lon, code, people in (
        ("Oregon", 45.5, -122.7, "US-OR", 650_000),
        ("Maine", 43.7, -70.3, "US-ME", 68_000),
    )
)


def find_place(text: str) -> Found | Ambiguous | Unknown:
    if text == "Portland":
        return Ambiguous(text, PORTLANDS)
    known = {"Leeds": LEEDS, "Galway": GALWAY, "Maine": MAINE}
    return Found(known[text]) if text in known else Unknown(text)


def where(**asked: Any) -> Whereabouts:
    return locate(Criteria(**asked), find_place)


def test_nothing_asked_limits_nothing() -> None:
    assert where() == Whereabouts()
    assert not where().limits


def test_near_implies_where_the_seeker_will_be() -> None:
    assert where(near="Leeds").seen_from == "GB-ENG"
    assert where(near="Galway").seen_from == "IE"


def test_seen_from_overrules_the_place() -> None:
    assert where(near="Leeds", seen_from="GB-SCT").seen_from == "GB-SCT"


def test_a_place_has_a_point_and_a_name() -> None:
    there = where(near="Leeds")
    assert (there.origin, there.place, there.limits) == ((53.8, -1.55), LEEDS, True)


@pytest.mark.parametrize(("name", "radius"), [("Leeds", "10mi"), ("Galway", "40km"), ("Maine", "100mi")])
def test_how_far_near_is_depends_on_country_and_density(name: str, radius: str) -> None:
    there = where(near=name)
    assert (str(there.radius), there.radius_was_asked) == (radius, False)


def test_a_radius_that_was_asked_for_is_used() -> None:
    asked = Radius(Decimal("2.5"), "km")
    there = where(near="Leeds", within=asked)
    assert (there.radius, there.radius_was_asked) == (asked, True)


def test_a_radius_without_a_place_limits_nothing() -> None:
    there = where(within=Radius(Decimal(5), "km"))
    assert (there.radius, there.limits) == (None, False)


def test_a_bare_point_implies_no_jurisdiction() -> None:
    there = where(lat=53.8, lon=-1.5)
    assert (there.origin, there.seen_from, there.radius) == ((53.8, -1.5), None, RADIUS_AROUND_A_POINT)


def test_a_point_on_the_equator_is_a_point() -> None:
    assert where(lat=0.0, lon=0.0).origin == (0.0, 0.0)


def test_a_point_with_a_jurisdiction() -> None:
    assert where(lat=53.8, lon=-1.5, seen_from="GB").seen_from == "GB"


def test_seen_from_alone_has_no_point() -> None:
    there = where(seen_from="US-CA")
    assert (there.origin, there.radius, there.limits) == (None, None, True)


def test_an_ambiguous_name_offers_its_candidates_and_limits_nothing() -> None:
    there = where(near="Portland")
    assert (there.candidates, there.origin, there.seen_from, there.limits) == (PORTLANDS, None, None, False)


def test_an_unknown_name_is_said_back_and_limits_nothing() -> None:
    there = where(near="Atlantis")
    assert (there.unknown, there.limits) == ("Atlantis", False)


def test_an_unknown_name_keeps_a_jurisdiction_that_was_asked_for() -> None:
    there = where(near="Atlantis", seen_from="IE")
    assert (there.unknown, there.seen_from) == ("Atlantis", "IE")
