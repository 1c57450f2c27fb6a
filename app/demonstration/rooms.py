"""Where fictional practitioners see people: premises inside a real town, and what getting in is like."""

from datetime import date
from math import cos, radians, sqrt, tau
from typing import Any

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Material, Town
from app.demonstration.numbering import PREMISES, uuid_of
from app.practitioners.intake import NewPremises

_PRECISIONS = Weighted([("exact", 26), ("postcode_district", 54), ("town", 20)])
_KM_PER_DEGREE = 111.2
# Of the features somebody speaks of: how often the answer is that one must ask, or that they do not know.
_ASK, _UNKNOWN = 0.13, 0.2


def make_premises(
    chance: Chance, material: Material, town: Town, seed: int, index: int, at: int, today: date
) -> NewPremises:
    """A practice: no street address, and of the postcode the district only."""
    lat, lon = _point(chance, town)
    return NewPremises(
        id=uuid_of(seed, index, PREMISES + at),
        precision=chance.drawn(_PRECISIONS),
        country=town.area.country,
        locality=town.name,
        region=town.area.region,
        postcode=chance.one_of(town.postcodes) if chance.happens(0.85) else None,
        lat=lat,
        lon=lon,
        access=_access(chance, material, today) if chance.happens(0.82) else {},
    )


def make_outside(chance: Chance, town: Town, seed: int, index: int, at: int) -> NewPremises:
    """Where walks begin or visits are made from: known to the town only, with nothing to say about a building."""
    lat, lon = _point(chance, town)
    return NewPremises(
        id=uuid_of(seed, index, PREMISES + at),
        precision="town",
        country=town.area.country,
        locality=town.name,
        region=town.area.region,
        lat=lat,
        lon=lon,
    )


def _point(chance: Chance, town: Town) -> tuple[float, float]:
    """Somewhere within the town, in degrees; evenly over its circle."""
    away = town.spread_km * sqrt(chance.random())
    turn = chance.random() * tau
    north, east = away * cos(turn), away * cos(turn - tau / 4)
    lat = town.lat + north / _KM_PER_DEGREE
    return round(lat, 5), round(town.lon + east / (_KM_PER_DEGREE * cos(radians(lat))), 5)


def _access(chance: Chance, material: Material, today: date) -> dict[str, dict[str, Any]]:
    talkative = chance.uniform(0.5, 1.3)
    told: dict[str, dict[str, Any]] = {}
    for feature in material.practice["feature"]:
        if not chance.happens(feature["told"] * talkative):
            continue
        drawn = chance.random()
        if drawn < _ASK:
            entry: dict[str, Any] = {"answer": "ask", "measure": None, "confirmed_on": None}
        elif drawn < _ASK + _UNKNOWN:
            entry = {"answer": "unknown", "measure": None, "confirmed_on": None}
        else:
            entry = _answer(chance, feature, today)
        told[feature["slug"]] = entry
    return told


def _answer(chance: Chance, feature: dict[str, Any], today: date) -> dict[str, Any]:
    answer = "yes" if chance.happens(feature["yes"]) else "no"
    measures = feature.get("measures" if answer == "yes" else "measures_no")
    measure = chance.one_of(measures) if measures and chance.happens(0.4) else None
    confirmed = (today - chance.days_ago(119)).isoformat() if chance.happens(0.8) else None
    return {"answer": answer, "measure": measure, "confirmed_on": confirmed}
