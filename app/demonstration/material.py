"""What demonstration listings are made of, read from `seeds/demo/` and checked against the vocabulary."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.demonstration.chance import Weighted
from app.vocabulary.lexicon import Lexicon

COUNTRIES = ("GB", "US", "IE")
COUNTRY_SHARES = Weighted([("GB", 72.0), ("US", 18.0), ("IE", 10.0)])
Chances = tuple[tuple[str, float], ...]


class DemonstrationRefused(RuntimeError):
    """Demonstration data cannot be made here; the message is one sentence for the person at the console."""


@dataclass(frozen=True, slots=True, eq=False)
class Heritage:
    """What goes with a culture's names in one country; chances are of one person, faiths are weighted."""

    languages: Chances
    identity: Chances
    community: Chances
    faith: Weighted[str]
    at_home: bool


@dataclass(frozen=True, slots=True, eq=False)
class Culture:
    """A culture's names; `either` are given names of any gender."""

    slug: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    either: tuple[str, ...]
    family: tuple[str, ...]
    migrated: float
    heritage: Mapping[str, Heritage]


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A region: where it is for law, and its level of fees against the country's."""

    country: str
    jurisdiction: str
    region: str
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """A town or district: the middle in degrees, and within how many km its listings lie."""

    name: str
    lat: float
    lon: float
    spread_km: float
    postcodes: tuple[str, ...]
    area: Area


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field of work: concerns with how they read in a sentence ('' where they do not), and its approaches."""

    name: str
    terms: Mapping[str, str]
    approaches: tuple[str, ...]
    young: bool


@dataclass(frozen=True, slots=True, eq=False)
class Profession:
    """A profession in one jurisdiction, with the registers its people are in."""

    slug: str
    fee: float
    registers: Weighted[str]
    also: Chances
    young: bool
    couples: bool
    trainee: bool


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Everything read; by jurisdiction where countries, nations and states differ, `around` by the town's name."""

    never: frozenset[str]
    learned: Weighted[str]
    cultures: Mapping[str, Weighted[Culture]]
    around: Mapping[str, Weighted[Culture]]
    towns: Mapping[str, Weighted[Town]]
    fields: Mapping[str, Field]
    adult_fields: Weighted[Field]
    professions: Mapping[str, Weighted[Profession]]
    payers: Mapping[str, Weighted[str]]
    weights: Mapping[str, Weighted[str]]
    lived: Chances
    practice: Mapping[str, Any]
    words: Mapping[str, Any]
    labels: Mapping[str, str]


def read_material(folder: Path, lexicon: Lexicon) -> Material:
    """Read `names.toml`, `towns.toml`, `practice.toml` and `words.toml`.

    Raises DemonstrationRefused when a file is missing or names a term that the vocabulary does not have.
    """
    names, towns, practice, words = (_file(folder / f"{name}.toml") for name in ("names", "towns", "practice", "words"))
    _check(names, practice, words, lexicon)
    areas = [(_area(entry), entry["towns"]) for entry in towns["area"]]
    jurisdictions = {area.jurisdiction: area.country for area, _ in areas}
    fields = [Field(f["name"], f["terms"], tuple(f["approaches"]), f.get("young", False)) for f in practice["field"]]
    cultures = {entry["slug"]: _culture(entry) for entry in names["culture"]}
    return Material(
        never=frozenset(_list(names["never"])),
        learned=Weighted(names["learned"].items()),
        cultures={place: _cultures(names, cultures, place, {}) for place in jurisdictions},
        around={
            town: _cultures(names, cultures, jurisdiction, times)
            for town, times in towns["around"].items()
            for jurisdiction in _jurisdictions_of(areas, town)
        },
        towns={country: _towns(areas, country) for country in COUNTRIES},
        fields={field.name: field for field in fields},
        adult_fields=Weighted(
            (field, entry["weight"]) for field, entry in zip(fields, practice["field"], strict=True) if not field.young
        ),
        professions={
            place: Weighted((_profession(p, place), p["weight"].get(country, 0)) for p in practice["profession"])
            for place, country in jurisdictions.items()
        },
        payers={place: _payers(practice["payer"][country], place, lexicon) for place, country in jurisdictions.items()},
        weights={
            key: Weighted(practice[key].items())
            for key in ("times", "contact_mode", "who_qualifies", "fee_model", "orientation", "community")
        },
        lived=tuple(practice["lived"].items()),
        practice=practice,
        words=words,
        labels={slug: lexicon.label("profession", slug) for slug in lexicon.terms("profession")},
    )


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DemonstrationRefused(f"{path.name} cannot be read: {error}.") from None


def _list(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("\n", " ").split(","))


def _here(table: Mapping[str, float], *places: str) -> Chances:
    """The entries that hold in one of these places, without the mark that says so."""
    split = ((key.partition("@"), value) for key, value in table.items())
    return tuple((slug, value) for (slug, _, place), value in split if not place or place in places)


