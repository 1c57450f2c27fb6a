"""From clauses to Tantivy's queries, and from circles to tiles."""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from tantivy import FieldType, Occur, Query

from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Within, Words
from app.search.distance import haversine_km
from tests.benchmarks.directory import PERSON
from tests.benchmarks.rivals.rival import Parts, codes_in

# Tiles of 1, 2, 4, 8 and 16 steps of the grid of 0.01°.
_LEVELS = 5
_SOUTH, _WEST = 9000, 18000
Grid = npt.NDArray[np.bool_]


def tiles_of(point: tuple[float, float]) -> list[int]:
    """The tiles a place lies in, from the smallest."""
    row, column = round(point[0] * 100) + _SOUTH, round(point[1] * 100) + _WEST
    return [_tile(level, row >> level, column >> level) for level in range(_LEVELS)]


def point_of(tile: int) -> tuple[float, float]:
    """The place of a smallest tile."""
    return ((tile >> 20 & 0xFFFFF) - _SOUTH) / 100, ((tile & 0xFFFFF) - _WEST) / 100


def _tile(level: int, row: int, column: int) -> int:
    return level << 40 | row << 20 | column


def cover(circle: Within) -> list[int]:
    """The largest tiles whose every step lies in the circle: together exactly the circle's steps."""
    inside, row, column = _steps(circle)
    tiles: list[int] = []
    full = inside
    for level in range(_LEVELS):
        size = 1 << level
        halved = None
        if level + 1 < _LEVELS:
            rows, columns = full.shape[0] // 2, full.shape[1] // 2
            halved = full.reshape(rows, 2, columns, 2).all(axis=(1, 3))
            alone = full & ~halved.repeat(2, axis=0).repeat(2, axis=1)
        else:
            alone = full
        ys, xs = np.nonzero(alone)
        tiles += (level << 40 | (ys + row // size) << 20 | (xs + column // size)).tolist()
        if halved is not None:
            full = halved
    return tiles


def _steps(circle: Within) -> tuple[Grid, int, int]:
    """Which steps of the grid lie in the circle; the first row and column, multiples of the largest tile."""
    largest = 1 << (_LEVELS - 1)
    high = np.degrees(circle.km / 6371.0088) * 1.001
    wide = high / np.cos(np.radians(abs(circle.lat) + high)) * 1.001
    first_row = (int(np.floor((circle.lat - high) * 100)) + _SOUTH) // largest * largest
    first_column = (int(np.floor((circle.lon - wide) * 100)) + _WEST) // largest * largest
    rows = _up(int(np.ceil((circle.lat + high) * 100)) + _SOUTH + 1 - first_row, largest)
    columns = _up(int(np.ceil((circle.lon + wide) * 100)) + _WEST + 1 - first_column, largest)
    lat = (np.arange(first_row, first_row + rows) - _SOUTH) / 100
    lon = (np.arange(first_column, first_column + columns) - _WEST) / 100
    away = haversine_km((circle.lat, circle.lon), lat[:, None], lon[None, :])
    return away <= circle.km, first_row, first_column


def _up(size: int, step: int) -> int:
    return -(-size // step) * step


class Reader:
    """Reads the clauses of one question."""

    def __init__(self, schema: Any, circle: Within | None) -> None:
        self.schema, self.circle = schema, circle

    @cached_property
    def _tiles(self) -> list[int]:
        assert self.circle is not None
        return cover(self.circle)

    def people(self, parts: Parts) -> Any | None:
        """All clauses about the person; None when there are none."""
        return self._joined([clause for _owner, clause in parts.person], 0) if parts.person else None

    def offer(self, parts: Parts, rank: int) -> Any:
        """All clauses about offers, of the offer of this rank."""
        return self._joined([clause for _owner, clause in parts.offer], rank)

    def costly(self, parts: Parts) -> bool:
        """Whether the clauses read many postings each time they are evaluated."""
        words = any(isinstance(clause, Words) for _owner, clause in parts.person)
        return words or parts.circle is not None

    def _joined(self, clauses: list[Clause], rank: int) -> Any:
        must: list[Any] = []
        must_not: list[Any] = []
        for clause in clauses:
            for inner in clause.clauses if isinstance(clause, AllOf) else (clause,):
                if isinstance(inner, Lacks):
                    must_not.append(self._having(inner, rank))
                else:
                    must.append(self._query(inner, rank))
        if not must:  # nothing but what must not be
            must.append(Query.all_query())
        if len(must) == 1 and not must_not:
            return must[0]
        return Query.boolean_query([*((Occur.Must, q) for q in must), *((Occur.MustNot, q) for q in must_not)])

    def _query(self, clause: Clause, rank: int) -> Any:
        match clause:
            case Has():
                return self._having(clause, rank)
            case AtMost():
                # Prices go in steps: the few terms are read faster than the column.
                return Query.range_query(
                    self.schema,
                    f"price{rank}",
                    FieldType.Unsigned,
                    lower_bound=0,
                    upper_bound=clause.limit,
                    use_inverted_index=True,
                )
            case Within():
                return Query.term_set_query(self.schema, f"tile{rank}", self._tiles)
            case Words():
                terms = [Query.term_query(self.schema, "words", word) for word in clause.whole]
                if clause.prefix:
                    terms.append(Query.regex_query(self.schema, "words", f"{clause.prefix}.*"))
                return Query.boolean_query([(Occur.Must, term) for term in terms])
            case AnyOf():
                ways = [self._joined([inner], rank) for inner in clause.clauses]
                return Query.boolean_query([(Occur.Should, way) for way in ways])
            case AllOf():
                return self._joined([clause], rank)
        raise AssertionError(clause)

    def _having(self, clause: Has | Lacks, rank: int) -> Any:
        field = "own" if clause.facet in PERSON else f"vals{rank}"
        terms = [Query.term_query(self.schema, field, code) for code in codes_in(clause)]
        return terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Should, term) for term in terms])
