"""From a record of the gazetteer to a ``Place``, with the words we say back."""

from typing import Final, NamedTuple

from .place import Kind, Place, Precision
from .records import (
    CITY,
    CONTAINERS,
    COUNTRY,
    COUNTY,
    DEGREE,
    DISTRICT,
    NATIONS,
    OUTCODE,
    REGION,
    ROUTING_KEY,
    ZIP,
    Postcode,
    Records,
)

_KINDS: Final[dict[int, tuple[Kind, Precision]]] = {
    COUNTRY: ("country", "country"), REGION: ("region", "region"), COUNTY: ("region", "region"),
    CITY: ("city", "town"),
    OUTCODE: ("outcode", "district"), ZIP: ("zip", "district"), ROUTING_KEY: ("routing_key", "district"),
    DISTRICT: ("postcode", "district"),
}  # fmt: skip
# In these countries a town is told apart by its region ("Portland, Maine"), elsewhere by its country first.
_BY_REGION: Final = frozenset(("GB", "US", "CA", "AU"))


class Entry(NamedTuple):
    """A record with its words: what labels are made of."""

    number: int
    kind: int
    name: str
    code: str
    region: str
    county: str
    country: str
    country_name: str
    jurisdiction: str
    population: int


def entry(records: Records, number: int) -> Entry:
    """The record ``number`` in words."""
    row = records.places[number]
    name, code = records.words(number)
    inside = {
        column: records.words(int(row[column])) if row[column] >= 0 else ("", "")
        for column in ("country", "region", "county")
    }
    kind, population = int(row["kind"]), int(row["population"])
    country_name, country = (name, code) if kind == COUNTRY else inside["country"]
    jurisdiction = code if kind in CONTAINERS else inside["region"][1] or country
    return Entry(
        number,
        kind,
        name,
        code,
        inside["region"][0],
        inside["county"][0],
        country,
        country_name,
        jurisdiction,
        population,
    )


def forms(found: Entry) -> list[str]:
    """Ways to name a record in words, the shortest that may do first; all but a country's say where it is."""
    if found.kind == COUNTRY:
        return [found.name, f"{found.name} (country)"]
    if found.kind == REGION:
        return [f"{found.name}, {found.country_name}", f"{found.name} (region), {found.country_name}"]
    nation = found.region if found.country in _BY_REGION else found.country_name
    if found.kind == COUNTY:
        return [
            f"{found.name}, {nation}",
            f"{found.name} (county), {nation}",
            f"{found.name} (county), {found.region}, {nation}",
        ]
    ways = [
        [nation],
        [found.county],
        [found.county, nation],
        [found.region, found.country_name],
        [found.region, found.county],
    ]
    return [", ".join([found.name, *way]) for way in ways if all(way)]


def code_label(found: Entry) -> str:
    """A postal district in words: "LS6, Leeds", "06708, Waterbury, Connecticut"."""
    beside = {OUTCODE: "", ZIP: found.region, ROUTING_KEY: ""}.get(found.kind, found.country_name)
    return ", ".join(part for part in (found.code, found.name.replace(",", ""), beside) if part)


def place(records: Records, found: Entry, label: str) -> Place:
    """The record as a place said back as ``label``."""
    kind, precision = _KINDS[found.kind]
    row = records.places[found.number]
    region = found.name if kind == "region" else found.region
    name = found.code if kind in ("outcode", "zip", "routing_key", "postcode") else found.name
    return Place(
        name, region, found.country, int(row["lat"]) / DEGREE, int(row["lon"]) / DEGREE, kind, precision,
        found.jurisdiction, label, found.population,
    )  # fmt: skip


def postcode_place(outcode: Entry, inward: str, point: Postcode, nation: str) -> Place:
    """A full British postcode; ``nation`` is the name of the nation it lies in."""
    name = f"{outcode.code} {inward}"
    return Place(
        name, nation, "GB", point.lat, point.lon, "postcode", "exact", f"GB-{NATIONS[point.nation]}",
        ", ".join(part for part in (name, outcode.name) if part), outcode.population,
    )  # fmt: skip
