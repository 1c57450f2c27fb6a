"""Reading documents into plain rows: what a snapshot is built from, grows by, and is saved as."""

import math
from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.search.columns import Array, spans
from app.search.documents import Document, OfferDocument, Schema, check_document

Say = Callable[[int], None]
FacetValue = tuple[str, str]
_SAY_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """For each row its distinct values: those of row r are `keys[c]` for c in `codes[starts[r] : starts[r + 1]]`."""

    keys: Sequence[Any]
    starts: Array
    codes: Array

    def taken(self, rows: Array) -> "Facts":
        """The facts of these rows, in this order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        return Facts(self.keys, starts, self.codes[spans(self.starts, rows)])


@dataclass(frozen=True, slots=True)
class NewRows:
    """Documents as columns. The offers of document i are rows `offer_starts[i]` to `offer_starts[i + 1]`.

    Ids are UTF-8; a number that is not `stated` is 0; a point that is not there is NaN, NaN (degrees).
    """

    ids: Array
    keys: Array
    facts: Facts
    words: Facts
    offer_starts: Array
    offer_ids: Array
    offer_facts: Facts
    numbers: Mapping[str, tuple[Array, Array]]
    lat: Array
    lon: Array

    def __len__(self) -> int:
        return len(self.ids)

    def taken(self, rows: Array) -> "NewRows":
        """These documents, in this order."""
        offers = spans(self.offer_starts, rows)
        lengths = np.diff(self.offer_starts)[rows]
        return NewRows(
            ids=self.ids[rows],
            keys=self.keys[rows],
            facts=self.facts.taken(rows),
            words=self.words.taken(rows),
            offer_starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
            offer_ids=self.offer_ids[offers],
            offer_facts=self.offer_facts.taken(offers),
            numbers={name: (values[offers], stated[offers]) for name, (values, stated) in self.numbers.items()},
            lat=self.lat[offers],
            lon=self.lon[offers],
        )


class Ledger:
    """The values of rows, as they are read."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}
        self._flat = array("i")
        self._ends = array("q", [0])

    def add(self, values: Iterable[Hashable]) -> None:
        """One more row, with these distinct values."""
        numbers, flat = self._numbers, self._flat
        for value in values:
            flat.append(numbers.setdefault(value, len(numbers)))
        self._ends.append(len(flat))

    def facts(self) -> Facts:
        """All rows, with the values numbered in their order, so that equal documents give equal facts."""
        keys = sorted(self._numbers)
        places = np.zeros(len(keys), dtype=np.int32)
        places[[self._numbers[key] for key in keys]] = np.arange(len(keys))
        return Facts(keys, np.array(self._ends, np.int64), places[np.array(self._flat, np.int32)])


class _Reading:
    """The columns while documents come in."""

    def __init__(self, schema: Schema) -> None:
        self.ids: list[bytes] = []
        self.keys = array("Q")
        self.facts, self.words, self.offer_facts = Ledger(), Ledger(), Ledger()
        self.offer_starts = array("q", [0])
        self.offer_ids: list[bytes] = []
        self.numbers: dict[str, tuple[array[int], array[int]]] = {
            name: (array("q"), array("b")) for name in schema.offer_numbers
        }
        self.lat, self.lon = array("d"), array("d")

    def take(self, document: Document) -> None:
        self.ids.append(document.id.encode())
        self.keys.append(document.key)
        self.facts.add(set(_pairs(document.values)))
        self.words.add(set(document.words))
        for offer in document.offers:
            self.take_offer(offer)
        self.offer_starts.append(len(self.offer_ids))

    def take_offer(self, offer: OfferDocument) -> None:
        self.offer_ids.append(offer.id.encode())
        self.offer_facts.add(set(_pairs(offer.values)))
        lat, lon = (math.nan, math.nan) if offer.point is None else offer.point
        self.lat.append(lat)
        self.lon.append(lon)
        for name, (values, stated) in self.numbers.items():
            number = offer.numbers.get(name)
            values.append(0 if number is None else number)
            stated.append(number is not None)

    def rows(self) -> NewRows:
        return NewRows(
            ids=_texts(self.ids),
            keys=np.array(self.keys, dtype=np.uint64),
            facts=self.facts.facts(),
            words=self.words.facts(),
            offer_starts=np.array(self.offer_starts, dtype=np.int64),
            offer_ids=_texts(self.offer_ids),
            offer_facts=self.offer_facts.facts(),
            numbers={
                name: (np.array(values, np.int64), np.array(stated, np.bool_))
                for name, (values, stated) in self.numbers.items()
            },
            lat=np.array(self.lat, np.float64),
            lon=np.array(self.lon, np.float64),
        )


def read(schema: Schema, documents: Iterable[Document], say: Say | None = None) -> NewRows:
    """All documents as rows; `say` hears now and then, and at the end, how many were read.

    ValueError when a document does not follow the schema or an id comes twice.
    """
    reading = _Reading(schema)
    seen: set[str] = set()
    for document in documents:
        check_document(schema, document)
        if document.id in seen:
            raise ValueError(f"document {document.id!r} comes twice")
        seen.add(document.id)
        reading.take(document)
        if say is not None and len(seen) % _SAY_EVERY == 0:
            say(len(seen))
    if say is not None:
        say(len(seen))
    return reading.rows()


def joined(schema: Schema, parts: Sequence[NewRows]) -> NewRows:
    """The documents of all parts, one part after the other."""
    return NewRows(
        ids=np.concatenate([part.ids for part in parts]),
        keys=np.concatenate([part.keys for part in parts]),
        facts=_joined_facts([part.facts for part in parts]),
        words=_joined_facts([part.words for part in parts]),
        offer_starts=_joined_starts([part.offer_starts for part in parts]),
        offer_ids=np.concatenate([part.offer_ids for part in parts]),
        offer_facts=_joined_facts([part.offer_facts for part in parts]),
        numbers={
            name: (
                np.concatenate([part.numbers[name][0] for part in parts]),
                np.concatenate([part.numbers[name][1] for part in parts]),
            )
            for name in schema.offer_numbers
        },
        lat=np.concatenate([part.lat for part in parts]),
        lon=np.concatenate([part.lon for part in parts]),
    )


def _joined_facts(parts: Sequence[Facts]) -> Facts:
    keys = sorted({key for part in parts for key in part.keys})
    codes = {key: code for code, key in enumerate(keys)}
    renumbered = [np.array([codes[key] for key in part.keys], np.int32)[part.codes] for part in parts]
    return Facts(keys, _joined_starts([part.starts for part in parts]), np.concatenate(renumbered))


def _joined_starts(parts: Sequence[Array]) -> Array:
    lengths = [np.diff(part) for part in parts]
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))))


def _texts(texts: list[bytes]) -> Array:
    return np.array(texts, dtype=np.bytes_) if texts else np.zeros(0, dtype="S1")


def _pairs(values: Mapping[str, Collection[str]]) -> Iterator[FacetValue]:
    return ((facet, value) for facet, several in values.items() for value in several)
