"""What seekers might ask: mixed questions, the same for the same seed.

None to two choices about the person and none to two about the offer, of one or two values drawn as unequally as they
are stated; 40% name what they can pay; half ask around a place (8, 16 or 40 km), half of these also remotely; 10% give
words, the last of them unfinished; of those with a place 30% want the nearest first; some turn to page two or three.
All counts of all facets are wanted each time.
"""

import random

from app.search import AllOf, AnyOf, AtMost, Clause, Has, Lacks, Question, Within, Words
from tests.benchmarks.directory import FACETS, REMOTE, SPREAD, TOWNS, VOCABULARY, zipf

DAY = 739_000
_WEIGHTS = {size: zipf(size) for size, _most in FACETS.values()}
_REMOTELY: Clause = Has("format", frozenset({f"format-{REMOTE}"}))
_NOT_REMOTELY: Clause = Lacks("format", frozenset({f"format-{REMOTE}"}))


def questions(count: int, seed: int = 1) -> list[Question]:
    """So many questions; fewer are the first of more."""
    dice = random.Random(f"questions {seed}")
    return [question(dice) for _ in range(count)]


def question(dice: random.Random) -> Question:
    """One to five of the usual things, the usual ones more often."""
    clauses: list[tuple[str | None, Clause]] = []
    for facet in dice.sample(("language", "concern", "identity", "gender", "approach"), dice.choice((0, 1, 1, 2))):
        clauses.append((facet, Has(facet, _asked(dice, facet))))
    for facet in dice.sample(("format", "session", "times", "access", "fee_help"), dice.choice((0, 1, 1, 2))):
        clauses.append((facet, Has(facet, _asked(dice, facet))))
    if dice.random() < 0.4:
        clauses.append((None, AtMost("price", dice.randrange(1000, 9000, 500))))
    origin = _somewhere(dice) if dice.random() < 0.5 else None
    if origin is not None:
        circle: Clause = AllOf((_NOT_REMOTELY, Within(*origin, dice.choice((8, 16, 40)))))
        clauses.append((None, AnyOf((circle, _REMOTELY)) if dice.random() < 0.5 else circle))
    if dice.random() < 0.1:
        clauses.append((None, Words((dice.choice(VOCABULARY[:60]),), dice.choice(("gr", "calm1", "ho")))))
    return Question(
        tuple(clauses),
        count=tuple(FACETS),
        order="nearest" if origin is not None and dice.random() < 0.3 else "rotation",
        origin=origin,
        cheapest_by="price",
        day=DAY,
        first=20 * dice.choice((0, 0, 0, 1, 2)),
    )


def _somewhere(dice: random.Random) -> tuple[float, float]:
    """As a geocoder answers, to about a metre: two places are never equally far from it by chance."""
    lat, lon = dice.choice(TOWNS)
    return round(dice.gauss(lat, SPREAD[0]), 5), round(dice.gauss(lon, SPREAD[1]), 5)


def _asked(dice: random.Random, facet: str) -> frozenset[str]:
    size = FACETS[facet][0]
    numbers = dice.choices(range(size), cum_weights=_WEIGHTS[size], k=dice.choice((1, 1, 2)))
    return frozenset(f"{facet}-{number}" for number in numbers)
