"""Fictional entries in professional registers, the checks made of them, and where somebody may see people."""

from datetime import date, timedelta

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Area, Material, Profession
from app.demonstration.numbering import CHECK, REGISTRATION, register_number, uuid_of
from app.practitioners.intake import NewRegistration

_OUTCOMES = Weighted([("found", 94), ("lapsed", 3), ("not_found", 3)])
_METHODS = ("public-register", "public-register", "asked-the-body")
_NATIONS = ("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR")
_LICENSING = ("US-AZ", "US-CA", "US-CO", "US-FL", "US-GA", "US-IL", "US-MA", "US-MI", "US-MN", "US-NC", "US-NJ",
              "US-NM", "US-NY", "US-OH", "US-OR", "US-PA", "US-TX", "US-VA", "US-WA")  # fmt: skip
# States whose psychologists see people in one another's states through PSYPACT.
_PSYPACT = ("US-AL", "US-AZ", "US-CO", "US-CT", "US-DE", "US-DC", "US-FL", "US-GA", "US-IL", "US-IN", "US-KS", "US-KY",
            "US-ME", "US-MD", "US-MI", "US-MN", "US-MO", "US-NE", "US-NV", "US-NH", "US-NJ", "US-NC", "US-OH", "US-OK",
            "US-PA", "US-RI", "US-SC", "US-TN", "US-TX", "US-UT", "US-VA", "US-WA", "US-WV", "US-WI")  # fmt: skip


def make_registrations(
    chance: Chance, material: Material, area: Area, profession: Profession, seed: int, index: int, today: date
) -> list[NewRegistration]:
    """One main entry for nine in ten, and further ones by chance."""
    bodies = [chance.drawn(profession.registers)] if chance.happens(0.9) else []
    bodies += [body for body, likely in profession.also if body not in bodies and chance.happens(likely)]
    if area.jurisdiction not in _PSYPACT:
        bodies = [body for body in bodies if body != "psypact"]
    prefixes = material.practice["register_prefix"]
    made = []
    for at, body in enumerate(bodies):
        made.append(
            NewRegistration(
                id=uuid_of(seed, index, REGISTRATION + at),
                body=body,
                number=register_number(seed, index, body, prefixes.get(body, "")),
                expires_on=today + timedelta(days=chance.between(-15, 420)) if chance.happens(0.5) else None,
            )
        )
        if chance.happens(0.72):
            seen = chance.instant(today - chance.days_ago(200))
            method, outcome = chance.one_of(_METHODS), chance.drawn(_OUTCOMES)
            made[at].checks = ((uuid_of(seed, index, CHECK + at), seen, method, outcome),)
    return made


def may_see_people_in(chance: Chance, area: Area, bodies: frozenset[str]) -> list[str] | None:
    """ISO 3166 codes of where the practitioner may see people; None is "not stated"."""
    drawn = chance.random()
    if drawn < 0.18:
        return None
    if area.country == "GB":
        if drawn < 0.6:
            return ["GB"]
        if drawn < 0.8:
            return list(_NATIONS)
        if drawn < 0.92:
            return [area.jurisdiction]
        return ["GB", "IE"]
    if area.country == "IE":
        return ["IE"] if drawn < 0.84 else ["IE", "GB"] if drawn < 0.94 else ["IE", "GB-NIR"]
    if "psypact" in bodies:
        return [area.jurisdiction, *(state for state in _PSYPACT if state != area.jurisdiction)]
    others = chance.some_of([state for state in _LICENSING if state != area.jurisdiction], chance.between(1, 3))
    return [area.jurisdiction, *(others if drawn > 0.72 else ())]
