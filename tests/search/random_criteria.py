"""Random criteria over the words of the random listings, and the places they may name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from app.criteria.criteria import Criteria, Radius
from app.places.gazetteer import Found, Unknown
from app.places.place import Place
from tests.search.asked import Spot
from tests.search.random_listings import POINTS, PRICES, VALUES, WORDS

PLACES: Mapping[str, Place] = {
    place.name: place
    for place in (
        Place("Leeds", "England", "GB", 53.80044, -1.54912, "city", "town", "GB-ENG", "Leeds", 812_000),
        Place("Village", "Scotland", "GB", 55.9, -3.2, "city", "town", "GB-SCT", "Village", 900),
        Place("Capital", "England", "GB", 51.50853, -0.12574, "city", "town", "GB-ENG", "Capital", 8_900_000),
        Place("Isle", "Northern", "FJ", -16.5, 179.98, "city", "town", "FJ", "Isle", 0),
        Place("Golden", "California", "US", 38.2, -120.1, "region", "region", "US-CA", "Golden"),
    )
}
# The same places as design tells them: a city of a million 8 km or 5 miles, of 100,000 16 km or 10 miles, smaller
# 40 km or 25 miles, a region 160 km or 100 miles; in miles where road signs are.
SPOTS: Mapping[str, Spot] = {
    "Leeds": Spot((53.80044, -1.54912), 10, "mi", "GB-ENG"),
    "Village": Spot((55.9, -3.2), 25, "mi", "GB-SCT"),
    "Capital": Spot((51.50853, -0.12574), 5, "mi", "GB-ENG"),
    "Isle": Spot((-16.5, 179.98), 40, "km", "FJ"),
    "Golden": Spot((38.2, -120.1), 100, "mi", "US-CA"),
}


def find_place(text: str) -> Found | Unknown:
    """The gazetteer of these five places."""
    return Found(PLACES[text]) if text in PLACES else Unknown(text)


def criteria(
    random: Random,
    values: Mapping[str, Sequence[str]] = VALUES,
    names: Sequence[str] = tuple(PLACES),
    words: Sequence[str] = WORDS,
) -> Criteria:
    """Criteria with few choices, so that most find somebody."""
    asked: dict[str, Any] = {}
    facets = random.sample(sorted(values), random.choice((0, 0, 1, 1, 2, 3)))
    samples = {facet: random.sample(values[facet], _few(random, values[facet])) for facet in facets}
    left_out = [random.choice(sorted(values)) for _ in range(random.choice((0, 0, 0, 1, 2)))]
    asked |= _whereabouts(random, names) | _money(random)
    if random.random() < 0.1:
        asked["q"] = random.choice(words)
    if random.random() < 0.1:
        asked["reduced_open"] = True
    if random.random() < 0.25:
        asked["sort"] = random.choice(("cost", "soonest"))
    if random.random() < 0.3:
        asked["language_level"] = "any"
    asked["prefer"] = tuple(dict.fromkeys((*_wished(random, values), *_wished_as_a_whole(random, asked))))
    return Criteria(
        chosen={facet: tuple(dict.fromkeys(sample)) for facet, sample in samples.items()},
        without=tuple(dict.fromkeys((facet, random.choice(values[facet])) for facet in left_out)),
        unstated=_unstated(random, facets),
        page=random.choice((1, 1, 1, 2, 3)),
        per_page=random.choice((1, 3, 20, 50)),
        **asked,
    )


def _wished(random: Random, values: Mapping[str, Sequence[str]]) -> list[tuple[str, str | None]]:
    facets = random.choices(sorted(values), k=random.choice((0, 0, 1, 2, 3)))
    return [(facet, random.choice(values[facet])) for facet in facets]


def _wished_as_a_whole(random: Random, asked: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    there = [key for key in ("pay", "q", "reduced_open") if key in asked]
    there += ["near"] if "near" in asked or "lat" in asked else []
    return [(key, None) for key in there if random.random() < 0.35]


def _unstated(random: Random, chosen: Sequence[str]) -> tuple[str, ...]:
    """Mostly of what is chosen; of what is not chosen it must change nothing."""
    names = [*chosen, *chosen, "pay", "seen_from", "access", "times"]
    return tuple(dict.fromkeys(random.choices(names, k=random.choice((0, 0, 1, 2)))))


def _few(random: Random, values: Sequence[str]) -> int:
    return min(random.choice((1, 1, 2)), len(values))


def _whereabouts(random: Random, names: Sequence[str]) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    chance = random.random()
    if chance < 0.3:
        asked["near"] = random.choice(names)
    if 0.25 < chance < 0.4:
        asked["lat"], asked["lon"] = random.choice((*POINTS, (53.8, -1.55)))
    if asked:
        asked["sort"] = random.choice(("best", "near"))
    if random.random() < 0.4:
        asked["within"] = Radius(Decimal(random.choice(("0", "0.7", "5", "15", "400", "20000"))), "km")
        if random.random() < 0.5:
            asked["within"] = Radius(Decimal(random.choice(("1", "12.5", "300"))), "mi")
    if random.random() < 0.2:
        asked["seen_from"] = random.choice(("GB-ENG", "GB-SCT", "GB", "US", "US-CA", "IE", "FR"))
    return asked


def _money(random: Random) -> dict[str, Any]:
    if random.random() < 0.7:
        return {}
    most = random.choice((*PRICES, 2499, 100_000))
    return {"pay": most, "currency": random.choice((None, "GBP", "GBP", "EUR"))}
