"""The towns of the gazetteer: which are kept, with which of their many names, in which county."""

import re
from collections import Counter, defaultdict

import folding
import nearest
import numpy as np
import sources
import territories as known
from babel import Locale
from sources import City, PostalRow

# Small places matter most where the first installations will be; elsewhere towns of 5,000 people and more.
SMALL = frozenset(("GB", "IE", "IM", "JE", "GG", "US", "CA", "AU", "NZ", "PR"))
COUNTIES = frozenset(("GB", "IE", "US"))
HAMLET_KM = 2.5  # a postal place name this near to a town of the same name is that town
EXTRA_NAMES = {
    ("New York City", "US"): ["NYC", "New York"],
    ("Los Angeles", "US"): ["LA California"],
    ("Washington", "US"): ["Washington DC"],
}
# "Newcastle upon Tyne" is Newcastle to those who live there.
_BESIDE = re.compile(r"[ -](?:upon|under|on|by|le|next|super|with|near)[ -].*", re.IGNORECASE)
_AIRPORT = re.compile(r"[A-Z]{3}")


def gather(postal: list[PostalRow]) -> list[City]:
    """The kept towns, sorted by country, region and name, with region names, counties and tidied other
    names.
    """
    large = sources.cities(5000)
    chosen = dict(large)
    chosen.update({number: city for number, city in sources.cities(500).items() if city.country in SMALL})
    places = list(chosen.values())
    _name_regions(places)
    _add_hamlets(places, postal)
    _fill_counties([place for place in places if place.country in ("GB", "IE")])
    for place in places:
        extra = EXTRA_NAMES.get((place.name, place.country), []) if place.population > 500_000 else []
        extra = [*extra, _BESIDE.sub("", place.name)] if place.country == "GB" else extra
        place.alternates = distinct(place.name, extra + [name for name in place.alternates if _is_worth(name)])
    places.sort(key=lambda place: (place.country, place.region, place.name, -place.population, place.lat))
    return _without_doubles(places)


def country_names() -> dict[str, tuple[str, list[str]]]:
    """Name and other names (in the languages of ``territories.LANGUAGES``) by ISO code."""
    english = Locale.parse("en").territories
    languages = [Locale.parse(language).territories for language in known.LANGUAGES]
    result = {}
    for code, (name, _) in sorted(sources.countries().items()):
        others = [names[code] for names in languages if code in names]
        result[code] = (english.get(code, name), [name, *known.COUNTRY_ALIASES.get(code, []), *others])
    return result


def distinct(name: str, others: list[str]) -> list[str]:
    """The other names that are not the name, or one another, once folded."""
    seen, kept = {folding.fold(name), ""}, []
    for other in others:
        folded = folding.fold(other)
        if folded not in seen and "|" not in other and "\n" not in other:
            seen.add(folded)
            kept.append(other)
    return kept


def rounded(population: int) -> int:
    """Three significant figures: enough to order by and half the bytes."""
    magnitude = 10 ** max(0, len(str(population)) - 3)
    return round(population / magnitude) * magnitude


def _is_worth(name: str) -> bool:
    # GeoNames' transliterations by machine are ASCII and begin in lower case ("bo te lan").
    by_machine = name[:1].islower() and name.isascii()
    return 0 < len(name) < 80 and not by_machine and not _AIRPORT.fullmatch(name)


def _name_regions(places: list[City]) -> None:
    spots: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for row in sources.districts():
        spots[str(row["country_code"]), str(row["city"])].append(row)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in places:
        for row in spots[place.country, place.name]:
            spot = np.array([float(str(row["latitude"]))]), np.array([float(str(row["longitude"]))])
            if nearest.flat_km(*spot, place.lat, place.lon)[0] < 5:
                votes[place.country, place.region][str(row.get("state", ""))] += 1
                if place.country in COUNTIES and row.get("county"):
                    place.county = known.county_name(place.country, str(row["county"]))
    for place in places:
        common = votes[place.country, place.region].most_common(1) if place.region not in ("", "00") else []
        place.region_name = common[0][0] if common else ""


def _add_hamlets(places: list[City], postal: list[PostalRow]) -> None:
    nations = {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"}
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        if place.country == "GB":
            for name in (place.name, *place.alternates):
                spots[folding.fold(name)].append((place.lat, place.lon))
    for row in postal:
        folded = folding.fold(row.town)
        if row.accuracy < 4 or row.state not in nations:
            continue
        known_spots = np.array(spots[folded] or [(0.0, 0.0)])
        if nearest.flat_km(known_spots[:, 0], known_spots[:, 1], row.lat, row.lon).min() > HAMLET_KM:
            spots[folded].append((row.lat, row.lon))
            places.append(City(row.town, "GB", nations[row.state], row.lat, row.lon, 0, [], "", row.state))


def _fill_counties(places: list[City]) -> None:
    """Give each place without a county that of the nearest one of its nation or province that has one."""
    for nation in ("ENG", "SCT", "WLS", "NIR", "C", "L", "M", "U"):
        certain = [place for place in places if place.county and place.region == nation]
        lat, lon = np.array([place.lat for place in certain]), np.array([place.lon for place in certain])
        for place in places:
            if not place.county and place.region == nation:
                place.county = certain[int(nearest.flat_km(lat, lon, place.lat, place.lon).argmin())].county


def _without_doubles(places: list[City]) -> list[City]:
    """Of places of one name in one county (or region, within 25 km) only the largest can be told apart in
    words.
    """
    kept: dict[tuple[str, str, str, str], list[City]] = defaultdict(list)
    for place in places:
        same = kept[place.country, place.region, place.county, folding.fold(place.name)]
        if place.county and same:
            continue
        spots = np.array([(other.lat, other.lon) for other in same]).reshape(-1, 2)
        if (nearest.flat_km(spots[:, 0], spots[:, 1], place.lat, place.lon) > 25).all():
            same.append(place)
    return [place for group in kept.values() for place in group]
