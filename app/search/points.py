"""Where offers are: a column of points, and the same in strips of latitude for circles."""

import math
from dataclasses import dataclass

import numpy as np

from app.search.columns import Array, Column, Rows, ranges
from app.search.distance import (
    EARTH_RADIUS_KM,
    HALF_ROUND_KM,
    haversine_km,
    squared_chord,
    surely_above,
    surely_below,
    unit_vectors,
)

# Rows that came after the last ordering into strips are looked at one by one: up to so many, or this share.
_UNORDERED_AT_MOST = 2048
_UNORDERED_SHARE = 16
# A strip is so many degrees of latitude high (11 km); its number times this, plus the longitude, orders all points.
_STRIP = 0.1
_ROUND = 1024.0
# Circles that reach farther are not worth cutting into strips.
_WIDE_KM = 1500.0


@dataclass(frozen=True, slots=True)
class _Strips:
    """The rows below `known` that have a point, by strip and longitude."""

    known: int
    order: Array
    keys: Array

    @staticmethod
    def of(lat: Array, lon: Array) -> "_Strips":
        placed = np.flatnonzero(~np.isnan(lat))
        keys = np.floor((lat[placed] + 90.0) / _STRIP) * _ROUND + lon[placed] + 180.0
        sequence = np.argsort(keys)
        return _Strips(len(lat), placed[sequence].astype(np.int32), keys[sequence])

    def around(self, lat: float, lon: float, km: float) -> Rows:
        """All rows that can be within `km`, in no order."""
        angle = km / EARTH_RADIUS_KM * (1 + 1e-9) + 1e-9
        reach = math.degrees(angle)
        if km > _WIDE_KM or abs(lat) + reach >= 89.0:
            return self.order
        # The widest longitude of a circle: sin(dlon) = sin(r) / cos(lat) on the sphere.
        wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat))))) * (1 + 1e-9) + 1e-9
        strips = np.arange(math.floor((lat - reach + 90.0) / _STRIP), math.floor((lat + reach + 90.0) / _STRIP) + 1)
        west, east = lon - wide + 180.0, lon + wide + 180.0
        spans = [(west, east)]
        if west < 0:
            spans = [(0.0, east), (west + 360.0, 360.0)]
        elif east > 360.0:
            spans = [(west, 360.0), (0.0, east - 360.0)]
        return self.order.take(np.concatenate([self._between(strips * _ROUND, *span) for span in spans]))

    def _between(self, bases: Array, west: float, east: float) -> Rows:
        begins = np.searchsorted(self.keys, bases + west, side="left")
        ends = np.searchsorted(self.keys, bases + east, side="right")
        return ranges(begins, np.maximum(ends - begins, 0))


@dataclass(frozen=True, slots=True)
class Points:
    """`lat`, `lon` in degrees of each row (NaN: none), and their unit vectors."""

    lat: Column
    lon: Column
    vectors: tuple[Column, Column, Column]
    strips: _Strips

    @staticmethod
    def empty() -> "Points":
        """No rows yet."""
        none = np.zeros(0, dtype=np.float64)
        return Points(Column(none), Column(none), (Column(none), Column(none), Column(none)), _Strips.of(none, none))

    def with_more(self, lat: Array, lon: Array) -> "Points":
        """These points followed by more (degrees, NaN for none)."""
        lats, lons = self.lat.with_more(lat), self.lon.with_more(lon)
        x, y, z = (old.with_more(new) for old, new in zip(self.vectors, unit_vectors(lat, lon), strict=True))
        loose = len(lats) - self.strips.known
        if self.strips.known and loose <= max(_UNORDERED_AT_MOST, len(lats) // _UNORDERED_SHARE):
            return Points(lats, lons, (x, y, z), self.strips)
        return Points(lats, lons, (x, y, z), _Strips.of(lats.rows, lons.rows))

    def distances(self, origin: tuple[float, float], rows: Rows) -> Array:
        """Exact km from `origin` to these rows; NaN where a row has no point."""
        return haversine_km(origin, self.lat.rows.take(rows), self.lon.rows.take(rows))

    def chords(self, origin: tuple[float, float], rows: Rows) -> Array:
        """Squared chords from `origin` to these rows: in the order of distances but for tiny differences."""
        centre = unit_vectors(np.float64(origin[0]), np.float64(origin[1]))  # type: ignore[arg-type]
        squares: Array = np.zeros(len(rows))
        for axis, middle in zip(self.vectors, centre, strict=True):
            apart = axis.rows.take(rows) - middle
            squares += apart * apart
        return squares

    def within(self, lat: float, lon: float, km: float) -> Rows:
        """Rows (dead ones too) whose haversine distance is at most `km`, in no order."""
        if km >= HALF_ROUND_KM:
            return np.flatnonzero(~np.isnan(self.lat.rows))
        rows = self.strips.around(lat, lon, km)
        if self.strips.known < len(self.lat):
            rows = np.concatenate((rows, np.arange(self.strips.known, len(self.lat))))
        chords, limit = self.chords((lat, lon), rows), squared_chord(km)
        inside = chords <= surely_below(limit)
        # Squared chords decide but for those so close to the edge that rounding could.
        unsure = np.flatnonzero((chords <= surely_above(limit)) & ~inside)
        inside[unsure] = self.distances((lat, lon), rows[unsure]) <= km
        found: Rows = rows[inside]
        return found
