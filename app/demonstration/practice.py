"""What a fictional practitioner does: fields of work, concerns, approaches, ages, ways of making contact."""

from collections.abc import Callable
from dataclasses import dataclass

from app.demonstration.chance import Chance, Weighted
from app.demonstration.material import Field, Material, Profession
from app.practitioners.intake import NewFact

_TRAINING = Weighted([("introductory", 18), ("trained", 42), ("certified", 22), ("supervisor", 5), (None, 13)])
_FIELDS_OF = {"addiction-counsellor": "substances", "lac": "substances", "pastoral-counsellor": "faith"}
_ADULT_AGES = (("14-17", 0.12), ("18-25", 0.85), ("26-64", 1.0), ("65-79", 0.72), ("80-plus", 0.45))
_YOUNG_AGES = (("0-4", 0.3), ("5-10", 0.9), ("11-13", 0.92), ("14-17", 0.7), ("18-25", 0.2))
_SILENT = 0.16


@dataclass(slots=True)
class Practice:
    """`spoken` are concerns as they read in a sentence, at least three; `approaches` slugs, the main one first."""

    fields: list[Field]
    concerns: list[str]
    spoken: list[str]
    approaches: list[str]
    young: bool


def make_practice(
    chance: Chance, material: Material, profession: Profession, may_offer: Callable[[str], bool], breadth: int = 0
) -> Practice:
    """`may_offer`: whether an approach of one faith or heritage is this person's to offer; `breadth`: how much wider
    than one person's the practice of a service is."""
    young = profession.young or chance.happens(0.05)
    fields = _fields(chance, material, profession, young, breadth)
    concerns, spoken = _concerns(chance, material, fields, chance.between(5, 12 - breadth) + 2 * breadth)
    chosen = _approaches(chance, material, profession, fields[: 2 + breadth], may_offer)
    return Practice(fields, concerns, spoken, chosen, young)


def _fields(chance: Chance, material: Material, profession: Profession, young: bool, breadth: int) -> list[Field]:
    first = "children" if young else "relationships" if profession.couples else _FIELDS_OF.get(profession.slug)
    chosen = [material.fields[first]] if first else []
    others = chance.several(material.adult_fields, chance.between(2, 3) + breadth)
    chosen += [field for field in others if field not in chosen]
    if not young and chosen[0].name in ("growth", "faith") and len(chosen) > 1:
        # What reads as a trouble comes first: sentences speak of it.
        chosen.append(chosen.pop(0))
    return chosen


def _concerns(chance: Chance, material: Material, fields: list[Field], count: int) -> tuple[list[str], list[str]]:
    main = list(fields[0].terms)
    rest = [slug for field in fields[1:] for slug in field.terms if slug not in fields[0].terms]
    slugs = list(dict.fromkeys(chance.some_of(main, (count + 1) // 2) + chance.some_of(rest, count)))[:count]
    phrases = {slug: phrase for field in reversed(fields) for slug, phrase in field.terms.items()}
    spoken = [phrases[slug] for slug in slugs if phrases[slug]]
    everyday = material.fields["everyday"].terms
    for slug in chance.some_of(list(everyday), 12):
        if len(spoken) >= 3:
            break
        if slug not in slugs and everyday[slug]:
            slugs.append(slug)
            spoken.append(everyday[slug])
    return slugs, spoken


def _approaches(
    chance: Chance, material: Material, profession: Profession, fields: list[Field], may_offer: Callable[[str], bool]
) -> list[str]:
    chosen: dict[str, None] = {}
    if own := material.practice["approach_by_profession"].get(profession.slug):
        chosen[own] = None
    for slug in material.practice["approach_of"]:
        if may_offer(slug) and chance.happens(0.45):
            chosen[slug] = None
    reserved = material.practice["approach_of"]
    for field in fields:
        for slug in chance.some_of(field.approaches, chance.between(1, 2)):
            if slug not in reserved:
                chosen[slug] = None
    return list(chosen) or ["integrative"]


def practice_facts(
    chance: Chance, practice: Practice, material: Material, profession: Profession, signs: bool
) -> list[NewFact]:
    """The facts of a practice, several facets left unstated now and then."""
    facts = [NewFact("concern", slug) for slug in practice.concerns]
    if not chance.happens(0.06):
        facts += [NewFact("approach", slug, chance.drawn(_TRAINING)) for slug in practice.approaches]
    facts.append(NewFact("profession", profession.slug))
    if not profession.trainee and chance.happens(0.08):
        facts.append(NewFact("profession", "supervisor"))
    if not chance.happens(_SILENT):
        ages = _YOUNG_AGES if practice.young else _ADULT_AGES
        facts += [NewFact("age_group", slug) for slug, likely in ages if chance.happens(likely)]
    if not chance.happens(_SILENT):
        modes = chance.several(material.weights["contact_mode"], chance.between(1, 4))
        facts += [NewFact("contact_mode", slug) for slug in (*modes, *(("sign-video",) if signs else ()))]
    return facts
