"""What lists of places and organizations need of every listing, kept in memory: ids and points, nothing anybody said.

A process reads everybody once, when such a list is first asked for; from then on only the rows that changed, by their
numbers, as the index does.
"""

import threading
import time
from dataclasses import dataclass, field
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from app.api.hsds.locations import whereabouts
from app.api.hsds.parts import id_of
from app.listings.listing import Listing
from app.listings.live import Directory
from app.listings.paging import rows_since
from app.plumbing.changes import LISTINGS, read_counters

_KNOWN = "attune.hsds"
_STEP = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of one listing; `point` is its latitude and longitude, None for a virtual one or one without."""

    id: str
    listing: str
    point: tuple[float, float] | None
    virtual: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody at one number of the directory. `organizations` leads to listings, those that are gone too."""

    identity: int = 0
    sequence: int = 0
    places: dict[str, tuple[Spot, ...]] = field(default_factory=dict)
    organizations: dict[str, UUID] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    listing_of: dict[str, str] = field(default_factory=dict)


class Follower:
    """The `Known` of a process, moved on when it is asked for."""

    def __init__(self) -> None:
        self._known = Known()
        self._lock = threading.Lock()

    def current(self, session: Session, directory: Directory) -> Known:
        if not self._is_right(directory):
            with self._lock:
                if not self._is_right(directory):
                    self._known = _moved_on(session, self._known, directory)
        return self._known

    def _is_right(self, directory: Directory) -> bool:
        known = self._known
        return known.identity == directory.identity and known.sequence >= directory.listings_counter


def known(session: Session, directory: Directory) -> Known:
    """What this process knows, as of this directory or later."""
    follower: Follower = current_app.extensions.setdefault(_KNOWN, Follower())
    return follower.current(session, directory)


def _moved_on(session: Session, before: Known, directory: Directory) -> Known:
    # Of another database, such as one brought back from a backup, nothing holds.
    base = before if before.identity == directory.identity else Known()
    places, organizations = dict(base.places), dict(base.organizations)
    # By this session's count: it may have begun before the directory moved on, and what it does not see comes later.
    sequence = max(base.sequence, read_counters(session)[LISTINGS])
    for number, (id, listing) in enumerate(rows_since(session, base.sequence)):
        if number % _STEP == 0:
            # Others get their turn while everybody is read.
            time.sleep(0)
        organizations[id_of("organization", str(id))] = id
        places.pop(str(id), None)
        if listing is not None and (spots := _spots(listing)):
            places[str(id)] = spots
    every = sorted((spot for spots in places.values() for spot in spots), key=lambda spot: spot.id)
    listing_of = {spot.id: spot.listing for spot in every}
    return Known(directory.identity, sequence, places, organizations, tuple(every), listing_of)


def _spots(listing: Listing) -> tuple[Spot, ...]:
    found = []
    for at in whereabouts(listing):
        place = at.place
        point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
        found.append(Spot(at.id, str(listing.id), point, place is None))
    return tuple(found)
