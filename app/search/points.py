"""Where offers are: a column of points, and the same in strips of latitude for circles."""

import math
from dataclasses import dataclass

import numpy as np

from app.search.circling import sort_out
from app.search.columns import Array, Column, Rows
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

    def around(self, lat: float, lon: float, km: float) -> tuple[Array, Array]:
        """Where in `order` all rows are that can be within `km`: the places at which spans of them begin and end."""
        angle = km / EARTH_RADIUS_KM * (1 + 1e-9) + 1e-9
        reach = math.degrees(angle)
        if km > _WIDE_KM or abs(lat) + reach >= 89.0:
            return np.zeros(1, np.int64), np.array([len(self.order)], np.int64)
        # The widest longitude of a circle: sin(dlon) = sin(r) / cos(lat) on the sphere.
        wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat))))) * (1 + 1e-9) + 1e-9
        strips = np.arange(math.floor((lat - reach + 90.0) / _STRIP), math.floor((lat + reach + 90.0) / _STRIP) + 1)
        west, east = lon - wide + 180.0, lon + wide + 180.0
        spans = [(west, east)]
        if west < 0:
            spans = [(0.0, east), (west + 360.0, 360.0)]
        elif east > 360.0:
            spans = [(west, 360.0), (0.0, east - 360.0)]
        bases = strips * _ROUND
        begins = np.concatenate([np.searchsorted(self.keys, bases + begin, side="left") for begin, _end in spans])
        ends = np.concatenate([np.searchsorted(self.keys, bases + end, side="right") for _begin, end in spans])
        return begins, np.maximum(ends, begins)


@dataclass(frozen=True, slots=True)
class Points:
    """`lat`, `lon` in degrees of each row (NaN: none), and their unit vectors, x, y and z side by side."""

    lat: Column
    lon: Column
    vectors: Column
    strips: _Strips

    @staticmethod
    def empty() -> "Points":
        """No rows yet."""
        none = np.zeros(0, dtype=np.float64)
        return Points(Column(none), Column(none), Column(np.zeros((0, 3))), _Strips.of(none, none))

    def with_more(self, lat: Array, lon: Array) -> "Points":
        """These points followed by more (degrees, NaN for none)."""
        lats, lons = self.lat.with_more(lat), self.lon.with_more(lon)
        vectors = self.vectors.with_more(unit_vectors(lat, lon))
        loose = len(lats) - self.strips.known
        if self.strips.known and loose <= max(_UNORDERED_AT_MOST, len(lats) // _UNORDERED_SHARE):
            return Points(lats, lons, vectors, self.strips)
        return Points(lats, lons, vectors, _Strips.of(lats.rows, lons.rows))

    def distances(self, origin: tuple[float, float], rows: Array) -> Array:
        """Exact km from `origin` to these rows; NaN where a row has no point."""
        return haversine_km(origin, self.lat.rows.take(rows), self.lon.rows.take(rows))

    def chords(self, origin: tuple[float, float], rows: Rows) -> Array:
        """Squared chords from `origin` to these rows: in the order of distances but for tiny differences."""
        apart = self.vectors.rows.take(rows, axis=0) - unit_vectors(*origin)
        squares: Array = np.einsum("ij,ij->i", apart, apart)
        return squares

    def within(self, lat: float, lon: float, km: float) -> Array:
        """Rows (int32, dead ones too) whose haversine distance is at most `km`, in no order."""
        if km >= HALF_ROUND_KM:
            return np.flatnonzero(~np.isnan(self.lat.rows)).astype(np.int32)
        inside = self._sorted_out(self.strips.order, *self.strips.around(lat, lon, km), (lat, lon), km)
        loose = np.arange(self.strips.known, len(self.lat), dtype=np.int32)
        if not len(loose):
            return inside
        whole = np.zeros(1, np.int64), np.array([len(loose)], np.int64)
        return np.concatenate((inside, self._sorted_out(loose, *whole, (lat, lon), km)))

    def _sorted_out(self, rows: Array, begins: Array, ends: Array, origin: tuple[float, float], km: float) -> Array:
        """Those of `rows[begins[i]:ends[i]]` that are within `km`."""
        limit = squared_chord(km)
        into = np.empty(int((ends - begins).sum()), dtype=np.int32)
        centre, sure, maybe = unit_vectors(*origin), surely_below(limit), surely_above(limit)
        inside, unsure = sort_out(rows, begins, ends, self.vectors.rows, centre, sure, maybe, into).tolist()
        if unsure == len(into):
            return into[:inside]
        # Squared chords decide but for those so close to the edge that rounding could.
        close = into[unsure:]
        return np.concatenate((into[:inside], close[self.distances(origin, close) <= km]))
