"""Ways out of a thin result, each with the exact number it leads to. A way that gives nothing more is not one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from app.criteria.asking import Asking
from app.criteria.criteria import WISHABLE, Criteria, Radius
from app.criteria.question import question
from app.criteria.terms import Asked
from app.listings.listing import REMOTE_FORMATS

RADII: dict[str, tuple[int, ...]] = {"mi": (1, 3, 5, 10, 25, 50, 100), "km": (2, 5, 10, 25, 50, 100, 200)}
# So many more, and the radius need not be wider still.
ENOUGH_MORE = 5
# In the order in which the vocabulary has them.
REMOTE = ("video", "phone", "text-chat", "email")
GROUPS = ("group", "open-group", "closed-group", "peer-group", "community-circle")
TRAINEES = ("trainee", "associate", "provisional-psychologist")

Kind = Literal["wish", "wider", "online", "groups", "services", "clinics", "trainees"]
# Other places where somebody may be found, by the one facet that makes them so.
_OTHERS: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    ("groups", "session", GROUPS),
    ("services", "kind", ("community_service",)),
    ("clinics", "kind", ("clinic",)),
    ("trainees", "profession", TRAINEES),
)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What the total would be without one criterion: `drop` names it, `criteria` are those that are left."""

    drop: str
    criteria: Criteria
    total: int


@dataclass(frozen=True, slots=True)
class Way:
    """Another search that leads further. `change` is what it changes: the criterion wished for, the radius, or what
    is left out for it, of languages wished for (empty: nothing).
    """

    kind: Kind
    change: str
    criteria: Criteria
    total: int


def relaxations(asking: Asking, asked: Asked, total: int) -> tuple[Relaxation, ...]:
    """The total without each single criterion, the most helpful first.

    The values of one facet are any-of: leaving out one of them would narrow, so a facet goes as a whole.
    """
    criteria = asked.criteria
    found = []
    for key, value in _singles(criteria):
        left = criteria.dropping(key, value)
        # A wish limits nothing: without it there are as many.
        wished = key == "prefer" or (key in WISHABLE and criteria.is_wish(key))
        drop = key if value is None else f"{key}:{value}"
        found.append(Relaxation(drop, left, total if wished else asking.total(left)))
    return tuple(sorted(found, key=lambda relaxation: -relaxation.total))


def _singles(criteria: Criteria) -> Iterator[tuple[str, str | None]]:
    several = ("without", "prefer")
    yield from dict.fromkeys((key, value if key in several else None) for key, value in criteria.each())


def ways_out(asking: Asking, asked: Asked, total: int) -> tuple[Way, ...]:
    """Every other search worth a look, the nearest to what was asked first."""
    ways = [*_wishes(asking, asked), *_wider(asking, asked, total), *_online(asking, asked)]
    return (*(way for way in ways if way.total > total), *_elsewhere(asking, asked, total))


def _wishes(asking: Asking, asked: Asked) -> Iterator[Way]:
    """Each thing required as a wish instead: who meets it still comes first."""
    criteria = asked.criteria
    for key, _none in _singles(criteria):
        if key in criteria.chosen:
            wished = _wishing(criteria, key)
        elif key in WISHABLE and not criteria.is_wish(key):
            wished = criteria.wishing(key)
        else:
            continue
        yield Way("wish", key, wished, asking.total(wished))


def _wider(asking: Asking, asked: Asked, total: int) -> Iterator[Way]:
    """The next radii that give more, until that is enough."""
    radius = asked.where.radius
    if radius is None or asked.criteria.is_wish("near"):
        return
    before = total
    for number in RADII[radius.unit]:
        wider = Radius(Decimal(number), radius.unit)
        if wider.number <= radius.number:
            continue
        criteria = replace(asked.criteria, within=wider, page=1)
        reached = asking.total(criteria)
        if reached > before:
            yield Way("wider", str(wider), criteria, reached)
        if reached - total >= ENOUGH_MORE:
            return
        before = reached


def _online(asking: Asking, asked: Asked) -> Iterator[Way]:
    """The same from afar; without what is asked of premises, should that stand in the way."""
    chosen = asked.criteria.chosen
    if not chosen.get("format") or REMOTE_FORMATS.issuperset(chosen["format"]):
        return
    online = _choosing(asked.criteria, "format", REMOTE)
    way = Way("online", "", online, asking.total(online))
    if not way.total and "access" in chosen:
        online = online.dropping("access")
        way = Way("online", "access", online, asking.total(online))
    yield way


def _elsewhere(asking: Asking, asked: Asked, total: int) -> Iterator[Way]:
    """Groups, services, clinics, people in training, where not all of them are found already."""
    for kind, key, slugs in _OTHERS:
        if set(slugs) & set(asked.criteria.chosen.get(key, ())):
            continue
        change, criteria = "", _choosing(_basics(asked.criteria), key, slugs)
        there = asking.total(criteria)
        if not there and "language" in criteria.chosen:
            change, criteria = "language", _wishing(criteria, "language")
            there = asking.total(criteria)
        if there and there > (_both(asking, asked, criteria) if total else 0):
            yield Way(kind, change, criteria, there)


def _both(asking: Asking, asked: Asked, criteria: Criteria) -> int:
    """How many of those who are found are also found by other criteria, in one and the same offer."""
    one, other = (question(each, asking.day, count=False) for each in (asked, asking.asked(criteria)))
    return asking.snapshot.total(replace(one, clauses=one.clauses + other.clauses), asking.known)


def _basics(criteria: Criteria) -> Criteria:
    """What cannot be done without: language, age, place and what is to be left out; the amount as a wish."""
    kept = {key: criteria.chosen[key] for key in ("language", "age_group") if key in criteria.chosen}
    wished_place = (("near", None),) if criteria.is_wish("near") else ()
    return Criteria(
        chosen=MappingProxyType(kept),
        without=criteria.without,
        prefer=wished_place + ((("pay", None),) if criteria.pay is not None else ()),
        unstated=tuple(key for key in criteria.unstated if key in kept or key == "seen_from"),
        language_level=criteria.language_level,
        near=criteria.near,
        within=criteria.within,
        lat=criteria.lat,
        lon=criteria.lon,
        seen_from=criteria.seen_from,
        pay=criteria.pay,
        currency=criteria.currency if criteria.pay is not None else None,
        per_page=criteria.per_page,
    )


def _wishing(criteria: Criteria, facet: str) -> Criteria:
    """These criteria with all choices of a facet as wishes."""
    for slug in criteria.chosen[facet]:
        criteria = criteria.wishing(facet, slug)
    return criteria


def _choosing(criteria: Criteria, key: str, slugs: tuple[str, ...]) -> Criteria:
    """These criteria with one facet chosen anew."""
    criteria = criteria.dropping(key)
    for slug in slugs:
        criteria = criteria.choosing(key, slug)
    return criteria
