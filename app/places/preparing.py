"""Turn the compact seeds into arrays that every process maps into memory; done once an installation."""

import contextlib
import hashlib
import shutil
import tempfile
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from . import osgb
from .columns import Column, ints, read_columns, text
from .folding import fold, name_key
from .records import CITY, COUNTRY, COUNTY, DEGREE, DISTRICT, OUTCODE, RECORD, REGION, ROUTING_KEY, ZIP

SEEDS: Final = ("territories.xz", "cities.xz", "codes.xz", "postcodes.xz")
SHAPE: Final = "2"  # raise it when the prepared files change shape, so that old ones are built anew
_GRID_METRES: Final = 5
_KINDS: Final = {"country": COUNTRY, "region": REGION, "county": COUNTY}
_CODE_KINDS: Final = {
    "GB": OUTCODE,
    "IM": OUTCODE,
    "JE": OUTCODE,
    "GG": OUTCODE,
    "IE": ROUTING_KEY,
} | dict.fromkeys(("US", "PR", "VI", "GU", "AS", "MP"), ZIP)

Say = Callable[[str], None]


def prepare(seed_dir: Path, target_dir: Path, say: Say) -> bool:
    """Build ``target_dir`` from the seeds; False (and nothing done) when it is already built from these
    very seeds.

    The new files appear at once, by renaming a folder; a failure leaves what was there. Raises ``OSError``
    for a missing or damaged seed, or when ``target_dir`` cannot be written.
    """
    stamp = _stamp(seed_dir)
    if is_prepared(target_dir) and (target_dir / "stamp").read_text() == stamp:
        say("Places: already prepared.")
        return False
    target_dir.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target_dir.name}-", dir=target_dir.parent))
    try:
        _write_all(seed_dir, fresh, say)
        (fresh / "stamp").write_text(stamp)
        fresh.chmod(0o755)
        _swap(fresh, target_dir)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    say("Places: ready.")
    return True


def is_prepared(target_dir: Path) -> bool:
    """Whether ``target_dir`` holds a whole prepared gazetteer (perhaps of older seeds)."""
    return (target_dir / "stamp").is_file()


def _stamp(seed_dir: Path) -> str:
    digest = hashlib.sha256(SHAPE.encode())
    for name in SEEDS:
        digest.update((seed_dir / name).read_bytes())
    return digest.hexdigest()


def _swap(fresh: Path, target_dir: Path) -> None:
    # A folder cannot be renamed over a full one. Processes that have the old files mapped keep them until
    # they end.
    old = Path(tempfile.mkdtemp(prefix=f".{target_dir.name}-old-", dir=target_dir.parent))
    with contextlib.suppress(FileNotFoundError):
        target_dir.rename(old / "places")
    try:
        fresh.rename(target_dir)
    except OSError:
        # Another process was as quick with the same seeds: its folder is as good as ours.
        if not is_prepared(target_dir):
            raise
        shutil.rmtree(fresh)
    shutil.rmtree(old)


def _write_all(seed_dir: Path, folder: Path, say: Say) -> None:
    say("Places: towns and regions …")
    territories, cities = read_columns(seed_dir / "territories.xz"), read_columns(seed_dir / "cities.xz")
    book = _Book()
    book.add_territories(territories)
    book.add_cities(cities)
    say("Places: postal codes …")
    postcodes = read_columns(seed_dir / "postcodes.xz")
    book.add_codes(read_columns(seed_dir / "codes.xz"), text(postcodes, "outcodes"))
    book.write(folder)
    say(f"Places: {len(ints(postcodes, 'unit')):,} postcodes …")
    lat, lon = osgb.to_wgs84(*(ints(postcodes, axis).astype(np.float64) * _GRID_METRES for axis in ("east", "north")))
    np.save(folder / "postcodes.npy", ints(postcodes, "unit").astype(np.uint32))
    np.save(folder / "points.npy", np.rint(np.stack((lat, lon), axis=1) * DEGREE).astype(np.int32))
    np.save(folder / "nations.npy", ints(postcodes, "nation").astype(np.uint8))


