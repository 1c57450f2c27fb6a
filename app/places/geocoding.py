"""Geopy at its two ends: our gazetteer as a geopy geocoder, and an operator's geocoder asked before the
gazetteer.

The only module that imports geopy. Nothing typed by a seeker leaves the installation unless its operator
named a geocoder; then each text goes to it first, in a thread, for two seconds at most, and the gazetteer
answers when it is slow, down or has no answer.
"""

import importlib
import math
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from geopy.exc import GeocoderNotFound
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from .breaker import Breaker
from .gazetteer import Gazetteer
from .place import Finding, Found, Place

TIMEOUT_SECONDS: Final = 2.0
_HOME_SHARE: Final = 0.9  # of the timeout is for the remote geocoder, the rest is ample for the gazetteer
_MOST_WAITING: Final = 8  # threads that may hang on a dead socket at once; further texts are answered at home

Clock = Callable[[], float]


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no annotations
    """The gazetteer behind geopy's interface: its locations have our ``Place`` as ``raw``.

    ``timeout`` is taken because geopy's callers give one, and never needed.
    """

    def __init__(self, gazetteer: Gazetteer, *, country: str | None = None, timeout: float = TIMEOUT_SECONDS) -> None:
        super().__init__(timeout=timeout, user_agent="attune")
        self._gazetteer = gazetteer
        self._country = country

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Any:
        """The location of ``query``, or None; a list of the candidates when ``exactly_one`` is false."""
        finding = self._gazetteer.find(query, self._country)
        places = (finding.place,) if isinstance(finding, Found) else getattr(finding, "candidates", ())
        return _locations(places, exactly_one)

    def reverse(self, query: Any, *, exactly_one: bool = True, timeout: float | None = None) -> Any:
        """The nearest town within 50 km of a point (whatever geopy takes as one), or None."""
        point = Point(query)
        town = self._gazetteer.nearest_town(point.latitude, point.longitude)
        return _locations((town,) if town else (), exactly_one)


class PlaceFinder:
    """Finds places for the rest of the application.

    Without a geocoder this is the gazetteer: no thread, no network. With one, named and given its
    constructor's ``options`` as ``build_geocoder`` takes them, it is asked first and has 90% of ``timeout``
    seconds; after three failures in a row it is left alone for a minute, then tried once (``clock`` gives
    monotonic seconds). Raises ``ValueError`` for a geocoder that does not exist or refuses its options.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        geocoder: str | None = None,
        options: Mapping[str, Any] | None = None,
        *,
        timeout: float = TIMEOUT_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        self._gazetteer = gazetteer
        self._geocoder = build_geocoder(geocoder, {"timeout": timeout, **(options or {})}) if geocoder else None
        self._timeout = timeout
        self._breaker = Breaker(clock)
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)

    def find(self, text: str, country: str | None = None) -> Finding:
        """What ``text`` means; ``country`` (an ISO 3166 code) is where the asker probably is."""
        if self._geocoder is not None and text.strip() and len(text) <= 200 and self._breaker.lets_through():
            place = self._ask(self._geocoder, text)
            if place is not None:
                return Found(place)
        return self._gazetteer.find(text, country)

    def jurisdiction_of(self, lat: float, lon: float) -> str | None:
        """Where somebody at a point in degrees is for law, by the nearest town within 50 km, or None."""
        return self._gazetteer.jurisdiction_of(lat, lon)

    def _ask(self, geocoder: Geocoder, text: str) -> Place | None:
        """The remote answer, or None when there is none in time; every failure counts towards the breaker."""
        if not self._waiting.acquire(blocking=False):
            self._breaker.failed()
            return None
        answers: list[Location | None] = []

        def ask() -> None:
            try:
                answers.append(geocoder.geocode(text, exactly_one=True))
            except Exception:
                # Whatever an adapter or its network does is no answer to us; and a message could quote the
                # text.
                return
            finally:
                self._waiting.release()

        # A daemon, so that a dead socket cannot keep the process from ending.
        thread = threading.Thread(target=ask, name="geocoder", daemon=True)
        thread.start()
        thread.join(self._timeout * _HOME_SHARE)
        if not answers:
            self._breaker.failed()
            return None
        self._breaker.succeeded()
        return self._as_place(answers[0], text)

    def _as_place(self, location: Location | None, text: str) -> Place | None:
        if location is None:
            return None
        if isinstance(location.raw, Place):
            return location.raw
        lat, lon = float(location.latitude), float(location.longitude)
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return None
        town = self._gazetteer.nearest_town(lat, lon)
        label = str(location.address or text)[:200]
        if town is None:
            return Place(label, "", "", lat, lon, "city", "town", "", label)
        return Place(
            label,
            town.region,
            town.country,
            lat,
            lon,
            "city",
            "town",
            town.jurisdiction,
            label,
            town.population,
        )


def build_geocoder(name: str, options: Mapping[str, Any]) -> Geocoder:
    """A geocoder by the name of a geopy service ("nominatim") or by the path of a class
    ("package.module:Class").

    ``options`` are the arguments of its constructor. Raises ``ValueError`` with a plain sentence when there
    is no such geocoder or it refuses the options.
    """
    try:
        maker = _class_at(name) if ":" in name else get_geocoder_for_service(name)
        return maker(**options)
    except (GeocoderNotFound, ImportError, AttributeError) as error:
        raise ValueError(
            f"There is no geocoder {name!r}: name a geopy service or a class as 'module:Class'."
        ) from error
    except Exception as error:
        raise ValueError(f"The geocoder {name!r} refuses its options: {error}") from error


def _class_at(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _locations(places: tuple[Place, ...], exactly_one: bool) -> Any:
    found = [Location(place.label, Point(place.lat, place.lon), place) for place in places]
    if exactly_one:
        return found[0] if found else None
    return found or None
