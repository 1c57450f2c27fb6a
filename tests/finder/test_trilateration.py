"""PRIV-10, T2: nobody finds a practice by asking how far it is, however often and from wherever they ask.

The attacker asks from very many points and fits the point that explains the answers best. Of somebody who shows their
exact address it finds that; of whoever shows their town or district it finds the middle of a cell, the same for
everybody in it. There is no widget yet: it will have to be asked here too.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, radians
from typing import Any

import numpy as np
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.listings.publishing import publish
from app.places.grid import DISTRICT_CELL_KM, KM_PER_DEGREE, TOWN_CELL_KM, snap
from app.plumbing.database import Database
from app.practitioners.offers import Premises
from app.search.distance import haversine_km
from tests.records import NOW, offer, practitioner, premises, save
from tests.visit import Visit

LEEDS = (53.80, -1.55)
# Half of five hundred by each of two ways, and the edges besides.
PROBES = 250
CELLS = {"town": TOWN_CELL_KM, "postcode_district": DISTRICT_CELL_KM}
Point = tuple[float, float]
Bounds = tuple[float, float]
# Where people live in their cell: by its corners and edges, in halves of its sides from the middle.
HOMES = ((0.98, 0.98), (-0.98, 0.97), (0.97, -0.98), (-0.98, -0.97), (0.9, -0.6), (-0.7, 0.9))


@dataclass
class Attack:
    """The directory as an attacker meets it, and what only the test knows: where everybody lives."""

    visit: Visit
    homes: dict[str, Point]

    def ask(self, path: str, point: Point, **asked: Any) -> Any:
        asked = {"lat": point[0], "lon": point[1], "within": "80km", "sort": "near"} | asked
        return self.visit.client.get(f"{path}?{'&'.join(f'{key}={value}' for key, value in asked.items())}")

    def by_api(self, point: Point) -> dict[str, Bounds]:
        """Between which two bounds, in km, each is away, as the API says."""
        results = self.ask("/api/v1/listings", point, facets="none").json["results"]
        away = {result["slug"]: result["match"]["distance_km"] for result in results}
        return {slug: (km - 0.005, km + 0.005) for slug, km in away.items()}

    def by_page(self, point: Point) -> dict[str, Bounds]:
        """The same, as the page of results says in whole kilometres."""
        cards = self.ask("/find", point).get_data(as_text=True).split('<article class="card">')[1:]
        return {slug: _bounds(card) for slug in self.homes for card in cards if f"/listings/{slug}" in card}

    def by_edge(self, point: Point) -> dict[str, Bounds]:
        """The same, by the radius at which somebody is among the results: halved until it is known to some metres."""
        bounds = dict.fromkeys(self.homes, (0.0, 80.0))
        for _halving in range(13):
            for middle in {sum(pair) / 2 for pair in bounds.values()}:
                results = self.ask("/api/v1/listings", point, facets="none", within=f"{middle:.3f}km").json["results"]
                inside = {result["slug"] for result in results}
                for slug, (low, high) in bounds.items():
                    if (low + high) / 2 == middle:
                        bounds[slug] = (low, middle) if slug in inside else (middle, high)
        return bounds


def _bounds(card: str) -> Bounds:
    found = re.search(r"(less than|about) (\d+) kilometres? away", card)
    assert found, card
    number = int(found[2])
    return (0.0, 0.5) if found[1] == "less than" else (number - 0.5, number + 0.5)


def fitted(probes: Sequence[Point], bounds: Sequence[Bounds]) -> Point:
    """The point that explains the answers best: by least squares of what lies beyond their bounds, and of the rest."""
    lats, lons = np.array(probes).T
    low, high = np.array(bounds).T

    def wrong(lat: float, lon: float) -> float:
        away = haversine_km((lat, lon), lats, lons)
        beyond = np.maximum(low - away, 0) + np.maximum(away - high, 0)
        return float((beyond**2).sum() + 1e-3 * ((away - (low + high) / 2) ** 2).sum())

    best, step = LEEDS, 0.2
    while step > 1e-6:
        around = [(best[0] + i * step / 4, best[1] + j * step / 4) for i in range(-4, 5) for j in range(-4, 5)]
        best = min(around, key=lambda point: wrong(*point))
        step *= 0.6
    return best


def apart(one: Point, other: Point) -> float:
    return float(haversine_km(one, np.array([other[0]]), np.array([other[1]]))[0])


def around(middle: Point, km: float, count: int, seed: int) -> list[Point]:
    dice = random.Random(seed)
    wide = km / KM_PER_DEGREE
    narrow = wide / cos(radians(middle[0]))
    return [(middle[0] + dice.uniform(-wide, wide), middle[1] + dice.uniform(-narrow, narrow)) for _ in range(count)]


def home(precision: str, offset: Point) -> Point:
    """A point in the cell of Leeds; of whoever shows an exact address, in the same as of whoever shows a town."""
    cell = CELLS.get(precision, TOWN_CELL_KM)
    middle = snap(*LEEDS, cell)
    half = cell / 2 / KM_PER_DEGREE
    point = (middle[0] + half * offset[0], middle[1] + half * offset[1] / cos(radians(middle[0])))
    assert snap(*point, cell) == middle
    return point


@pytest.fixture
def attack(app: Flask, database: Database) -> Iterator[Attack]:
    if not database.is_sqlite:
        pytest.skip("distances are reckoned beside the database")
    homes = {}
    records = []
    for precision, (number, offset) in product((*CELLS, "exact"), enumerate(HOMES)):
        slug = f"{precision.replace('_', '-')}-{number}"
        homes[slug] = home(precision, offset)
        place = premises(*homes[slug], precision=precision, locality="Leeds")
        offers = [offer(format="in-person", premises_id=place.id)]
        records.append(practitioner(slug.title(), slug=slug, premises=[place], offers=offers))
    with time_machine.travel(NOW, tick=False):
        save(database, *records)
        yield Attack(Visit(app), homes)


WAYS = {
    # How they ask, from how many points, and to how many km that shows where somebody is.
    "the API": (Attack.by_api, PROBES, 0.01),
    "the page": (Attack.by_page, PROBES, 0.15),
    "the edge of a circle": (Attack.by_edge, 8, 0.05),
}


@pytest.mark.parametrize("way", WAYS)
def test_asking_from_everywhere_finds_the_middle_of_a_cell(attack: Attack, way: str) -> None:
    """PRIV-10."""
    ask: Callable[[Attack, Point], dict[str, Bounds]]
    ask, count, exactly = WAYS[way]
    probes = around(LEEDS, 30, count, seed=10)
    answers = [ask(attack, point) for point in probes]
    told = {slug: tuple(answer[slug] for answer in answers) for slug in attack.homes}
    fits = {bounds: fitted(probes, bounds) for bounds in set(told.values())}
    found = {slug: fits[bounds] for slug, bounds in told.items()}
    for precision, cell in CELLS.items():
        of_cell = {slug: point for slug, point in found.items() if slug.startswith(precision.replace("_", "-"))}
        assert len(of_cell) == len(HOMES) and len(set(of_cell.values())) == 1
        for slug, point in of_cell.items():
            assert apart(point, snap(*LEEDS, cell)) <= exactly
            assert apart(point, attack.homes[slug]) >= 0.5 * cell - exactly
    # The attack is a good one: whoever shows their address is found.
    exact = [slug for slug in found if slug.startswith("exact")]
    assert all(apart(found[slug], attack.homes[slug]) <= exactly for slug in exact)


def test_where_in_a_cell_somebody_lives_makes_no_difference_to_anything(attack: Attack, database: Database) -> None:
    """PRIV-10: no order, no count, no edge and no word of an answer. Whoever shows their address is not of these."""
    probes = around(LEEDS, 4, 12, seed=11) + around(LEEDS, 30, 12, seed=12)
    with database.writing() as session:
        for place in session.scalars(select(Premises).where(Premises.precision == "exact")):
            place.precision = "town"
        publish(session, list(session.scalars(select(Premises.record_id))))
    before = everything(attack, probes)
    with database.writing() as session:
        places = list(session.scalars(select(Premises)))
        for place in places:
            offset = random.Random(place.id.int).uniform(-0.9, 0.9), random.Random(place.id.hex).uniform(-0.9, 0.9)
            place.lat, place.lon = home(place.precision, offset)
        publish(session, [place.record_id for place in places])
    assert everything(attack, probes) == before


def everything(attack: Attack, probes: Sequence[Point]) -> list[str]:
    """Whatever the API and the page of results say from these points, within circles whose edges are near."""
    circles = ("3km", "8km", "40km")
    return [
        attack.ask(path, point, within=within, facets="all").get_data(as_text=True)
        for path in ("/find", "/api/v1/listings")
        for point, within in product(probes, circles)
    ]
