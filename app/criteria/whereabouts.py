"""Where a search is: the point and the radius of what happens in a place, the jurisdiction of what does not."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from app.criteria.criteria import Criteria, Radius
from app.places.distance import default_radius
from app.places.gazetteer import Ambiguous, Found, Place, Unknown

# How wide a search around a bare point is: nothing is known about how densely people live there.
RADIUS_AROUND_A_POINT = Radius(Decimal(10), "mi")

FindPlace = Callable[[str], Found | Ambiguous | Unknown]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What `near`, `within`, `lat`, `lon` and `seen_from` come to.

    `origin` is (lat, lon) in degrees. `seen_from` is the jurisdiction of remote sessions, whether asked for
    or implied by the place. `place` is what the name was understood as; `candidates` are what an ambiguous
    name may mean; `unknown` is a name nobody knows.
    """

    place: Place | None = None
    origin: tuple[float, float] | None = None
    radius: Radius | None = None
    radius_was_asked: bool = False
    seen_from: str | None = None
    candidates: tuple[Place, ...] = ()
    unknown: str | None = None

    @property
    def limits(self) -> bool:
        """Whether place or jurisdiction limits the search at all."""
        return self.origin is not None or self.seen_from is not None


def locate(criteria: Criteria, find_place: FindPlace) -> Whereabouts:
    """Resolve what the criteria say of place; a name that cannot be used limits nothing."""
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    unknown: str | None = None
    if criteria.near is not None:
        match find_place(criteria.near):
            case Found(found):
                place = found
            case Ambiguous(_, found_candidates):
                candidates = found_candidates
            case Unknown():
                unknown = criteria.near
    origin = None if place is None else (place.lat, place.lon)
    if criteria.lat is not None and criteria.lon is not None:
        origin = (criteria.lat, criteria.lon)
    return Whereabouts(
        place=place,
        origin=origin,
        radius=None if origin is None else criteria.within or _usual_radius(place),
        radius_was_asked=criteria.within is not None,
        seen_from=criteria.seen_from or (None if place is None else place.jurisdiction),
        candidates=candidates,
        unknown=unknown,
    )


def _usual_radius(place: Place | None) -> Radius:
    if place is None:
        return RADIUS_AROUND_A_POINT
    number, unit = default_radius(place)
    return Radius(Decimal(number), unit)
