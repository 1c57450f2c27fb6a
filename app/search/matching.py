"""From clauses to bitmaps: which people and which offers hold them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Literal

from pyroaring import BitMap

from app.search.bitmaps import bitmap_of_mask
from app.search.documents import Schema
from app.search.question import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Question, Within, Words
from app.search.tables import Offers, People
from app.search.vocabulary import FacetPostings

Level = Literal["person", "offer"]


@dataclass(frozen=True, slots=True)
class Matches:
    """People and offers that hold the clauses of their level; None: there is no clause of that level."""

    people: BitMap | None
    offers: BitMap | None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every clause of a question as the bitmap of what holds it, with its owner and level."""

    parts: tuple[tuple[str | None, Level, BitMap], ...]

    @property
    def owners(self) -> frozenset[str]:
        """Facets that own a clause."""
        return frozenset(owner for owner, _level, _bitmap in self.parts if owner is not None)

    def without(self, facet: str | None) -> Matches:
        """What holds all clauses but those owned by `facet`; None leaves out none."""
        kept = [(level, bitmap) for owner, level, bitmap in self.parts if facet is None or owner != facet]
        people = [bitmap for level, bitmap in kept if level == "person"]
        offers = [bitmap for level, bitmap in kept if level == "offer"]
        return Matches(_intersection(people), _intersection(offers))


@dataclass(frozen=True, slots=True)
class Terms:
    """What an order goes by: wishes and the clauses of a whole match with what holds each, and the offers `among`."""

    wishes: tuple[tuple[Level, BitMap], ...]
    wholly: tuple[tuple[Level, BitMap], ...]
    among: BitMap | None


def _intersection(bitmaps: list[BitMap]) -> BitMap | None:
    # Smallest first: what is left stays small.
    return reduce(and_, sorted(bitmaps, key=len)) if bitmaps else None


def check_names(schema: Schema, question: Question) -> None:
    """ValueError when the question counts, gives as owner or chooses by a name the schema does not know."""
    facets = schema.person_facets + schema.offer_facets
    for facet in (*question.count, *(owner for owner, _clause in question.clauses if owner is not None)):
        if facet not in facets:
            raise ValueError(f"there is no facet {facet!r}")
    for number in (question.cheapest_by, question.least):
        if number is not None and number not in schema.offer_numbers:
            raise ValueError(f"there is no number {number!r}")
    if question.among is not None and level_of(schema, question.among) != "offer":
        raise ValueError("the order 'least' chooses among offers")


def level_of(schema: Schema, clause: Clause) -> Level:
    """Whether the clause is about a person or an offer; ValueError for unknown names and mixed levels."""
    match clause:
        case Has() | Lacks():
            if clause.facet in schema.person_facets:
                return "person"
            if clause.facet in schema.offer_facets:
                return "offer"
            raise ValueError(f"there is no facet {clause.facet!r}")
        case AtMost():
            if clause.number not in schema.offer_numbers:
                raise ValueError(f"there is no number {clause.number!r}")
            return "offer"
        case Within():
            return "offer"
        case Words():
            return "person"
        case AnyOf() | AllOf():
            levels = {level_of(schema, inner) for inner in clause.clauses}
            if len(levels) != 1:
                raise ValueError("AnyOf and AllOf hold at least one clause, and all of one level")
            return levels.pop()


class Matcher:
    """Evaluates clauses over the tables of one snapshot. Its bitmaps are not to be changed."""

    def __init__(self, schema: Schema, people: People, offers: Offers) -> None:
        self._schema, self._people, self._offers = schema, people, offers

    def read(self, question: Question) -> Matching:
        """All clauses of the question; ValueError for names the schema does not know."""
        check_names(self._schema, question)
        return Matching(tuple((owner, *self._part(clause)) for owner, clause in question.clauses))

    def terms(self, question: Question) -> Terms:
        """What the question's order goes by; ValueError as `read`."""
        return Terms(
            wishes=tuple(self._part(clause) for clause in question.wishes),
            wholly=tuple(self._part(clause) for clause in question.wholly),
            among=None if question.among is None else self._part(question.among)[1],
        )

    def _part(self, clause: Clause) -> tuple[Level, BitMap]:
        level = level_of(self._schema, clause)
        return level, self._holding(clause, level)

    def _holding(self, clause: Clause, level: Level) -> BitMap:
        match clause:
            case Has():
                return self._facets(level).rows_with(clause.facet, clause.values)
            case Lacks():
                return self._alive(level) - self._facets(level).rows_with(clause.facet, clause.values)
            case AtMost():
                number = self._offers.numbers[clause.number]
                return self._offers.alive & bitmap_of_mask(number.at_most(clause.limit))
            case Within():
                return self._offers.alive & self._offers.points.within(clause.lat, clause.lon, clause.km)
            case Words():
                return self._with_words(clause)
            case AnyOf():
                return BitMap.union(*self._each(clause.clauses, level))
            case AllOf():
                return BitMap.intersection(*self._each(clause.clauses, level))

    def _each(self, clauses: Iterable[Clause], level: Level) -> list[BitMap]:
        return [self._holding(clause, level) for clause in clauses]

    def _with_words(self, clause: Words) -> BitMap:
        words = self._people.words
        found = [words.postings.rows_with((word,)) for word in clause.whole]
        if clause.prefix is not None:
            found.append(words.rows_with_prefix(clause.prefix))
        everyone = _intersection(found)
        return self._people.alive if everyone is None else everyone

    def _facets(self, level: Level) -> FacetPostings:
        return self._people.facets if level == "person" else self._offers.facets

    def _alive(self, level: Level) -> BitMap:
        return self._people.alive if level == "person" else self._offers.alive
