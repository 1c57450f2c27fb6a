"""What else a thin search must offer, and how many each way gives: counted over whole listings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.criteria.criteria import Criteria, Radius
from app.listings.listing import Listing
from tests.search.asked import Question, Spot, conditions_of, matching
from tests.search.oracle import FEW, Reply, answered

SINGLE = ("seen_from", "pay", "reduced_open", "q")
MAY_BE_WISHED = ("near", "pay", "reduced_open", "q")
STEPS = {"mi": (1, 3, 5, 10, 25, 50, 100), "km": (2, 5, 10, 25, 50, 100, 200)}
FROM_AFAR = ("video", "phone", "text-chat", "email")
OTHERS = {
    "groups": ("session", ("group", "open-group", "closed-group", "peer-group", "community-circle")),
    "services": ("kind", ("community_service",)),
    "clinics": ("kind", ("clinic",)),
    "trainees": ("profession", ("trainee", "associate", "provisional-psychologist")),
}


def reply(
    listings: Sequence[Listing], criteria: Criteria, spots: Mapping[str, Spot], day: date, currency: str
) -> Reply:
    """The answer to criteria over the listings one audience may see. `currency` is the site's."""
    question = Question(listings, criteria, spots, currency)
    total, results, counts = answered(question, day)
    few = total < FEW
    relax = {drop: count(question, left) for drop, left in _less_one(criteria).items()} if few else {}
    return Reply(total, results, counts, relax, dict(_ways(question, total)) if few else {}, _silent(question, total))


def count(question: Question, criteria: Criteria) -> int:
    return len(matching(question.listings, conditions_of(replace(question, criteria=criteria))))


def is_asked(criteria: Criteria, key: str) -> bool:
    """Nothing to pay is an amount, too."""
    if key == "near":
        return criteria.near is not None or criteria.lat is not None
    value = getattr(criteria, key)
    return value is not None and value is not False


def _silent(question: Question, total: int) -> dict[str, int]:
    """For everything required that may be left unsaid, how many do."""
    criteria = question.criteria
    keys = [*criteria.chosen]
    if criteria.pay is not None and ("pay", None) not in criteria.prefer:
        keys.append("pay")
    law = criteria.seen_from if ("near", None) in criteria.prefer else question.where.seen_from
    keys += [] if law is None else ["seen_from"]
    strict = {key: tuple(name for name in criteria.unstated if name != key) for key in keys}
    silent = {}
    for key, others in strict.items():
        without, along = (count(question, replace(criteria, unstated=names)) for names in (others, (*others, key)))
        assert total in (without, along)
        silent[key] = along - without
    return silent


def _less_one(criteria: Criteria) -> dict[str, Criteria]:
    """Each single criterion and the criteria without it; the choices of one facet are one criterion."""
    left = {facet: _less_facet(criteria, facet) for facet in criteria.chosen}
    for pair in criteria.without:
        kept = tuple(other for other in criteria.without if other != pair)
        left[f"without:{pair[0]}:{pair[1]}"] = replace(criteria, without=kept)
    for wish in criteria.prefer:
        if wish[1] is not None:
            others = tuple(other for other in criteria.prefer if other != wish)
            left[f"prefer:{wish[0]}:{wish[1]}"] = replace(criteria, prefer=others)
    if is_asked(criteria, "near"):
        left["near"] = _less_single(criteria, "near")
    for key in SINGLE:
        if is_asked(criteria, key):
            left[key] = _less_single(criteria, key)
    return left


def _less_facet(criteria: Criteria, facet: str) -> Criteria:
    return replace(criteria, chosen={key: slugs for key, slugs in criteria.chosen.items() if key != facet})


def _less_single(criteria: Criteria, key: str) -> Criteria:
    prefer = tuple(wish for wish in criteria.prefer if wish != (key, None))
    gone: dict[str, Any] = {"near": None, "lat": None, "lon": None, "within": None} if key == "near" else {}
    if not gone:
        gone[key] = False if key == "reduced_open" else None
    sort = "best" if key == "near" and criteria.sort == "near" else criteria.sort
    return replace(criteria, prefer=prefer, sort=sort, **gone)


def _ways(question: Question, total: int) -> Iterator[tuple[tuple[str, str], int]]:
    criteria = question.criteria
    for facet in criteria.chosen:
        # What is only wished for limits nothing.
        yield from _if_more("wish", facet, count(question, _less_facet(criteria, facet)), total)
    for key in MAY_BE_WISHED:
        if is_asked(criteria, key) and (key, None) not in criteria.prefer:
            yield from _if_more("wish", key, count(question, _less_single(criteria, key)), total)
    yield from _wider(question, total)
    yield from _online(question, total)
    for kind, (facet, slugs) in OTHERS.items():
        yield from _other(question, kind, facet, slugs)


def _if_more(kind: str, change: str, found: int, total: int) -> Iterator[tuple[tuple[str, str], int]]:
    if found > total:
        yield (kind, change), found


def _wider(question: Question, total: int) -> Iterator[tuple[tuple[str, str], int]]:
    criteria, where = question.criteria, question.where
    if where.radius_km is None or ("near", None) in criteria.prefer:
        return
    spot = None if criteria.near is None or criteria.within is not None else question.spots[criteria.near]
    number, unit = (float(criteria.within.number), criteria.within.unit) if criteria.within else (10.0, "mi")
    if spot is not None:
        number, unit = spot.usual, spot.unit  # type: ignore[assignment]
    best = total
    for step in STEPS[unit]:
        if step > number and best < total + 5:
            found = count(question, replace(criteria, within=Radius(Decimal(step), unit)))
            if found > best:
                yield ("wider", f"{step}{unit}"), found
                best = found


def _online(question: Question, total: int) -> Iterator[tuple[tuple[str, str], int]]:
    chosen = question.criteria.chosen
    if "format" not in chosen or set(chosen["format"]) <= set(FROM_AFAR):
        return
    online = replace(question.criteria, chosen={**chosen, "format": FROM_AFAR})
    online = replace(online, unstated=tuple(key for key in online.unstated if key != "format"))
    found = count(question, online)
    if found or "access" not in chosen:
        yield from _if_more("online", "", found, total)
    else:
        yield from _if_more("online", "access", count(question, _less_facet(online, "access")), total)


def _other(question: Question, kind: str, facet: str, slugs: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], int]]:
    criteria = question.criteria
    if set(slugs) & set(criteria.chosen.get(facet, ())):
        return
    kept = {key: values for key, values in criteria.chosen.items() if key in ("language", "age_group")}
    there = replace(
        criteria,
        chosen={**kept, facet: slugs},
        pay=None,
        reduced_open=False,
        q=None,
        unstated=tuple(key for key in criteria.unstated if key in (*kept, "seen_from")),
    )
    change = ""
    if count(question, there) == 0 and "language" in kept:
        change, there = "language", _less_facet(there, "language")
    conditions = conditions_of(replace(question, criteria=there))
    found = matching(question.listings, conditions)
    known = matching(question.listings, [*conditions_of(question), *conditions])
    if len(found) > len(known):
        yield (kind, change), len(found)
