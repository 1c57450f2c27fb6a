"""Who matches in Tantivy, and by which of their offers."""

from itertools import combinations
from typing import Any

import numpy as np
from tantivy import Occur, Query

from app.search.distance import haversine_km
from tests.benchmarks.directory import MOST_OFFERS
from tests.benchmarks.rivals.rival import NAMES, Parts
from tests.benchmarks.rivals.tantivy_clauses import Reader, point_of

RANKS = range(MOST_OFFERS)
SETS = [ranks for size in range(1, MOST_OFFERS + 1) for ranks in combinations(RANKS, size)]
# Up to so many people are listed by number with the ranks that match: evaluating a circle or the words with a prefix
# over and over costs more. Without either, reading the postings again is the cheaper.
_LISTED = {True: 3000, False: 300}
Tally = dict[int, int]


def common(ranks: tuple[int, ...]) -> str:
    """The field of the values that all offers of these ranks have."""
    return "vals" + "".join(map(str, ranks))


def either(ranks: tuple[int, ...]) -> str:
    """The field of the values that any offer of these ranks has."""
    return "any" + "".join(map(str, ranks)) if len(ranks) > 1 else common(ranks)


def every(queries: list[Any]) -> Any:
    """All of them."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def some(queries: list[Any]) -> Any:
    """At least one of them."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


