"""Geocoders at the true edge: what an operator's own service may do to us."""

import threading
from typing import Any

from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point


class AnsweringGeocoder(Geocoder):
    """Knows one street that no gazetteer knows, in Headingley, Leeds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(timeout=options.get("timeout"), user_agent="test")
        self.asked: list[str] = []

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Location | None:
        self.asked.append(query)
        if "cardigan road" in query.lower():
            return Location("Cardigan Road, Headingley, Leeds", Point(53.8163, -1.5736), {"class": "highway"})
        return None


class FailingGeocoder(AnsweringGeocoder):
    """A service that is down; its message quotes what was asked, as real ones do."""

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Location | None:
        self.asked.append(query)
        raise GeocoderServiceError(f"no route for {query}")


class SlowGeocoder(AnsweringGeocoder):
    """A socket that accepts and never answers, until the test lets go."""

    released = threading.Event()

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Location | None:
        self.asked.append(query)
        self.released.wait(30)
        return None


class LostGeocoder(AnsweringGeocoder):
    """Answers with a point that is not on earth."""

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Location | None:
        return Location("nowhere", (float("nan"), 0.0, 0.0), {})


class FickleGeocoder(AnsweringGeocoder):
    """Down until `recovered` is set."""

    recovered = threading.Event()

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: float | None = None) -> Location | None:
        self.asked.append(query)
        if not self.recovered.is_set():
            raise GeocoderServiceError("down")
        return Location("Cardigan Road, Leeds", Point(53.8163, -1.5736), {})
