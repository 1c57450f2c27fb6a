"""The order of rows: people who are near each other lie near each other.

A search around a place then touches few chunks of every bitmap, and the facts of those found share lines of memory.
"""

import numpy as np

from app.search.columns import Array
from app.search.reading import NewRows

_STEPS = 1 << 16


def arranged(rows: NewRows) -> NewRows:
    """The same documents by place: along a Z-order curve through their first points; without one, at the end."""
    return rows.taken(np.argsort(_curve(rows), kind="stable")) if len(rows) else rows


def _curve(rows: NewRows) -> Array:
    """For each document a number, close for places that are close. Source: G. M. Morton (1966)."""
    placed = np.flatnonzero(~np.isnan(rows.lat))
    owners = np.repeat(np.arange(len(rows)), np.diff(rows.offer_starts))[placed]
    with_point, first = np.unique(owners, return_index=True)
    lat, lon = rows.lat[placed[first]], rows.lon[placed[first]]
    curve = np.full(len(rows), np.iinfo(np.int64).max)
    curve[with_point] = _spread((lat + 90.0) / 180.0) << 1 | _spread((lon + 180.0) / 360.0)
    return curve


def _spread(share: Array) -> Array:
    """A share (0 to 1) as 16 binary digits with a gap after each."""
    digits = np.minimum((share * _STEPS).astype(np.int64), _STEPS - 1)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        digits = (digits | digits << shift) & mask
    return digits
