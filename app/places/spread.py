"""Where the people of a country live: its large towns, and the ground a map of it is drawn on."""

import numpy as np
from numpy.typing import NDArray

from .distance import kilometres_to_all
from .records import CITY, DEGREE, OUTCODE, Records, Rows

Numbers = NDArray[np.int64]


def towns_apart(records: Records, country: str, most: int, km: float) -> list[int]:
    """The most populous towns of a country of which no two are nearer to each other than so many kilometres."""
    numbers = _within(records, country, (CITY,))
    rows = records.places[numbers]
    chosen: list[int] = []
    for at in np.argsort(-rows["population"], kind="stable")[: most * 20]:
        others = rows[chosen]
        lat, lon = (int(rows[at][name]) / DEGREE for name in ("lat", "lon"))
        if (kilometres_to_all(lat, lon, others["lat"] / DEGREE, others["lon"] / DEGREE) >= km).all():
            chosen.append(int(at))
        if len(chosen) == most:
            break
    return [int(numbers[at]) for at in chosen]


def settled(records: Records, country: str, step: float) -> list[tuple[float, float]]:
    """Middles of the squares of `step` degrees of latitude in which a town or a postal district lies, (lat, lon)."""
    rows: Rows = records.places[_within(records, country, (CITY, OUTCODE))]
    if not len(rows):
        return []
    lat, lon = rows["lat"] / DEGREE, rows["lon"] / DEGREE
    wide = step / max(0.1, float(np.cos(np.radians(np.median(lat)))))
    squares = np.unique(np.stack([np.floor(lat / step), np.floor(lon / wide)], axis=1), axis=0)
    return [(float(up + 0.5) * step, float(across + 0.5) * wide) for up, across in squares]


def _within(records: Records, country: str, kinds: tuple[int, ...]) -> Numbers:
    country_record = records.named(f"={country.casefold()}")[0]
    places = records.places
    inside = np.isin(places["country"], country_record) & np.isin(places["kind"], kinds)
    found: Numbers = np.flatnonzero(inside)
    return found
