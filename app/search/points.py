"""Where offers are: a column of points, and the same ordered by latitude for circles."""

import math
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from app.search.bitmaps import Rows, bitmap_of_mask
from app.search.columns import Array, Column
from app.search.distance import (
    EARTH_RADIUS_KM,
    HALF_ROUND_KM,
    haversine_km,
    squared_chord,
    surely_above,
    surely_below,
    unit_vectors,
)

# Rows that came after the last ordering by latitude are looked at one by one: up to so many, or this share.
_UNORDERED_AT_MOST = 2048
_UNORDERED_SHARE = 16
# A band of latitude with more than one row in so many is not worth gathering: all rows are measured in order.
_WIDE_BAND = 4


@dataclass(frozen=True, slots=True)
class Points:
    """`lat`, `lon` in degrees (NaN: none), their unit vectors; the first `ordered` rows also by latitude."""

    lat: Column
    lon: Column
    vectors: tuple[Column, Column, Column]
    ordered: int
    rows_by_lat: Rows
    lat_in_order: Array

    @staticmethod
    def empty() -> "Points":
        """No rows yet."""
        none = np.zeros(0, dtype=np.float64)
        vectors = (Column(none), Column(none), Column(none))
        return Points(Column(none), Column(none), vectors, 0, np.zeros(0, dtype=np.intp), none)

    def with_more(self, lat: Array, lon: Array) -> "Points":
        """These points followed by more (degrees, NaN for none)."""
        x, y, z = (old.with_more(new) for old, new in zip(self.vectors, unit_vectors(lat, lon), strict=True))
        lats, lons = self.lat.with_more(lat), self.lon.with_more(lon)
        unordered = len(lats) - self.ordered
        if unordered <= max(_UNORDERED_AT_MOST, len(lats) // _UNORDERED_SHARE) and self.ordered:
            return Points(lats, lons, (x, y, z), self.ordered, self.rows_by_lat, self.lat_in_order)
        placed = np.flatnonzero(~np.isnan(lats.rows))
        rows = placed[np.argsort(lats.rows[placed], kind="stable")]
        return Points(lats, lons, (x, y, z), len(lats), rows, lats.rows[rows])

    def distances(self, origin: tuple[float, float], rows: Rows) -> Array:
        """Exact km from `origin` to these rows; NaN where a row has no point."""
        return haversine_km(origin, self.lat.rows[rows], self.lon.rows[rows])

    def chords(self, origin: tuple[float, float], rows: Rows | slice) -> Array:
        """Squared chords from `origin` to these rows: in the order of distances but for tiny differences."""
        centre = unit_vectors(np.float64(origin[0]), np.float64(origin[1]))  # type: ignore[arg-type]
        x, y, z = (column.rows[rows] - middle for column, middle in zip(self.vectors, centre, strict=True))
        squares: Array = x * x + y * y + z * z
        return squares

    def within(self, lat: float, lon: float, km: float) -> BitMap:
        """Rows (dead ones too) whose haversine distance is at most `km`."""
        if km >= HALF_ROUND_KM:
            return bitmap_of_mask(~np.isnan(self.lat.rows))
        rows = self._band(lat, km)
        chords = self.chords((lat, lon), slice(None) if rows is None else rows)
        limit = squared_chord(km)
        inside = chords <= surely_below(limit)
        unsure = np.flatnonzero((chords <= surely_above(limit)) & ~inside)
        unsure_rows = unsure if rows is None else rows[unsure]
        inside[unsure] = self.distances((lat, lon), unsure_rows) <= km
        if rows is None:
            return bitmap_of_mask(inside)
        mask = np.zeros(len(self.lat), dtype=np.bool_)
        mask[rows[inside]] = True
        return bitmap_of_mask(mask)

    def _band(self, lat: float, km: float) -> Rows | None:
        """Rows whose latitude allows them to be within `km`; None when those are too many to pick out."""
        reach = math.degrees(km / EARTH_RADIUS_KM) * (1 + 1e-9) + 1e-9
        start, end = np.searchsorted(self.lat_in_order, (lat - reach, lat + reach)).tolist()
        if (end - start) * _WIDE_BAND > len(self.lat):
            return None
        return np.concatenate((self.rows_by_lat[start:end], np.arange(self.ordered, len(self.lat))))
