"""Distances, units and how far "near" reaches."""

from math import pi

import numpy as np
import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from app.places.distance import (
    EARTH_KM,
    default_radius,
    kilometres,
    kilometres_to_all,
    km_to_miles,
    miles_to_km,
    unit_of,
)
from app.places.gazetteer import Found, Gazetteer

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)


@given(lats, lons, lats, lons)
def test_distance_agrees_with_geopy(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    theirs = great_circle((lat, lon), (other_lat, other_lon)).km * EARTH_KM / 6371.009
    assert kilometres(lat, lon, other_lat, other_lon) == pytest.approx(theirs, abs=1e-3)


@given(lats, lons, lats, lons)
def test_distance_is_the_same_both_ways(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    there, back = kilometres(lat, lon, other_lat, other_lon), kilometres(other_lat, other_lon, lat, lon)
    assert there == pytest.approx(back, abs=1e-6)


@given(lats, lons, st.lists(st.tuples(lats, lons), max_size=20))
def test_many_distances_are_the_single_ones(lat: float, lon: float, points: list[tuple[float, float]]) -> None:
    many = kilometres_to_all(lat, lon, [point[0] for point in points], [point[1] for point in points])
    assert many.tolist() == pytest.approx([kilometres(lat, lon, *point) for point in points], abs=1e-6)


def test_the_other_side_of_the_earth_is_half_its_girth_away() -> None:
    assert kilometres(0, 0, 0, 180) == pytest.approx(pi * EARTH_KM)


def test_no_points_give_no_distances() -> None:
    assert kilometres_to_all(0, 0, np.empty(0), np.empty(0)).shape == (0,)


@given(st.floats(0, 1e6))
def test_miles_come_back_from_kilometres(miles: float) -> None:
    assert km_to_miles(miles_to_km(miles)) == pytest.approx(miles)


def test_a_mile_is_1609_metres() -> None:
    assert miles_to_km(1) == 1.609344


@pytest.mark.parametrize(
    ("country", "unit"), [("GB", "mi"), ("IM", "mi"), ("US", "mi"), ("IE", "km"), ("FR", "km"), ("", "km")]
)
def test_roads_are_measured_as_people_there_do(country: str, unit: str) -> None:
    assert unit_of(country) == unit


@pytest.mark.parametrize(
    ("text", "radius"),
    [
        ("London, England", (5, "mi")),
        ("E8", (5, "mi")),
        ("LS6 2AB", (10, "mi")),
        ("Leeds, England", (10, "mi")),
        ("Holmfirth", (25, "mi")),
        ("06708", (10, "mi")),
        ("Dublin, Ireland", (8, "km")),
        ("Cork, Ireland", (16, "km")),
        ("Westport, Ireland", (40, "km")),
        ("Scotland", (100, "mi")),
        ("Ireland", (160, "km")),
    ],
)
def test_near_reaches_farther_where_fewer_live(gazetteer: Gazetteer, text: str, radius: tuple[int, str]) -> None:
    finding = gazetteer.find(text)
    assert isinstance(finding, Found)
    assert default_radius(finding.place) == radius
