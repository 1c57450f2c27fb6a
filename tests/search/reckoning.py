"""Distances and turns in plain numbers, written from the rules and not from the engine."""

import math
from datetime import date
from functools import cache

EARTH_KM = 6371.0088


@cache
def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle by haversine, in kilometres, between points in degrees."""
    lat, lon, other_lat, other_lon = map(math.radians, (*one, *other))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def turn(listing_id: str, day: date) -> int:
    """The place of a listing in the rotation of a UTC day."""
    number = int(listing_id.replace("-", ""), 16)
    return splitmix64(number >> 64 ^ number & (1 << 64) - 1 ^ splitmix64(day.toordinal()))


def splitmix64(state: int) -> int:
    """One output of SplitMix64 (Steele, Lea and Flood, 2014) in plain integers."""
    z = (state + 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31
