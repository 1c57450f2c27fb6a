"""Distances on Earth: exact ones by haversine, and a cheap measure that grows with them."""

import math

import numpy as np

from app.search.columns import Array

# Mean radius R1 of the Earth in km (IUGG; Moritz 2000, Geodetic Reference System 1980).
EARTH_RADIUS_KM = 6371.0088
HALF_ROUND_KM = 2 * EARTH_RADIUS_KM * math.asin(1.0)

# Squared chords this close may be in another order than haversine distances: rounding in either is far
# smaller (about 1e-15), so beyond the margin the chord decides and within it the distance is computed.
_RELATIVE_MARGIN = 1e-9
_ABSOLUTE_MARGIN = 1e-12


def haversine_km(origin: tuple[float, float], lat: Array, lon: Array) -> Array:
    """Great-circle distances in km (float64) from `origin` (lat, lon) to points, all in degrees.

    Source: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984).
    """
    from_lat, from_lon = np.radians(origin[0]), np.radians(origin[1])
    to_lat, to_lon = np.radians(lat), np.radians(lon)
    across = np.cos(from_lat) * np.cos(to_lat) * np.sin((to_lon - from_lon) / 2) ** 2
    half = np.minimum(np.sin((to_lat - from_lat) / 2) ** 2 + across, 1.0)
    distances: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))
    return distances


def unit_vectors(lat: Array | float, lon: Array | float) -> Array:
    """x, y, z (float64, the last axis) on the unit sphere of points in degrees; NaN stays NaN."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=-1)


def squared_chord(km: float) -> float:
    """The squared straight line, on the unit sphere, between points `km` apart (at most half round)."""
    return float(4 * math.sin(km / (2 * EARTH_RADIUS_KM)) ** 2)


def surely_below(chord: float) -> float:
    """A squared chord up to this belongs to a distance that is not above the one of `chord`."""
    return chord * (1 - _RELATIVE_MARGIN) - _ABSOLUTE_MARGIN


def surely_above(chord: float) -> float:
    """A squared chord beyond this belongs to a distance above the one of `chord`."""
    return chord * (1 + _RELATIVE_MARGIN) + _ABSOLUTE_MARGIN
