"""What every engine under comparison can do, and the codes that the foreign ones store instead of names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.search import AllOf, AnyOf, AtMost, Clause, Document, Has, Lacks, Question, Within, Words, rotation_rank
from tests.benchmarks.directory import FACETS, OFFER, PERSON
from tests.benchmarks.questions import DAY

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What must be equal: how many match, who is on the page, the counts by facet and value without zeros."""

    total: int
    ids: tuple[str, ...]
    counts: Counts


class Rival(Protocol):
    """One engine: built once, then asked. `size_on_disk` is in bytes, `resident` (its memory) too."""

    def build(self, documents: Iterable[Document]) -> None: ...

    def answer(self, question: Question) -> Reply: ...

    def size_on_disk(self) -> int: ...

    def resident(self) -> int: ...

    def close(self) -> None: ...


def _numbered() -> tuple[dict[tuple[str, str], int], list[tuple[str, str]], dict[str, tuple[int, int]]]:
    names = [(facet, f"{facet}-{number}") for facet, (size, _most) in FACETS.items() for number in range(size)]
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for facet, (size, _most) in FACETS.items():
        spans[facet] = (at, at + size - 1)
        at += size
    return {name: code for code, name in enumerate(names)}, names, spans


# Values as small numbers; those of a facet lie side by side, from the first to the last of its span.
CODES, NAMES, SPANS = _numbered()
OF_PEOPLE = (SPANS["kind"][0], SPANS["contact_mode"][1])
OF_OFFERS = (SPANS["session"][0], SPANS["availability"][1])
assert set(PERSON) | set(OFFER) == set(SPANS) and OF_PEOPLE[1] + 1 == OF_OFFERS[0]


def codes_of(values: Mapping[str, Iterable[str]]) -> list[int]:
    """The codes of a person's or an offer's values, ascending."""
    return sorted(CODES[facet, value] for facet, several in values.items() for value in several)


def codes_in(clause: Has | Lacks) -> list[int]:
    """The codes a clause asks for; values that nobody has are none."""
    return sorted(CODES[clause.facet, value] for value in clause.values if (clause.facet, value) in CODES)


def named(tallies: Iterable[tuple[int, int]]) -> dict[str, dict[str, int]]:
    """(code, count) pairs as counts by facet and value."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for code, size in tallies:
        facet, value = NAMES[code]
        counts[facet][value] = size
    return counts


def turn(key: int, day: int = DAY) -> int:
    """The rotation's rank of a key on the day of the questions: what a nightly job would write into a column.

    Brought into the range of signed 64 bit numbers, in the same order.
    """
    return int(rotation_rank(np.array([key], dtype=np.uint64), day)[0]) - (1 << 63)


Owned = tuple[str | None, Clause]


@dataclass(frozen=True, slots=True)
class Parts:
    """The clauses of a question by level."""

    person: tuple[Owned, ...]
    offer: tuple[Owned, ...]

    @property
    def owners(self) -> list[str]:
        """Facets with a choice of their own, which their counts leave out."""
        return sorted({owner for owner, _clause in (*self.person, *self.offer) if owner is not None})

    def without(self, facet: str | None) -> "Parts":
        """Without the choice of a facet."""
        if facet is None:
            return self
        return Parts(
            tuple(part for part in self.person if part[0] != facet),
            tuple(part for part in self.offer if part[0] != facet),
        )

    @property
    def circle(self) -> Within | None:
        """The circle the offers are limited to, wherever it stands."""
        return next((within for _owner, clause in self.offer for within in _circles([clause])), None)


def parts_of(question: Question) -> Parts:
    """The clauses of a question by level."""
    person = tuple(part for part in question.clauses if is_of_person(part[1]))
    return Parts(person, tuple(part for part in question.clauses if not is_of_person(part[1])))


def is_of_person(clause: Clause) -> bool:
    """Whether a clause is about the person."""
    match clause:
        case Words():
            return True
        case Has() | Lacks():
            return clause.facet in PERSON
        case AnyOf() | AllOf():
            return is_of_person(clause.clauses[0])
        case AtMost() | Within():
            return False


def _circles(clauses: Sequence[Clause]) -> list[Within]:
    found = []
    for clause in clauses:
        if isinstance(clause, Within):
            found.append(clause)
        elif isinstance(clause, AnyOf | AllOf):
            found += _circles(clause.clauses)
    return found
