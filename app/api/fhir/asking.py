"""A search as its address puts it: which listings may hold an answer, and what must be true of a resource."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from app.api.fhir.codes import Resource
from app.api.fhir.parameters import PARAMETERS, Parameter, Refused, changed, holds, values
from app.places.distance import KM_PER_MILE, kilometres
from app.plumbing.headers import LONGEST_QUERY
from app.plumbing.words import gettext as _
from app.search import Within

MOST, USUAL = 50, 20
# Every value is held against every resource that is read.
MOST_VALUES = 100
# How far `near` reaches when nobody says.
USUAL_KM = 20.0
_MODIFIERS = {"string": ("", "exact", "contains"), "token": ("",), "reference": ("",)}
Test = Callable[[Resource], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """`_include` or `_revinclude`: the type whose parameter refers, and that parameter."""

    source: str
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of one type. `among` are the only listings that can hold an answer; None is any."""

    kind: str
    count: int
    among: frozenset[UUID] | None
    near: Within | None
    tests: tuple[Test, ...]
    includes: tuple[Link, ...]
    revincludes: tuple[Link, ...]
    page: str

    def holds(self, one: Resource) -> bool:
        return all(test(one) for test in self.tests)


def search_of(kind: str, asked: MultiDict[str, str], base: str) -> Search:
    """The search of an address. Raises Refused for anything that would otherwise be left out without a word."""
    _check_size(asked)
    among: frozenset[UUID] | None = None
    tests: list[Test] = []
    near: Within | None = None
    links: dict[str, list[Link]] = {"_include": [], "_revinclude": []}
    for key, text in asked.items(multi=True):
        name, _colon, modifier = key.partition(":")
        if key in links:
            links[key].append(_link(kind, key, text))
        elif key == "near" and kind == "Location":
            near = _near(text)
            tests.append(_is_near(near))
        elif key == "_lastUpdated":
            tests.append(_changed(text))
        elif key == "_id" or name in PARAMETERS[kind]:
            test, named = _ids(text) if key == "_id" else _test(PARAMETERS[kind][name], key, modifier, text, base)
            tests.append(test)
            if named is not None:
                among = named if among is None else among & named
        elif key not in ("_count", "page", "_format"):
            raise Refused(_("“%(key)s” cannot be asked for here.", key=key), "not-supported")
    return Search(
        kind=kind,
        count=_count(asked.get("_count", "")),
        among=among,
        near=near,
        tests=tuple(tests),
        includes=tuple(dict.fromkeys(links["_include"])),
        revincludes=tuple(dict.fromkeys(links["_revinclude"])),
        page=asked.get("page", ""),
    )


def _check_size(asked: MultiDict[str, str]) -> None:
    """A body may hold no more than an address does."""
    length = sum(len(key) + len(text) for key, text in asked.items(multi=True))
    if length > LONGEST_QUERY or sum(text.count(",") + 1 for _key, text in asked.items(multi=True)) > MOST_VALUES:
        raise Refused(_("That was more than we can take at once."), "too-costly", 413)


def listing_id(resource: str) -> UUID | None:
    """The listing to which a resource's id belongs."""
    try:
        return UUID(resource.partition(".")[0])
    except ValueError:
        return None


def _ids(text: str) -> tuple[Test, frozenset[UUID]]:
    wanted = set(values(text))
    return lambda one: one["id"] in wanted, _listings(wanted)


def _listings(resources: set[str]) -> frozenset[UUID]:
    return frozenset(id for id in map(listing_id, resources) if id is not None)


def _test(parameter: Parameter, key: str, modifier: str, text: str, base: str) -> tuple[Test, frozenset[UUID] | None]:
    if modifier not in _MODIFIERS[parameter.type]:
        raise Refused(_("“%(key)s” cannot be asked for here.", key=key), "not-supported")
    wanted = values(text)
    named = (
        _listings({each.rpartition("/")[2] for each in wanted}) if parameter.type == "reference" and wanted else None
    )
    return lambda one: not wanted or any(holds(parameter, modifier, each, one, base) for each in wanted), named


def _changed(text: str) -> Test:
    is_so = changed(text)
    return lambda one: is_so(one["meta"]["lastUpdated"])


def _near(text: str) -> Within:
    parts = [*text.split("|"), "", "", ""][:4]
    try:
        lat, lon, far = float(parts[0]), float(parts[1]), float(parts[2] or USUAL_KM)
    except ValueError:
        lat = lon = far = float("nan")
    known = isfinite(far) and far >= 0 and abs(lat) <= 90 and abs(lon) <= 180
    units = {"": 1.0, "km": 1.0, "m": 0.001, "[mi_us]": KM_PER_MILE}
    if not known or parts[3] not in units:
        raise Refused(_("“near” is latitude|longitude|distance|unit; the unit is km, m or [mi_us]."))
    return Within(lat, lon, min(far * units[parts[3]], 20_100.0))


def _is_near(near: Within) -> Test:
    def test(one: Resource) -> bool:
        point: dict[str, Any] | None = one.get("position")
        return point is not None and kilometres(near.lat, near.lon, point["latitude"], point["longitude"]) <= near.km

    return test


def _link(kind: str, key: str, text: str) -> Link:
    source, _colon, rest = text.partition(":")
    name, _second, target = rest.partition(":")
    parameter = PARAMETERS.get(source, {}).get(name)
    if parameter is None or parameter.type != "reference" or target not in ("", parameter.target):
        raise Refused(_("“%(key)s” cannot be asked for here.", key=f"{key}={text}"), "not-supported")
    if (source if key == "_include" else parameter.target) != kind:
        raise Refused(_("“%(key)s” cannot be asked for here.", key=f"{key}={text}"), "not-supported")
    return Link(source, parameter)


def _count(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refused(_("“_count” is a whole number."))
    if not int(text):
        raise Refused(_("How many there are is not counted: ask for pages."), "too-costly")
    return min(int(text), MOST)


def links_of(kind: str) -> tuple[Sequence[str], Sequence[str]]:
    """What `_include` and `_revinclude` may say of a type."""
    known = [
        (source, name, parameter)
        for source, parameters in PARAMETERS.items()
        for name, parameter in parameters.items()
        if parameter.type == "reference"
    ]
    return (
        [f"{source}:{name}" for source, name, _parameter in known if source == kind],
        [f"{source}:{name}" for source, name, parameter in known if parameter.target == kind],
    )
