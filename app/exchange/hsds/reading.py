"""A listing out of an HSDS service with our profile: what its own words say, and what the attributes add.

Everything is checked as it is read, shape by shape; what it means is for `taking_over` to judge.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.listings.facets import BY_KEY, STATED
from app.listings.listing import Fact, Listing, Offer, Registration, Source

# `link_type` of what the profile adds: this, and the name of a field of a listing or of a facet.
PREFIX = "attune-"
AS_OF, OFFER, REGISTRATION = f"{PREFIX}as-of", f"{PREFIX}offer", f"{PREFIX}registration"
# The taxonomy of what the profile adds: in a table every attribute must have a term.
OURS = "attune"
# Fields that are words of the listing itself, and those of another shape, which ride as JSON.
TEXTS = ("name", "slug", "kind", "headline", "about")
SHAPED = ("may_see_people_in", "source", "fictional", "confirmed_on", "updated_at")
FIELDS = (*TEXTS, *SHAPED)
FACTS = tuple(facet.key for facet in STATED)

OFFERS, REGISTRATIONS = TypeAdapter(Offer), TypeAdapter(Registration)
SHAPES: Mapping[str, TypeAdapter[Any]] = {
    "may_see_people_in": TypeAdapter(tuple[str, ...]),
    "source": TypeAdapter(Source | None),
    "fictional": TypeAdapter(bool),
    "confirmed_on": TypeAdapter(date | None),
    "updated_at": TypeAdapter(datetime),
}
FACT_DETAILS: TypeAdapter[Any] = TypeAdapter(dict[str, str])
_LISTING = TypeAdapter(Listing)


class Misread(ValueError):
    """A document of our profile that does not hold what it must; the message says where, after “has”."""


def attributes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The attributes of a service and of its contacts."""
    for holder in (document, *listed(document, "contacts")):
        yield from listed(holder, "attributes")


def is_ours(document: Mapping[str, Any]) -> bool:
    """Whether a service says by our profile all there is to say."""
    return any(row.get("link_type") == AS_OF for row in listed(document, "attributes"))


def said_plainly(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a document says of a listing's fields without our profile; its facts are under `facts`."""
    coded: dict[str, dict[str, Fact]] = {}
    headline = None
    for row in attributes(document):
        key, code = row.get("link_type"), code_of(row)
        if key == "headline":
            headline = row.get("value")
        elif code and isinstance(key, str) and key in BY_KEY:
            coded.setdefault(key, {}).setdefault(code, Fact(code, row.get("value") or None, _own_words(row)))
    if spoken := dict(map(_language, listed(document, "languages"))):
        coded["language"] = {code: fact for code, fact in spoken.items() if code}
    address = document.get("url")
    return {
        "name": document.get("name"),
        "slug": address.rstrip("/").rpartition("/")[2] if isinstance(address, str) else None,
        "kind": next(iter(coded.get("kind", ())), None),
        "headline": headline,
        "about": document.get("description"),
        "may_see_people_in": tuple(row.get("extent") for row in listed(document, "service_areas")),
        "source": None,
        "fictional": False,
        "confirmed_on": _read(date, document.get("assured_date")),
        "updated_at": _read(datetime, document.get("last_modified")),
        "facts": {facet: tuple(coded[facet].values()) for facet in FACTS if facet in coded},
    }


def code_of(row: Mapping[str, Any]) -> str:
    """The slug of an attribute's term; '' where it has none but the one that every attribute of a table must have."""
    term = row.get("taxonomy_term")
    code = term.get("code") if isinstance(term, dict) and term.get("taxonomy") != OURS else None
    return code if isinstance(code, str) else ""


def _own_words(row: Mapping[str, Any]) -> str | None:
    """What somebody calls it: the label, where that is not the term's."""
    label = row.get("label")
    return label if isinstance(label, str) and label and label != row["taxonomy_term"].get("name") else None


def _language(row: Mapping[str, Any]) -> tuple[str, Fact]:
    """A language by its tag, which `code` cuts short, with how well it is spoken."""
    codes = {str(held.get("link_type")): code_of(held) for held in listed(row, "attributes")}
    tag = codes.get("language") or ""
    return tag, Fact(tag, codes.get("language_level") or None)


def listing_of(document: Mapping[str, Any]) -> tuple[Listing, date]:
    """The listing a document of our profile holds, and the day on which it read so. Raises Misread."""
    said: dict[str, Any] = said_plainly(document) | {"registers": [], "offers": []}
    facts: dict[str, list[Fact]] = {}
    for row in listed(document, "attributes"):
        link_type = row.get("link_type")
        if isinstance(link_type, str) and link_type.startswith(PREFIX):
            _add(said, facts, link_type.removeprefix(PREFIX), row)
    said["facts"] = {facet: tuple(stated) for facet, stated in (said["facts"] | facts).items() if stated}
    as_of = _read(date, said.pop("as-of", None))
    if as_of is None:
        raise Misread(f"no day for {AS_OF}")
    try:
        return _LISTING.validate_python(said | {"id": document.get("id")}), as_of
    except ValidationError as error:
        raise Misread(_where("its fields", error)) from None


def _add(said: dict[str, Any], facts: dict[str, list[Fact]], name: str, row: Mapping[str, Any]) -> None:
    """Add what one attribute of the profile says; one that we do not know says nothing."""
    value = row.get("value")
    if PREFIX + name == OFFER:
        said["offers"].append(_shaped(OFFERS, name, value))
    elif PREFIX + name == REGISTRATION:
        said["registers"].append(_shaped(REGISTRATIONS, name, value))
    elif name in SHAPES:
        said[name] = _shaped(SHAPES[name], name, value)
    elif name in FACTS:
        facts.setdefault(name, []).extend(_facts(name, row))
    elif name in TEXTS or PREFIX + name == AS_OF:
        said[name] = value


def _facts(facet: str, row: Mapping[str, Any]) -> list[Fact]:
    code, value = code_of(row), row.get("value")
    if not code and value is None:
        return []
    if not code:
        raise Misread(f"no term for {PREFIX}{facet}")
    said = {} if value is None else _shaped(FACT_DETAILS, facet, value)
    return [Fact(code, said.get("detail"), said.get("own_words"))]


def _shaped(shape: TypeAdapter[Any], name: str, value: object) -> Any:
    if value is None:
        value = "null"
    try:
        return shape.validate_json(value if isinstance(value, str) else "", strict=True)
    except (ValidationError, RecursionError) as error:
        raise Misread(_where(PREFIX + name, error)) from None


def _where(name: str, error: Exception) -> str:
    """Which part of a value will not do; never the value, which may be anything."""
    if not isinstance(error, ValidationError):
        return f"a value for {name} that is nested too deeply"
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"a value for {name}{f' at {where}' if where else ''} that will not do: {first['msg'].lower()}"


def listed(holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list; what is no list of objects holds none."""
    found = holder.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list | tuple) else []


def _read(shape: type[date], value: object) -> Any:
    """A day or a moment, as it is or as text; None for anything else."""
    if not isinstance(value, str):
        return value if isinstance(value, shape) else None
    try:
        return shape.fromisoformat(value)
    except ValueError:
        return None


def as_json(shape: TypeAdapter[Any], value: object) -> str:
    """A value of the profile as text."""
    return shape.dump_json(value).decode()
