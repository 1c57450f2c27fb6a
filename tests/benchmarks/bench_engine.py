"""How fast the search engine answers: `python -m tests.benchmarks.bench_engine --listings 100000`.

Random documents with 2.5 offers and about 30 facts on average and values as unequally common as in life;
200 mixed questions, each with the counts of all facets. Figures are printed, nothing is asserted.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator
from itertools import accumulate

from app.search import (
    AllOf,
    AnyOf,
    AtMost,
    Clause,
    Document,
    Has,
    Lacks,
    OfferDocument,
    Question,
    Schema,
    Snapshot,
    Within,
    Words,
    build,
)

# Facet: how many values it has, and how many of them a person or an offer states at most.
PERSON = {
    "kind": (5, 1),
    "identity": (40, 3),
    "gender": (6, 1),
    "faith": (15, 1),
    "community": (40, 4),
    "language": (110, 3),
    "approach": (70, 6),
    "concern": (110, 12),
    "age_group": (8, 4),
    "profession": (20, 2),
    "register": (25, 2),
    "pronouns": (5, 1),
    "contact_mode": (7, 3),
}
OFFER = {
    "session": (6, 1),
    "format": (7, 1),
    "fee_help": (6, 1),
    "payer": (40, 2),
    "access": (10, 3),
    "times": (4, 3),
    "availability": (2, 1),
}
SCHEMA = Schema(tuple(PERSON), tuple(OFFER), ("price",))
TOWNS = [
    (51.5, -0.12),
    (53.48, -2.24),
    (52.48, -1.9),
    (53.8, -1.55),
    (55.86, -4.25),
    (51.45, -2.59),
    (50.72, -3.53),
]
VOCABULARY = [f"{stem}{n}" for n in range(400) for stem in ("care", "calm", "grief", "hope", "talk", "warm")]
QUESTIONS = 200


def _weights(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 1) for rank in range(size)))


WEIGHTS = {size: _weights(size) for size, _most in [*PERSON.values(), *OFFER.values(), (len(VOCABULARY), 0)]}


def _values(dice: random.Random, facets: dict[str, tuple[int, int]]) -> dict[str, set[str]]:
    found = {}
    for facet, (size, most) in facets.items():
        numbers = dice.choices(range(size), cum_weights=WEIGHTS[size], k=dice.randint(1, most))
        found[facet] = {f"{facet}-{number}" for number in numbers}
    return found


def _near_a_town(dice: random.Random) -> tuple[float, float]:
    lat, lon = dice.choice(TOWNS)
    return round(dice.gauss(lat, 0.4), 2), round(dice.gauss(lon, 0.6), 2)


def _offer(dice: random.Random, offer_id: str) -> OfferDocument:
    numbers = {"price": dice.randrange(0, 15000, 500)} if dice.random() < 0.8 else {}
    point = _near_a_town(dice) if dice.random() < 0.6 else None
    return OfferDocument(offer_id, _values(dice, OFFER), numbers, point)


def documents(dice: random.Random, listings: int) -> Iterator[Document]:
    """So many random documents."""
    for n in range(listings):
        words = dice.choices(VOCABULARY, cum_weights=WEIGHTS[len(VOCABULARY)], k=40)
        offers = [_offer(dice, f"{n}-{place}") for place in range(dice.randint(1, 4))]
        yield Document(f"listing-{n}", dice.getrandbits(64), _values(dice, PERSON), words, offers)


def question(dice: random.Random) -> Question:
    """What a seeker might ask: one to five of the usual things, the usual ones more often."""
    clauses: list[tuple[str | None, Clause]] = []
    for facet in dice.sample(("language", "concern", "identity", "gender", "approach"), dice.choice((0, 1, 1, 2))):
        clauses.append((facet, Has(facet, _asked(dice, facet, PERSON[facet][0]))))
    for facet in dice.sample(("format", "session", "times", "access", "fee_help"), dice.choice((0, 1, 1, 2))):
        clauses.append((facet, Has(facet, _asked(dice, facet, OFFER[facet][0]))))
    if dice.random() < 0.4:
        clauses.append((None, AtMost("price", dice.randrange(1000, 9000, 500))))
    origin = _near_a_town(dice) if dice.random() < 0.5 else None
    if origin is not None:
        circle: Clause = AllOf((Lacks("format", frozenset({"format-1"})), Within(*origin, dice.choice((8, 16, 40)))))
        remote: Clause = Has("format", frozenset({"format-1"}))
        clauses.append((None, AnyOf((circle, remote)) if dice.random() < 0.5 else circle))
    if dice.random() < 0.1:
        clauses.append((None, Words((dice.choice(VOCABULARY[:60]),), dice.choice(("gr", "calm1", "ho")))))
    return Question(
        tuple(clauses),
        count=(*PERSON, *OFFER),
        order="nearest" if origin is not None and dice.random() < 0.3 else "rotation",
        origin=origin,
        cheapest_by="price",
        day=739_000,
        first=20 * dice.choice((0, 0, 0, 1, 2)),
    )


def _asked(dice: random.Random, facet: str, size: int) -> frozenset[str]:
    numbers = dice.choices(range(size), cum_weights=WEIGHTS[size], k=dice.choice((1, 1, 2)))
    return frozenset(f"{facet}-{number}" for number in numbers)


def _milliseconds(ask: Callable[[Question], object], asked: Question) -> float:
    start = time.perf_counter()
    ask(asked)
    return (time.perf_counter() - start) * 1000


def _print_percentiles(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p50, p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99))
    print(f"{what}: p50 {p50:.2f} ms, p95 {p95:.2f} ms, p99 {p99:.2f} ms, most {ordered[-1]:.2f} ms")


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(snapshot: Snapshot, dice: random.Random) -> None:
    """Print what questions and changes take."""
    asked = [question(dice) for _ in range(QUESTIONS)]
    snapshot.answer(asked[0])
    _print_percentiles("answers with all counts", [_milliseconds(snapshot.answer, q) for q in asked])
    _print_percentiles("totals", [_milliseconds(snapshot.total, q) for q in asked])
    totals = sorted(snapshot.total(q) for q in asked)
    print(f"matches of a question: median {totals[len(totals) // 2]}, most {totals[-1]}")
    times = []
    for changed in documents(dice, 40):
        start = time.perf_counter()
        snapshot = snapshot.with_changes([changed])
        times.append((time.perf_counter() - start) * 1000)
    _print_percentiles("one change after the other", times)


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    everyone = list(documents(dice, options.listings))
    before = _resident_mb()
    start = time.perf_counter()
    snapshot = build(SCHEMA, everyone)
    print(f"{options.listings} listings: built in {time.perf_counter() - start:.2f} s")
    print(f"resident: {before:.0f} MB with the documents, {_resident_mb():.0f} MB at most with the index")
    measure(snapshot, dice)


if __name__ == "__main__":
    main()
