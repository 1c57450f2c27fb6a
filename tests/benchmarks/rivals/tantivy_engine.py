"""Tantivy: people as documents, each offer in fields of its own rank, so that two levels stay exact.

- "One offer has a, b and c" is the union over the ranks (1st to 4th offer) of the conjunctions within a rank. Offers as
  documents would need a join that the library has not; one document a person also makes the totals right.
- A circle becomes the terms of the grid's tiles that lie in it, whole where possible: exact, for places are on a grid.
- Counts are terms aggregations over fast fields: all of a person's own values in one field, each facet in another for
  the counts that leave out its own choice; what any offer has in `offered`.
- With offer clauses a person's values count once though several offers match. Few people are listed in one search that
  tells the matching ranks by its score, and then read by number from fields that hold what any offer of a set of ranks
  has; many by inclusion and exclusion over sets of ranks, with fields of what all offers of a set have in common.
- What most people have is counted from the few who do not match.
- The rotation of the day is a fast field to sort by. Nearest first walks the places by distance until the page is full.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from app.search import Document, Question
from tests.benchmarks.directory import FACETS, PERSON
from tests.benchmarks.memory import resident
from tests.benchmarks.rivals.rival import NAMES, OF_PEOPLE, SPANS, Parts, Reply, codes_of, named, parts_of, turn
from tests.benchmarks.rivals.tantivy_clauses import Reader, tiles_of
from tests.benchmarks.rivals.tantivy_matching import RANKS, SETS, Matching, Tally, common, either

MODEL = __doc__
_HEAP = 1_500_000_000


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("turn", "high", "low"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("own", indexed=True, fast=True)
    builder.add_unsigned_field("offered", fast=True)
    for facet in FACETS:
        builder.add_unsigned_field(f"of_{facet}", fast=True)
    for rank in RANKS:
        builder.add_unsigned_field(f"tile{rank}", indexed=True)
        builder.add_unsigned_field(f"place{rank}", fast=True)
        builder.add_unsigned_field(f"price{rank}", indexed=True, fast=True)
    for ranks in SETS:
        builder.add_unsigned_field(common(ranks), indexed=len(ranks) == 1, fast=True)
        if len(ranks) > 1:
            builder.add_unsigned_field(either(ranks), fast=True)
    return builder.build()


class Tantivy:
    """One index in a folder, one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        self.folder.mkdir()
        self.schema = _schema()
        self.index = tantivy.Index(self.schema, path=str(self.folder))
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("whitespace", whitespace)

    def build(self, documents: Iterable[Document]) -> None:
        writer = self.index.writer(heap_size=_HEAP, num_threads=1)
        tally: Tally = {}
        people = 0
        for document in documents:
            fields = _fields(people, document)
            for code in (*fields["own"], *fields["offered"]):
                tally[code] = tally.get(code, 0) + 1
            writer.add_document(tantivy.Document.from_dict(fields, self.schema))
            people += 1
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.people, self.tally = people, tally
        self.searcher = self.index.searcher()

    def answer(self, question: Question) -> Reply:
        parts = parts_of(question)
        reader = Reader(self.schema, parts.circle)
        found = self._matching(reader, parts, ranks_wanted=True)
        own = parts.owners
        tallies = self._counts(found, parts, [facet for facet in FACETS if facet not in own])
        for facet in own:
            tallies |= self._own_counts(reader, parts.without(facet), facet)
        if question.order == "nearest" and question.origin is not None:
            addresses = self._nearest(question, found)
        else:
            addresses = self._by_turn(found.everyone, question.first, question.size)
        return Reply(found.found, self._ids(addresses), named(tallies.items()))

    def _matching(self, reader: Reader, parts: Parts, ranks_wanted: bool) -> Matching:
        return Matching(self.searcher, self.schema, reader, parts, ranks_wanted)

    def _by_turn(self, query: Any, first: int, size: int) -> list[Any]:
        result = self.searcher.search(
            query, size, count=False, order_by_field="turn", offset=first, order=tantivy.Order.Asc
        )
        return [address for _turn, address in result.hits]

    def _nearest(self, question: Question, found: Matching) -> list[Any]:
        assert question.origin is not None
        placed = found.nearest(question.origin, question.first + question.size)
        page = placed[question.first : question.first + question.size]
        if len(page) == question.size or len(placed) == found.found:
            return page
        return page + self._by_turn(found.placeless(), max(0, question.first - len(placed)), question.size - len(page))

    def _counts(self, found: Matching, parts: Parts, facets: list[str]) -> Tally:
        kept = {code for facet in facets for code in range(SPANS[facet][0], SPANS[facet][1] + 1)}
        if parts.offer:
            of_people = self._of_people(found, ["own"])
            tallies = {code: size for code, size in of_people.items() if code <= OF_PEOPLE[1]} | found.offered()
        else:
            tallies = self._of_people(found, ["own", "offered"])
        return {code: size for code, size in tallies.items() if code in kept}

    def _own_counts(self, reader: Reader, left: Parts, facet: str) -> Tally:
        kept = range(SPANS[facet][0], SPANS[facet][1] + 1)
        if not left.person and not left.offer:
            return {code: self.tally[code] for code in kept if code in self.tally}
        of_offers = facet not in PERSON and bool(left.offer)
        found = self._matching(reader, left, of_offers)
        tallies = found.offered() if of_offers else self._of_people(found, [f"of_{facet}"])
        return {code: size for code, size in tallies.items() if code in kept}

    def _of_people(self, found: Matching, fields: list[str]) -> Tally:
        """From the matching people when they are the fewer, else from everybody less the others."""
        if found.found == self.people:
            return self.tally
        if 2 * found.found <= self.people:
            return found.terms(found.everyone, fields)
        others = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, found.everyone)])
        missed = found.terms(others, fields)
        sizes = {code: size - missed.get(code, 0) for code, size in self.tally.items()}
        return {code: size for code, size in sizes.items() if size}

    def _ids(self, addresses: list[Any]) -> tuple[str, ...]:
        if not addresses:
            return ()
        high = self.searcher.fast_field_values("high", addresses)
        low = self.searcher.fast_field_values("low", addresses)
        digits = (f"{a:016x}{b:016x}" for a, b in zip(high, low, strict=True))
        return tuple(f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}" for d in digits)

    def size_on_disk(self) -> int:
        return sum(file.stat().st_size for file in self.folder.iterdir())

    def resident(self) -> int:
        return resident()

    def close(self) -> None:
        """The folder goes with the benchmark's."""


def _fields(number: int, document: Document) -> dict[str, Any]:
    digits = document.id.replace("-", "")
    own = codes_of(document.values)
    offers = [codes_of(offer.values) for offer in document.offers]
    offered = sorted(set().union(*offers))
    fields: dict[str, Any] = {
        "number": number,
        "turn": turn(document.key) + (1 << 63),
        "high": int(digits[:16], 16),
        "low": int(digits[16:], 16),
        "words": " ".join(document.words),
        "own": own,
        "offered": offered,
    }
    for code in (*own, *offered):
        fields.setdefault(f"of_{NAMES[code][0]}", []).append(code)
    for ranks in SETS:
        if ranks[-1] < len(offers):
            theirs = [offers[rank] for rank in ranks]
            fields[common(ranks)] = sorted(set(theirs[0]).intersection(*theirs[1:]))
            fields[either(ranks)] = sorted(set(theirs[0]).union(*theirs[1:]))
    for rank, offer in enumerate(document.offers):
        if offer.point is not None:
            tiles = tiles_of(offer.point)
            fields[f"tile{rank}"] = tiles
            fields[f"place{rank}"] = tiles[0]
        if "price" in offer.numbers:
            fields[f"price{rank}"] = offer.numbers["price"]
    return fields
