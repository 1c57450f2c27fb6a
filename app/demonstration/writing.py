"""What fictional listings say of themselves: headline and about, from the sentences of `seeds/demo/words.toml`."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.demonstration.chance import Chance
from app.demonstration.material import Material
from app.demonstration.practice import Practice
from app.practitioners.intake import NewFact

_NO_HEADLINE, _NO_ABOUT = 0.09, 0.17
_WORKS_IN = ("mother-tongue", "clinical")


def slots_of(material: Material, practice: Practice, profession: str, town: str, name: str) -> dict[str, str]:
    """The words that sentences leave open; a key with a capital begins with one."""
    phrases = material.practice["approach"]
    said = [phrases[slug] for slug in practice.approaches if slug in phrases]
    said += [phrase for phrase in (phrases["integrative"], phrases["person-centred"]) if phrase not in said]
    # "Psychologist in Ireland" tells professions apart in a list; nobody says so of themselves.
    label = material.labels[profession].partition(" in ")[0]
    called = label if label[:2].isupper() else label[0].lower() + label[1:]
    plain = {
        "c1": practice.spoken[0],
        "c2": practice.spoken[1],
        "c3": practice.spoken[2],
        "approach": said[0],
        "approach2": said[1],
        "profession": called,
        "a_profession": f"{'an' if called[0] in 'aeiou' else 'a'} {called}",
        "town": town,
        "name": name,
    }
    return plain | {key.capitalize(): _capital(value) for key, value in plain.items()}


def person_texts(
    chance: Chance, material: Material, practice: Practice, languages: Sequence[NewFact], slots: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """(headline, about) in the first person; either may be left out, as people do."""
    words = material.words["person"]
    headline = None if chance.happens(_NO_HEADLINE) else chance.one_of(words["headline"]).format_map(slots)
    if chance.happens(_NO_ABOUT):
        return headline, None
    of_field = material.words["field"]
    opening = chance.some_of(words["opening"], chance.between(1, 2))
    opening.append(chance.one_of(of_field[practice.fields[0].name]))
    middle = chance.some_of(words["way"], chance.between(1, 3))
    if len(practice.fields) > 1 and chance.happens(0.5):
        middle.append(chance.one_of(of_field[practice.fields[1].name]))
    if chance.happens(0.45):
        middle.append(chance.one_of(words["background"]))
    end = [*chance.some_of(words["practical"], chance.between(1, 3)), chance.one_of(words["closing"])]
    speak = material.words["speak"]
    spoken = [speak[fact.slug] for fact in languages if fact.slug in speak and fact.detail in _WORKS_IN]
    if spoken and chance.happens(0.4):
        end.append(chance.one_of(spoken))
    return headline, _paragraphs(slots, opening, middle, end)


def service_texts(
    chance: Chance, material: Material, kind: str, slots: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """(headline, about) of a practice or service, which speaks of itself as "we"."""
    words: Mapping[str, Any] = material.words["service"]
    headline = None if chance.happens(_NO_HEADLINE) else chance.one_of(words["headline"][kind]).format_map(slots)
    if chance.happens(_NO_ABOUT):
        return headline, None
    opening = chance.some_of(words["opening"][kind], chance.between(1, 2))
    way = chance.some_of(words["way"][kind], chance.between(1, 3))
    return headline, _paragraphs(slots, opening, way, chance.some_of(words["closing"], chance.between(1, 2)))


def service_name(chance: Chance, material: Material, kind: str) -> str:
    words = material.words["naming"]
    form: str = chance.one_of(words[kind])
    return form.format(first=chance.one_of(words["first"]), second=chance.one_of(words["second"]))


def _paragraphs(slots: Mapping[str, str], *paragraphs: Sequence[str]) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs).format_map(slots)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
