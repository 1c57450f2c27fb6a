"""From clauses to bitmaps: which people and which offers hold them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pyroaring import BitMap

from app.search.bitmaps import NOBODY, intersection, union
from app.search.documents import Schema
from app.search.layers import Layers, all_of, any_of, without
from app.search.question import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Question, Within, Words
from app.search.tables import Offers, People

Level = Literal["person", "offer"]
# What holds a clause: people, or offers as layers. Dead rows may be among them.
Holding = BitMap | Layers
# What is known to hold clauses, of one snapshot.
Known = dict[Clause, Holding]


@dataclass(frozen=True, slots=True)
class Matches:
    """People and offers that hold the clauses of their level; None: there is no clause of that level."""

    people: BitMap | None
    offers: Layers | None


@dataclass(frozen=True, slots=True)
class Matching:
    """Every clause of a question as what holds it, with its owner."""

    parts: tuple[tuple[str | None, Holding], ...]

    @property
    def owners(self) -> frozenset[str]:
        """Facets that own a clause."""
        return frozenset(owner for owner, _holding in self.parts if owner is not None)

    def without(self, facet: str | None) -> Matches:
        """What holds all clauses but those owned by `facet`; None leaves out none."""
        return matches_of([holding for owner, holding in self.parts if facet is None or owner != facet])


def matches_of(holdings: Iterable[Holding]) -> Matches:
    """What holds all of several clauses."""
    people: list[BitMap] = []
    offers: list[Layers] = []
    for holding in holdings:
        if isinstance(holding, tuple):
            offers.append(holding)
        else:
            people.append(holding)
    return Matches(intersection(people) if people else None, all_of(offers) if offers else None)


def check_names(schema: Schema, question: Question) -> None:
    """ValueError when the question counts, gives as owner or orders by a name the schema does not know."""
    named = {*question.count, *(owner for owner, _clause in question.clauses if owner is not None)}
    if unknown := named.difference(schema.person_facets, schema.offer_facets):
        raise ValueError(f"there is no facet {min(unknown)!r}")
    for number in (question.cheapest_by, question.least):
        if number is not None and number not in schema.offer_numbers:
            raise ValueError(f"there is no number {number!r}")
    if question.among is not None and level_of(schema, question.among) != "offer":
        raise ValueError("what is ordered by a number are offers: `among` must be about them")


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
    """Evaluates clauses over the tables of one snapshot. Its bitmaps are not to be changed.

    `Known` remembers from one question to the next what holds a clause; it is for one snapshot, and its caller's.
    """

    def __init__(self, schema: Schema, people: People, offers: Offers) -> None:
        self._schema, self._people, self._offers = schema, people, offers

    def read(self, question: Question, known: Known | None = None) -> Matching:
        """All clauses of the question; ValueError for names the schema does not know."""
        check_names(self._schema, question)
        return Matching(tuple((owner, self.holding(clause, known)) for owner, clause in question.clauses))

    def holding(self, clause: Clause, known: Known | None = None) -> Holding:
        """What holds a clause, people or layers of offers by its level; ValueError as `level_of`."""
        if known is not None and clause in known:
            return known[clause]
        of_offers = level_of(self._schema, clause) == "offer"
        found = self._offers_holding(clause) if of_offers else self._people_holding(clause)
        if known is not None:
            known[clause] = found
        return found

    def _people_holding(self, clause: Clause) -> BitMap:
        people = self._people
        match clause:
            case Has():
                return people.facets.rows_with(clause.facet, clause.values)
            case Lacks():
                return people.alive - people.facets.rows_with(clause.facet, clause.values)
            case Words():
                return self._with_words(clause)
            case AnyOf():
                return union([self._people_holding(inner) for inner in clause.clauses])
            case AllOf():
                return intersection([self._people_holding(inner) for inner in clause.clauses])
        raise AssertionError(clause)

    def _offers_holding(self, clause: Clause) -> Layers:
        offers = self._offers
        match clause:
            case Has():
                return offers.with_value(clause.facet, clause.values)
            case Lacks():
                return without(offers.existing, offers.with_value(clause.facet, clause.values))
            case AtMost():
                return self._padded(offers.at_most(clause.number, clause.limit))
            case Within():
                return self._padded(offers.layers_of(offers.points.within(clause.lat, clause.lon, clause.km)))
            case AnyOf():
                return any_of([self._offers_holding(inner) for inner in clause.clauses])
            case AllOf():
                return all_of([self._offers_holding(inner) for inner in clause.clauses])
        raise AssertionError(clause)

    def _padded(self, layers: Layers) -> Layers:
        """As many layers as there are ranks, so that layers can be held side by side."""
        return layers + (NOBODY,) * (len(self._offers.by_rank) - len(layers))

    def _with_words(self, clause: Words) -> BitMap:
        words = self._people.words
        found: Sequence[BitMap] = [words.rows_with(word) for word in clause.whole]
        if clause.prefix is not None:
            found = [*found, words.rows_with_prefix(clause.prefix)]
        return intersection(found) if found else self._people.alive