class _Book:
    """Collects records, their text and their names, then writes them."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, ...]] = []
        self._text = bytearray()
        self._keys = array("Q")
        self._targets = array("i")
        self._countries: dict[str, int] = {}
        self._regions: dict[tuple[str, str], int] = {}
        self._counties: dict[tuple[str, str, str], int] = {}
        self._sizes: dict[tuple[str, str], list[tuple[int, int, int]]] = {}

    def add_territories(self, columns: dict[str, Column]) -> None:
        names = ("kind", "country", "region", "parent", "name", "aliases", "jurisdiction")
        for kind, country, region, parent, name, aliases, jurisdiction in zip(
            *(text(columns, c) for c in names), strict=True
        ):
            inside = self._inside(country, region, parent) if kind != "country" else (-1, -1, -1)
            number = self._add(
                _KINDS[kind],
                inside if kind == "county" else (inside[0], -1, -1),
                (0, 0),
                0,
                name,
                jurisdiction,
            )
            self._name(number, name, *aliases.split("|"))
            if kind == "country":
                self._countries[country] = number
                self._name(number, "", f"={country.lower()}")
            elif kind == "region":
                self._regions[country, region] = number
                if "-" in jurisdiction:
                    self._name(number, "", f"={jurisdiction[3:].lower()}", f"={jurisdiction.lower()}")
            else:
                self._counties[country, region, name] = number

    def add_cities(self, columns: dict[str, Column]) -> None:
        words = [text(columns, name) for name in ("name", "country", "region", "county", "aliases")]
        numbers = [
            (ints(columns, name) * scale).tolist() for name, scale in (("lat", 1000), ("lon", 1000), ("population", 1))
        ]
        for name, country, region, county, aliases, lat, lon, population in zip(*words, *numbers, strict=True):
            inside = self._inside(country, region, county)
            self._name(self._add(CITY, inside, (lat, lon), population, name, ""), name, *aliases.split("|"))
            for known in (name, *aliases.split("|")) if country in _CODE_KINDS else (name,):
                self._sizes.setdefault((country, known), []).append((population, lat, lon))

    def add_codes(self, columns: dict[str, Column], outcodes: list[str]) -> None:
        ordinals = {code: ordinal for ordinal, code in enumerate(outcodes)}
        words = [text(columns, name) for name in ("country", "code", "town", "region")]
        numbers = [(ints(columns, name) * 1000).tolist() for name in ("lat", "lon")]
        for country, code, town, region, lat, lon in zip(*words, *numbers, strict=True):
            kind = _CODE_KINDS.get(country, DISTRICT)
            ordinal = ordinals.get(code, -1) if country == "GB" else -1
            population = self._size(country, town, lat, lon)
            number = self._add(kind, self._inside(country, region, ""), (lat, lon), population, town, code, ordinal)
            self._name(number, "", f"#{code}")
            if kind == ROUTING_KEY and town.startswith("Dublin "):
                self._name(number, town)

    def write(self, folder: Path) -> None:
        """Save the records, their text and the index of names, sorted by key."""
        rows = np.array(self._rows, dtype=RECORD)
        _fill_containers(rows)
        keys, targets = np.array(self._keys, dtype=np.uint64), np.array(self._targets, dtype=np.int32)
        order = np.lexsort((targets, keys))
        np.save(folder / "places.npy", rows)
        np.save(folder / "text.npy", np.frombuffer(bytes(self._text), dtype=np.uint8))
        np.save(folder / "names.npy", keys[order])
        np.save(folder / "targets.npy", targets[order])

    def _size(self, country: str, town: str, lat: int, lon: int) -> int:
        """The people of the largest town of that name within about 50 km."""
        sizes = self._sizes.get((country, town), [])
        return max((people for people, y, x in sizes if max(abs(y - lat), abs(x - lon)) < DEGREE // 2), default=0)

    def _inside(self, country: str, region: str, county: str) -> tuple[int, int, int]:
        return (
            self._countries.get(country, -1),
            self._regions.get((country, region), -1),
            self._counties.get((country, region, county), -1),
        )

    def _add(
        self,
        kind: int,
        inside: tuple[int, int, int],
        point: tuple[int, int],
        population: int,
        name: str,
        code: str,
        ordinal: int = -1,
    ) -> int:
        words = f"{name}\t{code}".encode()
        self._rows.append((kind, *inside, *point, population, ordinal, len(self._text), len(words)))
        self._text += words
        return len(self._rows) - 1

    def _name(self, number: int, name: str, *others: str) -> None:
        folded = [fold(name), *(other if other[:1] in ("=", "#") else fold(other) for other in others)]
        seen: set[str] = {""}
        for position, key in enumerate(folded):
            if key not in seen:
                seen.add(key)
                self._keys.append(name_key(key))
                self._targets.append(number << 1 | (position == 0))


def _fill_containers(rows: NDArray[np.void]) -> None:
    """Give countries, regions and counties the sum of their towns' people and the middle of where those
    live.
    """
    towns = rows[rows["kind"] == CITY]
    weight = np.maximum(towns["population"], 1).astype(np.float64)
    for column in ("county", "region", "country"):
        inside = towns[column]
        chosen = inside >= 0
        sums = np.bincount(inside[chosen], weights=weight[chosen], minlength=len(rows))
        filled = np.flatnonzero(sums)
        # Longitudes are averaged on the circle, or Fiji would lie off Africa.
        turn = np.radians(towns["lon"][chosen] / DEGREE)
        east, north = (
            np.bincount(inside[chosen], weights=weight[chosen] * axis, minlength=len(rows))
            for axis in (np.sin(turn), np.cos(turn))
        )
        lat = np.bincount(inside[chosen], weights=weight[chosen] * towns["lat"][chosen], minlength=len(rows))
        rows["lat"][filled] = np.rint(lat[filled] / sums[filled])
        rows["lon"][filled] = np.rint(np.degrees(np.arctan2(east[filled], north[filled])) * DEGREE)
        rows["population"][filled] = sums[filled]
    _fill_groups(rows)


def _fill_groups(rows: NDArray[np.void]) -> None:
    """A group of councils ("West Yorkshire") is the parent of other counties, never of towns: sum those."""
    counties = np.flatnonzero((rows["kind"] == COUNTY) & (rows["county"] >= 0))
    for group in np.unique(rows["county"][counties]):
        members = rows[counties[rows["county"][counties] == group]]
        weight = np.maximum(members["population"], 1)
        rows["population"][group] = members["population"].sum()
        for axis in ("lat", "lon"):
            rows[axis][group] = np.rint(np.average(members[axis], weights=weight))
