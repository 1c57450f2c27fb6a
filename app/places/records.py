"""The prepared gazetteer's files: their names, the shape of one record, and reading them by memory map."""

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .folding import name_key

COUNTRY, REGION, COUNTY, CITY, OUTCODE, ZIP, ROUTING_KEY, DISTRICT = range(8)
CONTAINERS: Final = (COUNTRY, REGION, COUNTY)
DEGREE: Final = 1_000_000  # positions are whole millionths of a degree
UNITS_AN_OUTCODE: Final = 4_000
UNIT_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
NATIONS: Final = ("ENG", "SCT", "WLS", "NIR")

# ``country``, ``region`` and ``county`` are numbers of other records or -1; ``ordinal`` is an outcode's
# place in the order of postcodes or -1; ``start`` and ``length`` cut "name TAB code" out of the text.
RECORD: Final = np.dtype(
    [
        ("kind", "u1"), ("country", "<i4"), ("region", "<i4"), ("county", "<i4"),
        ("lat", "<i4"), ("lon", "<i4"),
        ("population", "<i8"), ("ordinal", "<i4"), ("start", "<u4"), ("length", "<u2"),
    ]
)  # fmt: skip

Rows = NDArray[np.void]


class Postcode(NamedTuple):
    """A full postcode's point in degrees and the index of its nation in ``NATIONS``."""

    lat: float
    lon: float
    nation: int


class Records:
    """Read-only arrays on disk: places, their text, the index of names, the postcodes of Great Britain."""

    def __init__(self, folder: Path) -> None:
        self.places: Rows = _map(folder / "places.npy")
        self._text: NDArray[np.uint8] = _map(folder / "text.npy")
        self._keys: NDArray[np.uint64] = _map(folder / "names.npy")
        self._targets: NDArray[np.int32] = _map(folder / "targets.npy")
        self._postcodes: NDArray[np.uint32] = _map(folder / "postcodes.npy")
        self._points: NDArray[np.int32] = _map(folder / "points.npy")
        self._nations: NDArray[np.uint8] = _map(folder / "nations.npy")

    def named(self, folded: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The numbers of the records of this folded name, and whether it is their first name."""
        key = np.uint64(name_key(folded))
        first, last = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        found = self._targets[first:last].astype(np.int64)
        return found >> 1, (found & 1).astype(bool)

    def words(self, number: int) -> tuple[str, str]:
        """Name and code of a record; the code is an ISO code, a jurisdiction, a postal code or ''."""
        row = self.places[number]
        start = int(row["start"])
        name, _, code = bytes(self._text[start : start + int(row["length"])]).decode().partition("\t")
        return name, code

    def postcode(self, ordinal: int, inward: str) -> Postcode | None:
        """The point of a postcode of the outcode ``ordinal``; ``inward`` is its last three characters."""
        letters = UNIT_LETTERS.find(inward[1]) * 20 + UNIT_LETTERS.find(inward[2])
        if not inward[0].isdigit() or min(UNIT_LETTERS.find(letter) for letter in inward[1:]) < 0:
            return None
        key = ordinal * UNITS_AN_OUTCODE + int(inward[0]) * 400 + letters
        at = int(np.searchsorted(self._postcodes, np.uint32(key)))
        if at == len(self._postcodes) or int(self._postcodes[at]) != key:
            return None
        lat, lon = self._points[at].tolist()
        return Postcode(lat / DEGREE, lon / DEGREE, int(self._nations[at]))


def _map(path: Path) -> Any:
    # Plain arrays over the map: numpy.memmap's own class makes every slice several times slower.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
