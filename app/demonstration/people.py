"""Who a fictional practitioner is: a name, the cultures it comes from, and the languages that go with them."""

from dataclasses import dataclass, field

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Area, Culture, Material, Profession, Town
from app.practitioners.intake import NewFact

_GENDERS = Weighted(
    [("woman", 700), ("man", 245), ("non-binary", 32), ("genderqueer", 8), ("genderfluid", 7), ("agender", 5)]
)
_SIGNED = {"GB": "bfi", "US": "ase", "IE": "isg"}
_TITLED = {"clinical-psychologist": 0.7, "counselling-psychologist": 0.6, "psychiatrist": 1.0, "psychologist-us": 0.55,
           "psychologist-ie": 0.45, "psychoanalyst": 0.2}  # fmt: skip
_MIXED, _DOUBLE_BARRELLED, _SIGNS, _LEARNED = 0.07, 0.05, 0.015, 0.09

# Levels of a language by how somebody came to it.
_GREW_UP_WITH = Weighted([("mother-tongue", 74), ("clinical", 22), (None, 4)])
_FROM_PARENTS = Weighted([("mother-tongue", 24), ("clinical", 33), ("conversational", 37), (None, 6)])
_FROM_SCHOOL = Weighted([("mother-tongue", 36), ("clinical", 24), ("conversational", 34), (None, 6)])
_LEARNT = Weighted([("clinical", 22), ("conversational", 72), (None, 6)])
_SIGNED_LEVELS = Weighted([("mother-tongue", 30), ("clinical", 45), ("conversational", 25)])


@dataclass(slots=True)
class Person:
    """`cultures` holds one, or the two of a mixed heritage: given name of the first, family name of the last.

    `at_home`: the culture is one that the country counts as its own; `signs`: knows the country's sign language.
    """

    name: str
    gender: str
    cultures: tuple[Culture, ...]
    migrated: bool
    signs: bool
    at_home: bool
    titled: bool = False
    languages: list[NewFact] = field(default_factory=list)

    @property
    def mixed(self) -> bool:
        return len(self.cultures) > 1


def make_person(chance: Chance, material: Material, town: Town, profession: Profession) -> Person:
    """Somebody who plausibly lives in this town."""
    area = town.area
    cultures = _cultures(chance, nearby(material, town))
    gender = chance.drawn(_GENDERS)
    name = _name(chance, material, gender, cultures)
    at_home = all(culture.heritage[area.country].at_home for culture in cultures)
    migrated = len(cultures) == 1 and chance.happens(cultures[0].migrated)
    person = Person(name, gender, cultures, migrated, chance.happens(_SIGNS), at_home)
    person.titled = chance.happens(_TITLED.get(profession.slug, 0))
    person.languages = _languages(chance, material, area, person)
    return person


def nearby(material: Material, town: Town) -> Weighted[Culture]:
    """The cultures of a town, as common as they are there."""
    return material.around.get(town.name, material.cultures[town.area.jurisdiction])


def _cultures(chance: Chance, here: Weighted[Culture]) -> tuple[Culture, ...]:
    first = chance.drawn(here)
    if chance.happens(_MIXED):
        second = chance.drawn(here)
        if second is not first:
            return first, second
    return (first,)


def _name(chance: Chance, material: Material, gender: str, cultures: tuple[Culture, ...]) -> str:
    while True:
        given = _given(chance, gender, cultures[0])
        family = chance.one_of(cultures[-1].family)
        if chance.happens(_DOUBLE_BARRELLED) and cultures[0].heritage["GB"].at_home:
            other = chance.one_of(cultures[0].family)
            if "-" not in other + family and other != family:
                family = f"{other}-{family}"
        name = f"{given} {family}"
        if name not in material.never and given != family:
            return name


def _given(chance: Chance, gender: str, culture: Culture) -> str:
    drawn = chance.random()
    if gender == "woman":
        return chance.one_of(culture.women if drawn < 0.93 else culture.either)
    if gender == "man":
        return chance.one_of(culture.men if drawn < 0.94 else culture.either)
    return chance.one_of(culture.either if drawn < 0.6 else culture.women if drawn < 0.82 else culture.men)


def _languages(chance: Chance, material: Material, area: Area, person: Person) -> list[NewFact]:
    spoken: dict[str, str | None] = {"en": "clinical" if person.migrated else "mother-tongue"}
    levels = _GREW_UP_WITH if person.migrated else _FROM_SCHOOL if person.at_home else _FROM_PARENTS
    share = 1.0 if person.migrated or person.at_home else 0.55 if person.mixed else 0.75
    for culture in person.cultures:
        for slug, likely in culture.heritage[area.country].languages:
            if chance.happens(likely * share) or (person.migrated and likely > 0.8):
                spoken[slug] = chance.drawn(levels)
    if chance.happens(_LEARNED):
        spoken.setdefault(chance.drawn(material.learned), chance.drawn(_LEARNT))
    if person.signs:
        spoken[_SIGNED[area.country]] = chance.drawn(_SIGNED_LEVELS)
    order = list(spoken)
    if person.migrated and chance.happens(0.4):
        order.append(order.pop(0))
    return [NewFact("language", slug, spoken[slug]) for slug in order]
