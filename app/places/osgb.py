"""From the National Grid of Great Britain (OSGB36) to WGS84.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C (transverse
Mercator on the Airy 1830 ellipsoid, then the seven-parameter Helmert transformation); good to about 5 m,
far inside a postcode.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

_AIRY: Final = (6_377_563.396, 6_356_256.909)
_WGS84: Final = (6_378_137.0, 6_356_752.314_245)
_SCALE: Final = 0.999_601_271_7
_TRUE_LAT, _TRUE_LON = np.radians(49.0), np.radians(-2.0)
_FALSE_EAST, _FALSE_NORTH = 400_000.0, -100_000.0
_SHIFT: Final = (446.448, -125.157, 542.060)
_TURN: Final = tuple(np.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_STRETCH: Final = 1 - 20.4894e-6


def to_wgs84(easting: NDArray[np.float64], northing: NDArray[np.float64]) -> tuple[Degrees, Degrees]:
    """Latitudes and longitudes in degrees of points of the National Grid given in metres."""
    lat, lon = _from_grid(easting, northing)
    x, y, z = _to_cartesian(lat, lon, _AIRY)
    rx, ry, rz = _TURN
    return _from_cartesian(
        _SHIFT[0] + _STRETCH * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + _STRETCH * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + _STRETCH * z,
        _WGS84,
    )


def _from_grid(easting: NDArray[np.float64], northing: NDArray[np.float64]) -> tuple[Degrees, Degrees]:
    a, b = _AIRY
    e2 = 1 - (b / a) ** 2
    lat = _TRUE_LAT + (northing - _FALSE_NORTH) / (a * _SCALE)
    for _ in range(8):
        lat = lat + (northing - _FALSE_NORTH - _meridian_arc(lat)) / (a * _SCALE)
    sine, tan, cos = np.sin(lat), np.tan(lat), np.cos(lat)
    nu = a * _SCALE / np.sqrt(1 - e2 * sine**2)
    rho = a * _SCALE * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    eta2 = nu / rho - 1
    d = easting - _FALSE_EAST
    lat_out = lat - tan / (2 * rho * nu) * d**2
    lat_out += tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2) * d**4
    lat_out -= tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4) * d**6
    lon_out = _TRUE_LON + d / (cos * nu) - (nu / rho + 2 * tan**2) / (6 * cos * nu**3) * d**3
    lon_out += (5 + 28 * tan**2 + 24 * tan**4) / (120 * cos * nu**5) * d**5
    lon_out -= (61 + 662 * tan**2 + 1320 * tan**4 + 720 * tan**6) / (5040 * cos * nu**7) * d**7
    return lat_out, lon_out


def _meridian_arc(lat: Degrees) -> Degrees:
    a, b = _AIRY
    n = (a - b) / (a + b)
    minus, plus = lat - _TRUE_LAT, lat + _TRUE_LAT
    arc: Degrees = (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(minus) * np.cos(plus)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * minus) * np.cos(2 * plus)
        - 35 / 24 * n**3 * np.sin(3 * minus) * np.cos(3 * plus)
    )
    return b * _SCALE * arc


def _to_cartesian(lat: Degrees, lon: Degrees, ellipsoid: tuple[float, float]) -> tuple[Degrees, Degrees, Degrees]:
    a, b = ellipsoid
    e2 = 1 - (b / a) ** 2
    nu = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return nu * np.cos(lat) * np.cos(lon), nu * np.cos(lat) * np.sin(lon), nu * (1 - e2) * np.sin(lat)


def _from_cartesian(x: Degrees, y: Degrees, z: Degrees, ellipsoid: tuple[float, float]) -> tuple[Degrees, Degrees]:
    a, b = ellipsoid
    e2 = 1 - (b / a) ** 2
    p = np.hypot(x, y)
    lat = np.arctan2(z, p * (1 - e2))
    for _ in range(5):
        nu = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + e2 * nu * np.sin(lat), p)
    return np.degrees(lat), np.degrees(np.arctan2(y, x))
