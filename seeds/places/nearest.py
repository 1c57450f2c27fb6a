"""Questions of nearness that the build asks: which nation a postcode is in, which town an outcode is known
by.
"""

import numpy as np
from sources import City, PostalRow

NATIONS = ("ENG", "SCT", "WLS", "NIR")
_SURE = 0.9
_BY_NAME = {"England": 0, "Scotland": 1, "Wales": 2, "Northern Ireland": 3}


def nations(
    sector: np.ndarray, lat: np.ndarray, lon: np.ndarray, rows: list[PostalRow], places: list[City]
) -> np.ndarray:
    """The nation (0 to 3) of each postcode: that of the three nearest places whose nation is known, weighed
    by nearness.

    ``sector`` numbers the postal sector of each postcode ("NP16 7"). Where the three places disagree, the
    rest of the sector decides: sectors follow rivers, and so does most of the border. Only postcodes of
    sectors with more than one nation within 12 km are looked at one by one.
    """
    named = [(row.lat, row.lon, _BY_NAME[row.state]) for row in rows if row.accuracy >= 4 and row.state in _BY_NAME]
    named += [(place.lat, place.lon, NATIONS.index(place.region)) for place in places
              if place.country == "GB" and place.region in NATIONS and place.population]  # fmt: skip
    points = np.array([(a, b) for a, b, _ in named])
    nation = np.array([code for _, _, code in named], dtype=np.int64)
    result = np.zeros(len(lat), dtype=np.int64)
    starts = np.flatnonzero(np.diff(sector, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(sector)], strict=True):
        here = slice(start, end)
        middle = float(np.median(lat[here])), float(np.median(lon[here]))
        reach = max(12.0, float(flat_km(lat[here], lon[here], *middle).max()) + 6)
        away = flat_km(points[:, 0], points[:, 1], *middle)
        around = np.flatnonzero(away <= max(reach, float(away.min())))
        if len(np.unique(nation[around])) == 1:
            result[here] = nation[around[0]]
            continue
        result[here] = _of_sector(points[around], nation[around], lat[here], lon[here])
    return result


def _of_sector(points: np.ndarray, nation: np.ndarray, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    shares = np.zeros((len(lat), len(NATIONS)))
    for at in range(len(lat)):
        distance = flat_km(points[:, 0], points[:, 1], lat[at], lon[at])
        closest = np.argsort(distance)[:3]
        weights = np.bincount(nation[closest], weights=1 / (distance[closest] + 0.2), minlength=len(NATIONS))
        shares[at] = weights / weights.sum()
    unsure = shares.max(axis=1) < _SURE
    shares[unsure] += shares.mean(axis=0)
    return shares.argmax(axis=1)


def post_town(lat: float, lon: float, places: list[City]) -> str:
    """The town that a postal district is known by: large and near (a large city is felt about 3 km farther
    per doubling).
    """
    distance = flat_km(np.array([place.lat for place in places]), np.array([place.lon for place in places]), lat, lon)
    score = np.array([place.population for place in places]) / (1 + (distance / 3) ** 3)
    best = int(np.where(distance < 40, score, 0).argmax())
    return places[best].name if distance[best] < 40 else ""


def flat_km(lat: np.ndarray, lon: np.ndarray, to_lat: float, to_lon: float) -> np.ndarray:
    """Kilometres on a plane, good enough to rank places of one country."""
    return np.hypot((lat - to_lat) * 111.2, (lon - to_lon) * 111.2 * np.cos(np.radians(to_lat)))