class Matching:
    """People who hold the clauses. `everyone` finds them, `found` says how many they are.

    `listed` has the documents with the set of ranks whose offers match, when those are few.
    """

    def __init__(self, searcher: Any, schema: Any, reader: Reader, parts: Parts, ranks_wanted: bool) -> None:
        self.searcher, self.schema = searcher, schema
        self.listed: list[tuple[tuple[int, ...], Any]] | None = None
        people = reader.people(parts)
        self._people = [] if people is None else [people]
        self._within = {rank: reader.offer(parts, rank) for rank in RANKS} if parts.offer else {}
        if self._within:
            self.everyone = every([*self._people, some(list(self._within.values()))])
        else:
            self.everyone = people if people is not None else Query.all_query()
        if self._within and ranks_wanted:
            self._list(_LISTED[reader.costly(parts)])
        else:
            self.found: int = searcher.search(self.everyone, limit=1).count

    def _list(self, most: int) -> None:
        """One search that tells the matching ranks by its score: rank r adds 2 to the power of r."""
        scored = [Query.const_score_query(query, float(1 << rank)) for rank, query in self._within.items()]
        people = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in self._people]
        query = Query.boolean_query(
            [*people, (Occur.Must, Query.boolean_query([(Occur.Should, one) for one in scored]))]
        )
        result = self.searcher.search(query, limit=most)
        self.found = result.count
        if self.found > most:
            return
        sets = {mask: tuple(rank for rank in RANKS if mask >> rank & 1) for mask in range(1 << MOST_OFFERS)}
        self.listed = [(sets[round(score)], address) for score, address in result.hits]
        self._numbers = self.searcher.fast_field_values("number", [a for _s, a in self.listed]) if self.listed else []
        self.everyone = self._numbered(self._numbers)

    def _numbered(self, numbers: list[int]) -> Any:
        return Query.term_set_query(self.schema, "number", numbers) if numbers else Query.empty_query()

    def within(self, ranks: tuple[int, ...]) -> Any:
        """People whose offers of all these ranks match."""
        return every([*self._people, *(self._within[rank] for rank in ranks)])

    def offered(self) -> Tally:
        """Values of matching offers, each person once."""
        return self._by_inclusion() if self.listed is None else self._by_list(self.listed)

    def _by_list(self, listed: list[tuple[tuple[int, ...], Any]]) -> Tally:
        numbers: dict[tuple[int, ...], list[int]] = {}
        for (ranks, _address), number in zip(listed, self._numbers, strict=True):
            numbers.setdefault(ranks, []).append(number)
        sums: Tally = {}
        for ranks, several in numbers.items():
            for code, size in self.terms(self._numbered(several), [either(ranks)]).items():
                sums[code] = sums.get(code, 0) + size
        return sums

    def _by_inclusion(self) -> Tally:
        """Singles less what pairs have in common, and so on; sets without anybody are passed over."""
        sums: Tally = {}
        meeting: set[tuple[int, ...]] = set()
        for ranks in SETS:
            if len(ranks) > 2 and not all(smaller in meeting for smaller in combinations(ranks, len(ranks) - 1)):
                continue
            counts = self.terms(self.within(ranks), [common(ranks)])
            if counts:
                meeting.add(ranks)
            sign = 1 if len(ranks) % 2 else -1
            for code, size in counts.items():
                sums[code] = sums.get(code, 0) + sign * size
        return {code: size for code, size in sums.items() if size}

    def terms(self, query: Any, fields: list[str]) -> Tally:
        """How many people have each value of these fields."""
        asked = {name: {"terms": {"field": name, "size": len(NAMES), "segment_size": len(NAMES)}} for name in fields}
        answered = self.searcher.aggregate(query, asked)
        return {int(b["key"]): b["doc_count"] for name in fields for b in answered[name]["buckets"]}

    def nearest(self, origin: tuple[float, float], end: int) -> list[Any]:
        """At least the first `end` people by distance of the nearest matching offer, then by turn, as far as placed."""
        places: list[tuple[Any, int]] = []
        if self.listed is not None:
            for rank in RANKS:
                theirs = [address for ranks, address in self.listed if rank in ranks]
                places += self._places_of(theirs, rank)
        elif near := self._nearest_places(origin, end * MOST_OFFERS):
            for rank in RANKS:
                there = every([self.within((rank,)), Query.term_set_query(self.schema, f"tile{rank}", near)])
                size = self.searcher.search(there, limit=1).count
                hits = self.searcher.search(there, limit=size, count=False).hits if size else []
                places += self._places_of([address for _score, address in hits], rank)
        return self._by_distance(origin, places)

    def _places_of(self, addresses: list[Any], rank: int) -> list[tuple[Any, int]]:
        if not addresses:
            return []
        places = self.searcher.fast_field_values(f"place{rank}", addresses)
        return [pair for pair in zip(addresses, places, strict=True) if pair[1] is not None]

    def _by_distance(self, origin: tuple[float, float], places: list[tuple[Any, int]]) -> list[Any]:
        if not places:
            return []
        points = np.array([point_of(place) for _address, place in places])
        km = haversine_km(origin, points[:, 0], points[:, 1]).tolist()
        best: dict[tuple[int, int], tuple[float, Any]] = {}
        for (address, _place), away in zip(places, km, strict=True):
            key = (address.segment_ord, address.doc)
            if key not in best or away < best[key][0]:
                best[key] = (away, address)
        addresses = [address for _km, address in best.values()]
        turns = self.searcher.fast_field_values("turn", addresses)
        by = sorted(zip(best.values(), turns, strict=True), key=lambda one: (one[0][0], one[1]))
        return [address for (_km, address), _turn in by]

    def _nearest_places(self, origin: tuple[float, float], offers: int) -> list[int]:
        """The nearest places that together have so many matching offers."""
        sizes: Tally = {}
        for rank in RANKS:
            terms = {"terms": {"field": f"place{rank}", "size": 1_000_000, "segment_size": 1_000_000}}
            for bucket in self.searcher.aggregate(self.within((rank,)), {"places": terms})["places"]["buckets"]:
                sizes[int(bucket["key"])] = sizes.get(int(bucket["key"]), 0) + bucket["doc_count"]
        if not sizes:
            return []
        points = np.array([point_of(place) for place in sizes])
        km = haversine_km(origin, points[:, 0], points[:, 1])
        order = np.argsort(km, kind="stable")
        places, counts = np.array(list(sizes)), np.array(list(sizes.values()))
        enough = int(np.searchsorted(np.cumsum(counts[order]), offers))
        # Places equally far belong together.
        near: list[int] = places[km <= km[order[min(enough, len(order) - 1)]]].tolist()
        return near

    def placeless(self) -> Any:
        """People none of whose matching offers has a place."""
        placed = [every([self.within((rank,)), Query.exists_query(f"place{rank}")]) for rank in RANKS]
        return Query.boolean_query([(Occur.Must, self.everyone), (Occur.MustNot, some(placed))])
