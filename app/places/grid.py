"""The coarse grid of public points: why distances on our pages cannot reveal a home.

The earth is cut into rings of latitude of equal height, each ring into a whole number of equal cells. A
point becomes the middle of its cell: always the same one (no jitter, which averages out over many asks),
and a middle is its own middle. Between the 85th parallels a cell is at least as wide and as high as asked,
measured at its narrowest edge; nearer the poles a ring keeps at least one cell.
"""

from math import cos, floor, pi, radians
from typing import Final, Literal

from .distance import EARTH_KM

PublicPrecision = Literal["exact", "postcode_district", "town", "online"]

KM_PER_DEGREE: Final = EARTH_KM * pi / 180
CELL_KM: Final = 1.0
# A postcode district is some 3 km across in a city, a town about 5: a cell of that size says no more than
# its name does.
DISTRICT_CELL_KM: Final = 3.0
TOWN_CELL_KM: Final = 5.0
_DIGITS: Final = 6
_EXACT_DIGITS: Final = 5  # about 1 m: all that a front door needs


def snap(lat: float, lon: float, cell_km: float = CELL_KM) -> tuple[float, float]:
    """The middle of the cell in which a point in degrees lies, to six decimals.

    ``cell_km`` (more than 0, at most 1000) is the least side of a cell. Raises ``ValueError`` for a point
    that is not on earth or a size out of bounds. Longitudes come back in [-180, 180).
    """
    _check(lat, lon)
    if not 0 < cell_km <= 1000:
        raise ValueError(f"a cell of {cell_km} km is out of bounds")
    rings = floor(180 * KM_PER_DEGREE / cell_km)
    height = 180 / rings
    ring = min(rings - 1, floor((lat + 90) / height))
    widest = max(abs(ring * height - 90), abs((ring + 1) * height - 90))
    cells = max(1, floor(360 * KM_PER_DEGREE * max(0.0, cos(radians(min(90.0, widest)))) / cell_km))
    width = 360 / cells
    cell = min(cells - 1, floor(((lon + 180) % 360) / width))
    return round((ring + 0.5) * height - 90, _DIGITS), round((cell + 0.5) * width - 180, _DIGITS)


def public_point(lat: float, lon: float, precision: PublicPrecision) -> tuple[float, float] | None:
    """The point that searches and pages may use for a practice, by the precision its practitioner chose.

    ``exact`` is the point itself to five decimals; ``postcode_district`` and ``town`` the middle of a cell
    of 3 and 5 km; ``online`` none. Raises ``ValueError`` for an unknown precision or a point that is not on
    earth.
    """
    _check(lat, lon)
    match precision:
        case "exact":
            return round(lat, _EXACT_DIGITS), round(lon, _EXACT_DIGITS)
        case "postcode_district":
            return snap(lat, lon, DISTRICT_CELL_KM)
        case "town":
            return snap(lat, lon, TOWN_CELL_KM)
        case "online":
            return None
    raise ValueError(f"{precision!r} is no precision of a place")


def _check(lat: float, lon: float) -> None:
    # Written so that NaN fails too.
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("a latitude is between -90 and 90 degrees, a longitude between -180 and 180")
