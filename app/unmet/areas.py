"""The same number at many places: how many listings a search finds around each large town of a country."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.criteria.asking import Asking
from app.criteria.criteria import Criteria, Radius
from app.places.place import Place

AROUND = Radius(Decimal(20), "km")
# Circles of that size hardly overlap.
APART_KM = 35.0
MOST = 40


@dataclass(frozen=True, slots=True)
class Around:
    """How many there are around a town, and the search that gives the number."""

    town: Place
    listings: int
    criteria: Criteria


def around_each(asking: Asking, towns: Sequence[Place], what: Criteria) -> tuple[Around, ...]:
    """The number at each of these towns for what is asked, wherever it was asked."""
    asked = [replace(what.dropping("near"), near=town.label, within=AROUND) for town in towns]
    return tuple(Around(town, asking.total(criteria), criteria) for town, criteria in zip(towns, asked, strict=True))
