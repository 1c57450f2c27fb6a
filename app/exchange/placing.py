"""Points that can be trusted: false ones are dropped, missing ones found by postcode or town.

A false point is worse than none: it answers "near me" with somebody who is not. Found points carry the
precision at which they were found.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Protocol

from app.exchange.entries import Entry, PlaceEntry, Repair
from app.exchange.interpreting import Interpretation, offers_of
from app.places.distance import kilometres
from app.places.place import Finding, Found, Place
from app.vocabulary.folding import fold

# A point that services of so many places share is where a program puts what it cannot place.
OF_DIFFERENT_PLACES = 3
# No postal district of the countries we read reaches farther from its middle.
FARTHEST_KM = 150.0

_PRECISIONS = {"exact": "exact", "district": "postcode_district", "town": "town"}


LookUp = Callable[[str, str | None], Place | None]


class Finder(Protocol):
    """The gazetteer, or whatever answers as it does."""

    def find(self, text: str, country: str | None = None) -> Finding: ...


def put_in_place(told: Interpretation, finder: Finder) -> None:
    """Repair the places of all entries, and note each repair."""
    shared = placeholder_points(told.entries)
    looked_up: dict[tuple[str, str | None], Place | None] = {}

    def look_up(text: str, country: str | None) -> Place | None:
        if (text, country) not in looked_up:
            found = finder.find(text, country)
            looked_up[text, country] = found.place if isinstance(found, Found) else None
        return looked_up[text, country]

    for line, offer in offers_of(told.entries):
        place = offer.place
        reason = _falsehood(place, shared, look_up)
        if reason:
            told.repairs.append(Repair(line, reason, f"{place.lat}, {place.lon}"))
            place.lat = place.lon = None
        if place.lat is None and place.is_stated:
            _find(line, place, look_up, told)
        if place.locality is None:
            place.locality = _area_name(place)


def placeholder_points(entries: Mapping[str, Entry]) -> frozenset[tuple[float, float]]:
    """Points that services of several postcodes and several towns share.

    Both are asked for, so that one town spelt in three ways, or one postcode mistyped, is still one place.
    Where a service names neither, its county stands for it.
    """
    postcodes: dict[tuple[float, float], set[str]] = defaultdict(set)
    towns: dict[tuple[float, float], set[str]] = defaultdict(set)
    for _, offer in offers_of(entries):
        place = offer.place
        if place.lat is not None and place.lon is not None:
            point = place.lat, place.lon
            postcodes[point].add(place.postcode or fold(place.county or place.locality or ""))
            towns[point].add(fold(place.locality or place.county or place.postcode or ""))
    return frozenset(
        point
        for point in postcodes
        if min(len(postcodes[point] - {""}), len(towns[point] - {""})) >= OF_DIFFERENT_PLACES
    )


def _falsehood(place: PlaceEntry, shared: frozenset[tuple[float, float]], look_up: LookUp) -> str:
    if place.lat is None or place.lon is None:
        return ""
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return "a point that is not on earth dropped"
    if abs(place.lat) < 0.01 and abs(place.lon) < 0.01:
        return "the point 0, 0 read as not stated"
    if (place.lat, place.lon) in shared:
        return "a placeholder point, shared by services of different places, dropped"
    if place.county and not (place.address or place.postcode or place.locality):
        # A service that keeps its address to itself has no point of its own either.
        return "a point without an address, in a county only, dropped"
    district = look_up(place.postcode, place.country) if place.postcode else None
    if district and _apart(place.lat, place.lon, district):
        # A mistyped postcode is as likely as a false point: the town decides.
        town = _town(place, look_up)
        if town is None or _apart(place.lat, place.lon, town):
            return f"a point more than {FARTHEST_KM:.0f} km from its postcode dropped"
    return ""


def _apart(lat: float, lon: float, place: Place) -> bool:
    return kilometres(lat, lon, place.lat, place.lon) > FARTHEST_KM


def _find(line: int, place: PlaceEntry, look_up: LookUp, told: Interpretation) -> None:
    found = look_up(place.postcode, place.country) if place.postcode else None
    town = _town(place, look_up)
    by = "postcode"
    if found is None or found.precision not in _PRECISIONS:
        found, by = town, "town"
    elif town is not None and _apart(found.lat, found.lon, town):
        found = None
    if found is None:
        place.precision = "town"
        told.repairs.append(Repair(line, "no point: the file names no place that could be found for sure"))
        return
    place.lat, place.lon, place.precision = found.lat, found.lon, _PRECISIONS[found.precision]
    told.repairs.append(Repair(line, f"placed by its {by}", after=found.label))


def _town(place: PlaceEntry, look_up: LookUp) -> Place | None:
    """The stated town, if it is found under its own name: "Glens Fall, New York" is not New York."""
    if not place.locality:
        return None
    found = look_up(", ".join(filter(None, (place.locality, place.region))), place.country)
    if found is None or found.precision != "town":
        return None
    return found if _bare(place.locality) == _bare(found.name) else None


def _bare(name: str) -> str:
    return fold(name).strip().removeprefix("the ").replace("saint ", "st ").replace(".", "")


def _area_name(place: PlaceEntry) -> str | None:
    """What to call the place of a service that names no town: its county, or the district of its postcode."""
    if place.county:
        return place.county
    return place.postcode.split(" ")[0] if place.postcode and place.country == "GB" else None
