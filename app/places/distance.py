"""Distances over the ground, and how far "near" reaches when nobody says."""

from math import asin, cos, radians, sin, sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .place import Place

# Mean radius R1 of the GRS80 and WGS84 ellipsoids (Moritz, Geodetic Reference System 1980); off by 0.5% at
# most.
EARTH_KM: Final = 6371.0088
# The international mile is exactly 1609.344 m (agreement of 1959).
KM_PER_MILE: Final = 1.609344

Unit = Literal["km", "mi"]

# Where road signs are in miles: the United Kingdom with its islands, the United States with its territories.
_MILES: Final = frozenset(("GB", "IM", "JE", "GG", "US", "PR", "VI", "GU", "AS", "MP"))
# Kilometres and miles: around a city of a million, of 100,000, any other town or district, a region.
_RADII: Final = {"city": (8, 5), "town": (16, 10), "rural": (40, 25), "wide": (160, 100)}


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    up, across = radians(other_lat - lat), radians(other_lon - lon)
    chord = sin(up / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, max(0.0, chord))))


def kilometres_to_all(lat: float, lon: float, lats: ArrayLike, lons: ArrayLike) -> NDArray[np.float64]:
    """Distances in kilometres from one point to many; all in degrees, the many of one shape, which is the
    answer's.
    """
    many_lat, many_lon = np.radians(np.asarray(lats, np.float64)), np.radians(np.asarray(lons, np.float64))
    up, across = many_lat - radians(lat), many_lon - radians(lon)
    chord = np.sin(up / 2) ** 2 + cos(radians(lat)) * np.cos(many_lat) * np.sin(across / 2) ** 2
    result: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return result


def miles_to_km(miles: float) -> float:
    """Miles in kilometres."""
    return miles * KM_PER_MILE


def km_to_miles(km: float) -> float:
    """Kilometres in miles."""
    return km / KM_PER_MILE


def unit_of(country: str) -> Unit:
    """The unit people there measure roads in; ``country`` is an ISO 3166 code."""
    return "mi" if country in _MILES else "km"


def default_radius(place: Place) -> tuple[int, Unit]:
    """How far "near ``place``" reaches when no distance is given: a number and its unit.

    By how many people live there (``Place.population``: a town's own, or that of the town a postal district
    belongs to): a city of a million 8 km or 5 miles, of 100,000 16 km or 10 miles, smaller towns and the
    country, where the next practitioner may be two towns away, 40 km or 25 miles; a whole region or country
    160 km or 100 miles.
    """
    unit = unit_of(place.country)
    if place.precision in ("region", "country"):
        size = "wide"
    elif place.population >= 1_000_000:
        size = "city"
    else:
        size = "town" if place.population >= 100_000 else "rural"
    return _RADII[size][unit == "mi"], unit
