"""A whole fictional listing, made from its number, the seed and the day, and from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.demonstration.chance import Chance, Weighted
from app.demonstration.fees import make_pricing
from app.demonstration.identity import Identity, communities
from app.demonstration.material import COUNTRY_SHARES, Area, Material, Profession, Town
from app.demonstration.numbering import ORGANISATION, RECORD, slug_of, uuid_of
from app.demonstration.offers import Terms, make_offers
from app.demonstration.people import Person, make_person, nearby
from app.demonstration.practice import make_practice, practice_facts
from app.demonstration.registering import make_registrations, may_see_people_in
from app.demonstration.writing import person_texts, service_name, service_texts, slots_of
from app.practitioners.intake import NewFact, NewRecord

_KINDS = Weighted(
    [("individual", 84), ("group_practice", 6), ("clinic", 4), ("community_service", 4), ("peer_group", 2)],
)
# Kinds that are an organisation's services rather than somebody's own listing.
SERVICES = frozenset({"clinic", "community_service", "peer_group"})
# A record is older than anything in it was confirmed.
_OLDEST_DATE = 130
_STAFF_LEVELS = Weighted([("clinical", 52), ("interpreter", 40), ("mother-tongue", 8)])
_PEER_CONTACT = Weighted([("email", 40), ("phone", 22), ("text", 22), ("form", 16)])


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """The organisation behind a service; it runs nothing else."""

    id: UUID
    name: str
    source_key: str
    created_at: datetime


@dataclass(slots=True)
class Generated:
    """One listing, with what it was made from; `organisation` for services, `person` for individuals."""

    record: NewRecord
    town: Town
    organisation: NewOrganisation | None = None
    person: Person | None = None


def generate(material: Material, seed: int, index: int, today: date) -> Generated:
    """Listing number `index` (from 0) of this seed, as it is on this day."""
    chance = Chance.of(seed, index)
    town = chance.drawn(material.towns[chance.drawn(COUNTRY_SHARES)])
    kind = chance.drawn(_KINDS)
    made = _Listing(chance, material, seed, index, today, town, kind)
    return made.of_person() if kind == "individual" else made.of_service()


@dataclass(slots=True)
class _Listing:
    chance: Chance
    material: Material
    seed: int
    index: int
    today: date
    town: Town
    kind: str

    @property
    def _area(self) -> Area:
        return self.town.area

    def of_person(self) -> Generated:
        chance, material, area = self.chance, self.material, self._area
        profession = chance.drawn(material.professions[area.jurisdiction])
        person = make_person(chance, material, self.town, profession)
        record = self._record(person.name)
        if person.titled:
            record.name = f"Dr {person.name}"
        identity = Identity(chance, material, person, area, record.created_at)
        identity.own_words(material.words["own_words"], self.town.name)
        practice = make_practice(chance, material, profession, self._may_offer(identity))
        record.identity_facts = list(identity.facts.values())
        record.facts = [
            *person.languages,
            *practice_facts(chance, practice, material, profession, person.signs),
            *communities(chance, material, person, area, identity.public("identity")),
        ]
        record.registrations = make_registrations(chance, material, area, profession, self.seed, self.index, self.today)
        record.may_see_people_in = may_see_people_in(chance, area, frozenset(r.body for r in record.registrations))
        slots = slots_of(material, practice, profession.slug, self.town.name, record.name)
        record.headline, record.about = person_texts(chance, material, practice, person.languages, slots)
        self._add_offers(record, profession, practice.young)
        return Generated(record, self.town, person=person)

    def of_service(self) -> Generated:
        chance, material, area = self.chance, self.material, self._area
        profession = self._staff()
        record = self._record(service_name(chance, material, self.kind))
        practice = make_practice(chance, material, profession, lambda _: False, breadth=1)
        facts = practice_facts(chance, practice, material, profession, signs=False)
        if self.kind == "peer_group":
            facts = [fact for fact in facts if fact.facet not in ("approach", "contact_mode")]
            facts.append(NewFact("approach", "peer-support"))
            facts += [NewFact("contact_mode", mode) for mode in chance.several(_PEER_CONTACT, 2)]
        record.facts = [*facts, *self._reach()]
        record.may_see_people_in = may_see_people_in(chance, area, frozenset())
        slots = slots_of(material, practice, profession.slug, self.town.name, record.name)
        record.headline, record.about = service_texts(chance, material, self.kind, slots)
        self._add_offers(record, profession, practice.young)
        return Generated(record, self.town, self._organisation(record) if self.kind in SERVICES else None)

    def _record(self, name: str) -> NewRecord:
        created = self.today - timedelta(days=self.chance.between(_OLDEST_DATE, 1100))
        return NewRecord(
            id=uuid_of(self.seed, self.index, RECORD),
            kind=self.kind,
            slug=slug_of(self.seed, self.index, name),
            name=name,
            created_at=self.chance.instant(created),
            updated_at=self.chance.instant(self.today - self.chance.days_ago(119)),
            fictional=True,
            confirmed_on=self.today - self.chance.days_ago(119) if self.chance.happens(0.86) else None,
        )

    def _may_offer(self, identity: Identity) -> Callable[[str], bool]:
        """Whether an approach that belongs to a faith or heritage is this person's, as everybody may see."""
        shown = {facet: identity.public(facet) for facet in ("faith", "identity")}
        table = self.material.practice["approach_of"]

        def may(approach: str) -> bool:
            facet, *slugs = table[approach]
            return not shown[facet].isdisjoint(slugs)

        return may

    def _staff(self) -> Profession:
        """The profession most of a service's people have; peers have none but being peers."""
        if self.kind == "peer_group":
            return Profession("peer-worker", 1.0, Weighted([]), (), young=False, couples=False, trainee=False)
        while True:
            profession = self.chance.drawn(self.material.professions[self._area.jurisdiction])
            if not profession.trainee:
                return profession

    def _reach(self) -> list[NewFact]:
        """Languages and communities of a service: those of one to three cultures around it."""
        found: dict[tuple[str, str], str | None] = {("language", "en"): "clinical"}
        for _ in range(self.chance.between(0, 3)):
            culture = self.chance.drawn(nearby(self.material, self.town))
            heritage = culture.heritage[self._area.country]
            for slug, likely in heritage.languages:
                if self.chance.happens(likely):
                    found.setdefault(("language", slug), self.chance.drawn(_STAFF_LEVELS))
            for slug, likely in heritage.community:
                if self.chance.happens(likely):
                    found.setdefault(("community", slug), "experience")
        for slug in self.chance.several(self.material.weights["community"], self.chance.between(1, 4)):
            found.setdefault(("community", slug), None)
        return [NewFact(facet, slug, detail) for (facet, slug), detail in found.items()]

    def _add_offers(self, record: NewRecord, profession: Profession, young: bool) -> None:
        pricing = make_pricing(self.chance, self.material, self._area, profession, self.kind)
        terms = Terms(self.kind, profession, young, pricing, self.town, self.seed, self.index, self.today)
        record.premises, record.offers = make_offers(self.chance, self.material, terms)

    def _organisation(self, record: NewRecord) -> NewOrganisation:
        id_ = uuid_of(self.seed, self.index, ORGANISATION)
        return NewOrganisation(id_, record.name, str(self.index), record.created_at)
