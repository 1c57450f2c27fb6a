"""What a fictional practitioner chooses to say of who they are, and whom they let see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Area, Material
from app.demonstration.people import Person
from app.practitioners.intake import NewFact, NewIdentityFact

CONSENT_WORDING = "demonstration-1"
_EVERYWHERE = ("site", "widget", "api", "search_engines")
_ALL = ("site", "widget", "api")
_ALL_AUDIENCES = frozenset(_ALL)
# How far somebody lets identity facts be seen: by default, and for the ones they are more careful with.
_USUAL = Weighted([(_ALL, 62.0), (_EVERYWHERE, 14.0), (("site", "widget"), 6.0), (("site",), 13.0), ((), 5.0)])
_CAREFUL = Weighted([(("site",), 60.0), (("site", "widget"), 10.0), ((), 30.0)])
_CAREFUL_SHARE = 0.12

_PRONOUNS = {
    "woman": Weighted([("she-her", 91), ("she-they", 6), ("any", 2), ("name-only", 1)]),
    "man": Weighted([("he-him", 92), ("he-they", 6), ("any", 2)]),
    "other": Weighted(
        [
            ("they-them", 60),
            ("she-they", 12),
            ("he-they", 12),
            ("any", 8),
            ("name-only", 4),
            ("xe-xem", 2),
            ("ze-zir", 2),
        ],
    ),
}
_BINARY = ("woman", "man")
# Saying the one says the other too.
_IMPLIED = {
    "autistic": "neurodivergent",
    "adhd": "neurodivergent",
    "wheelchair-user": "disabled",
    "single-parent": "parent",
}
_NOT_OF_ORIENTATION = {"woman": ("gay",), "man": ("lesbian",)}
_UNBELIEF = frozenset({"no-religion", "atheist", "agnostic", "humanist", "ex-religious", "ex-muslim", "ex-haredi"})


class Identity:
    """The facts somebody states, in order, each with its consent."""

    def __init__(self, chance: Chance, material: Material, person: Person, area: Area, since: datetime) -> None:
        self._chance = chance
        self._since = since
        self._usual = chance.drawn(_USUAL)
        self.facts: dict[tuple[str, str], NewIdentityFact] = {}
        self._gender(person)
        if chance.happens(0.68):
            self._heritage(person, area)
        self._lived(material, person)
        self._orientation(material, person)
        if chance.happens(0.34):
            self._faith(person, area)

    def public(self, facet: str) -> frozenset[str]:
        """The slugs of a facet that every audience may see: what other public facts may lean on."""
        shown = (key for key, fact in self.facts.items() if set(fact.audiences) >= _ALL_AUDIENCES)
        return frozenset(slug for of_facet, slug in shown if of_facet == facet)

    def own_words(self, phrases: Mapping[str, Any], town: str) -> None:
        """Let a few people put their migration or mixed heritage in their own words."""
        for slug, sentences in phrases.items():
            fact = self.facts.get(("identity", slug))
            if fact is not None and self._chance.happens(0.35):
                fact.own_words = self._chance.one_of(sentences).format(town=town)

    def _state(self, facet: str, slug: str) -> None:
        careful = facet in ("identity", "faith") and self._chance.happens(_CAREFUL_SHARE)
        audiences = self._chance.drawn(_CAREFUL) if careful and self._usual else self._usual
        self.facts.setdefault((facet, slug), NewIdentityFact(facet, slug, audiences, CONSENT_WORDING, self._since))

    def _gender(self, person: Person) -> None:
        if self._chance.happens(0.8):
            self._state("gender", person.gender)
        if self._chance.happens(0.62):
            kind = person.gender if person.gender in _BINARY else "other"
            self._state("pronouns", self._chance.drawn(_PRONOUNS[kind]))

    def _heritage(self, person: Person, area: Area) -> None:
        share = 0.85 if person.mixed else 1.0
        for culture in person.cultures:
            for slug, likely in culture.heritage[area.country].identity:
                if self._chance.happens(likely * share):
                    self._state("identity", slug)
        if person.mixed and self._chance.happens(0.75):
            self._state("identity", "mixed-heritage")
        if person.migrated:
            if self._chance.happens(0.42):
                self._state("identity", "migrant")
        elif not person.at_home and self._chance.happens(0.28):
            self._state("identity", "second-generation")

    def _lived(self, material: Material, person: Person) -> None:
        if person.signs and self._chance.happens(0.4):
            self._state("identity", "deaf")
        if not self._chance.happens(0.6):
            return
        for slug, likely in material.lived:
            if self._chance.happens(likely / 0.6) and (slug != "deaf" or person.signs):
                self._state("identity", slug)
                if slug in _IMPLIED:
                    self._state("identity", _IMPLIED[slug])

    def _orientation(self, material: Material, person: Person) -> None:
        if person.gender not in _BINARY and self._chance.happens(0.75):
            self._state("identity", "lgbtq")
        if self._chance.happens(0.025):
            self._state("identity", "trans")
            self._state("identity", "lgbtq")
        if self._chance.happens(0.2):
            slug = self._chance.drawn(material.weights["orientation"])
            if slug in _NOT_OF_ORIENTATION.get(person.gender, ()):
                slug = "queer"
            self._state("identity", slug)
            if slug != "straight":
                self._state("identity", "lgbtq")

    def _faith(self, person: Person, area: Area) -> None:
        slug = self._chance.drawn(self._chance.one_of(person.cultures).heritage[area.country].faith)
        self._state("faith", slug)
        if slug not in _UNBELIEF and self._chance.happens(0.12):
            self._state("faith", "faith-integrated-therapy")
        elif self._chance.happens(0.12):
            self._state("faith", "faith-not-raised")
        if self._chance.happens(0.08):
            self._state("faith", "religious-trauma-aware")


def communities(chance: Chance, material: Material, person: Person, area: Area, shown: frozenset[str]) -> list[NewFact]:
    """The communities somebody knows. `shown`: identity slugs that everybody may see: only these are said to be known
    from the inside, or a community would tell what the person keeps to themselves."""
    known: dict[str, str | None] = {}
    for culture in person.cultures:
        for slug, likely in culture.heritage[area.country].community:
            if chance.happens(likely * 0.8):
                known[slug] = _basis(chance, slug in shown)
    for slug in chance.several(material.weights["community"], chance.between(0, 4)):
        known.setdefault(slug, _basis(chance, slug in shown))
    return [NewFact("community", slug, basis) for slug, basis in known.items()]


_BASES = Weighted([("experience", 50), ("training", 22), (None, 28)])


def _basis(chance: Chance, is_their_own: bool) -> str | None:
    return "lived-experience" if is_their_own and chance.happens(0.7) else chance.drawn(_BASES)
