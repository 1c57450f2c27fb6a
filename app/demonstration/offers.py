"""Fictional offers: one to four ways of being seen, with fees, payers, times and availability that fit together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.demonstration.chance import Chance, Weighted
from app.demonstration.fees import Pricing
from app.demonstration.material import Material, Profession, Town
from app.demonstration.numbering import OFFER, uuid_of
from app.demonstration.rooms import make_outside, make_premises
from app.practitioners.intake import NewOffer, NewPremises

_COUNTS = Weighted([(1, 19), (2, 31), (3, 29), (4, 21)])
_AVAILABILITY = Weighted([("now", 44), ("waitlist", 24), ("closed", 12), ("unknown", 20)])
# How somebody works: remotely, in a place, or both.
_WAYS = Weighted([("both", 62), ("remote", 24), ("place", 14)])
_OUTSIDE = ("outdoors", "home-visit")
_OTHERWISE = (("phone", 0.4), ("text-chat", 0.08), ("email", 0.05))
_CONFIRMED_WITHIN = 119

# What else people offer besides their main session, by kind of listing or practitioner.
_BESIDE = {
    "adult": Weighted([("couple", 40), ("group", 12), ("family", 7), ("relationship", 5), ("single-session", 6)]),
    "couples": Weighted([("individual", 45), ("relationship", 16), ("family", 26), ("intensive", 8), ("group", 5)]),
    "young": Weighted([("child-with-parent", 34), ("family", 36), ("individual", 20), ("group", 10)]),
    "group_practice": Weighted([("couple", 50), ("family", 22), ("group", 16), ("child", 12)]),
    "clinic": Weighted([("family", 30), ("couple", 26), ("group", 24), ("child", 20)]),
    "community_service": Weighted([("group", 36), ("open-group", 20), ("family", 18), ("couple", 14), ("child", 12)]),
    "peer_group": Weighted([("open-group", 40), ("community-circle", 30), ("closed-group", 20), ("workshop", 10)]),
}  # fmt: skip
_MAIN = {"couples": "couple", "young": "child", "peer_group": "peer-group"}
# What a session costs and lasts against an hour or so with one person.
_SHARE = {"couple": 1.3, "relationship": 1.4, "family": 1.4, "group": 0.45, "open-group": 0.4, "closed-group": 0.45,
          "peer-group": 0.3, "community-circle": 0.3, "workshop": 0.9, "intensive": 2.6,
          "child-with-parent": 1.1}  # fmt: skip
_FORMAT_SHARE = {"text-chat": 0.75, "email": 0.7, "home-visit": 1.25}
_LONG = {"couple": (60, 75, 90), "relationship": (75, 90), "family": (60, 75, 90), "group": (90, 90, 120),
         "open-group": (90, 120), "closed-group": (90, 120), "peer-group": (90, 120), "community-circle": (90, 120),
         "workshop": (120, 180), "intensive": (180, 240), "child": (40, 45, 50), "single-session": (90,)}  # fmt: skip
_ONE = (50, 50, 50, 60, 60, 45)
_TOGETHER = frozenset({"group", "open-group", "closed-group", "peer-group", "community-circle", "workshop"})


@dataclass(slots=True)
class Terms:
    """What all offers of one listing share."""

    kind: str
    profession: Profession
    young: bool
    pricing: Pricing
    town: Town
    seed: int
    index: int
    today: date


def make_offers(chance: Chance, material: Material, terms: Terms) -> tuple[list[NewPremises], list[NewOffer]]:
    """The premises of a listing and its offers; offers in a place have premises of this list, remote ones none."""
    ways = _ways(chance, terms)
    rooms = _rooms(chance, material, terms, [way for _, way in ways])
    shared = _shared(chance, material, terms)
    offers = []
    for at, (session, way) in enumerate(ways):
        room = rooms.get(way)
        if way == "in-person" and at > 1 and "second" in rooms:
            room = rooms["second"]
        share = _SHARE.get(session or "", 1.0) * _FORMAT_SHARE.get(way, 1.0)
        fees = terms.pricing.fields(chance, share, terms.today, places=session not in _TOGETHER)
        offers.append(
            NewOffer(
                id=uuid_of(terms.seed, terms.index, OFFER + at),
                session=session,
                format=way,
                minutes=_minutes(chance, session),
                premises_id=room.id if room else None,
                **_when(chance, session, shared, terms.today),
                payers=() if session in _TOGETHER or fees.get("standard") == 0 else shared["payers"],
                **fees,
            )
        )
    used = {offer.premises_id for offer in offers}
    return [room for room in rooms.values() if room.id in used], offers


def _ways(chance: Chance, terms: Terms) -> list[tuple[str, str]]:
    """Pairs of session and format, all different, the main one first."""
    style = terms.kind
    if style == "individual":
        style = "young" if terms.young else "couples" if terms.profession.couples else "adult"
    main = _MAIN.get(style, "individual")
    formats = _formats(chance, style)
    pairs = [(main, way) for way in formats[:2]]
    beside = chance.several(_BESIDE[style], 2)
    pairs += [(session, way) for session in beside for way in formats[:2] if session != main]
    pairs += [(main, way) for way in formats[2:]]
    count = chance.drawn(_COUNTS)
    head, tail = pairs[:2], pairs[2:]
    return (head + chance.some_of(tail, len(tail)))[:count]


def _formats(chance: Chance, style: str) -> list[str]:
    way = "place" if style == "peer_group" and chance.happens(0.6) else chance.drawn(_WAYS)
    placed = ["in-person"] if way != "remote" else []
    if placed and style == "adult":
        placed += [extra for extra, likely in (("outdoors", 0.1), ("home-visit", 0.04)) if chance.happens(likely)]
    remote = ["video"] if way != "place" else []
    if remote:
        remote += [extra for extra, likely in _OTHERWISE if chance.happens(likely)]
    first, second = (placed, remote) if chance.happens(0.5) else (remote, placed)
    return [*first[:1], *second[:1], *first[1:], *second[1:]]


def _rooms(chance: Chance, material: Material, terms: Terms, ways: Sequence[str]) -> dict[str, NewPremises]:
    def indoors(at: int) -> NewPremises:
        return make_premises(chance, material, terms.town, terms.seed, terms.index, at, terms.today)

    rooms: dict[str, NewPremises] = {}
    if "in-person" in ways:
        rooms["in-person"] = indoors(0)
        if chance.happens(0.14):
            rooms["second"] = indoors(1)
    for at, way in enumerate(_OUTSIDE, start=2):
        if way in ways:
            rooms[way] = make_outside(chance, terms.town, terms.seed, terms.index, at)
    return rooms


def _shared(chance: Chance, material: Material, terms: Terms) -> Mapping[str, Any]:
    times = chance.several(material.weights["times"], chance.between(1, 4)) if chance.happens(0.8) else []
    payers: list[str] = []
    if terms.profession.trainee or terms.kind in ("community_service", "peer_group"):
        payers = []
    elif chance.happens(0.74):
        payers = chance.several(material.payers[terms.town.area.jurisdiction], chance.between(1, 5))
    return {"times": times, "payers": payers, "availability": chance.drawn(_AVAILABILITY)}


def _when(chance: Chance, session: str, shared: Mapping[str, Any], today: date) -> dict[str, Any]:
    own = session in _TOGETHER or chance.happens(0.2)
    availability = chance.drawn(_AVAILABILITY) if own else shared["availability"]
    known = availability != "unknown" and chance.happens(0.94)
    times = shared["times"]
    if len(times) > 1 and chance.happens(0.35):
        times = chance.some_of(times, len(times) - 1)
    return {
        "times": times,
        "availability": availability,
        "availability_confirmed_on": today - chance.days_ago(_CONFIRMED_WITHIN) if known else None,
    }


def _minutes(chance: Chance, session: str) -> int | None:
    return chance.one_of(_LONG.get(session, _ONE)) if chance.happens(0.83) else None
