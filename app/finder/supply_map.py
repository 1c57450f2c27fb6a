"""A map of numbers, drawn by us: the ground people live on, and a mark at each town. Pure geometry."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from app.unmet.areas import Around

WIDTH = 300.0
# How wide a square of ground is, in degrees of latitude.
SQUARE = 0.2
_MARGIN = 1.0  # degrees around the outermost towns
# From so many listings on, the next larger mark; below the first there is nobody.
_STEPS = (1, 5, 20)
RADII = (4.0, 3.5, 5.5, 8.0)


@dataclass(frozen=True, slots=True)
class Dot:
    """A town: `size` is 0 for nobody, up to 3."""

    x: float
    y: float
    r: float
    size: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map; `ground` is the path of all squares where people live, `square` how wide each is drawn."""

    height: float
    square: float
    ground: str
    dots: tuple[Dot, ...]
    radii: tuple[float, ...] = RADII
    width: float = WIDTH


def size_of(listings: int) -> int:
    """How large a mark is: 0 for nobody, then 1 to 3."""
    return sum(listings >= step for step in _STEPS)


def drawn(around: Sequence[Around], ground: Sequence[tuple[float, float]]) -> Drawn:
    """Towns and ground on one plane, north up, in whichever direction the words run."""
    if not around:
        return Drawn(0, 0, "", ())
    lats, lons = ([getattr(one.town, name) for one in around] for name in ("lat", "lon"))
    north, south = max(lats) + _MARGIN, min(lats) - _MARGIN
    shrink = cos(radians((north + south) / 2))
    west, east = min(lons) - _MARGIN / shrink, max(lons) + _MARGIN / shrink
    scale = WIDTH / ((east - west) * shrink)

    def point(lat: float, lon: float) -> tuple[float, float]:
        return round((lon - west) * shrink * scale, 1), round((north - lat) * scale, 1)

    inside = (point(lat, lon) for lat, lon in ground if south <= lat <= north and west <= lon <= east)
    dots = (
        Dot(*point(one.town.lat, one.town.lon), RADII[size_of(one.listings)], size_of(one.listings)) for one in around
    )
    path = "".join(f"M{x} {y}h0" for x, y in inside)
    # The fullest last, so that a small mark is not lost under a large one's neighbour.
    return Drawn(round((north - south) * scale, 1), round(SQUARE * scale, 1), path, tuple(sorted(dots, key=_by_size)))


def _by_size(dot: Dot) -> float:
    return -dot.r