def _culture(entry: Mapping[str, Any]) -> Culture:
    heritage = {
        country: Heritage(
            languages=_here(entry["languages"], country),
            identity=_here(entry["identity"], country),
            community=_here(entry["community"], country),
            faith=Weighted(entry["faith"].items()),
            at_home=country in entry.get("majority", ()),
        )
        for country in COUNTRIES
    }
    women, men, either, family = (_list(entry[key]) for key in ("women", "men", "either", "family"))
    return Culture(entry["slug"], women, men, either, family, entry["migrated"], heritage)


def _cultures(
    names: Mapping[str, Any], cultures: Mapping[str, Culture], jurisdiction: str, times: Mapping[str, float]
) -> Weighted[Culture]:
    """The cultures of a jurisdiction, some of them so many times as common in one of its towns."""
    if unknown := times.keys() - cultures.keys():
        raise DemonstrationRefused(f"towns.toml names {min(unknown)!r}, which is no culture of names.toml.")
    return Weighted(
        (
            cultures[entry["slug"]],
            entry["weight"][jurisdiction[:2]]
            * entry.get("at_home", {}).get(jurisdiction, 1)
            * times.get(entry["slug"], 1),
        )
        for entry in names["culture"]
    )


def _jurisdictions_of(areas: Iterable[tuple[Area, list[Any]]], town: str) -> list[str]:
    found = [area.jurisdiction for area, towns in areas if town in (entry[0] for entry in towns)]
    if len(found) != 1:
        raise DemonstrationRefused(f"towns.toml says who lives around {town!r}, which is not one town of it.")
    return found


def _area(entry: Mapping[str, Any]) -> Area:
    return Area(entry["country"], entry["jurisdiction"], entry["region"], entry["cost"])


def _towns(areas: Iterable[tuple[Area, list[Any]]], country: str) -> Weighted[Town]:
    return Weighted(
        (Town(name, lat, lon, spread, tuple(postcodes.split()), area), weight)
        for area, towns in areas
        if area.country == country
        for name, lat, lon, weight, spread, postcodes in towns
    )


def _profession(entry: Mapping[str, Any], jurisdiction: str) -> Profession:
    country = jurisdiction[:2]
    registers = _here(entry["registers"], country, jurisdiction)
    return Profession(
        slug=entry["slug"],
        fee=entry["fee"],
        registers=Weighted((_of_state(slug, jurisdiction), weight) for slug, weight in registers),
        also=_here(entry.get("also", {}), country, jurisdiction),
        young=entry.get("young", False),
        couples=entry.get("couples", False),
        trainee=entry.get("trainee", False),
    )


def _of_state(slug: str, jurisdiction: str) -> str:
    """`us-xx` and `medicaid-xx` stand for the body of the state."""
    state = jurisdiction[3:].lower()
    return slug.removesuffix("xx") + state if slug.endswith("-xx") and state else slug


def _payers(weights: Mapping[str, float], jurisdiction: str, lexicon: Lexicon) -> Weighted[str]:
    terms = lexicon.terms("payer")
    named = ((_of_state(slug, jurisdiction), weight) for slug, weight in weights.items())
    here = (None, jurisdiction, jurisdiction[:2])
    return Weighted((slug, weight) for slug, weight in named if slug in terms and terms[slug].country in here)


def _check(names: Mapping[str, Any], practice: Mapping[str, Any], words: Mapping[str, Any], lexicon: Lexicon) -> None:
    for scheme, slug in _named_terms(names, practice, words):
        plain = slug.partition("@")[0]
        if plain not in lexicon.terms(scheme) and not plain.endswith("-xx"):
            raise DemonstrationRefused(
                f"The demonstration data names {plain!r}, which is no {scheme} of the vocabulary."
            )


def _named_terms(
    names: Mapping[str, Any], practice: Mapping[str, Any], words: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    """Every (scheme, slug) that the files name."""
    schemes = {"languages": "language", "identity": "identity", "faith": "faith", "community": "community"}
    for culture in names["culture"]:
        yield from ((scheme, slug) for key, scheme in schemes.items() for slug in culture[key])
    for field in practice["field"]:
        yield from (("concern", slug) for slug in field["terms"])
        yield from (("approach", slug) for slug in field["approaches"])
    for profession in practice["profession"]:
        yield "profession", profession["slug"]
        yield from (("register", slug) for slug in (*profession["registers"], *profession.get("also", {})))
    yield from (("identity", slug) for key in ("lived", "orientation") for slug in practice[key])
    yield from (("approach", slug) for key in ("approach", "approach_of") for slug in practice[key])
    yield from (("approach", slug) for slug in practice["approach_by_profession"].values())
    yield from ((facet, slug) for facet, *slugs in practice["approach_of"].values() for slug in slugs)
    for scheme in ("times", "contact_mode", "who_qualifies", "fee_model", "community"):
        yield from ((scheme, slug) for slug in practice[scheme])
    yield from (("payer", slug) for table in practice["payer"].values() for slug in table)
    yield from (("access", feature["slug"]) for feature in practice["feature"])
    yield from (("language", slug) for slug in (*names["learned"], *words["speak"]))
