"""The parts of the engine whose rules are not to be seen from its door at any reasonable size."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from app.search import rotation_rank
from app.search.bitmaps import bitmap_of, bitmaps_by_rank, rows_of
from app.search.columns import Column
from app.search.marks import MarkedCodes, Marks
from app.search.points import Points
from app.search.reading import Ledger
from app.search.registry import Registry
from app.search.rotation import splitmix64
from tests.search import plain

# Runs of neighbours, so that chunks of 65536 are empty, sparse and dense in turn.
_runs = st.lists(st.tuples(st.integers(0, 300_000), st.integers(1, 9000)), max_size=6).map(
    lambda runs: sorted({row for start, size in runs for row in range(start, start + size)})
)


@settings(deadline=None, max_examples=60)
@given(_runs)
def test_rows_become_the_bitmap_of_these_rows(rows: list[int]) -> None:
    assert bitmap_of(np.array(rows, dtype=np.intp)) == BitMap(rows)


@settings(deadline=None, max_examples=30)
@given(_runs, st.randoms(use_true_random=False))
def test_rows_become_the_same_bitmap_in_any_order_and_more_than_once(rows: list[int], dice: random.Random) -> None:
    mixed = [*rows, *rows[:50]]
    dice.shuffle(mixed)
    assert bitmap_of(np.array(mixed, dtype=np.int32)) == BitMap(rows)


@settings(deadline=None, max_examples=30)
@given(_runs)
def test_a_bitmap_gives_its_rows_back(rows: list[int]) -> None:
    assert rows_of(BitMap(rows)).tolist() == rows


def test_two_columns_that_grow_from_one_do_not_meet() -> None:
    trunk = Column(np.arange(100)).with_more(np.array([100]))
    left, right = trunk.with_more(np.array([1])), trunk.with_more(np.array([2]))
    assert (left.rows[-1], right.rows[-1], len(trunk)) == (1, 2, 101)


def test_the_first_number_of_splitmix64_is_the_published_one() -> None:
    assert splitmix64(np.zeros(1, dtype=np.uint64)).tolist() == [0xE220A8397B1DCDAF]


@given(st.lists(st.integers(0, (1 << 64) - 1)), st.integers(-(1 << 70), 1 << 70))
def test_ranks_are_those_of_plain_integers(keys: list[int], day: int) -> None:
    expected = [plain.rank(key, day) for key in keys]
    assert rotation_rank(np.array(keys, dtype=np.uint64), day).tolist() == expected


def test_over_a_year_everyone_has_about_the_same_share_of_first_places() -> None:
    keys = np.array([random.Random(3).getrandbits(64) + n for n in range(10)], dtype=np.uint64)
    firsts = np.bincount([int(np.argmin(rotation_rank(keys, day))) for day in range(3650)], minlength=10)
    assert 300 < firsts.min() <= firsts.max() < 430


@pytest.mark.parametrize("km", [0.0, 0.5, 5.0, 80.0, 2500.0, 10_007.6, 20_015.0, 20_016.0])
def test_a_circle_holds_exactly_the_points_that_near(km: float) -> None:
    dice = random.Random(5)
    origin = (10.0, 179.5)
    near = [(10 + dice.gauss(0, 0.5), (179.5 + dice.gauss(0, 0.5) + 180) % 360 - 180) for _ in range(3000)]
    anywhere = [(math.degrees(math.asin(dice.uniform(-1, 1))), dice.uniform(-180, 180)) for _ in range(3000)]
    all_points = [origin, *near, (math.nan, math.nan), *anywhere]
    points = Points.empty()
    for part in (all_points[:5000], all_points[5000:]):
        points = points.with_more(np.array([lat for lat, _ in part]), np.array([lon for _, lon in part]))
    expected = [n for n, point in enumerate(all_points) if plain.distance_km(origin, point) <= km]
    assert sorted(points.within(*origin, km).tolist()) == expected


@given(
    st.lists(
        st.lists(st.frozensets(st.integers(0, 130), max_size=5), min_size=1, max_size=4),
        min_size=1,
        max_size=300,
    )
)
@settings(deadline=None, max_examples=40)
def test_marks_count_each_person_once(people: list[list[frozenset[int]]]) -> None:
    ledger, offers = Ledger(), [offer for person in people for offer in person]
    for offer in offers:
        ledger.add([("facet", f"{value:03}") for value in offer])
    facts = ledger.facts()
    lengths = [len(person) for person in people]
    starts = np.cumsum([0, *lengths])
    layers = bitmaps_by_rank(
        np.arange(len(offers), dtype=np.int32),
        np.repeat(np.arange(len(people)), lengths).astype(np.int32),
        np.repeat(starts[:-1], lengths).astype(np.int32),
    )
    codes = MarkedCodes(np.arange(len(facts.keys)))
    marks = Marks.empty().changed(len(codes), facts.starts, facts.codes)
    names = [int(value) for _facet, value in facts.keys]
    counted = marks.persons_with(codes, np.arange(len(people), dtype=np.uint32), layers, starts)
    assert counted.tolist() == [sum(any(name in offer for offer in person) for person in people) for name in names]


def test_rows_of_documents_outlast_thousands_of_changes() -> None:
    dice, registry = random.Random(9), Registry.of(np.array([b"the first"]))
    expected = {b"the first": 0}
    for batch in range(60):
        gone = [b"p%d" % dice.randrange(4000) for _ in range(40)]
        added = [(b"p%d" % number, 200 * batch + n) for n, number in enumerate(dice.sample(range(4000), 200), 1)]
        registry = registry.changed(gone, added)
        expected = {known: row for known, row in expected.items() if known not in gone} | dict(added)
    ids = [b"the first", *(b"p%d" % n for n in range(4000))]
    assert [registry.row_of(known) for known in ids] == [expected.get(known) for known in ids]
