"""Nobody is shown more than others who match equally: 10,000 searches, held to what a perfect shuffle gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from uuid import UUID

import numpy as np
import pytest

from app.listings.indexing import rotation_key
from app.search import AtMost, Clause, Document, Has, OfferDocument, Question, Schema, Within, build, rotation_rank
from tests.search.exposure import PAGE, Exposures, expected_gini, exposures_of, gini, shuffled_ginis
from tests.search.plain import matches

SCHEMA = Schema(("language", "concern"), ("format", "times"), ("price",))
LISTINGS, DAYS, FIRST_DAY = 400, 1000, 739_000
LANGUAGES, CONCERNS = ("en", "pa", "ur"), tuple(f"concern-{n}" for n in range(12))
LEEDS = (53.80044, -1.54912)


def _some(dice: Random, values: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(dice.sample(values, dice.randint(1, most)))


def _offer(dice: Random, offer_id: str) -> OfferDocument:
    values = {"format": _some(dice, ("in-person", "video"), 1), "times": _some(dice, ("evening", "weekend", "day"), 2)}
    point = (LEEDS[0] + dice.uniform(-0.3, 0.3), LEEDS[1] + dice.uniform(-0.3, 0.3))
    return OfferDocument(offer_id, values, {"price": dice.randrange(1000, 9000, 500)}, point)


def _listings() -> list[Document]:
    """Some have three facts and some fifteen; ids come in a row, as from a database that counts."""
    dice = Random(20_260_304)
    made = []
    for number in range(LISTINGS):
        id = UUID(int=(0x018E_0000_7000 << 80) + (1 << 79) + 7 * number)
        values = {"language": _some(dice, LANGUAGES, 3), "concern": _some(dice, CONCERNS, 12)}
        offers = [_offer(dice, f"{id}/{n}") for n in range(dice.randint(1, 4))]
        made.append(Document(str(id), rotation_key(id), values, (), offers))
    return made


EVERYONE = _listings()
BY_ID = {document.id: document for document in EVERYONE}
SNAPSHOT = build(SCHEMA, EVERYONE)


@dataclass(frozen=True)
class Search:
    """What is asked: musts and wishes."""

    name: str
    musts: tuple[Clause, ...] = ()
    wishes: tuple[Clause, ...] = ()

    def equals(self) -> list[str]:
        """The listings that match equally and best: they hold every must and every wish, by one offer."""
        clauses = [(None, clause) for clause in (*self.musts, *self.wishes)]
        return [document.id for document in EVERYONE if matches(SCHEMA, document, clauses)]

    def page(self, day: int) -> list[str]:
        """The first page of the engine."""
        clauses = tuple((None, clause) for clause in self.musts)
        question = Question(clauses, wishes=self.wishes, cheapest_by="price", day=FIRST_DAY + day, size=PAGE)
        return [hit.id for hit in SNAPSHOT.answer(question).hits]


def _has(facet: str, *values: str) -> Has:
    return Has(facet, frozenset(values))


SEARCHES = (
    Search("everyone"),
    Search("a language", (_has("language", "pa"),)),
    Search("a concern", (_has("concern", "concern-3"),)),
    Search("either of two", (_has("concern", "concern-1", "concern-2"),)),
    Search("a price", (AtMost("price", 4000),)),
    Search("near by", (_has("format", "in-person"), Within(*LEEDS, 16.0))),
    Search("evenings by video", (_has("format", "video"), _has("times", "evening"))),
    Search("much at once", (_has("language", "en"), AtMost("price", 5000), _has("times", "weekend"))),
    Search("a wish", (_has("language", "ur"),), (_has("concern", "concern-5"),)),
    Search("two wishes", (AtMost("price", 6000),), (_has("language", "pa"), _has("times", "evening"))),
)
assert len(SEARCHES) * DAYS == 10_000


@cache
def bound(size: int, days: int = DAYS) -> float:
    """What a perfect shuffle of so many stays below but for one run in about thirty thousand."""
    runs = shuffled_ginis(size, days, 30, seed=size)
    return float(runs.mean() + 4 * runs.std(ddof=1))


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search.name)
def test_a_thousand_days_share_exposure_as_a_perfect_shuffle_would(search: Search) -> None:
    equals = search.equals()
    assert len(equals) > 2 * PAGE
    assert gini(exposures_of(equals, DAYS, search.page)) <= bound(len(equals))


FACTS = np.array([sum(map(len, document.values.values())) for document in EVERYONE])
OFFERS = np.array([len(document.offers) for document in EVERYONE])
KEYS = np.array([document.key for document in EVERYONE], dtype=np.uint64)
FULL = np.greater(FACTS, np.median(FACTS))
Order = Callable[[int], Exposures]


def turns(day: int) -> Exposures:
    """Everybody's place in the rotation, from 0 to 1."""
    return rotation_rank(KEYS, FIRST_DAY + day) / 2.0**64


def exposures_by(order: Order) -> Exposures:
    """What everyone gets when the smallest number of `order` comes first."""
    ids = np.array([document.id for document in EVERYONE])
    return exposures_of(ids.tolist(), DAYS, lambda day: ids[np.argsort(order(day))[:PAGE]].tolist())


UNFAIR: dict[str, Order] = {
    "by id": lambda _day: np.arange(LISTINGS, dtype=np.float64),
    "by number of facts": lambda day: turns(day) - FACTS,
    "by number of offers": lambda day: turns(day) - OFFERS,
    "by week instead of day": lambda day: turns(day // 7),
    "full listings favoured": lambda day: turns(day) * np.where(FULL, 0.7, 1.0),
}


@pytest.mark.parametrize("name", UNFAIR)
def test_an_unfair_order_fails_the_same_bound(name: str) -> None:
    assert gini(exposures_by(UNFAIR[name])) > bound(LISTINGS)


def test_the_rotation_as_published_keeps_the_bound() -> None:
    assert gini(exposures_by(turns)) <= bound(LISTINGS)


def favour(exposures: Exposures) -> float:
    """How much more full listings got than the others, in standard errors of that difference."""
    full, others = exposures[FULL], exposures[~FULL]
    error = np.sqrt(full.var(ddof=1) / len(full) + others.var(ddof=1) / len(others))
    return float((full.mean() - others.mean()) / error)


def test_full_listings_are_not_favoured() -> None:
    assert abs(favour(exposures_of(list(BY_ID), DAYS, SEARCHES[0].page))) < 4


def test_a_nudge_that_nobody_would_notice_on_a_page_is_seen() -> None:
    assert favour(exposures_by(lambda day: turns(day) * np.where(FULL, 0.9, 1.0))) > 4


@pytest.mark.parametrize("size", [50, 150, 400])
def test_the_bound_is_where_theory_puts_a_perfect_shuffle(size: int) -> None:
    runs = shuffled_ginis(size, DAYS, 30, seed=size)
    assert abs(runs.mean() - expected_gini(size, DAYS)) < 0.05 * expected_gini(size, DAYS)
    assert bound(size) < 1.35 * expected_gini(size, DAYS)


def test_the_coefficient_knows_equality_and_monopoly() -> None:
    assert gini(np.ones(100)) == pytest.approx(0)
    assert gini(np.eye(100)[0]) == pytest.approx(0.99)
    assert gini(np.array([1.0, 3.0])) == pytest.approx(0.25)
